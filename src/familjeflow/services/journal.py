"""The journal of a case: writing, finishing, correcting, carrying over and clearing notes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from familjeflow.domain import events as e
from familjeflow.domain import journal as law
from familjeflow.domain.errors import DomainError
from familjeflow.domain.journal import NOTE_KINDS, Note
from familjeflow.domain.work_events import NoteCorrected, NoteWritten
from familjeflow.i18n import _
from familjeflow.services import note_drafts
from familjeflow.services.akt_check import AktPerson, mentioned_in
from familjeflow.services.case_context import Context
from familjeflow.services.case_views import context_of
from familjeflow.services.case_work import Loaded, keep, load, stream_of
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.form_filling import akt_people
from familjeflow.services.note_drafts import KeptDraft, NoteDraft
from familjeflow.services.note_queues import QueueRow, clear_due, open_drafts, to_enter
from familjeflow.services.profile import profile_of, record_settings
from familjeflow.services.words import note_kind_word as kind_word
from familjeflow.services.words import note_state_word
from familjeflow.storage.store import Store

__all__ = [
    "NOTE_KINDS",
    "Correction",
    "JournalView",
    "NoteDraft",
    "NoteLine",
    "QueueRow",
    "clear",
    "clear_due",
    "correct",
    "discard_draft",
    "draft",
    "find_text",
    "finish",
    "finish_in",
    "journal",
    "kind_word",
    "mark_entered",
    "new_draft",
    "note_lines",
    "open_drafts",
    "save_draft",
    "text_warnings",
    "to_enter",
    "warnings",
]


@dataclass(frozen=True, slots=True)
class Correction:
    """A text that was struck out: what stood there, why it went, who struck it and when (UTC)."""

    before: str = field(repr=False)
    reason: str
    signed: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note as the journal shows it. `day` is what it is about, `written_at` (UTC) when it was signed.

    `state` is "draft", "to_enter", "entered", "locked" or "cleared"; `text` is the one that holds now, ""
    once cleared. `event_id` is the fact to take back when `can_undo`. `contested` tells that two desks
    corrected the same text without knowing of each other.
    """

    note_id: str
    kind: str
    kind_word: str
    state: str
    state_word: str
    day: date
    written_at: datetime | None
    signed: str
    person_id: str
    person: str
    step: str
    step_label: str
    text: str = field(repr=False)
    corrections: tuple[Correction, ...]
    age_days: int
    can_correct: bool
    can_enter: bool
    can_clear: bool
    can_undo: bool
    event_id: str
    contested: bool = False


@dataclass(frozen=True, slots=True)
class JournalView:
    """The whole journal of a case. `record` is "external" or "internal"; `steps` are (id, label)."""

    notes: tuple[NoteLine, ...]
    record: str
    system: str
    people: tuple[AktPerson, ...]
    steps: tuple[tuple[str, str], ...]


def journal(desk: Desk, case_id: str) -> JournalView:
    """Everything that has been written in a case: drafts first, then the newest day first."""

    def work(store: Store) -> JournalView:
        context = context_of(desk, store, case_id)
        settings = record_settings(store)
        drafts = [_draft_line(context, kept) for kept in note_drafts.drafts(store, case_id)]
        return JournalView(
            notes=(*drafts, *reversed(note_lines(context, settings.days))),
            record=settings.record,
            system=settings.system,
            people=akt_people(context),
            steps=_steps(context),
        )

    return desk.vault.read(work)


def note_lines(context: Context, days: int) -> tuple[NoteLine, ...]:
    """The finished notes of a case by the day they are about, then by when they were written."""
    notes = sorted(law.notes(context.loaded.facts), key=lambda n: (n.day, n.written.at, n.note_id))
    return tuple(_line(context, note, days) for note in notes)


def _steps(context: Context) -> tuple[tuple[str, str], ...]:
    definition = context.definition
    steps = (step for step in context.stands if definition.step(step).question is None)
    return tuple((step, context.label(step)) for step in steps)


