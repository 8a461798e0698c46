"""A vault with many made-up cases, filled through the program's own write path in large transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from familjeflow.domain import events as e
from familjeflow.domain.case import Case
from familjeflow.domain.process import ProcessDefinition
from familjeflow.domain.projections import (
    CaseRow,
    CaseRows,
    LimitRow,
    MeetingRow,
    NoteRow,
    OutcomeRow,
    StepRow,
    WatchRow,
)
from familjeflow.services import demo_people, persons, processes, vaults
from familjeflow.services.case_work import Loaded, keep
from familjeflow.services.desk import Desk
from familjeflow.storage.kdf import KdfCost
from familjeflow.storage.store import Store

CHEAP = KdfCost(8 * 1024, 1, 1)
_ids = count(1)


def new_id() -> str:
    """Ids that only have to be different."""
    return f"{next(_ids):032x}"


def now() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


@contextmanager
def vault_with(cases: int, folder: Path) -> Iterator[tuple[Desk, list[str], vaults.Key]]:
    """An open vault with so many cases; closed afterwards."""
    path = folder / f"matning-{cases}.familjeflow"
    created = vaults.create(path, "bara för mätningen", now=now(), new_id=new_id, cost=CHEAP)
    vault = vaults.open(path, created.key, now=now(), new_id=new_id, state_folder=folder)
    desk = Desk(vault, "matning", now, new_id)
    try:
        yield desk, _fill(desk, cases), created.key
    finally:
        vaults.close(vault, new_id=new_id, state_folder=folder)


def _fill(desk: Desk, cases: int) -> list[str]:
    found: list[str] = []
    for start in range(0, cases, 1000):
        found += desk.vault.write(lambda store, s=start: _some(desk, store, s, min(1000, cases - s)))
    return found


def _some(desk: Desk, store: Store, start: int, many: int) -> list[str]:
    shipped = processes.shipped()
    for definition in shipped:
        store.put_bundle(definition.bundle_hash, processes.shipped_process(definition.info.id)[1])
    return [
        _one(desk, store, place, shipped[place % len(shipped)].info.id)
        for place in range(start, start + many)
    ]


def _one(desk: Desk, store: Store, place: int, process_id: str) -> str:
    definition, _files = processes.shipped_process(process_id)
    person_id, case_id = new_id(), new_id()
    born = date(1950 + place % 60, 1 + place % 12, 1 + place % 28)
    number = demo_people.number(born, 980 + place % 20)
    person = e.PersonRecorded(f"Nr{place}", f"Påhittson{place}", number, "personnummer", False, born)
    draft = e.Draft(persons.person_stream(person_id), person, desk.actor_id, "", desk.today)
    store.append([draft], now=desk.clock(), recorded_by=desk.actor_id, new_id=new_id)
    store.put_person(persons.row_of(person_id, person))
    first = next(s for s in definition.reading_order if not definition.graph.is_question(s))
    payloads = [
        e.CaseOpened(store.next_case_number(2026), process_id, definition.bundle_hash, person_id),
        e.StepCompleted(first, 1),
    ]
    keep(desk, store, Loaded(definition, (), Case(case_id)), case_id, payloads)
    return case_id


LIMITS, NOTES, MEETINGS, WATCHES = 6, 20, 3, 1
"""Rows of each kind for one case: 60 000 limits and 200 000 notes with 10 000 cases."""


def fill_days(desk: Desk) -> None:
    """Give each case its limits, notes, meetings and reminders, spread over a year around today.

    Rows only, as an act would have left them: what is measured are the lists, which read nothing else.
    """
    cases = desk.vault.read(lambda store: store.case_rows())
    for start in range(0, len(cases), 1000):
        some = list(enumerate(cases[start : start + 1000], start))
        desk.vault.write(lambda store, some=some: _fill_some(store, desk.today, some))


def _fill_some(store: Store, today: date, cases: list[tuple[int, CaseRow]]) -> None:
    for place, case in cases:
        days = [today + timedelta(days=(place * 37 + n * 61) % 365 - 182) for n in range(NOTES)]
        store.replace_rows(
            CaseRows(
                case,
                limits=tuple(_limit(case, n, day) for n, day in enumerate(days[:LIMITS])),
                notes=tuple(_note(case, n, day) for n, day in enumerate(days)),
                meetings=tuple(_meeting(case, n, day) for n, day in enumerate(days[:MEETINGS])),
                watches=tuple(
                    WatchRow(case.case_id, f"w{n}", day, "Ring skolan", "")
                    for n, day in enumerate(days[-WATCHES:])
                ),
            )
        )


def _limit(case: CaseRow, number: int, day: date) -> LimitRow:
    force = "latest" if number % 2 else "guideline"
    return LimitRow(case.case_id, case.next_step, f"g{number}", "Uppföljning av planen", "", day, force, day)


def _note(case: CaseRow, number: int, day: date) -> NoteRow:
    state = "to_enter" if number == 0 else "entered"
    written = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return NoteRow(case.case_id, f"n{number}", state, "phone", day, written, case.client_id)


def _meeting(case: CaseRow, number: int, day: date) -> MeetingRow:
    starts = datetime(day.year, day.month, day.day, 8 + number * 3)
    return MeetingRow(case.case_id, f"m{number}", "talk", starts, 60, "Eken", "", case.next_step, "")


def fill_steps(desk: Desk) -> None:
    """Let each case have come a part of its way within the last year; one of three is closed. Rows only."""
    definitions = {d.info.id: d for d in processes.shipped()}
    cases = desk.vault.read(lambda store: store.case_rows(open_only=False))
    for start in range(0, len(cases), 1000):
        some = list(enumerate(cases[start : start + 1000], start))
        desk.vault.write(
            lambda store, some=some: [
                store.replace_rows(_on_the_way(definitions[case.process_id], case, place, desk.today))
                for place, case in some
            ]
        )


def _on_the_way(definition: ProcessDefinition, case: CaseRow, place: int, today: date) -> CaseRows:
    order = definition.reading_order
    opened = today - timedelta(days=place * 37 % 330)
    closed = place % 3 == 0
    reached = len(order) if closed else place * 7 % len(order)
    day, steps = opened, []
    for number, step in enumerate(order[:reached]):
        began, day = day, min(today, day + timedelta(days=(place * 13 + number * 5) % 29))
        skipped = (place + number) % 11 == 0
        kind = ("declined", "not_needed", "own_words")[place % 3] if skipped else ""
        state = "skipped" if skipped else "done"
        steps.append(StepRow(case.case_id, case.process_id, step, 1, state, began, day, skipped, kind))
    if not closed:
        steps.append(StepRow(case.case_id, case.process_id, order[reached], 1, "ready", day, None, False, ""))
    early = closed and place % 4 == 0
    row = replace(
        case, opened_on=opened, closed_on=day if closed else None, next_step="" if closed else order[reached]
    )
    meetings = [
        replace(_meeting(case, n, day), outcome=("held", "held", "missed")[(place + n) % 3]) for n in (0, 1)
    ]
    late = [_limit(case, 0, today + timedelta(days=place % 60 - 12))] if not closed else []
    return CaseRows(
        row,
        limits=tuple(late),
        meetings=tuple(meetings),
        steps=tuple(steps),
        outcome=OutcomeRow(
            case.case_id, "matning", early, "moved" if early else "", place % 4, place % 4 // 2
        ),
    )
