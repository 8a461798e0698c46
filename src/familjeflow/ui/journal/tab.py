"""The tab Journal: what has been written in the case, the newest first, and what can be done with it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from familjeflow.i18n import _, ngettext
from familjeflow.services import journal, undoing
from familjeflow.services.desk import Desk
from familjeflow.services.journal import JournalView, NoteLine
from familjeflow.ui import theme
from familjeflow.ui.case.case_keys import bind
from familjeflow.ui.case.surfaces import ground
from familjeflow.ui.dialogs import Dialogs
from familjeflow.ui.journal.clipboard import lent
from familjeflow.ui.journal.filters import FilterLine
from familjeflow.ui.journal.note_acts import NoteActs, NoteActsLine
from familjeflow.ui.journal.note_list import NoteList
from familjeflow.ui.journal.note_model import matching
from familjeflow.ui.journal.questions import may_clear, may_discard
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.panels import EmptyState, Notice
from familjeflow.ui.widgets.text import meta

T = TypeVar("T")
_LIST, _EMPTY, _NONE_FOUND = range(3)


class Act(Protocol):
    """Tries something that the world may refuse; None when it did."""

    def __call__(self, work: Callable[[], T]) -> T | None:
        """Do it, say what went wrong, and tell who must read again."""
        ...


class JournalTab(QWidget):
    """The journal of one case.

    `new_wanted` asks for a new note, `opened` carries a note to write on or to read, `correct_wanted` one to
    correct.
    """

    new_wanted = Signal()
    opened = Signal(object)
    correct_wanted = Signal(object)

    def __init__(self, desk: Desk, case_id: str, act: Act, dialogs: Dialogs) -> None:
        super().__init__()
        self._desk = desk
        self._case_id = case_id
        self._act = act
        self._dialogs = dialogs
        self._view: JournalView | None = None
        self._only = ""
        self.filters = FilterLine()
        self.list = NoteList()
        self.acts = NoteActsLine(self._note_acts())
        self.notice = Notice("done")
        self.count = meta("")
        self._stack = QStackedWidget()
        self._compose()
        self.filters.changed.connect(self._filter)
        self.list.chosen.connect(self._show_acts)
        self.list.opened.connect(self._open)
        bind(self.list, "copy_note", self._copy_chosen)

    def reload(self) -> None:
        """Read the journal again; filters and the chosen note stay."""
        view = self._act(lambda: journal.journal(self._desk, self._case_id))
        if view is None:
            return
        if self._only:
            mine = tuple(note for note in view.notes if note.person_id in ("", self._only))
            view = replace(view, notes=mine)
        self._view = view
        self.filters.offer(view)
        self._filter()

    def keep_to(self, person_id: str) -> None:
        """Show only notes of one person's akt, as while that person sits beside; "" for all."""
        self._only = person_id
        if self._view is not None:
            self.reload()

    def show_contacts(self) -> None:
        """Show calls, mails and visits only."""
        self.filters.want_contacts()

    def way_in(self) -> QWidget:
        """The keyboard begins in the list, or with what an empty journal offers."""
        return self.list if self._stack.currentIndex() == _LIST else self._begin

    def _compose(self) -> None:
        self.new = buttons.plain(_("Ny"), self.new_wanted.emit, icon="plus")
        self.new.setAccessibleName(_("Ny anteckning"))
        self.new.setToolTip(_("Ny anteckning (Ctrl+J)"))
        self._begin = buttons.primary(_("Ny anteckning"), self.new_wanted.emit)
        nothing = EmptyState(
            "pencil",
            _("Inget är skrivet än"),
            _("Tryck Ctrl+J var som helst i ärendet och skriv. Det sparas medan du skriver."),
            self._begin,
        )
        none_found = EmptyState(
            "search",
            _("Ingen anteckning stämmer"),
            _("Ändra det du söker efter, eller visa alla anteckningar i ärendet."),
            buttons.plain(_("Visa alla"), self.filters.clear),
        )
        for part in (self.list, nothing, none_found):
            self._stack.addWidget(part)
        self._head = QFrame()
        theme.mark(self._head, surface="bar")
        head = row(self.filters, self.new, spacing=theme.S)
        head.setStretch(0, 1)
        head.setContentsMargins(theme.L, theme.S, theme.M, theme.S)
        self._head.setLayout(head)
        self._foot = QFrame()
        theme.mark(self._foot, surface="foot")
        foot = row(self.count, self.acts, spacing=theme.M)
        foot.setStretch(1, 1)
        foot.setContentsMargins(theme.L, theme.XS, theme.M, theme.XS)
        self._foot.setLayout(foot)
        said = column(self.notice)
        layout = column(self._head, said, self._stack, self._foot, spacing=0)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        ground(self, "raised")

    def _filter(self) -> None:
        """Show the notes that are wanted."""
        view = self._view
        if view is None:
            return
        words = self.filters.words()
        found = self._act(lambda: journal.find_text(self._desk, self._case_id, words)) if words else None
        shown = matching(view.notes, self.filters.wanted(found))
        self.list.show_notes(shown)
        place = _LIST if shown else _NONE_FOUND if view.notes else _EMPTY
        self._stack.setCurrentIndex(place)
        self._head.setVisible(place != _EMPTY)
        self._foot.setVisible(place == _LIST)
        self.count.setText(_counted(len(shown), len(view.notes)))
        self._show_acts()

    def _show_acts(self) -> None:
        self.acts.show_note(self.list.note())

    def _open(self) -> None:
        note = self.list.note()
        if note is not None:
            self.opened.emit(note)

    def _note_acts(self) -> NoteActs:
        return NoteActs(
            read=self.opened.emit,
            correct=self.correct_wanted.emit,
            copy=self._copy,
            enter=self._enter,
            undo=self._undo,
            discard=self._discard,
            clear=self._clear,
        )

    def _copy_chosen(self) -> None:
        note = self.list.note()
        if note is not None and note.text:
            self._copy(note)

    def _copy(self, note: NoteLine) -> None:
        lent().lend(note.text)
        self.notice.say(_("Texten är kopierad. Den försvinner ur urklipp om två minuter."), "done")

    def _enter(self, note: NoteLine) -> None:
        self._change(lambda: journal.mark_entered(self._desk, self._case_id, note.note_id))

    def _undo(self, note: NoteLine) -> None:
        self._change(lambda: undoing.undo(self._desk, self._case_id, note.event_id))

    def _discard(self, note: NoteLine) -> None:
        if may_discard(self._dialogs, self):
            self._act(lambda: journal.discard_draft(self._desk, self._case_id, note.note_id))
            self._after()

    def _clear(self, note: NoteLine) -> None:
        system = self._view.system if self._view is not None else ""
        if may_clear(self._dialogs, self, system):
            self._change(lambda: journal.clear(self._desk, self._case_id, note.note_id))

    def _change(self, work: Callable[[], object]) -> None:
        self._act(work)
        self._after()

    def _after(self) -> None:
        """The keyboard goes on in the list: the button that was pressed may be gone."""
        self.notice.say("")
        self.reload()
        self.way_in().setFocus()


def _counted(shown: int, all_of_them: int) -> str:
    if shown == all_of_them:
        return ngettext("{n} anteckning", "{n} anteckningar", shown).format(n=shown)
    return _("{n} av {all} anteckningar").format(n=shown, all=all_of_them)
