"""The rounds of a step in words: what became of each, who did it, when and why."""

from familjeflow.domain.case import Round
from familjeflow.i18n import _
from familjeflow.services.case_context import Context
from familjeflow.services.views import RoundView
from familjeflow.services.words import day_word, state_word


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
