"""What a caseworker does in a case: begin, complete, skip, redo, answer, tick, record, move a limit, undo."""

from datetime import date

from familjeflow.domain import acts, shared_acts
from familjeflow.domain import events as e
from familjeflow.domain.limits import limits
from familjeflow.domain.process import ProcessDefinition
from familjeflow.i18n import _
from familjeflow.services import reason_kinds
from familjeflow.services.calendars import swedish_calendar
from familjeflow.services.case_work import Loaded, act
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.views import ActKind


def start(
    desk: Desk,
    case_id: str,
    step: str,
    *,
    reason: str = "",
    told: e.Told | None = None,
    on: date | None = None,
) -> ChangeSet:
    """Begin a step. See `acts.start` for what is refused."""
    return act(
        desk,
        case_id,
        lambda now: acts.start(now.definition, now.case, step, reason=reason, told=told),
        told=told,
        on=on,
    )


def complete(
    desk: Desk,
    case_id: str,
    step: str,
    *,
    reason: str = "",
    told: e.Told | None = None,
    on: date | None = None,
    also_shared: bool = False,
) -> ChangeSet:
    """Mark a step done; with `also_shared`, the steps of other roles that are the same act as well."""

    def decide(now: Loaded) -> tuple[e.Payload, ...]:
        done = acts.complete(now.definition, now.case, step, reason=reason, told=told)
        return done + (_shared(now, step, reason, told) if also_shared else ())

    return act(desk, case_id, decide, told=told, on=on)


def _shared(now: Loaded, step: str, reason: str, told: e.Told | None) -> tuple[e.Payload, ...]:
    """The same act in other roles' lists: steps completed, or a single task ("step/task") ticked."""
    why = reason or _("Samma händelse som {step}").format(step=now.definition.step(step).label)
    found: list[e.Payload] = []
    for other, task in shared_acts.shared_tasks(now.definition, now.case, step):
        found += acts.tick(now.definition, now.case, other, task, reason=why, told=told)
    for other in shared_acts.twins(now.definition, now.case, step):
        found += acts.complete(now.definition, now.case, other, reason=why, told=told)
    return tuple(found)


def skip(
    desk: Desk, case_id: str, step: str, reason: str, *, told: e.Told | None = None, on: date | None = None
) -> ChangeSet:
    """Skip a step, for a reason."""
    return act(
        desk,
        case_id,
        lambda now: acts.skip(now.definition, now.case, step, reason, told=told),
        told=told,
        on=on,
    )


def redo(desk: Desk, case_id: str, step: str, reason: str, *, on: date | None = None) -> ChangeSet:
    """Take a step or a question again in a new round, for a reason."""
    return act(desk, case_id, lambda now: acts.redo(now.definition, now.case, step, reason), on=on)


def answer(
    desk: Desk,
    case_id: str,
    gateway: str,
    flow: str,
    *,
    reason: str = "",
    told: e.Told | None = None,
    on: date | None = None,
) -> ChangeSet:
    """Answer a question by the flow it takes."""
    return act(
        desk,
        case_id,
        lambda now: acts.answer(now.definition, now.case, gateway, flow, reason=reason, told=told),
        told=told,
        on=on,
    )


def tick(
    desk: Desk,
    case_id: str,
    step: str,
    task: str,
    *,
    person_id: str | None = None,
    round_number: int | None = None,
    outcome: str = "done",
    note: str = "",
    reason: str = "",
    told: e.Told | None = None,
    on: date | None = None,
) -> ChangeSet:
    """Tick a task or an outside system, in the named round or the one that is worked with."""
    return act(
        desk,
        case_id,
        lambda now: acts.tick(
            now.definition,
            now.case,
            step,
            task,
            person_id=person_id,
            round_number=round_number,
            outcome=outcome,
            note=note,
            reason=reason,
            told=told,
        ),
        told=told,
        on=on,
    )


def record(
    desk: Desk, case_id: str, step: str, ask_id: str, value: str, *, person_id: str | None = None
) -> ChangeSet:
    """Keep the answer to something the panel asks: an ISO date, "yes"/"no", a choice or words."""
    return act(
        desk,
        case_id,
        lambda now: acts.record(now.definition, now.case, step, ask_id, value, person_id=person_id),
    )


def move_limit(desk: Desk, case_id: str, limit_id: str, day: date, reason: str) -> ChangeSet:
    """Move an open limit to another day, for a reason."""

    def decide(now: Loaded) -> tuple[e.Payload, ...]:
        computed = limits(now.definition, now.case, swedish_calendar())
        found = next((limit for limit in computed if limit.id == limit_id), None)
        return acts.move_limit(found, day, reason)

    return act(desk, case_id, decide)


def reasons(kind: ActKind) -> tuple[str, ...]:
    """Fixed suggestions for the one line of reason; never texts from another client's case."""
    suggestions: dict[str, tuple[str, ...]] = {
        "skip": tuple(_(text) for _slug, text in reason_kinds.SKIP),
        "redo": (_("Nya uppgifter har kommit fram"), _("Behöver göras om"), _("Nytt möte behövs")),
        "start": (_("Brådskande"), _("Passar bättre att göra nu"), _("Överenskommet med klienten")),
        "complete": (_("Brådskande"), _("Överenskommet med chefen"), _("Gjordes tidigare än planerat")),
        "answer": (_("Bestämt i förväg"), _("Ny bedömning")),
        "reopen": (_("Klienten har återkommit"), _("Stängdes av misstag")),
    }
    return suggestions[kind]


def roles_of(definition: ProcessDefinition, step: str) -> tuple[str, ...]:
    """The roles that have, or may have, something to do in a step, as slugs, in order and once each."""
    content = definition.step(step)
    tasks = (role for task in content.tasks for role in (task.role, *task.alternatives))
    return tuple(dict.fromkeys((*content.roles, *tasks)))
