"""People: registering, finding, and reading a number in any spelling."""

import re
from dataclasses import dataclass
from datetime import date

from familjeflow.domain import people
from familjeflow.domain.errors import DomainError
from familjeflow.domain.events import Draft, PersonRecorded
from familjeflow.domain.projections import PersonRow
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.words import alike_word
from familjeflow.storage.store import Store


@dataclass(frozen=True, slots=True)
class NumberFound:
    """A number as read: normalised, its kind, whether the checksum is wrong, and the birth date it holds."""

    number: str
    kind: str
    warning: bool
    born: date | None


def parse_number(text: str, today: date) -> NumberFound:
    """Read a personnummer or samordningsnummer in any spelling (folkbokföringslagen 1991:481 18 §).

    A wrong checksum or date is a warning, never a refusal: real cases have wrong numbers. What is no number
    of either kind is kept as a reserve number.
    """
    compact = re.sub(r"[\s\u2010-\u2015]", lambda m: "-" if m[0].strip() else "", text)
    found = re.fullmatch(r"(\d{2})?(\d{2})(\d{2})(\d{2})([-+]?)(\d{4})", compact)
    if not compact:
        return NumberFound("", "none", False, None)
    if found is None:
        return NumberFound(text.strip(), "reserve", False, None)
    century, year, month, day, sign, last = found.groups()
    full_year = f"{century or _century(year, month, day, sign, today)}{year}"
    coordination = int(day) > 60
    born = _date(full_year, month, int(day) - (60 if coordination else 0))
    kind = "samordningsnummer" if coordination else "personnummer"
    warning = born is None or not _is_valid(f"{full_year}{month}{day}{last}")
    return NumberFound(f"{full_year}{month}{day}-{last}", kind, warning, born)


def _century(year: str, month: str, day: str, sign: str, today: date) -> str:
    """The century of a ten-digit number: the latest that is not in the future.

    A plus stands from the first of January of the year in which the person turns 100.
    """
    century = today.year // 100
    if sign == "+":
        return str(century - (1 if int(f"{century - 1}{year}") <= today.year - 100 else 2))
    if (int(f"{century}{year}"), month, int(day) % 60) > (today.year, f"{today.month:02}", today.day):
        century -= 1
    return str(century)


def _date(year: str, month: str, day: int) -> date | None:
    try:
        return date(int(year), int(month), day)
    except ValueError:
        return None


def _is_valid(digits: str) -> bool:
    from personnummer import personnummer  # imported late: needed only when a number is typed

    return bool(personnummer.valid(digits))


def person_stream(person_id: str) -> str:
    """The stream that holds what is known of a person."""
    return f"person:{person_id}"


def register(desk: Desk, person: PersonRecorded) -> str:
    """Register a new person and return the id. Raises DomainError("name_needed")."""
    person_id = desk.new_id()
    change(desk, person_id, person)
    return person_id


def change(desk: Desk, person_id: str, person: PersonRecorded) -> ChangeSet:
    """Keep what is now known of a person; what was known before stays in the history."""
    if not person.given_name.strip() and not person.family_name.strip():
        raise DomainError("name_needed")
    draft = Draft(person_stream(person_id), person, desk.actor_id, "", desk.today)

    def work(store: Store) -> ChangeSet:
        added = store.append([draft], now=desk.clock(), recorded_by=desk.actor_id, new_id=desk.new_id)
        store.put_person(row_of(person_id, person))
        return ChangeSet(persons=frozenset({person_id}), event_ids=tuple(event.id for event in added))

    return desk.vault.write(work)


def row_of(person_id: str, person: PersonRecorded) -> PersonRow:
    """The line of the person list that a person gives."""
    return PersonRow(
        person_id, person.given_name, person.family_name, person.number, person.protection, person.born
    )


def find(desk: Desk, text: str, *, limit: int | None = None) -> tuple[PersonRow, ...]:
    """People whose name, personnummer or samordningsnummer matches (förordning 2001:637 15 §)."""
    return desk.vault.read(lambda store: store.persons(text, limit))


def person(desk: Desk, person_id: str) -> PersonRecorded:
    """What is known of a person. Raises DomainError("unknown_person")."""
    return desk.vault.read(lambda store: person_of(store, person_id))


def person_of(store: Store, person_id: str) -> PersonRecorded:
    """What is known of a person, inside a transaction. Raises DomainError("unknown_person")."""
    facts = store.events(person_stream(person_id))
    known = next((f.payload for f in reversed(facts) if isinstance(f.payload, PersonRecorded)), None)
    if known is None:
        raise DomainError("unknown_person")
    return known


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody who may be the same person, and why: a slug of `people.ALIKE`, as words in `reason_word`."""

    person: PersonRow
    reason: str
    reason_word: str


def perhaps_same(desk: Desk, person: PersonRecorded, person_id: str = "") -> tuple[Alike, ...]:
    """Those already registered who may be the same as a person about to be kept, likeliest first.

    The caller shows them and asks; nothing is decided here. `person_id` is the person itself when it is
    already registered.
    """
    wanted = row_of(person_id, person)
    rows = desk.vault.read(lambda store: store.perhaps_same(wanted))
    found = [(people.alike(wanted, row), row) for row in rows]
    likely = sorted(
        ((people.ALIKE.index(reason), row) for reason, row in found if reason),
        key=lambda pair: (pair[0], pair[1].family_name, pair[1].given_name),
    )
    return tuple(Alike(row, people.ALIKE[place], alike_word(people.ALIKE[place])) for place, row in likely)
