"""The running case: what the facts add up to. Frozen values and small questions about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from familjeflow.domain.events import Told
from familjeflow.domain.flow import Marking
from familjeflow.domain.forms import JsonValue
from familjeflow.domain.process import StepDocument


@dataclass(frozen=True, slots=True)
class Act:
    """Who did something, when and why. `on` is the Swedish civil date it happened, `at` UTC of recording."""

    event_id: str
    on: date
    at: datetime
    actor: str
    role: str
    reason: str = ""
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """A ticked task: "done", "partial" or "not_needed", for one person where it is asked for each."""

    task: str
    outcome: str
    person_id: str | None
    note: str
    act: Act


class RoundKind(StrEnum):
    """Why a round began: the flow came to the step, somebody was early, took it again, or it is free.

    A late one began after the case was closed, such as a follow-up call a year later.
    """

    FLOW = "flow"
    EARLY = "early"
    REDO = "redo"
    FREE = "free"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Round:
    """One time through a step or a question. A round with `ended` None is still open.

    `chosen` is the flow taken at a question and `answers` what was asked on the way.
    """

    number: int
    kind: RoundKind
    begun: Act | None = None
    started: Act | None = None
    ended: Act | None = None
    skipped: bool = False
    passed_gates: tuple[str, ...] = ()
    chosen: str | None = None
    answers: tuple[tuple[str, str], ...] = ()
    ticks: tuple[Tick, ...] = ()

    @property
    def done(self) -> bool:
        """Whether the round was carried through, and not skipped."""
        return self.ended is not None and not self.skipped

    @property
    def deviates(self) -> bool:
        """Whether the round departs from the routine: skipped, early, taken again or past a shut gate.

        A tick asks for a reason only where it departs.
        """
        departs = self.skipped or self.kind in (RoundKind.EARLY, RoundKind.REDO) or bool(self.passed_gates)
        return departs or any(tick.act.reason for tick in self.ticks)


@dataclass(frozen=True, slots=True)
class Document:
    """The latest adopted version of a filled-in form. `versions` are all of them, oldest first."""

    document_id: str
    document: str
    form: str
    form_version: int
    step: str
    round: int
    filed_under: str
    title: str
    answers: Mapping[str, JsonValue]
    act: Act
    versions: tuple["Document", ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact, date or answer of the case, with the act that set it."""

    value: str
    act: Act


@dataclass(frozen=True, slots=True)
class Moved:
    """A limit that was moved by hand."""

    day: date
    act: Act


@dataclass(frozen=True, slots=True)
class Adopted:
    """A computed limit as it was adopted, with the anchor and the choice of settings it was computed from."""

    day: date
    anchor_day: date
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two facts that cannot both hold, from desks that did not know of each other: shown, never settled."""

    step: str
    round: int
    kept: str
    other: str


AnswerKey = tuple[str, int, str, str | None]


@dataclass(frozen=True)
class Case:
    """Everything that is known of a case, folded from its facts.

    `answers` are keyed by (step, round, ask, person). `facts` are the named facts that hold.
    `heads` is the number of facts folded, so that two readings of the same facts compare equal.
    """

    case_id: str
    number: str = ""
    process_id: str = ""
    bundle_hash: str = ""
    client_id: str = ""
    opened: Act | None = None
    closed: Act | None = None
    open_left: tuple[str, ...] = ()
    steps: Mapping[str, tuple[Round, ...]] = field(default_factory=dict)
    participants: tuple[tuple[str, str], ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Recorded] = field(default_factory=dict)
    dates: Mapping[str, Recorded] = field(default_factory=dict)
    answers: Mapping[AnswerKey, Recorded] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    adopted: Mapping[str, Adopted] = field(default_factory=dict)
    moved: Mapping[str, Moved] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    marking: Marking = field(default_factory=Marking)
    conflicts: tuple[Conflict, ...] = ()
    heads: int = 0

    def rounds(self, step: str) -> tuple[Round, ...]:
        """The rounds of a step, oldest first."""
        return self.steps.get(step, ())

    def open_round(self, step: str) -> Round | None:
        """The round of a step that has begun and not ended."""
        rounds = self.rounds(step)
        return rounds[-1] if rounds and rounds[-1].ended is None else None

    def round_number(self, step: str) -> int:
        """The number of the open round, or of the one that would begin now."""
        rounds = self.rounds(step)
        return len(rounds) if self.open_round(step) else len(rounds) + 1

    def after_closing(self, act: Act) -> bool:
        """Whether something was done after the latest closing; True in a case that is open."""
        return self.closed is None or act.at >= self.closed.at

    def holds(self, facts: tuple[str, ...]) -> bool:
        """Whether all the named facts hold. A fact with "not:" before it must not hold."""
        return all(
            (name[4:] not in self.facts) if name.startswith("not:") else (name in self.facts)
            for name in facts
        )

    def day(self, name: str) -> date | None:
        """A named date of the case."""
        recorded = self.dates.get(name)
        return date.fromisoformat(recorded.value) if recorded else None

    def persons(self, part: str) -> tuple[str, ...]:
        """The persons with a part in the case."""
        return tuple(person for person, its_part in self.participants if its_part == part)

    def documents_of(
        self, document: StepDocument, step: str, round_number: int, person_id: str | None
    ) -> tuple[Document, ...]:
        """What has been saved of a document, oldest first; in that person's file when one is given.

        One that each round writes anew counts only in the round it was saved in.
        """
        saved = (
            d
            for d in self.documents.values()
            if d.document == document.id
            and person_id in (None, d.filed_under)
            and (not document.per_round or (d.step, d.round) == (step, round_number))
        )
        return tuple(sorted(saved, key=lambda d: d.act.at))

    def answer(self, step: str, round_number: int, ask: str, person_id: str | None = None) -> str:
        """What was answered to an ask in a round of a step, "" when nothing was."""
        recorded = self.answers.get((step, round_number, ask, person_id))
        return recorded.value if recorded else ""
