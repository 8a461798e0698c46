"""*Detta händer*: what an act would change, found by trying it on a copy of the case."""

from collections.abc import Mapping, Sequence
from datetime import date

from familjeflow.domain import events as e
from familjeflow.domain.fold import fold
from familjeflow.domain.limits import limits
from familjeflow.domain.states import OPEN_STATES, Standing, StepState, standings
from familjeflow.i18n import _
from familjeflow.services.calendars import swedish_calendar
from familjeflow.services.case_context import Context
from familjeflow.services.case_work import Loaded
from familjeflow.services.words import day_word, force_word

MOST_LINES = 5


def effects(context: Context, payloads: Sequence[e.Payload]) -> tuple[str, ...]:
    """What these facts would open, end and date, a line each."""
    facts = (*context.loaded.facts, *imagined(context.loaded, payloads, context.today))
    after = fold(context.definition, facts)
    lines = [*_opened(context, standings(context.definition, after))]
    known = {limit.id: limit.day for limit in context.computed}
    for limit in limits(context.definition, after, swedish_calendar()):
        if limit.open and limit.day is not None and known.get(limit.id) != limit.day:
            lines.append(
                _("{force} {day}: {text}").format(
                    force=force_word(limit.rule.force), day=day_word(limit.day), text=limit.rule.text
                )
            )
    return tuple(lines[:MOST_LINES])


def _opened(context: Context, after: Mapping[str, Standing]) -> list[str]:
    lines: list[str] = []
    for step, stands in after.items():
        before = context.stands[step].state
        label = context.definition.step(step).label
        if stands.state is before:
            continue
        if stands.state is StepState.READY:
            lines.append(_("”{step}” kan göras").format(step=label))
        elif stands.state is StepState.WAITING:
            others = ", ".join(context.definition.step(s).label for s in stands.waiting_for)
            lines.append(_("”{step}” väntar på {others}").format(step=label, others=others))
        elif stands.state is StepState.NOT_APPLICABLE and before not in OPEN_STATES:
            lines.append(_("”{step}” blir inte aktuellt").format(step=label))
    return lines


def imagined(loaded: Loaded, payloads: Sequence[e.Payload], on: date) -> list[e.Event]:
    """Facts that have not happened, placed after all that have."""
    like = loaded.facts[-1].header
    lamport = max(f.header.lamport for f in loaded.facts) + 1
    return [
        e.Event(
            like._replace(
                event_id=f"imagined-{place}", lamport=lamport + place, kind=e.kind_of(payload), occurred_on=on
            ),
            payload,
        )
        for place, payload in enumerate(payloads)
    ]
