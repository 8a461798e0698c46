"""One step of a case in words, the same for the picture, the list and the panel."""

from datetime import date

from familjeflow.domain import acts
from familjeflow.domain.case import Round
from familjeflow.domain.errors import DomainError
from familjeflow.domain.limits import Limit
from familjeflow.domain.process import Gate, Node, StepContent
from familjeflow.domain.states import OPEN_STATES, Because, Standing, StepState
from familjeflow.i18n import _
from familjeflow.services.case_context import Context
from familjeflow.services.effects import effects
from familjeflow.services.limit_views import limit_view
from familjeflow.services.panel_views import ask_views, document_views, question_view, task_views
from familjeflow.services.steps import roles_of
from familjeflow.services.views import ActView, GateView, RoundView, StateSlug, StepView
from familjeflow.services.words import day_word, force_word, state_word


def step_view(context: Context, node: Node) -> StepView:
    """Everything that the screens show of one step or question."""
    content = context.definition.step(node.id)
    stands = context.stands[node.id]
    due = _first_due(context, stands)
    overdue = due is not None and due.day is not None and due.day < context.today
    current = _shown_round(context, stands)
    tasks = task_views(context, content, stands.round)
    slug: StateSlug = stands.state.value
    word = waiting_word(context, stands) if stands.state is StepState.WAITING else state_word(slug)
    detail = _detail(context, stands, due, word)
    roles = roles_of(context.definition, node.id)
    deviates = current is not None and current.deviates
    return StepView(
        id=node.id,
        label=content.label if content.question is None else content.question.text,
        kind=node.kind.value,
        lane=node.lane or "",
        state=slug,
        word=word,
        detail=detail,
        spoken=_spoken(context, content, detail, due, current),
        round=stands.round,
        deviates=deviates,
        deviation=_deviation(current) if current and deviates else "",
        overdue=overdue,
        mine=bool(context.my_roles & set(roles)),
        explanation=content.explanation,
        roles=tuple(context.role(role) for role in roles),
        participants=tuple(context.role(role) for role in content.participants),
        agenda=content.agenda,
        tasks=tuple(t for t in tasks if not t.system),
        registrations=tuple(t for t in tasks if t.system),
        documents=document_views(context, content),
        asks=ask_views(context, node.id, content.asks, stands.round),
        limits=tuple(limit_view(context, limit) for limit in context.limits_of(node.id)),
        question=question_view(context, node.id, content.question, stands.round)
        if content.question
        else None,
        acts=_acts(context, content, stands),
        rounds=tuple(round_view(context, r) for r in context.case.rounds(node.id)),
        oddities=content.oddities,
        source=context.source(content.source),
        because=because_words(context, stands),
        source_role=", ".join(context.role(role) for role in roles),
    )


def _first_due(context: Context, stands: Standing) -> Limit | None:
    """The limit that falls first of those the step still has to meet."""
    if stands.state not in OPEN_STATES and stands.state is not StepState.NOT_STARTED:
        closed_alive = [li for li in context.limits_of(stands.step) if li.open and context.case.closed]
        return min(closed_alive, key=lambda li: li.day or date.max, default=None)
    open_limits = [limit for limit in context.limits_of(stands.step) if limit.open]
    return min(open_limits, key=lambda limit: limit.day or date.max, default=None)


def _shown_round(context: Context, stands: Standing) -> Round | None:
    rounds = context.case.rounds(stands.step)
    return rounds[stands.round - 1] if 0 < stands.round <= len(rounds) else None


def waiting_word(context: Context, stands: Standing) -> str:
    """*Väntar på* the roles whose steps must come first."""
    lanes = context.definition.graph.lanes
    names = {lane.id: lane.name for lane in lanes}
    nodes = (context.definition.graph.node[step] for step in stands.waiting_for)
    others = list(dict.fromkeys(names.get(node.lane or "", "") for node in nodes))
    return _("Väntar på {others}").format(others=", ".join(o for o in others if o))


def _detail(context: Context, stands: Standing, due: Limit | None, word: str) -> str:
    rounds = context.case.rounds(stands.step)
    if stands.state in (StepState.DONE, StepState.SKIPPED) and rounds and rounds[-1].ended:
        return f"{word} {rounds[-1].ended.on.isoformat()}"
    if due is not None and due.day is not None and stands.state is not StepState.WAITING:
        if due.day < context.today:
            return f"{state_word('overdue')} {due.day.isoformat()}"
        return f"{force_word(due.rule.force)} {due.day.isoformat()}"
    return word