def _line(context: Context, note: Note, days: int) -> NoteLine:
    undo = law.undo_of(note)
    clears = law.clears_on(note, days)
    return NoteLine(
        note_id=note.note_id,
        kind=note.kind,
        kind_word=kind_word(note.kind),
        state=note.state,
        state_word=note_state_word(note.state),
        day=note.day,
        written_at=note.written.at,
        signed=_signed(note.signed_name, note.signed_title),
        person_id=note.filed_under,
        person=context.person(note.filed_under),
        step=note.step,
        step_label=context.label(note.step) if note.step else "",
        text=note.text,
        corrections=tuple(
            Correction(before, new.reason, _signed(new.signed_name, new.signed_title), new.act.at)
            for before, new in note.corrections
        ),
        age_days=0,
        can_correct=note.state != "cleared",
        can_enter=note.state == "to_enter",
        can_clear=clears is not None and clears <= context.today,
        can_undo=bool(undo),
        event_id=undo or note.written.event_id,
        contested=note.contested,
    )


def _signed(name: str, title: str) -> str:
    return ", ".join(part for part in (name, title) if part)


def _draft_line(context: Context, kept: KeptDraft) -> NoteLine:
    draft, people = kept.draft, tuple(kept.draft.texts)
    return NoteLine(
        note_id=draft.note_id,
        kind=draft.kind,
        kind_word=kind_word(draft.kind),
        state="draft",
        state_word=note_state_word("draft"),
        day=draft.day,
        written_at=None,
        signed="",
        person_id=people[0] if people else "",
        person="; ".join(filter(None, map(context.person, people))),
        step=draft.step,
        step_label=context.label(draft.step) if draft.step else "",
        text=kept.text,
        corrections=(),
        age_days=kept.age_days(context.today),
        can_correct=False,
        can_enter=False,
        can_clear=False,
        can_undo=False,
        event_id="",
    )


# ---- while it is being written ----


def new_draft(desk: Desk, case_id: str, *, step: str = "", kind: str = "journal") -> NoteDraft:
    """An empty note of today about the client. Nothing is kept until something has been written."""
    now = desk.vault.read(lambda store: load(store, case_id))
    return NoteDraft(desk.new_id(), kind, desk.today, step, {now.case.client_id: ""})


def draft(desk: Desk, case_id: str, note_id: str) -> NoteDraft | None:
    """A note that is being written, None when there is no such draft."""
    kept = desk.vault.read(lambda store: note_drafts.read(store, case_id, note_id))
    return kept.draft if kept else None


def save_draft(desk: Desk, case_id: str, draft: NoteDraft) -> datetime:
    """Keep what has been written so far. When, in UTC."""
    now = desk.clock()
    desk.vault.write(lambda store: note_drafts.keep(store, case_id, draft, now))
    return now


def discard_draft(desk: Desk, case_id: str, note_id: str) -> None:
    """Throw away a note that was never finished."""
    desk.vault.write(lambda store: store.delete_draft(note_drafts.draft_key(case_id, note_id)))


def warnings(desk: Desk, case_id: str, draft: NoteDraft) -> tuple[str, ...]:
    """A sentence for each person whose name or number stands in a text for somebody else's akt."""
    people = desk.vault.read(lambda store: akt_people(context_of(desk, store, case_id)))
    return tuple(words for owner, text in draft.texts.items() for words in text_warnings(text, owner, people))


def text_warnings(text: str, owner: str, people: Sequence[AktPerson]) -> Iterable[str]:
    """What is said of one text in one person's akt."""
    name = next((person.name for person in people if person.id == owner), "")
    for other in mentioned_in(text, owner, people):
        yield _("{other} nämns i texten som hör till akten för {owner}.").format(other=other.name, owner=name)


# ---- what becomes a fact ----


def finish(desk: Desk, case_id: str, draft: NoteDraft) -> ChangeSet:
    """Sign the note: it waits to be entered elsewhere, or is locked where the record is kept here.

    One text for each person becomes a note of its own. Raises DomainError "empty_note", "future_day",
    "unknown_person", "unknown_step", "profile_needed" or "already_written"; then the draft is left as it was.
    """
    return desk.vault.write(lambda store: finish_in(desk, store, case_id, draft))


