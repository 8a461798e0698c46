"""What can be done with a step now: the acts, what each would need, and what would happen."""

from familjeflow.domain import acts, shared_acts
from familjeflow.domain.errors import DomainError
from familjeflow.domain.process import Gate, StepContent
from familjeflow.domain.states import OPEN_STATES, Standing, StepState
from familjeflow.i18n import _
from familjeflow.services.case_context import Context
from familjeflow.services.effects import effects
from familjeflow.services.views import ActView, GateView


def act_views(context: Context, content: StepContent, stands: Standing) -> tuple[ActView, ...]:
    """What can be done with the step now; nothing when the case is closed or seen as it once stood."""
    is_closed = context.case.closed is not None and not context.definition.lives_on(content.id)
    if is_closed or context.as_of is not None:
        return ()
    is_open = stands.state in (StepState.READY, StepState.ACTIVE)
    early = "" if _is_free(context, content.id) else _("Steget görs före sin tur.")
    if stands.state in (StepState.DONE, StepState.SKIPPED) and not _is_free(context, content.id):
        return (ActView("redo", _("Gör om"), _("Steget görs en gång till."), (), ()),)
    if content.question is not None:
        return (ActView("answer", _("Spara svaret"), early, (), ()),)
    gates = tuple(
        gate_view(context, g)
        for g in acts.shut_gates(context.definition, context.case, content.id, "complete")
    )
    reason = (
        early or _asked_first(context, content) or (_("Rutinen lägger något annat före.") if gates else "")
    )
    happens = _completed(context, content, is_open)
    done = ActView("complete", _("Markera klart"), reason, gates, happens, _also(context, content))
    begin = ActView("start", _("Börja"), early, (), ())
    leave = ActView("skip", _("Hoppa över"), _("Steget görs inte."), (), ())
    current = context.case.open_round(content.id)
    begun = current is not None and current.started is not None
    return (done, leave) if begun else (done, begin, leave)


def _asked_first(context: Context, content: StepContent) -> str:
    """What the source wants to know before the step is done."""
    left = acts.unanswered(context.definition, context.case, content.id)
    return _("Inte besvarat: {asks}").format(asks=" ".join(ask.text for ask in left)) if left else ""


def skip_proposal(context: Context, content: StepContent, stands: Standing) -> str:
    """That the routine lets the step be skipped now, and why; proposed, never done."""
    is_ahead = stands.state in OPEN_STATES or stands.state is StepState.NOT_STARTED
    if not is_ahead or not content.skip_when or not context.case.holds(content.skip_when):
        return ""
    names = context.definition.info.facts
    facts = ", ".join(names.get(name.removeprefix("not:"), name) for name in content.skip_when)
    return _("Steget kan hoppas över: {facts}.").format(facts=facts[:1].lower() + facts[1:])


def _also(context: Context, content: StepContent) -> tuple[str, ...]:
    """Other roles' steps that are the same act and are not done yet."""
    twins = shared_acts.twins(context.definition, context.case, content.id)
    tasks = shared_acts.shared_tasks(context.definition, context.case, content.id)
    same = (
        (other, t.text) for other, task in tasks for t in context.definition.step(other).tasks if t.id == task
    )
    return (
        *(context.definition.step(twin).label for twin in twins),
        *(f"{context.definition.step(other).label}: {text}" for other, text in same),
    )


def _is_free(context: Context, step: str) -> bool:
    return not acts.is_early(context.definition, context.case, step, context.stands[step])


def _completed(context: Context, content: StepContent, is_open: bool) -> tuple[str, ...]:
    """*Detta händer* for the act that most often comes next; not made for steps that wait far ahead."""
    if not is_open:
        return ()
    try:
        reason = "-"
        return effects(context, acts.complete(context.definition, context.case, content.id, reason=reason))
    except DomainError:
        return ()


def gate_view(context: Context, gate: Gate) -> GateView:
    """A shut gate with the act that opens it."""
    step, _slash, task_id = (gate.fix or "").partition("/")
    task = next((t for t in context.definition.step(step).tasks if t.id == task_id), None) if step else None
    text = gate.text
    if gate.legacy_text:
        text += " " + _("(I det gamla systemet: ”{text}”.)").format(text=gate.legacy_text)
    fix_text = task.text if task else context.definition.step(step).label if step else ""
    return GateView(gate.id, text, gate.hard, step, task_id, fix_text)
