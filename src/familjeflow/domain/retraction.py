"""What may be taken back: an act, while nothing later builds on it."""

from collections.abc import Sequence

from familjeflow.domain import events as e
from familjeflow.domain.errors import DomainError


def retract(live: Sequence[e.Event], event_id: str) -> tuple[e.Payload, ...]:
    """Take an event back. Refused once a later live event builds on it ("built_upon") or it is gone.

    `live` are the case's events in fold order, without those already taken back.
    """
    position = next((i for i, event in enumerate(live) if event.header.event_id == event_id), None)
    if position is None:
        raise DomainError("nothing_to_undo")
    if isinstance(live[position].payload, _KEPT_FOR_GOOD):
        raise DomainError("cannot_undo")
    gone = live[position].payload
    payloads = [event.payload for event in live]
    begun = _begun_after(payloads, position) if isinstance(gone, (*_FLOW_ACTS, e.CaseClosed)) else []
    if begun or any(_builds_on(payload, gone) for payload in payloads[position + 1 :]):
        raise DomainError("built_upon")
    return (e.Retracted(event_id),)


_KEPT_FOR_GOOD = (
    e.CaseOpened,
    e.Retracted,
    e.LimitAdopted,
    e.DocumentExported,
    e.BundleChanged,
    e.OriginBegun,
)
_FLOW_ACTS = (e.StepCompleted, e.StepSkipped, e.BranchChosen, e.RoundBegun, e.StepStarted)


def _begun_after(payloads: Sequence[e.Payload | None], position: int) -> list[tuple[str, int]]:
    """The rounds that work after a fact has begun, as (step, round).

    The first tick or document of a round begins it, as a start does. Late ticks of earlier rounds do not.
    """
    earlier = {_round(payload) for payload in payloads[: position + 1]}
    later = (p for p in payloads[position + 1 :] if isinstance(p, e.TaskTicked | e.FormSaved))
    return [key for payload in later if (key := _round(payload)) not in earlier]


def _round(payload: e.Payload | None) -> tuple[str, int]:
    return _step(payload) or "", getattr(payload, "round", 0)


def _builds_on(later: e.Payload | None, earlier: e.Payload | None) -> bool:
    """Whether a later fact would lose its ground if the earlier one went.

    Acts that move the flow build on one another; anything recorded in a round builds on what began it, an
    answer to a question on what was asked there, what is done after the closing on the closing, and what
    concerns a person on that the person takes part.
    """
    if isinstance(later, e.LimitAdopted | e.Retracted) or later is None:
        return False
    if isinstance(earlier, _FLOW_ACTS):
        return isinstance(later, (*_FLOW_ACTS, e.CaseClosed)) or _same_step(later, earlier)
    if isinstance(earlier, e.CaseClosed):
        return isinstance(later, (*_FLOW_ACTS, e.CaseReopened))
    if isinstance(earlier, e.CaseReopened):
        return isinstance(later, (*_FLOW_ACTS, e.CaseClosed))
    if isinstance(earlier, e.ParticipantAdded):
        return earlier.person_id in (getattr(later, "person_id", None), getattr(later, "filed_under", None))
    if isinstance(earlier, e.FormSaved) and isinstance(later, e.FormSaved):
        return later.document_id == earlier.document_id
    return isinstance(later, _FLOW_ACTS) and _same_step(later, earlier)


def _same_step(one: e.Payload | None, other: e.Payload | None) -> bool:
    return _step(one) is not None and _step(one) == _step(other)


def _step(payload: e.Payload | None) -> str | None:
    """The step or question that a fact is about, None for one about the whole case."""
    return getattr(payload, "step", "") or getattr(payload, "gateway", "") or None
