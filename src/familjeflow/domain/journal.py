"""The notes of a case: folded from its facts, and what may be done with them.

`notes` is total and gives the same journal whatever order the facts come in; only the acts refuse.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from familjeflow.domain import events as e
from familjeflow.domain import work_events as w
from familjeflow.domain.case import Act
from familjeflow.domain.errors import DomainError
from familjeflow.domain.fold import new_names, retracted_ids
from familjeflow.domain.folding import act_of

NOTE_KINDS = ("journal", "file_note", "phone", "mail", "visit", "decision")
EXTERNAL = "external"
KIND_WRITTEN = e.kind_slug(w.NoteWritten)
_NOTE_FACTS = frozenset(
    e.kind_slug(kind) for kind in (w.NoteWritten, w.NoteCorrected, w.NoteEntered, w.NoteCleared)
)


@dataclass(frozen=True, slots=True)
class NoteText:
    """One text of a note: the first, or a correction with its `reason`. The act says when it was written.

    `replaces` is the id of the fact whose text it struck.
    """

    text: str = field(repr=False)
    reason: str
    signed_name: str
    signed_title: str
    act: Act
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A finished note. `texts` are in the order of the facts, the last of them holds.

    `texts` is empty once the note has been cleared. `contested` tells that two desks corrected the same text
    without knowing of each other: both corrections stand, and somebody must say which is right.
    """

    note_id: str
    kind: str
    filed_under: str
    record: str
    step: str
    act_id: str
    written: Act
    signed_name: str
    signed_title: str
    texts: tuple[NoteText, ...] = ()
    entered: Act | None = None
    cleared: Act | None = None
    copied: str = ""
    contested: bool = False

    @property
    def day(self) -> date:
        """What day it is about."""
        return self.written.on

    @property
    def text(self) -> str:
        """The text that holds now, "" once it has been cleared."""
        return self.texts[-1].text if self.texts else ""

    @property
    def state(self) -> str:
        """ "locked", or on its way out of an external vault: "to_enter", "entered", "cleared".

        A correction that came after the text was copied has to be copied too.
        """
        if self.record != EXTERNAL:
            return "locked"
        if not self.texts and self.cleared is not None:
            return "cleared"
        return "entered" if self.entered is not None and self.copied == _last_id(self.texts) else "to_enter"

    def struck(self, place: int) -> str:
        """The text that the correction at a place of `texts` struck out, "" when it has been cleared."""
        before = {text.act.event_id: text.text for text in self.texts[:place]}
        return before.get(self.texts[place].replaces, self.texts[place - 1].text if place else "")

    @property
    def corrections(self) -> tuple[tuple[str, NoteText], ...]:
        """What was struck out, each with the text that came in its place."""
        first = self.written.event_id
        return tuple(
            (self.struck(place), text) for place, text in enumerate(self.texts) if text.act.event_id != first
        )


@dataclass
class _Found:
    """The facts of one note."""

    written: e.Event | None = None
    corrected: list[e.Event] = field(default_factory=list)
    entered: list[e.Event] = field(default_factory=list)
    cleared: list[e.Event] = field(default_factory=list)


def notes(facts: Iterable[e.Event]) -> tuple[Note, ...]:
    """The notes that these facts of a case add up to, in the order they were written down.

    Facts may come in any order and more than once; those of other kinds and those taken back are passed over.
    A note that somebody else had built on when it was taken back stays.
    """
    ordered = _ordered(facts)
    if not any(fact.header.kind in _NOTE_FACTS for fact in ordered):
        return ()
    gone = retracted_ids(ordered)
    heads = {fact.id: fact.header for fact in ordered if fact.header.kind == KIND_WRITTEN}
    found: dict[str, _Found] = {}
    for fact in ordered:
        if fact.id not in gone or isinstance(fact.payload, w.NoteWritten):
            _sort_in(found, fact, gone)
    names = new_names(ordered)
    made = (_note(note_id, parts, heads, gone, names) for note_id, parts in found.items())
    return tuple(note for note in made if note is not None)


