"""What the lists show, computed anew from the facts by the very functions that the acts use."""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass

from familjeflow.domain import events as e
from familjeflow.domain.errors import DomainError
from familjeflow.domain.limits import limits
from familjeflow.domain.work_events import FamilyGroupSet, RelationEnded, RelationRecorded
from familjeflow.formats.errors import FormatError
from familjeflow.services.calendars import swedish_calendar
from familjeflow.services.case_rows import rows
from familjeflow.services.case_work import load
from familjeflow.services.persons import row_of
from familjeflow.storage.errors import VaultError
from familjeflow.storage.people_lists import RelationRow
from familjeflow.storage.store import Store
from familjeflow.storage.vault import Vault

Told = Callable[[int, int], None]
_NUMBER = re.compile(r"(\d{4})-(\d+)")


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many cases and persons were computed, and the streams that can not be."""

    cases: int
    persons: int
    unreadable: tuple[str, ...]

    @property
    def shown(self) -> int:
        """How many cases can be shown."""
        return self.cases - sum(stream.startswith("case:") for stream in self.unreadable)


def rebuild(vault: Vault, *, told: Told | None = None) -> Rebuilt:
    """Empty every list and fill it again, in one transaction. `told` gets streams done of streams."""

    def work(store: Store) -> Rebuilt:
        store.clear_rows()
        return fill(store, store, told=told)

    return vault.write(work)


def fill(
    facts: Store, lists: Store, *, told: Told | None = None, stopped: threading.Event | None = None
) -> Rebuilt:
    """Put the rows of every case, person and family group of one vault into the empty lists of another.

    They may be the same. What can not be read is left out and named. Raises VaultError("cancelled").
    """
    streams = facts.streams()
    cases = persons = 0
    unreadable = []
    for number, stream in enumerate(streams, 1):
        if stopped is not None and stopped.is_set():
            raise VaultError("cancelled")
        kind, _colon, item = stream.partition(":")
        try:
            if kind == "case":
                cases += 1
                _case(facts, lists, item)
            elif kind == "person":
                persons += _person(facts, lists, item)
            elif kind == "family":
                _family(facts, lists, item)
        except (DomainError, FormatError, VaultError):
            unreadable.append(stream)
        if told is not None:
            told(number, len(streams))
    return Rebuilt(cases, persons, tuple(unreadable))


def _case(facts: Store, lists: Store, case_id: str) -> None:
    loaded = load(facts, case_id)
    computed = limits(loaded.definition, loaded.case, swedish_calendar())
    found = rows(loaded.definition, loaded.case, computed, loaded.facts)
    lists.replace_rows(found)
    if number := _NUMBER.fullmatch(found.case.case_number):
        lists.raise_series(int(number[1]), int(number[2]))


def _person(facts: Store, lists: Store, person_id: str) -> int:
    known: e.PersonRecorded | None = None
    for fact in facts.events(f"person:{person_id}"):
        said = fact.payload
        if isinstance(said, e.PersonRecorded):
            known = said
        elif isinstance(said, RelationRecorded):
            lists.put_relation(RelationRow(person_id, said.other_id, said.relation))
        elif isinstance(said, RelationEnded):
            lists.end_relation(person_id, said.other_id)
    if known is None:
        return 0
    lists.put_person(row_of(person_id, known))
    return 1


def _family(facts: Store, lists: Store, family_id: str) -> None:
    said = [f.payload for f in facts.events(f"family:{family_id}") if isinstance(f.payload, FamilyGroupSet)]
    if said:
        lists.put_family(family_id, said[-1].members)
