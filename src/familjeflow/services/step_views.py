"""One step of a case in words, the same for the picture, the list and the panel."""

from dataclasses import replace
from datetime import date

from familjeflow.domain.case import Round
from familjeflow.domain.limits import Limit
from familjeflow.domain.process import Node, StepContent
from familjeflow.domain.states import OPEN_STATES, Because, Standing, StepState
from familjeflow.i18n import _
from familjeflow.services.act_views import act_views, skip_proposal
from familjeflow.services.case_context import Context
from familjeflow.services.limit_views import limit_view
from familjeflow.services.panel_views import ask_views, document_views, question_view, task_views
from familjeflow.services.round_views import round_view
from familjeflow.services.steps import roles_of
from familjeflow.services.views import StateSlug, StepView
from familjeflow.services.words import day_word, force_word, state_word


def step_view(context: Context, node: Node) -> StepView:
    """Everything that the screens show of one step or question."""
    content = context.definition.step(node.id)
    stands = context.stands[node.id]
    tasks = task_views(context, content, stands.round)
    question = content.question
    return replace(
        _state_view(context, node, content, stands),
        explanation=content.explanation,
        participants=tuple(context.role(role) for role in content.participants),
        agenda=content.agenda,
        tasks=tuple(t for t in tasks if not t.system),
        registrations=tuple(t for t in tasks if t.system),
        documents=document_views(context, content, stands.round),
        asks=ask_views(context, node.id, content.asks, stands.round),
        limits=tuple(limit_view(context, limit) for limit in context.limits_of(node.id)),
        question=question_view(context, node.id, question, stands.round) if question else None,
        acts=act_views(context, content, stands),
        rounds=tuple(round_view(context, r) for r in context.case.rounds(node.id)),
        oddities=content.oddities,
        proposal=skip_proposal(context, content, stands),
        source=context.source(content.source),
        because=because_words(context, stands),
    )


def _state_view(context: Context, node: Node, content: StepContent, stands: Standing) -> StepView:
    """Where the step stands, without what it holds."""
    due = _first_due(context, stands)
    current = _shown_round(context, stands)
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
        overdue=due is not None and due.day is not None and due.day < context.today,
        mine=bool(context.my_roles & set(roles)),
        roles=tuple(context.role(role) for role in roles),
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
