"""What a screen shows of a case: frozen values with finished Swedish words, made off the widgets.

The picture, the step list and the step panel read the same values, so that they can never disagree.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

StateSlug = Literal[
    "not_started", "ready", "active", "waiting", "done", "skipped", "not_applicable", "overdue"
]
ActKind = Literal["start", "complete", "skip", "redo", "answer", "reopen"]


@dataclass(frozen=True, slots=True)
class LimitView:
    """A time limit of a step. `because` is *Därför*: rule, facts and source, a line each.

    `day` is None while its anchor has no date; then `waiting_for` says what it is counted from.
    """

    id: str
    text: str
    force_word: str
    day: date | None
    waiting_for: str
    overdue: bool
    soon: bool
    met_on: date | None
    moved: bool
    unstated: bool
    note: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task or, with `system`, an outside system to tick. `outcome` is "" until ticked.

    `event_ids` are the ticks that can be taken back, latest last. `person_id` tells whom it is for.
    `directory` are firms or places that help with it, a line each, under `directory_title`.
    """

    id: str
    text: str
    role: str
    role_title: str
    optional: bool
    documented: bool
    system: str
    repeats: bool
    partial_allowed: bool
    outcome: str
    ticked_on: date | None
    ticked_by: str
    times: int
    event_ids: tuple[str, ...]
    person_id: str | None
    person: str
    explanation: str
    source: str
    blocked: str
    directory_title: str = ""
    directory: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document of a step.

    `status` is "none", "draft", "saved", "outside", or for the organisation's own file "reference" or
    "no_file".
    """

    id: str
    title: str
    form: str | None
    optional: bool
    person_id: str | None
    person: str
    status: str
    saved_on: date | None
    document_id: str | None
    explanation: str
    source: str


@dataclass(frozen=True, slots=True)
class AskView:
    """Something the panel asks for: a "date", "yes_no", "choice" or "text". `value` is a slug or ISO date.

    `required` ones are answered before the step is done, or passed with a reason.
    """

    id: str
    text: str
    kind: str
    choices: tuple[tuple[str, str], ...]
    value: str
    person_id: str | None
    person: str
    explanation: str
    required: bool


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One large choice of a branch question, with the source's condition under it.

    `effects` is *Detta händer* for this answer, a line each; made only while the question is ready.
    """

    flow: str
    text: str
    condition: str
    proposed: bool
    chosen: bool
    effects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionView:
    """The question of a gateway. `proposal` says in one line what the answers given point to, and why."""

    text: str
    answers: tuple[AnswerView, ...]
    asks: tuple[AskView, ...]
    proposal: str


@dataclass(frozen=True, slots=True)
class GateView:
    """What the routine says before an act, with the act that opens the gate (`fix_step`, `fix_task`)."""

    id: str
    text: str
    hard: bool
    fix_step: str
    fix_task: str
    fix_text: str


@dataclass(frozen=True, slots=True)
class ActView:
    """Something that can be done now. `reason_for` is "" or why a reason is asked; `gates` are still shut.

    `effects` is *Detta händer*, a line each, made by trying the act on a copy of the case. `also` are steps
    of other roles that are the same act and can be completed with it.
    """

    kind: ActKind
    label: str
    reason_for: str
    gates: tuple[GateView, ...]
    effects: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundView:
    """One earlier or current round of a step: its state, the day and who; `lines` say all of it in words.

    `remarks` are what is not seen from the state alone: reasons, answers and what was told.
    """

    number: int
    word: str
    day: date | None
    who: str
    remarks: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """A step, or a question, as the picture, the list and the panel show it.

    `detail` is the short line in the box ("Klart 2026-02-03"). `spoken` is the whole state in one sentence
    for a screen reader. `deviation` is why it departs from the routine ("" when it does not). `proposal` says
    that skipping is proposed, and why.
    """

    id: str
    label: str
    kind: str
    lane: str
    state: StateSlug
    word: str
    detail: str
    spoken: str
    round: int
    deviates: bool
    deviation: str
    overdue: bool
    mine: bool
    roles: tuple[str, ...]
    explanation: str = ""
    participants: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()
    tasks: tuple[TaskView, ...] = ()
    registrations: tuple[TaskView, ...] = ()
    documents: tuple[DocumentView, ...] = ()
    asks: tuple[AskView, ...] = ()
    limits: tuple[LimitView, ...] = ()
    question: QuestionView | None = None
    acts: tuple[ActView, ...] = ()
    rounds: tuple[RoundView, ...] = ()
    oddities: tuple[str, ...] = ()
    proposal: str = ""
    source: str = ""
    because: tuple[str, ...] = ()
    source_role: str = ""


@dataclass(frozen=True, slots=True)
class NextView:
    """The one leading next act of a case."""

    text: str
    step: str
    role: str
    force_word: str
    day: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class ParticipantView:
    """A person with a part in the case."""

    person_id: str
    name: str
    part: str
    part_word: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One fact of the case in words. `can_undo` tells whether it may still be taken back."""

    event_id: str
    occurred_on: date
    recorded_at: datetime
    who: str
    text: str
    reason: str
    retracted: bool
    can_undo: bool


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything that the case page shows. `steps` are in reading order, questions among them.

    `as_of` is the day the picture stands for, None for now; then no act is offered. `undo` is the latest fact
    that can be taken back. `taken_flows` are the flows that the case has gone; `flows` lead from step to
    step, past gateways that nobody is asked at. `has_newer` tells that the program carries a newer version
    of the process than the one the case runs on.
    """

    case_id: str
    number: str
    process_id: str
    process_title: str
    process_short: str
    client_id: str
    client_name: str
    client_number: str
    protection: str
    protection_word: str
    opened_on: date
    closed_on: date | None
    headline: str
    next: NextView | None
    proposes_close: str
    lanes: tuple[tuple[str, str], ...]
    steps: tuple[StepView, ...]
    taken_flows: frozenset[str]
    flows: tuple[tuple[str, str], ...]
    participants: tuple[ParticipantView, ...]
    assigned: tuple[tuple[str, str], ...]
    review_warning: str
    status_line: str
    as_of: date | None
    conflicts: tuple[str, ...]
    still_open: tuple[str, ...]
    left: tuple[tuple[str, str], ...]
    source: str
    notes: tuple[str, ...]
    undo: HistoryLine | None
    has_newer: bool = False

    def step(self, step_id: str) -> StepView:
        """The step with that id. Raises KeyError when there is none."""
        found = next((s for s in self.steps if s.id == step_id), None)
        if found is None:
            raise KeyError(step_id)
        return found
