"""The unit's recurring meetings: kept in the vault, shown in the calendar, with what is taken up there."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from familjeflow.domain.day_lines import DayLine
from familjeflow.domain.process import ProcessDefinition
from familjeflow.domain.time_rules import LimitRule
from familjeflow.domain.unit_meetings import UnitMeeting, checked, days_of, next_day, read_weekly
from familjeflow.services import kept_json, processes
from familjeflow.services.calendars import holiday_names
from familjeflow.services.desk import Desk
from familjeflow.storage.store import Store

_SETTING = "unit_meetings"
_MOST = 200
"""Cases on the list of one meeting; nobody takes up more in an hour."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that a meeting of the unit is held, Swedish local time."""

    meeting_id: str
    title: str
    starts: datetime
    minutes: int
    allots: bool


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A case to be taken up: what, since when, and where to go."""

    case_id: str
    number: str
    client: str
    protection: str
    process: str
    text: str
    step: str
    day: date | None


def unit_meetings(desk: Desk) -> tuple[UnitMeeting, ...]:
    """The meetings of the unit by weekday and time."""
    return desk.vault.read(kept)


def kept(store: Store) -> tuple[UnitMeeting, ...]:
    """The meetings as they stand in the vault; until any are kept, those of the processes that are used."""
    written = store.setting(_SETTING, "")
    found = kept_json.read(written, "setting", _meetings) if written else _of_used(store)
    return tuple(sorted(found, key=lambda m: (m.weekday, m.starts, m.title)))


def _meetings(rows: list[dict[str, Any]]) -> tuple[UnitMeeting, ...]:
    return tuple(_read(row) for row in rows)


def put(desk: Desk, meeting: UnitMeeting) -> None:
    """Keep a meeting in place of the one with its id; without an id it is new.

    Raises DomainError "name_needed", "bad_time" or "bad_length".
    """
    named = replace(
        checked(meeting), title=meeting.title.strip(), meeting_id=meeting.meeting_id or desk.new_id()
    )
    desk.vault.write(lambda store: _keep(store, (*_without(store, named.meeting_id), named)))


def remove(desk: Desk, meeting_id: str) -> None:
    """Remove a meeting; one that is not there is no fault."""
    desk.vault.write(lambda store: _keep(store, _without(store, meeting_id)))


def _of_used(store: Store) -> tuple[UnitMeeting, ...]:
    """One meeting for each weekly time that a process with cases names."""
    used = frozenset(store.bundle_hashes())
    found: dict[str, UnitMeeting] = {}
    for definition in processes.shipped():
        for _step, rule in weekly_rules(definition) if definition.bundle_hash in used else ():
            time = read_weekly(rule.weekly)
            if time is not None:
                slug = f"{definition.info.id}/{rule.id}"
                title = rule.text.partition(":")[0].partition(",")[0]
                made = UnitMeeting(slug, title, time.weekday, time.starts, time.minutes, allots=True)
                found.setdefault(slug, made)
    return tuple(found.values())


def weekly_rules(definition: ProcessDefinition) -> Iterable[tuple[str, LimitRule]]:
    """The rules of a process that name a standing weekly time, with their steps."""
    for step in definition.steps:
        for rule in definition.step(step.id).limits:
            if rule.weekly:
                yield step.id, rule


def between(store: Store, first: date, last: date) -> tuple[Occurrence, ...]:
    """Every time that the unit meets between two days, both included, by time; not on holidays."""
    found = [
        Occurrence(m.meeting_id, m.title, datetime.fromisoformat(f"{day}T{m.starts}"), m.minutes, m.allots)
        for m in kept(store)
        for day in days_of(m, first, last)
        if day not in holiday_names()
    ]
    return tuple(sorted(found, key=lambda o: (o.starts, o.title)))


def agenda(desk: Desk, meeting_id: str, since: date | None = None) -> tuple[date, tuple[AgendaLine, ...]]:
    """The next day of a meeting, and the cases that wait to be taken up there, the longest waiting first.

    A meeting at a process's weekly time takes up what that process waits with until then; any other one that
    allots takes up what a process waits with for a meeting of that name, such as the team's.
    """

    def work(store: Store) -> tuple[date, tuple[AgendaLine, ...]]:
        meeting = next(m for m in kept(store) if m.meeting_id == meeting_id)
        day = next_day(meeting, since or desk.today)
        if not meeting.allots:
            return day, ()
        found: dict[str, DayLine] = {}
        for definition in processes.shipped():
            taken = _taken_up(definition, meeting)
            if taken:
                for line in store.taken_up(definition.info.id, taken, day, _MOST):
                    found.setdefault(line.case_id, line)
        ordered = sorted(found.values(), key=lambda line: (line.day or date.min, line.number))
        return day, tuple(_agenda_line(line) for line in ordered)

    return desk.vault.read(work)


def _taken_up(definition: ProcessDefinition, meeting: UnitMeeting) -> Sequence[tuple[str, str]]:
    """What a meeting takes up in a process: steps and limits at its time, else those that name it."""
    weekly = [
        (step, f"{step}/{rule.id}#")
        for step, rule in weekly_rules(definition)
        if (time := read_weekly(rule.weekly)) is not None
        and (time.weekday, time.starts) == (meeting.weekday, meeting.starts)
    ]
    return weekly or _allotted(definition, meeting)


def _allotted(definition: ProcessDefinition, meeting: UnitMeeting) -> Sequence[tuple[str, str]]:
    """Limits whose own words name the meeting, such as allotment at the team's meeting."""
    word = meeting.title.casefold()
    return [
        (step.id, f"{step.id}/{rule.id}#")
        for step in definition.steps
        for rule in definition.step(step.id).limits
        if not rule.weekly and word in rule.text.casefold()
    ]


def _agenda_line(line: DayLine) -> AgendaLine:
    return AgendaLine(
        line.case_id,
        line.number,
        line.client,
        line.protection,
        line.process_short,
        line.text,
        line.step,
        line.day,
    )


def _without(store: Store, meeting_id: str) -> tuple[UnitMeeting, ...]:
    return tuple(m for m in kept(store) if m.meeting_id != meeting_id)


def _keep(store: Store, meetings: Iterable[UnitMeeting]) -> None:
    rows = [{**asdict(m), "first": m.first.isoformat() if m.first else None} for m in meetings]
    store.put_setting(_SETTING, json.dumps(rows, ensure_ascii=False))


def _read(row: dict[str, object]) -> UnitMeeting:
    first = row.get("first")
    values = {**row, "first": date.fromisoformat(str(first)) if first else None}
    return UnitMeeting(**values)  # type: ignore[arg-type]  # the values were written by `_keep`
