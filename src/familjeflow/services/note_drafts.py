"""Notes while they are being written: saved by themselves, no facts yet."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from familjeflow.domain.work_events import NoteWritten
from familjeflow.services import kept_json
from familjeflow.storage.cabinet import SavedDraft
from familjeflow.storage.store import Store

PREFIX = "note/"


@dataclass(frozen=True)
class NoteDraft:
    """A note that is being written. `texts` are by person id: one, or one for each person ticked.

    `begun_at` is UTC, None until it was first saved.
    """

    note_id: str
    kind: str
    day: date
    step: str
    texts: Mapping[str, str] = field(repr=False)
    begun_at: datetime | None = None


@dataclass(frozen=True)
class KeptDraft:
    """A draft as it lies in the vault, with its case."""

    case_id: str
    draft: NoteDraft
    saved_at: datetime

    @property
    def text(self) -> str:
        """The first text that has been written."""
        return next((text for text in self.draft.texts.values() if text.strip()), "")

    def age_days(self, today: date) -> int:
        """Whole days since it was begun."""
        return max(0, (today - (self.draft.begun_at or self.saved_at).date()).days)


def draft_key(case_id: str, note_id: str) -> str:
    """Where the vault keeps the draft of a note."""
    return f"{PREFIX}{case_id}/{note_id}"


def keep(store: Store, case_id: str, draft: NoteDraft, now: datetime) -> None:
    """Keep a draft in place of the one before; one without any text is no draft and is not kept."""
    key = draft_key(case_id, draft.note_id)
    if not any(text.strip() for text in draft.texts.values()):
        store.delete_draft(key)
        return
    body = {
        "kind": draft.kind,
        "day": draft.day.isoformat(),
        "step": draft.step,
        "texts": dict(draft.texts),
        "begun_at": (draft.begun_at or now).isoformat(),
    }
    store.save_draft(key, json.dumps(body, ensure_ascii=False), now)


def read(store: Store, case_id: str, note_id: str) -> KeptDraft | None:
    """The draft of a note, None when there is none."""
    saved = store.draft(draft_key(case_id, note_id))
    return _kept(saved) if saved else None


def drafts(store: Store, case_id: str | None = None) -> tuple[KeptDraft, ...]:
    """The drafts of notes in a case, or in all of them, the oldest first."""
    return tuple(sorted(_drafts(store, case_id), key=lambda kept: kept.draft.begun_at or kept.saved_at))


def _drafts(store: Store, case_id: str | None) -> Iterable[KeptDraft]:
    prefix = PREFIX if case_id is None else draft_key(case_id, "")
    return (_kept(saved) for saved in store.drafts() if saved.key.startswith(prefix))


def keep_undone(store: Store, case_id: str, note: NoteWritten, day: date, now: datetime) -> None:
    """What was written in a note that is taken back comes back as its draft, unless a newer one is there."""
    if read(store, case_id, note.note_id) is None:
        keep(
            store,
            case_id,
            NoteDraft(note.note_id, note.kind, day, note.step, {note.filed_under: note.text}),
            now,
        )


def _kept(saved: SavedDraft) -> KeptDraft:
    _prefix, case_id, note_id = saved.key.split("/", 2)
    draft = kept_json.read(saved.body, "draft", lambda body: _draft(note_id, body))
    return KeptDraft(case_id, draft, saved.saved_at)


def _draft(note_id: str, body: dict[str, Any]) -> NoteDraft:
    day, begun = date.fromisoformat(body["day"]), datetime.fromisoformat(body["begun_at"])
    return NoteDraft(note_id, body["kind"], day, body["step"], dict(body["texts"]), begun)
