"""What lists show, computed from a case. Rows hold dates, never "overdue", so that they do not grow old."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of the case list: which case, whose, and its one leading next act."""

    case_id: str
    case_number: str
    process_id: str
    process_short: str
    client_id: str
    opened_on: date
    closed_on: date | None
    next_text: str
    next_step: str
    next_role: str
    next_due: date | None


@dataclass(frozen=True, slots=True)
class LimitRow:
    """One open time limit: what falls when, in which step, for which role. `force` is the slug of Force."""

    case_id: str
    step: str
    limit: str
    text: str
    role: str
    due: date
    force: str


@dataclass(frozen=True, slots=True)
class TickRow:
    """One outside system that is still to be registered in ("Kvar att registrera")."""

    case_id: str
    step: str
    task: str
    system: str
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class CaseRows:
    """All rows of one case; an act replaces them together."""

    case: CaseRow
    limits: tuple[LimitRow, ...] = ()
    ticks: tuple[TickRow, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the person list and what a search may match: name, personnummer or samordningsnummer.

    `number` is as shown; protection is the slug of the person's protection ("" for none).
    """

    person_id: str
    given_name: str
    family_name: str
    number: str
    protection: str
    born: date | None


class CaseLine(NamedTuple):
    """A case with its client, as lists show it. A named tuple, because there may be ten thousand.

    `client_name` has the family name first. `overdue` tells whether the next day had passed when it was read.
    """

    case_id: str
    number: str
    process_id: str
    process_short: str
    client_name: str
    client_number: str
    protection: str
    next_text: str
    next_step: str
    next_role: str
    next_due: date | None
    closed_on: date | None
    overdue: bool
