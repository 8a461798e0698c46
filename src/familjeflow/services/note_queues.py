"""The notes of all cases that somebody has to do something with: carry over, finish, clear."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from familjeflow.domain.journal import Note, clears_on, notes
from familjeflow.domain.projections import CaseHead, NoteRow
from familjeflow.services import note_drafts
from familjeflow.services.case_context import full_name
from familjeflow.services.case_work import stream_of
from familjeflow.services.desk import SWEDEN, Desk
from familjeflow.services.profile import record_settings
from familjeflow.services.words import note_kind_word
from familjeflow.storage.store import Store

Name = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One note in a queue. `age_days` counts from when it was begun, written or entered.

    `person` is whose akt it goes into, `step` an id; `text` is given only for what is to be entered.
    """

    case_id: str
    note_id: str
    client: str
    case_number: str
    kind_word: str
    day: date
    state: str
    age_days: int
    person: str
    step: str
    text: str = field(default="", repr=False)


def to_enter(desk: Desk) -> tuple[QueueRow, ...]:
    """What waits to be copied into the other system, in all cases, the oldest day first."""

    def work(store: Store) -> tuple[QueueRow, ...]:
        found, person = _found(store, store.note_rows("to_enter")), _names(store)
        rows = (_row(person, desk.today, *one) for one in found)
        return tuple(sorted(rows, key=lambda row: (row.day, row.case_number, row.note_id)))

    return desk.vault.read(work)


def clear_due(desk: Desk) -> tuple[QueueRow, ...]:
    """What was entered longer ago than the organisation keeps texts here, the oldest day first."""
    today = desk.today

    def work(store: Store) -> tuple[QueueRow, ...]:
        days = record_settings(store).days
        before = today - timedelta(days=days)
        rows = (r for r in store.note_rows("entered") if r.written_at.astimezone(SWEDEN).date() <= before)
        due = (one for one in _found(store, rows) if (clears_on(one[1], days) or date.max) <= today)
        person = _names(store)
        return tuple(
            sorted((_row(person, today, *one) for one in due), key=lambda row: (row.day, row.note_id))
        )

    return desk.vault.read(work)


def open_drafts(desk: Desk) -> tuple[QueueRow, ...]:
    """Notes that were begun and not finished, in all cases, the oldest first."""

    def work(store: Store) -> tuple[QueueRow, ...]:
        person = _names(store)
        drafts = ((kept, store.case_head(kept.case_id)) for kept in note_drafts.drafts(store))
        return tuple(_draft_row(person, desk.today, kept, of) for kept, of in drafts if of is not None)

    return desk.vault.read(work)


def _found(store: Store, rows: Iterable[NoteRow]) -> Iterator[tuple[CaseHead, Note]]:
    """The notes that rows stand for. Rows hold no text, so each case that has any is read once."""
    by_case = sorted(rows, key=lambda row: row.case_id)
    for case_id, group in groupby(by_case, key=lambda row: row.case_id):
        head = store.case_head(case_id)
        wanted = {row.note_id for row in group}
        for note in notes(store.events(stream_of(case_id))) if head else ():
            if head is not None and note.note_id in wanted:
                yield head, note


def _row(person: Name, today: date, head: CaseHead, note: Note) -> QueueRow:
    since = note.entered if note.state == "entered" and note.entered else note.written
    return QueueRow(
        case_id=head.case_id,
        note_id=note.note_id,
        client=head.client,
        case_number=head.number,
        kind_word=note_kind_word(note.kind),
        day=note.day,
        state=note.state,
        age_days=max(0, (today - since.at.astimezone(SWEDEN).date()).days),
        person=person(note.filed_under),
        step=note.step,
        text=note.text if note.state == "to_enter" else "",
    )


def _draft_row(person: Name, today: date, kept: note_drafts.KeptDraft, head: CaseHead) -> QueueRow:
    draft = kept.draft
    return QueueRow(
        case_id=head.case_id,
        note_id=draft.note_id,
        client=head.client,
        case_number=head.number,
        kind_word=note_kind_word(draft.kind),
        day=draft.day,
        state="draft",
        age_days=kept.age_days(today),
        person="; ".join(map(person, draft.texts)),
        step=draft.step,
    )


def _names(store: Store) -> Name:
    """Names by person id, each read once."""
    known: dict[str, str] = {}

    def name(person_id: str) -> str:
        if person_id not in known:
            row = store.person(person_id)
            known[person_id] = full_name(row) if row else ""
        return known[person_id]

    return name
