"""What lists show, computed from a case. Rows hold dates, never "overdue", so that they do not grow old."""

from dataclasses import dataclass
from datetime import date, datetime
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
    """One open time limit: what falls when, in which step, for which role. `force` is the slug of Force.

    `warn` is the first day on which it should be seen, its own day where nothing else is said.
    """

    case_id: str
    step: str
    limit: str
    text: str
    role: str
    due: date
    force: str
    warn: date


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
class NoteRow:
    """A note that something is left to do with: "to_enter", or "entered" and not cleared yet. No text.

    `day` is what it is about, `written_at` UTC.
    """

    case_id: str
    note_id: str
    state: str
    kind: str
    day: date
    written_at: datetime
    filed_under: str


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting as it stands. `starts` is Swedish local time without a zone, `outcome` "" until it ends."""

    case_id: str
    meeting_id: str
    kind: str
    starts: datetime
    minutes: int
    room: str
    interpreter: str
    step: str
    outcome: str


@dataclass(frozen=True, slots=True)
class WatchRow:
    """One open reminder of one's own."""

    case_id: str
    watch_id: str
    day: date
    text: str
    step: str


class StepRow(NamedTuple):
    """One round of a step, or a step that the flow has reached and nobody has begun.

    `state` is the slug of StepState. `started_on` is the day when the step could be done or was begun,
    whichever came first, None where that is not known; `ended_on` None while it is open. `reason` is the kind
    of reason it was skipped for, never its words.
    """

    case_id: str
    process_id: str
    step: str
    round: int
    state: str
    started_on: date | None
    ended_on: date | None
    skipped: bool
    reason: str


class OutcomeRow(NamedTuple):
    """What a case adds to the statistics beside its steps: who opened it, its end and its goals.

    `ended_early` tells that it was closed with something left open, `reason` the kind of reason for that;
    `goals` counts the goals of its plans as they stand, `fulfilled` those that are reached.
    """

    case_id: str
    opened_by: str
    ended_early: bool
    reason: str
    goals: int
    fulfilled: int


@dataclass(frozen=True, slots=True)
class CaseRows:
    """All rows of one case; an act replaces them together."""

    case: CaseRow
    limits: tuple[LimitRow, ...] = ()
    ticks: tuple[TickRow, ...] = ()
    notes: tuple[NoteRow, ...] = ()
    meetings: tuple[MeetingRow, ...] = ()
    watches: tuple[WatchRow, ...] = ()
    steps: tuple[StepRow, ...] = ()
    outcome: OutcomeRow | None = None


class CallRow(NamedTuple):
    """A closed case that is to be followed up: since when it is closed, and the day the follow-up is due."""

    case_id: str
    number: str
    client: str
    protection: str
    closed_on: date
    due: date


class CaseHead(NamedTuple):
    """What a list says of a case beside a note or a meeting. `client` has the family name first."""

    case_id: str
    number: str
    client_id: str
    client: str
    protection: str


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
