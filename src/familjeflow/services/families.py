"""The *Familjegrupp*: persons whose cases are worked with together, and where each of them has a case."""

from collections.abc import Sequence
from dataclasses import dataclass

from familjeflow.domain.errors import DomainError
from familjeflow.domain.events import Draft
from familjeflow.domain.work_events import FamilyGroupSet
from familjeflow.services.case_context import full_name
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.storage.people_lists import PersonCase
from familjeflow.storage.store import Store

__all__ = ["Family", "Member", "PersonCase", "family", "family_in", "leave", "link", "put_back"]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a family group with the open cases of which the person is the client."""

    person_id: str
    name: str
    protection: str
    cases: tuple[PersonCase, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """A family group, its members by name."""

    family_id: str
    members: tuple[Member, ...]


def family_stream(family_id: str) -> str:
    """The stream that holds who belongs to a family group."""
    return f"family:{family_id}"


def family(desk: Desk, person_id: str) -> Family | None:
    """The family group that a person is in, None when there is none."""
    return desk.vault.read(lambda store: family_in(store, person_id))


def family_in(store: Store, person_id: str) -> Family | None:
    """As `family`, inside a transaction."""
    family_id = store.family_of(person_id)
    if not family_id:
        return None
    rows = [row for row in map(store.person, store.family_members(family_id)) if row is not None]
    return Family(
        family_id,
        tuple(
            Member(
                row.person_id,
                full_name(row),
                row.protection,
                tuple(case for case in store.cases_of(row.person_id) if case.closed_on is None),
            )
            for row in sorted(rows, key=lambda row: (row.family_name, row.given_name, row.person_id))
        ),
    )


def link(desk: Desk, person_id: str, other_id: str) -> ChangeSet:
    """Put two persons into one family group: that which one of them is in, or a new one.

    Raises DomainError "same_person", "unknown_person", "already_in_family", or "in_other_family" where both
    are in groups already: two groups are never joined by the way.
    """

    def work(store: Store) -> ChangeSet:
        if person_id == other_id:
            raise DomainError("same_person")
        if store.person(person_id) is None or store.person(other_id) is None:
            raise DomainError("unknown_person")
        mine, theirs = store.family_of(person_id), store.family_of(other_id)
        if mine and mine == theirs:
            raise DomainError("already_in_family")
        if mine and theirs:
            raise DomainError("in_other_family")
        family_id = mine or theirs or desk.new_id()
        members = store.family_members(family_id) if mine or theirs else ()
        return _set(desk, store, family_id, (*members, person_id, other_id))

    return desk.vault.write(work)


def leave(desk: Desk, person_id: str) -> ChangeSet:
    """Take a person out of the family group; a group of one is none. Raises DomainError("not_in_family")."""

    def work(store: Store) -> ChangeSet:
        family_id = store.family_of(person_id)
        if not family_id:
            raise DomainError("not_in_family")
        left = [member for member in store.family_members(family_id) if member != person_id]
        return _set(desk, store, family_id, left if len(left) > 1 else ())

    return desk.vault.write(work)


def put_back(desk: Desk, family_id: str, members: Sequence[str]) -> ChangeSet:
    """Make a family group what it was, to undo a change. Raises DomainError("in_other_family")."""

    def work(store: Store) -> ChangeSet:
        if any(store.family_of(member) not in ("", family_id) for member in members):
            raise DomainError("in_other_family")
        return _set(desk, store, family_id, members)

    return desk.vault.write(work)


def _set(desk: Desk, store: Store, family_id: str, members: Sequence[str]) -> ChangeSet:
    before = store.family_members(family_id)
    kept = tuple(sorted(set(members)))
    draft = Draft(family_stream(family_id), FamilyGroupSet(kept), desk.actor_id, "", desk.today)
    added = store.append([draft], now=desk.clock(), recorded_by=desk.actor_id, new_id=desk.new_id)
    store.put_family(family_id, kept)
    touched = frozenset((*before, *kept))
    cases = frozenset(case.case_id for person in touched for case in store.cases_of(person))
    return ChangeSet(cases=cases, persons=touched, event_ids=tuple(event.id for event in added))
