"""Taking back an act: every fact that it wrote, while nothing builds on them. They stay in the history."""

import json
from collections.abc import Sequence

from familjeflow.domain import events as e
from familjeflow.domain import retraction
from familjeflow.domain.fold import retracted_ids
from familjeflow.domain.work_events import NoteWritten, OwnLimitEnded, OwnLimitSet
from familjeflow.services import note_drafts
from familjeflow.services.case_context import draft_key
from familjeflow.services.case_work import Loaded, keep, load
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.storage.store import Store

_OPENING = (e.ParticipantAdded, e.FactRecorded, e.DateRecorded, e.AnswerRecorded, e.SettingChosen)

_WITH_A_FORM = (e.DateRecorded, e.FactRecorded)


def live_facts(now: Loaded) -> list[e.Event]:
    """The facts of a case that have not been taken back."""
    gone = retracted_ids(now.facts)
    return [f for f in now.facts if f.header.event_id not in gone]


def undo(desk: Desk, case_id: str, event_id: str) -> ChangeSet:
    """Take back the act that a fact belongs to. What was written in a document or a note is its draft again.

    Raises DomainError "nothing_to_undo", "cannot_undo" or "built_upon".
    """

    def work(store: Store) -> ChangeSet:
        now = load(store, case_id)
        taken = act_facts(live_facts(now), event_id)
        payloads = retractions(live_facts(now), event_id)
        for fact in taken:
            if isinstance(fact.payload, e.FormSaved):
                _keep_as_draft(desk, store, now, case_id, fact.payload)
            elif isinstance(fact.payload, NoteWritten):
                note_drafts.keep_undone(store, case_id, fact.payload, fact.header.occurred_on, desk.clock())
        return keep(desk, store, now, case_id, payloads)

    return desk.vault.write(work)


def retractions(live: Sequence[e.Event], event_id: str) -> tuple[e.Payload, ...]:
    """What takes an act back: its facts, the latest first. Raises as `retraction.retract`."""
    left = list(live)
    found: list[e.Payload] = []
    for fact in reversed(act_facts(live, event_id)):
        found += retraction.retract(left, fact.header.event_id)
        left.remove(fact)
    return tuple(found) or retraction.retract(live, event_id)


def act_facts(live: Sequence[e.Event], event_id: str) -> list[e.Event]:
    """The fact and those that the same act wrote: after a saved document, the dates and facts that it set."""
    place = next((i for i, fact in enumerate(live) if fact.header.event_id == event_id), None)
    if place is None:
        return []
    if place > 0 and _again(live[place - 1], live[place]):
        return [live[place - 1], live[place]]
    together = [live[place]]
    if place + 1 < len(live) and _again(live[place], live[place + 1]):
        return [live[place], live[place + 1]]
    if isinstance(live[place].payload, e.FormSaved):
        for fact in live[place + 1 :]:
            if not isinstance(fact.payload, _WITH_A_FORM) or not _next_to(together[-1], fact):
                break
            together.append(fact)
    return together


def _again(ended: e.Event, begun: e.Event) -> bool:
    """Whether a limit that comes again was met and its next day set in one act."""
    met, fresh = ended.payload, begun.payload
    if not (isinstance(met, OwnLimitEnded) and isinstance(fresh, OwnLimitSet) and _next_to(ended, begun)):
        return False
    return met.outcome == "met" and bool(fresh.repeats) and fresh.limit_id != met.limit_id


def opening_facts(live: Sequence[e.Event]) -> frozenset[str]:
    """Ids of what was written as the case was opened, which is no act of its own to take back."""
    found: list[e.Event] = []
    for fact in live:
        if not found and not isinstance(fact.payload, e.CaseOpened):
            continue
        if found and not (isinstance(fact.payload, _OPENING) and _next_to(found[-1], fact)):
            break
        found.append(fact)
    return frozenset(fact.header.event_id for fact in found)


def belongs_to_document(live: Sequence[e.Event], place: int) -> bool:
    """Whether the fact is a date that the document before it set, so that the document is what is undone."""
    fact = live[place]
    if not isinstance(fact.payload, e.DateRecorded):
        return False
    documents = (f for f in live[:place] if isinstance(f.payload, e.FormSaved))
    return any(fact in act_facts(live, document.header.event_id) for document in documents)


def _next_to(before: e.Event, after: e.Event) -> bool:
    one, other = before.header, after.header
    return one.origin == other.origin and other.origin_seq == one.origin_seq + 1


def _keep_as_draft(desk: Desk, store: Store, now: Loaded, case_id: str, saved: e.FormSaved) -> None:
    """Nothing that was written is lost: the document is open as it was, unless a newer draft is there."""
    documents = now.definition.step(saved.step).documents if saved.step in now.definition.graph.node else ()
    named = next((d for d in documents if d.id == saved.document), None)
    person = saved.filed_under if named is not None and named.per else None
    key = draft_key(case_id, saved.step, saved.document, person)
    if store.draft(key) is None:
        body = json.dumps({"answers": saved.answers, "filed_under": saved.filed_under}, ensure_ascii=False)
        store.save_draft(key, body, desk.clock())
