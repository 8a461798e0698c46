"""The notes behind the timeline: filtered once in the data, and given to the list a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from familjeflow.services.journal import NoteLine
from familjeflow.ui.journal.words import spoken

Index = QModelIndex | QPersistentModelIndex
PAGE = 60
"""Notes that are measured and drawn before the list is scrolled on: a journal may hold thousands."""

CONTACTS = "contacts"
CONTACT_KINDS = frozenset({"phone", "mail", "visit"})
"""What is wanted together as the log of contacts with the people of a case."""

NOTE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is shown: "" is everything. `found` are the notes whose text has the words, None without words."""

    kind: str = ""
    person: str = ""
    state: str = ""
    found: frozenset[str] | None = None

    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self == Wanted()


def matching(notes: Sequence[NoteLine], wanted: Wanted) -> tuple[NoteLine, ...]:
    """The notes that are wanted, in the order they came."""
    return tuple(note for note in notes if _matches(note, wanted))


def _matches(note: NoteLine, wanted: Wanted) -> bool:
    return (
        _is_kind(note, wanted.kind)
        and wanted.person in ("", note.person_id)
        and wanted.state in ("", note.state)
        and (wanted.found is None or note.note_id in wanted.found)
    )


def _is_kind(note: NoteLine, kind: str) -> bool:
    return kind in ("", note.kind) or (kind == CONTACTS and note.kind in CONTACT_KINDS)


class NoteModel(QAbstractListModel):
    """A row for each note, as far as the list has been scrolled."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notes: tuple[NoteLine, ...] = ()
        self._given = 0

    def show_notes(self, notes: Sequence[NoteLine], at_least: int = 0) -> None:
        """Show other notes, beginning with `at_least` rows where there are as many."""
        self.beginResetModel()
        self._notes = tuple(notes)
        self._given = min(len(self._notes), max(PAGE, at_least))
        self.endResetModel()

    def notes(self) -> tuple[NoteLine, ...]:
        """All of them, also those not scrolled to."""
        return self._notes

    def note(self, index: Index) -> NoteLine | None:
        """The note of a row."""
        return self._notes[index.row()] if index.isValid() else None

    def place(self, note_id: str, person_id: str = "") -> int:
        """The row of a note, for one person where that is given; -1 when it is not shown."""
        places = (
            row
            for row, note in enumerate(self._notes)
            if note.note_id == note_id and person_id in ("", note.person_id)
        )
        return next(places, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The rows given to the list so far."""
        return 0 if parent.isValid() else self._given

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 - Qt's name
        """Whether there are more than have been given."""
        return not parent.isValid() and self._given < len(self._notes)

    def fetchMore(self, parent: Index) -> None:  # noqa: N802 - Qt's name
        """Give one more page."""
        last = min(self._given + PAGE, len(self._notes)) - 1
        self.beginInsertRows(QModelIndex(), self._given, last)
        self._given = last + 1
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The sentence for a screen reader, and the note itself for the pen."""
        note = self.note(index)
        if note is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(note)
        if role == NOTE:
            return note
        return None