def _ordered(facts: Iterable[e.Event]) -> list[e.Event]:
    """Each fact once, in fold order. Where one copy has been thinned the fact is thinned."""
    unique: dict[str, e.Event] = {}
    for fact in facts:
        kept = unique.get(fact.id)
        if kept is None or kept.payload is not None:
            unique[fact.id] = fact
    return sorted(unique.values(), key=e.fold_order)


def _sort_in(found: dict[str, _Found], fact: e.Event, gone: frozenset[str]) -> None:
    payload = fact.payload
    if isinstance(payload, w.NoteWritten):
        parts = found.setdefault(payload.note_id, _Found())
        if parts.written is None or parts.written.id in gone:  # taken back, and then finished again
            parts.written = fact
    elif isinstance(payload, w.NoteCorrected):
        found.setdefault(payload.note_id, _Found()).corrected.append(fact)
    elif isinstance(payload, w.NoteEntered):
        found.setdefault(payload.note_id, _Found()).entered.append(fact)
    elif isinstance(payload, w.NoteCleared):
        found.setdefault(payload.note_id, _Found()).cleared.append(fact)


def _note(
    note_id: str, parts: _Found, heads: dict[str, e.Header], gone: frozenset[str], names: dict[str, str]
) -> Note | None:
    first = _first(parts, heads, gone)
    if first is None:
        return None
    texts = (*first.texts, *map(_correction, parts.corrected))
    entered = parts.entered[-1] if parts.entered else None
    return Note(
        note_id=note_id,
        kind=first.kind,
        filed_under=first.filed_under,
        record=first.record,
        step=names.get(first.step, first.step),
        act_id=first.act_id,
        written=first.written,
        signed_name=first.signed_name,
        signed_title=first.signed_title,
        texts=_left(parts, first, texts) if parts.cleared else texts,
        entered=act_of(entered.header) if entered else None,
        cleared=act_of(parts.cleared[-1].header) if parts.cleared else None,
        copied=_copied(entered, texts) if entered else "",
        contested=_contested(texts),
    )


class _First(NamedTuple):
    """What is known of a note without its corrections."""

    kind: str
    filed_under: str
    record: str
    step: str
    act_id: str
    written: Act
    signed_name: str
    signed_title: str
    texts: tuple[NoteText, ...] = ()


def _first(parts: _Found, heads: dict[str, e.Header], gone: frozenset[str]) -> _First | None:
    """The note as it was written; from its clearing when its text is gone; None when nothing tells of it."""
    fact = parts.written
    if fact is not None and isinstance(fact.payload, w.NoteWritten):
        if fact.id in gone and not (parts.corrected or parts.entered or parts.cleared):
            return None
        said, act = fact.payload, act_of(fact.header)
        name, title = said.signed_name, said.signed_title
        text = NoteText(said.text, "", name, title, act)
        return _First(
            said.kind, said.filed_under, said.record, said.step, said.act_id, act, name, title, (text,)
        )
    for clearing in parts.cleared:
        kept = clearing.payload
        head = next((heads[i] for i in _cleared(clearing) if i in heads), None)
        if isinstance(kept, w.NoteCleared) and head is not None:
            name, title = kept.signed_name, kept.signed_title
            return _First(kept.kind, kept.filed_under, EXTERNAL, kept.step, "", act_of(head), name, title)
    return None


def _left(parts: _Found, first: _First, texts: tuple[NoteText, ...]) -> tuple[NoteText, ...]:
    """The texts that no clearing took away: none, unless a desk that did not know of it wrote one."""
    cleared = {fact_id for fact in parts.cleared for fact_id in _cleared(fact)}
    if not cleared:
        return ()
    return tuple(t for t in texts if t.act.event_id not in cleared | {first.written.event_id})


def _correction(fact: e.Event) -> NoteText:
    said = fact.payload
    assert isinstance(said, w.NoteCorrected)
    act = act_of(fact.header, said.reason)
    return NoteText(said.text, said.reason, said.signed_name, said.signed_title, act, said.replaces)


def _cleared(fact: e.Event) -> tuple[str, ...]:
    return fact.payload.cleared if isinstance(fact.payload, w.NoteCleared) else ()


