"""The timeline as a list: arrows choose, Enter opens, Delete and the like belong to the buttons below it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from familjeflow.i18n import _
from familjeflow.services.journal import NoteLine
from familjeflow.ui import theme
from familjeflow.ui.journal.note_model import NoteModel
from familjeflow.ui.journal.note_pen import NotePen


class NoteList(QListView):
    """`chosen` tells that another note is chosen, `opened` that one is wanted whole."""

    chosen = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.note_model = NoteModel(self)
        self._pen = NotePen(self)
        self.setModel(self.note_model)
        self.setItemDelegate(self._pen)
        self.setAccessibleName(_("Anteckningar, den senaste först"))
        self.setObjectName("journal-list")
        self.setAccessibleDescription(_("Enter visar hela anteckningen."))
        theme.mark(self, plain="true")
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.verticalScrollBar().setSingleStep(theme.XXL)
        self.selectionModel().currentChanged.connect(lambda *_a: self.chosen.emit())
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def show_notes(self, notes: Sequence[NoteLine]) -> None:
        """Show other notes. The chosen one stays chosen and in sight while it is among them."""
        before, row = self.note(), self.currentIndex().row()
        self.note_model.show_notes(notes, at_least=row + 1)
        if before is None:
            return
        place = self.note_model.place(before.note_id, before.person_id)
        self.choose(place if place >= 0 else min(row, len(notes) - 1))

    def note(self) -> NoteLine | None:
        """The chosen note."""
        return self.note_model.note(self.currentIndex())

    def choose(self, row: int) -> None:
        """Choose a row, given to the list now if it has not been scrolled to."""
        while row >= self.note_model.rowCount() and self.note_model.canFetchMore(self.rootIndex()):
            self.note_model.fetchMore(self.rootIndex())
        if row >= 0:
            self.setCurrentIndex(self.note_model.index(row))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A note is chosen as soon as the list has the focus."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose(0 if self.note_model.rowCount() else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; End goes to the oldest note of all."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.note() is not None:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_End:
            self.choose(len(self.note_model.notes()) - 1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width means other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Another type size means other heights."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._pen.forget()
            self.scheduleDelayedItemsLayout()
