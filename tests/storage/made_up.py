"""Made-up vault content for the tests of this room."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from familjeflow.domain import events
from familjeflow.domain.projections import CaseRow, CaseRows, LimitRow, PersonRow, TickRow
from familjeflow.storage import slots
from familjeflow.storage.kdf import KdfCost
from familjeflow.storage.keys import Key
from familjeflow.storage.store import Store
from familjeflow.storage.vault import Vault, create_vault, open_vault

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
DAY = date(2026, 3, 2)
CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "blå båt på äng"


def numbered(prefix: str = "id") -> Callable[[], str]:
    """Ids in order, so that a failing test reads the same every time."""
    numbers = itertools.count(1)
    return lambda: f"{prefix}-{next(numbers)}"


def started(step: str = "a", stream: str = "case:1") -> events.Draft:
    return events.Draft(stream, events.StepStarted(step, 1), "actor-1", "handlaggare", DAY)


def append(
    store: Store, *drafts: events.Draft, now: datetime = NOW, new_id: Callable[[], str] | None = None
) -> tuple[events.Event, ...]:
    return store.append(drafts, now=now, recorded_by="slot-1", new_id=new_id or _ids)


_ids = numbered("event")


def new_vault(path: Path, vault_id: str = "vault-1", origin: str = "origin-1") -> Key:
    key = slots.new_key(vault_id)
    create_vault(path, key, origin)
    return key


@contextmanager
def opened(path: Path, key: Key) -> Iterator[Vault]:
    vault = open_vault(path, key)
    try:
        yield vault
    finally:
        vault.close()


def person(
    person_id: str, given: str, family: str, number: str = "", protection: str = "", born: date | None = None
) -> PersonRow:
    return PersonRow(person_id, given, family, number, protection, born)


def case(
    case_id: str, number: str, client: str, due: date | None = None, closed: date | None = None
) -> CaseRows:
    row = CaseRow(
        case_id, number, "kontaktperson", "Kontaktperson", client, DAY, closed, "Nästa", "s", "r", due
    )
    limits = (LimitRow(case_id, "s", "uppfoljning", "Uppföljning", "r", due, "must", due),) if due else ()
    return CaseRows(row, limits, (TickRow(case_id, "s", "t", "procapita", "Registrera", "r"),))
