"""A vault with many made-up cases, filled through the program's own write path in large transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from familjeflow.domain import events as e
from familjeflow.domain.case import Case
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
