"""What a person's card shows: what is known, what it was before and who changed it, and the cases."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from familjeflow.domain.events import Event, PersonRecorded
from familjeflow.i18n import _
from familjeflow.i18n import mark as _m
from familjeflow.services import persons
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.persons import person_of, person_stream
from familjeflow.services.profile import actors_of
from familjeflow.services.words import number_word, protection_word
from familjeflow.storage.people_lists import PersonCase
from familjeflow.storage.store import Store


@dataclass(frozen=True, slots=True)
class Changed:
    """One change: when (UTC), who made it, and a line for each thing that became another."""

    at: datetime
    who: str
    lines: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person with the changes, newest first, and the cases of which the person is the client.

    `hides_address` tells that there is an address which is left out of `known`, since it is protected.
    """

    person_id: str
    known: PersonRecorded = field(repr=False)
    hides_address: bool
    changes: tuple[Changed, ...]
    cases: tuple[PersonCase, ...]


def card(desk: Desk, person_id: str) -> PersonCard:
    """The card of a person. Raises DomainError("unknown_person")."""

    def work(store: Store) -> PersonCard:
        facts = [f for f in store.events(person_stream(person_id)) if isinstance(f.payload, PersonRecorded)]
        known = person_of(store, person_id)
        hides = bool(known.protection and known.address)
        shown = replace(known, address="") if hides else known
        return PersonCard(person_id, shown, hides, _changes(store, facts), store.cases_of(person_id))

    return desk.vault.read(work)


def protected_address(desk: Desk, person_id: str) -> str:
    """The address that a card leaves out: the one door to it, so that each look can be noted here.

    Raises DomainError("unknown_person").
    """
    return persons.person(desk, person_id).address


def save(desk: Desk, person_id: str, written: PersonRecorded, *, with_address: bool) -> ChangeSet:
    """Keep what was written on a card; without the address, where that was never shown, it stays as it is.

    Nothing is recorded when nothing changed. Raises DomainError "name_needed" or "unknown_person".
    """
    known = persons.person(desk, person_id)
    kept = written if with_address else replace(written, address=known.address)
    if kept == known:
        return ChangeSet()
    return persons.change(desk, person_id, kept)


def _changes(store: Store, facts: list[Event]) -> tuple[Changed, ...]:
    actors = actors_of(store, {fact.header.performed_by for fact in facts})
    found = []
    before = PersonRecorded("", "")
    is_secret = any(getattr(f.payload, "protection", "") for f in facts)
    for number, fact in enumerate(facts):
        now = fact.payload
        assert isinstance(now, PersonRecorded)
        lines = (_("Registrerad"),) if number == 0 else tuple(_differences(before, now, is_secret))
        known = actors.get(fact.header.performed_by)
        if lines:
            found.append(Changed(fact.header.recorded_at, known.name if known else "", lines))
        before = now
    return tuple(reversed(found))


_NAMES = {
    "given_name": _m("Förnamn"),
    "family_name": _m("Efternamn"),
    "number": _m("Nummer"),
    "number_kind": _m("Slag av nummer"),
    "born": _m("Född"),
    "protection": _m("Skyddade uppgifter"),
    "language": _m("Språk"),
    "interpreter": _m("Behöver tolk"),
    "phone": _m("Telefon"),
    "email": _m("E-post"),
    "address": _m("Adress"),
}
_SECRET = ("address",)
"""What is not repeated in the history of somebody whose data is or has been protected."""


def _differences(before: PersonRecorded, now: PersonRecorded, is_secret: bool) -> Iterable[str]:
    for name, title in _NAMES.items():
        old, new = getattr(before, name), getattr(now, name)
        if old == new:
            continue
        if is_secret and name in _SECRET:
            yield _("{what} ändrades. Uppgiften visas inte här.").format(what=_(title))
        else:
            words = _("{what}: {old} → {new}")
            yield words.format(what=_(title), old=_said(name, old), new=_said(name, new))


def _said(name: str, value: str | bool | date | None) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, date):
        return value.isoformat()
    if name == "protection":
        return protection_word(str(value)) or _("inget skydd")
    if name == "number_kind":
        return number_word(str(value))
    return " ".join(str(value or "").split()) or _("tomt")