def finish_in(desk: Desk, store: Store, case_id: str, draft: NoteDraft, *, act_id: str = "") -> ChangeSet:
    """As `finish`, inside a transaction; `act_id` joins the note to those of the same act in other cases."""
    now = load(store, case_id)
    said = law.write(law.notes(now.facts), _written(desk, store, now, draft, act_id))
    changes = keep(desk, store, now, case_id, said, on=draft.day)
    store.delete_draft(note_drafts.draft_key(case_id, draft.note_id))
    return changes


def _written(desk: Desk, store: Store, now: Loaded, draft: NoteDraft, act_id: str) -> tuple[NoteWritten, ...]:
    known = {person for person, _part in now.case.participants}
    if not known.issuperset(draft.texts):
        raise DomainError("unknown_person")
    if draft.step and draft.step not in now.definition.graph.node:
        raise DomainError("unknown_step", step=draft.step)
    name, title = _signature(desk, store)
    record = record_settings(store).record
    several = bool(act_id) or len(draft.texts) > 1
    return tuple(
        NoteWritten(
            note_id=desk.new_id() if several else draft.note_id,
            kind=draft.kind,
            filed_under=person,
            text=text.strip(),
            record=record,
            signed_name=name,
            signed_title=title,
            step=draft.step,
            act_id=(act_id or draft.note_id) if several else "",
        )
        for person, text in draft.texts.items()
    )


def _signature(desk: Desk, store: Store) -> tuple[str, str]:
    """Name and befattning: a note without them is not signed (SOSFS 2014:5)."""
    me = profile_of(store, desk.actor_id)
    if me is None or not me.name.strip() or not me.title.strip():
        raise DomainError("profile_needed")
    return me.name, me.title


def correct(desk: Desk, case_id: str, note_id: str, text: str, reason: str) -> ChangeSet:
    """Set a new text beside the old one, which stays and is shown struck out.

    Raises DomainError "reason_needed", "empty_note", "same_text", "note_cleared", "unknown_note" or
    "profile_needed".
    """

    def decide(store: Store, note: Note) -> Sequence[e.Payload]:
        return law.correct(note, text.strip(), reason, *_signature(desk, store))

    return _change(desk, case_id, note_id, decide)


def mark_entered(desk: Desk, case_id: str, note_id: str) -> ChangeSet:
    """Note that the text was copied into the system where the record is kept.

    Raises DomainError "note_locked", "already_entered", "note_cleared" or "unknown_note".
    """
    return _change(desk, case_id, note_id, lambda _store, note: law.enter(note))


def clear(desk: Desk, case_id: str, note_id: str) -> ChangeSet:
    """Take the text of an entered note away for good; that it was written, when and by whom stays.

    Raises DomainError "note_locked", "not_entered", "too_early", "note_cleared" or "unknown_note".
    """

    def decide(store: Store, note: Note) -> Sequence[e.Payload]:
        payloads = law.clear(note, desk.today, record_settings(store).days)
        for fact in store.events(stream_of(case_id)):
            # Also the text of the same note as it was before it was taken back and finished again.
            if isinstance(fact.payload, NoteWritten | NoteCorrected) and fact.payload.note_id == note_id:
                store.thin(fact.id)
        return payloads

    return _change(desk, case_id, note_id, decide)


def _change(
    desk: Desk, case_id: str, note_id: str, decide: Callable[[Store, Note], Sequence[e.Payload]]
) -> ChangeSet:
    def work(store: Store) -> ChangeSet:
        now = load(store, case_id)
        note = law.find(law.notes(now.facts), note_id)
        return keep(desk, store, now, case_id, decide(store, note))

    return desk.vault.write(work)


def find_text(desk: Desk, case_id: str, words: str) -> frozenset[str]:
    """The notes of this one case whose text, struck ones and drafts too, holds every word. Never wider."""
    wanted = words.casefold().split()

    def holds(text: str) -> bool:
        folded = text.casefold()
        return all(word in folded for word in wanted)

    def work(store: Store) -> frozenset[str]:
        notes = law.notes(load(store, case_id).facts)
        found = {n.note_id for n in notes if any(holds(written.text) for written in n.texts)}
        drafts = note_drafts.drafts(store, case_id)
        found |= {d.draft.note_id for d in drafts if any(map(holds, d.draft.texts.values()))}
        return frozenset(found)

    return desk.vault.read(work) if wanted else frozenset()