def _spoken(
    context: Context, content: StepContent, detail: str, due: Limit | None, current: Round | None
) -> str:
    """The whole state in one sentence, for a screen reader."""
    parts = [content.label if content.question is None else content.question.text, detail]
    if due is not None and due.day is not None and due.day.isoformat() not in detail:
        parts.append(f"{force_word(due.rule.force)} {day_word(due.day)}")
    if current is not None and current.number > 1:
        parts.append(_("omgång {n}").format(n=current.number))
    if current is not None and current.deviates:
        parts.append(_("frångår rutinen"))
    if current is not None and current.ended is not None:
        parts.append(context.who(current.ended))
    return ", ".join(part for part in parts if part)


def _deviation(current: Round) -> str:
    ticks = (t.act for t in current.ticks)
    acts_of = [a for a in (current.ended, current.started, current.begun, *ticks) if a is not None]
    return next((a.reason for a in acts_of if a.reason), "")


def round_view(context: Context, shown: Round) -> RoundView:
    """One round in words: what became of it, who did it, when and why."""
    state = "skipped" if shown.skipped else "done" if shown.ended else "active"
    begun = shown.started or shown.begun
    last = shown.ended or begun
    who = context.who(last) if last else ""
    first = ", ".join(
        part for part in (f"{state_word(state)} {day_word(last.on)}" if last else "", who) if part
    )
    lines = [first]
    if begun is not None and shown.ended is not None and begun.on != shown.ended.on:
        lines.append(_("Påbörjat {day}").format(day=day_word(begun.on)))
    remarks = _remarks(context, shown)
    day = last.on if last else None
    return RoundView(shown.number, state_word(state), day, who, remarks, (*lines, *remarks))


def _remarks(context: Context, shown: Round) -> tuple[str, ...]:
    """Answers, what was told and every reason given, once each."""
    lines: list[str] = []
    if shown.chosen is not None:
        lines.append(_("Svar: {answer}").format(answer=answer_words(context, shown.chosen)))
    for act in (shown.begun, shown.started, *(t.act for t in shown.ticks), shown.ended):
        if act is not None and act.told is not None and act.told.answer:
            lines.append(_("Besked: {answer}").format(answer=act.told.answer))
        if act is not None and act.reason:
            lines.append(_("Skäl: {reason}").format(reason=act.reason))
    return tuple(dict.fromkeys(lines))


def answer_words(context: Context, flow_id: str) -> str:
    """The words of the answer that a flow stands for."""
    flow = context.definition.graph.flow[flow_id]
    question = context.definition.step(flow.source).question
    found = next((a.text for a in question.answers if a.flow == flow_id), "") if question else ""
    return found or flow.name


def because_words(context: Context, stands: Standing) -> tuple[str, ...]:
    """Why the step stands where it stands."""
    others = ", ".join(context.definition.step(step).label for step in stands.waiting_for)
    day = dict(stands.because.facts).get("on", "")
    rule = _RULE_WORDS[stands.because.rule]().format(others=others, day=day)
    return (rule.replace(" .", "."), *_source(context, stands.because))


_RULE_WORDS = {
    "round_open": lambda: _("Arbetet med steget har börjat {day}."),
    "flow_is_here": lambda: _("Det som rutinen lägger före är gjort {day}."),
    "free_order": lambda: _("Stegen här får göras i valfri ordning."),
    "others_first": lambda: _("Rutinen lägger detta före: {others}."),
    "after_closing": lambda: _("Steget görs när ärendet är stängt."),
    "round_ended": lambda: _("Steget är avslutat."),
    "case_closed": lambda: _("Ärendet är stängt."),
    "no_way_here": lambda: _("Ingen väg i ärendet leder hit längre."),
    "not_reached": lambda: _("Rutinen har inte kommit hit än."),
}


def _source(context: Context, because: Because) -> tuple[str, ...]:
    return (context.source(because.source),) if because.source.step or because.source.lines else ()


def _acts(context: Context, content: StepContent, stands: Standing) -> tuple[ActView, ...]:
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
    reason = early or (_("Rutinen lägger något annat före.") if gates else "")
    done = ActView("complete", _("Markera klart"), reason, gates, _completed(context, content, is_open))
    begin = ActView("start", _("Börja"), early, (), ())
    leave = ActView("skip", _("Hoppa över"), _("Steget görs inte."), (), ())
    current = context.case.open_round(content.id)
    begun = current is not None and current.started is not None
    return (done, leave) if begun else (done, begin, leave)


def _is_free(context: Context, step: str) -> bool:
    return not acts.is_early(context.definition, context.case, step)


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
