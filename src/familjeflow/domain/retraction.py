"""What may be taken back: an act, while nothing later builds on it."""

from collections.abc import Sequence
from typing import get_args

from familjeflow.domain import events as e
from familjeflow.domain import work_events as w
from familjeflow.domain.errors import DomainError


def retract(live: Sequence[e.Event], event_id: str) -> tuple[e.Payload, ...]:
    """Take an event back. Refused once a later live event builds on it ("built_upon") or it is gone.

    `live` are the case's events in fold order, without those already taken back.
    """
    position = next((i for i, event in enumerate(live) if event.header.event_id == event_id), None)
    if position is None:
        raise DomainError("nothing_to_undo")
    gone = live[position].payload
    if gone is None or is_kept(gone):
        raise DomainError("cannot_undo")
    payloads = [event.payload for event in live]
    begun = _begun_after(payloads, position) if isinstance(gone, (*_FLOW_ACTS, e.CaseClosed)) else []
    if begun or any(_builds_on(payload, gone) for payload in payloads[position + 1 :]):
        raise DomainError("built_upon")
    return (e.Retracted(event_id),)


def undoable_work(live: Sequence[e.Event]) -> frozenset[str]:
    """The ids of the facts of the daily work that `retract` would take back, found in one pass.

    A case may have thousands of notes, and a history asks about each of them.
    """
    found: set[str] = set()
    later: set[str] = set()
    for fact in reversed(live):
        if fact.payload is not None and is_work(fact.payload):
            about = {getattr(fact.payload, name, "") for name in _ABOUT} - {""}
            if not about & later and not is_kept(fact.payload):
                found.add(fact.id)
            later |= about | {getattr(fact.payload, "follows", "")}
    return frozenset(found)


def is_work(payload: e.Payload | None) -> bool:
    """Whether a fact is of the daily work beside the process."""
    return type(payload) in _WORK


def is_kept(payload: e.Payload) -> bool:
    """Whether a fact is kept for good: a locked note and everything that was struck, cleared or sent out."""
    if isinstance(payload, w.NoteWritten):
        return payload.record == "internal"
    return isinstance(payload, _KEPT_FOR_GOOD)


_KEPT_FOR_GOOD = (
    e.CaseOpened,
    e.Retracted,
    e.LimitAdopted,
    e.DocumentExported,
    e.BundleChanged,
    e.OriginBegun,
    w.NoteCorrected,
    w.NoteCleared,
)
_WORK = frozenset(get_args(w.WorkPayload))  # a set: asked about every pair of facts in a history
_ABOUT = ("note_id", "meeting_id", "watch_id", "limit_id", "file_id")
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

    Acts that move the flow build on one another, and the daily work on what is about the same note, meeting,
    reminder or file; the two never on each other. In the flow anything recorded in a round builds on what
    began it, an answer to a question on what was asked there, what is done after the closing on the closing.
    What concerns a person builds on that the person takes part.
    """
    if isinstance(later, e.LimitAdopted | e.Retracted) or later is None:
        return False
    if isinstance(earlier, e.ParticipantAdded):
        people = (getattr(later, "person_id", None), getattr(later, "filed_under", None))
        return earlier.person_id in (*people, *getattr(later, "people", ()))
    if is_work(earlier) or is_work(later):
        return _same_thing(later, earlier)
    if isinstance(earlier, _FLOW_ACTS):
        return isinstance(later, (*_FLOW_ACTS, e.CaseClosed)) or _same_step(later, earlier)
    if isinstance(earlier, e.CaseClosed):
        return isinstance(later, (*_FLOW_ACTS, e.CaseReopened))
    if isinstance(earlier, e.CaseReopened):
        return isinstance(later, (*_FLOW_ACTS, e.CaseClosed))
    if isinstance(earlier, e.FormSaved) and isinstance(later, e.FormSaved):
        return later.document_id == earlier.document_id
    return isinstance(later, _FLOW_ACTS) and _same_step(later, earlier)


def _same_thing(later: e.Payload, earlier: e.Payload | None) -> bool:
    """Whether both are about one note, meeting, reminder or file, or one meeting follows the other."""
    for name in _ABOUT:
        about = getattr(earlier, name, "")
        if about and about in (getattr(later, name, ""), getattr(later, "follows", "")):
            return True
    return False


def _same_step(one: e.Payload | None, other: e.Payload | None) -> bool:
    return _step(one) is not None and _step(one) == _step(other)


def _step(payload: e.Payload | None) -> str | None:
    """The step or question that a fact is about, None for one about the whole case."""
    return getattr(payload, "step", "") or getattr(payload, "gateway", "") or None