def _copied(entered: e.Event, texts: Sequence[NoteText]) -> str:
    """Which text was copied: the one the fact names, else the last that was there before it."""
    said = entered.payload
    if isinstance(said, w.NoteEntered) and said.copied:
        return said.copied
    before = [text for text in texts if text.act.at <= entered.header.recorded_at]
    return _last_id(before)


def _contested(texts: Sequence[NoteText]) -> bool:
    struck = [text.replaces for text in texts if text.replaces]
    return len(struck) != len(set(struck))


def _last_id(texts: Sequence[NoteText]) -> str:
    return texts[-1].act.event_id if texts else ""


# ---- what may be done ----


def write(known: Sequence[Note], said: Sequence[w.NoteWritten]) -> tuple[e.Payload, ...]:
    """Finish the notes of one act. Raises DomainError "empty_note" or "already_written"; ValueError for a
    kind that does not exist."""
    ids = {note.note_id for note in known}
    for note in said:
        if note.kind not in NOTE_KINDS:
            raise ValueError("no such kind of note")
        if note.note_id in ids:
            raise DomainError("already_written")
        if not note.text.strip():
            raise DomainError("empty_note")
    if not said:
        raise DomainError("empty_note")
    return tuple(said)


def correct(note: Note, text: str, reason: str, signed_name: str, signed_title: str) -> tuple[e.Payload, ...]:
    """Strike the text that holds and set another beside it. Raises DomainError "note_cleared", "empty_note",
    "same_text" or "reason_needed"."""
    if note.state == "cleared":
        raise DomainError("note_cleared")
    if not text.strip():
        raise DomainError("empty_note")
    if text.strip() == note.text.strip():
        raise DomainError("same_text")
    if not reason.strip():
        raise DomainError("reason_needed")
    struck = _last_id(note.texts)
    return (w.NoteCorrected(note.note_id, text, reason.strip(), signed_name, signed_title, struck),)


def enter(note: Note) -> tuple[e.Payload, ...]:
    """Note that the text was copied into the other system. Raises DomainError "note_locked",
    "already_entered" or "note_cleared"."""
    refused = {"locked": "note_locked", "entered": "already_entered", "cleared": "note_cleared"}
    if note.state in refused:
        raise DomainError(refused[note.state])
    return (w.NoteEntered(note.note_id, _last_id(note.texts)),)


def clears_on(note: Note, days: int) -> date | None:
    """The first day that the text may be cleared, `days` after it was entered; None while it may not."""
    return note.entered.on + timedelta(days=days) if note.state == "entered" and note.entered else None


def clear(note: Note, today: date, days: int) -> tuple[e.Payload, ...]:
    """Clear the text of a note that was entered `days` ago or more. The one who keeps the fact takes the
    texts away. Raises DomainError "note_locked", "note_cleared", "not_entered" or "too_early"."""
    refused = {"locked": "note_locked", "to_enter": "not_entered", "cleared": "note_cleared"}
    if note.state in refused:
        raise DomainError(refused[note.state])
    day = clears_on(note, days)
    assert day is not None
    if day > today:
        raise DomainError("too_early", day=day.isoformat())
    return (
        w.NoteCleared(
            note.note_id,
            note.kind,
            note.filed_under,
            note.step,
            note.signed_name,
            note.signed_title,
            tuple(text.act.event_id for text in note.texts),
        ),
    )


def find(known: Iterable[Note], note_id: str) -> Note:
    """The note with an id. Raises DomainError("unknown_note")."""
    found = next((note for note in known if note.note_id == note_id), None)
    if found is None:
        raise DomainError("unknown_note")
    return found


def undo_of(note: Note) -> str:
    """The fact that is taken back to undo the latest about a note: an entering, or an external note that has
    not been entered. "" when there is nothing to undo."""
    if note.state == "entered" and note.entered is not None:
        return note.entered.event_id
    fresh = note.state == "to_enter" and note.entered is None and len(note.texts) == 1
    return note.written.event_id if fresh else ""
