"""What a person asks for in the panel, as values: the widgets make them, one place carries them out."""

from dataclasses import dataclass
from datetime import date

from familjeflow.domain.events import Told
from familjeflow.services import cases, steps, undoing
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.views import ActKind


@dataclass(frozen=True, slots=True)
class DoAct:
    """One act of a step. `flow` is the answer chosen at a question, `on` its day, None for today.

    `also` completes the steps of other roles that are the same act.
    """

    kind: ActKind
    step: str
    reason: str = ""
    flow: str = ""
    told: Told | None = None
    on: date | None = None
    also: bool = False


@dataclass(frozen=True, slots=True)
class TickTask:
    """Tick a task: `outcome` is "done", "partial" or "not_needed"."""

    step: str
    task: str
    person_id: str | None
    outcome: str = "done"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take back one fact."""

    event_id: str


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    """Keep the answer to something the panel asks."""

    step: str
    ask: str
    value: str
    person_id: str | None


@dataclass(frozen=True, slots=True)
class MoveLimit:
    """Move a time limit to another day."""

    limit: str
    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """Open the form of a document."""

    step: str
    document: str
    person_id: str | None


@dataclass(frozen=True, slots=True)
class OpenReference:
    """Show the organisation's own file, or ask for it when there is none."""

    document: str
    attached: bool


@dataclass(frozen=True, slots=True)
class GoTo:
    """Show a step, with the keyboard on one of its tasks when `task` names one."""

    step: str
    task: str = ""


Change = DoAct | TickTask | TakeBack | RecordAnswer | MoveLimit
Request = Change | OpenDocument | OpenReference | GoTo


def carry_out(desk: Desk, case_id: str, change: Change) -> ChangeSet:
    """Do it through the services. Raises DomainError or VaultError when it cannot be done."""
    match change:
        case DoAct():
            return _act(desk, case_id, change)
        case TickTask(step, task, person_id, outcome, reason):
            return steps.tick(desk, case_id, step, task, person_id=person_id, outcome=outcome, reason=reason)
        case TakeBack(event_id):
            return undoing.undo(desk, case_id, event_id)
        case RecordAnswer(step, ask, value, person_id):
            return steps.record(desk, case_id, step, ask, value, person_id=person_id)
        case MoveLimit(limit, day, reason):
            return steps.move_limit(desk, case_id, limit, day, reason)


def _act(desk: Desk, case_id: str, act: DoAct) -> ChangeSet:
    match act.kind:
        case "start":
            return steps.start(desk, case_id, act.step, reason=act.reason, told=act.told, on=act.on)
        case "complete":
            return steps.complete(
                desk,
                case_id,
                act.step,
                reason=act.reason,
                told=act.told,
                on=act.on,
                also_shared=act.also,
            )
        case "skip":
            return steps.skip(desk, case_id, act.step, act.reason, told=act.told, on=act.on)
        case "redo":
            return steps.redo(desk, case_id, act.step, act.reason, on=act.on)
        case "answer":
            return steps.answer(
                desk, case_id, act.step, act.flow, reason=act.reason, told=act.told, on=act.on
            )
        case "reopen":
            return cases.reopen_case(desk, case_id, act.reason)
