"""*Att föra in*: two keys a note into the other system. Enter copies the text, Space marks it as entered.

Where the record is kept here the same list is *Att låsa*: Enter opens the draft, which is locked where it is
written. What was entered long enough ago is offered to be cleared.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from familjeflow.i18n import _
from familjeflow.services import journal, undoing
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.journal import QueueRow
from familjeflow.services.profile import RecordSettings, settings
from familjeflow.ui import theme
from familjeflow.ui.case.case_keys import bind
from familjeflow.ui.case.trouble import WORLD_FAULTS
from familjeflow.ui.frame.context import Context
from familjeflow.ui.journal.clipboard import lent
from familjeflow.ui.journal.questions import may_clear
from familjeflow.ui.journal.queue_table import QueueTable
from familjeflow.ui.widgets import badges, buttons
from familjeflow.ui.widgets.layouts import clear, column, row
from familjeflow.ui.widgets.panels import Notice
from familjeflow.ui.widgets.text import label, meta

SHOWN = 50
"""Rows of a group before "Visa alla"."""


class EnterQueue(QWidget):
    """The groups, for Min dag or a page of their own. Hidden groups have no rows; with none it is empty.

    `note_wanted` asks to open a draft, as case id and note id. `told` tells that the number of rows may be
    another one, `passed` that an arrow key goes on above (-1) or below (1).
    """

    note_wanted = Signal(str, str)
    passed = Signal(int)
    told = Signal()

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        self._desk = desk
        self._context = context
        self._undo: tuple[str, str] | None = None
        self._all_of: set[str] = set()
        self._kept = RecordSettings()
        self.setObjectName("enter-queue")
        self.tables: dict[str, QueueTable] = {}
        self._rows: dict[str, tuple[QueueRow, ...]] = {}
        self.undo_button = buttons.plain(_("Ångra"), self.undo, icon="undo-2")
        self.notice = Notice("done", "", self.undo_button)
        self._groups = QVBoxLayout()
        self._groups.setContentsMargins(0, 0, 0, 0)
        self._groups.setSpacing(theme.M)
        self.setLayout(column(self.notice, self._groups, spacing=theme.M))
        bind(self, "undo_row", self.undo)

    def reload(self) -> None:
        """Read what waits, and keep the place."""
        held = next(((slug, t.chosen()) for slug, t in self.tables.items() if t.hasFocus()), None)
        self._kept = settings(self._desk)
        waits, drafts = journal.to_enter(self._desk), journal.open_drafts(self._desk)
        due = journal.clear_due(self._desk)
        clear(self._groups)
        self.tables = {}
        found = {"to_enter": waits, "draft": drafts, "clear": due}
        self._rows = {slug: rows for slug, rows in found.items() if rows}
        for slug, rows in self._rows.items():
            self._groups.addWidget(self._card(slug, rows))
        if held is not None:
            self._go_to(*held)

    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not self.tables

    def count(self) -> int:
        """How many notes wait to be entered or finished; what may be cleared is not counted."""
        return sum(len(self._rows.get(slug, ())) for slug in ("to_enter", "draft"))

    def take_focus(self) -> None:
        """Go to the first row."""
        for slug in self.tables:
            self._go_to(slug, 0)
            return

    def copy(self, line: QueueRow) -> None:
        """Put a text on the clipboard for two minutes."""
        lent().lend(line.text)
        words = _("Kopierad. Klistra in i {system} och tryck mellanslag här. Urklipp töms om två minuter.")
        self._say(words.format(system=self._kept.system))

    def enter(self, line: QueueRow) -> None:
        """Mark a note as entered in the other system."""
        changed = self._attempt(lambda: journal.mark_entered(self._desk, line.case_id, line.note_id))
        if changed is None:
            return
        if changed.event_ids:
            self._undo = (line.case_id, changed.event_ids[-1])
        words = _("Införd: {what} {day}.").format(what=line.kind_word, day=line.day.isoformat())
        self._say(words, undo=self._undo is not None)
        self._tell(changed)
        if self.is_empty():
            self.undo_button.setFocus()  # the row that had the keyboard is gone

    def undo(self) -> None:
        """Take back the last marking that was made here."""
        if self._undo is None:
            return
        (case_id, event_id), self._undo = self._undo, None
        changed = self._attempt(lambda: undoing.undo(self._desk, case_id, event_id))
        if changed is not None:
            self._tell(changed)
            self._say("")
            self.take_focus()

    def ask_clear(self, lines: Sequence[QueueRow]) -> None:
        """Clear the texts of these notes, after a question that says what goes and what stays."""
        if not lines or not may_clear(self._context.dialogs, self, self._kept.system, len(lines)):
            return
        for line in lines:
            changed = self._attempt(partial(journal.clear, self._desk, line.case_id, line.note_id))
            if changed is None:
                break
            self._context.changed(changed)
        self._context.saved()
        self._say(_("Texterna är rensade. Att anteckningarna skrevs står kvar."))
        self.reload()
        self.told.emit()

    def _card(self, slug: str, rows: tuple[QueueRow, ...]) -> QFrame:
        card = QFrame()
        theme.mark(card, surface="card")
        title, hint = self._words(slug)
        name = label(title, type_="strong")
        head = row(theme.XS, name, badges.count(len(rows)), theme.S, meta(hint), None, spacing=theme.S)
        if slug == "clear":
            head.addWidget(buttons.plain(_("Rensa alla …"), lambda: self.ask_clear(rows)))
        head.setContentsMargins(theme.S, theme.S, theme.S, theme.XS)
        shown = rows if slug in self._all_of else rows[:SHOWN]
        table = QueueTable(title, shown, hint)
        table.opened.connect(lambda _place: self._opened(slug, table))
        table.ticked.connect(lambda _place: self._ticked(slug, table))
        table.passed.connect(lambda way: self._pass(slug, way))
        self.tables[slug] = table
        parts = column(head, table, spacing=0, margin=1)
        if len(shown) < len(rows):
            words = _("Visa alla {count}").format(count=len(rows))
            parts.addLayout(row(theme.S, buttons.link(words, lambda: self._show_all(slug)), None))
        card.setLayout(parts)
        return card

    def _words(self, slug: str) -> tuple[str, str]:
        if slug == "to_enter":
            return _("Att föra in"), _("Enter kopierar texten · Mellanslag markerar införd")
        if slug == "clear":
            return _("Kan rensas"), _("Införda för länge sedan. Enter rensar en av dem.")
        title = _("Att låsa") if self._kept.record == "internal" else _("Utkast")
        return title, _("Enter öppnar utkastet")

    def _opened(self, slug: str, table: QueueTable) -> None:
        line = table.line()
        if line is None:
            return
        if slug == "to_enter":
            self.copy(line)
        elif slug == "draft":
            self.note_wanted.emit(line.case_id, line.note_id)
        else:
            self.ask_clear([line])

    def _ticked(self, slug: str, table: QueueTable) -> None:
        line = table.line()
        if line is None:
            return
        if slug == "to_enter":
            self.enter(line)
        elif slug == "draft":
            self._say(_("Ett utkast görs klart där det skrivs. Tryck Enter för att öppna det."))

    def _show_all(self, slug: str) -> None:
        self._all_of.add(slug)
        self.reload()
        self._go_to(slug, SHOWN)

    def _pass(self, slug: str, way: int) -> None:
        """Arrow keys go on into the group above or below, and out of the queue at its ends."""
        order = list(self.tables)
        place = order.index(slug) + way
        if 0 <= place < len(order):
            self._go_to(order[place], 0 if way > 0 else self.tables[order[place]].queue.rowCount() - 1)
        else:
            self.passed.emit(way)

    def _go_to(self, slug: str, place: int) -> None:
        """The row, or what is nearest to it: the table may have become shorter or gone."""
        table = self.tables.get(slug) or next(iter(self.tables.values()), None)
        if table is not None:
            table.choose(max(0, min(place, table.queue.rowCount() - 1)))
            table.setFocus()

    def _attempt(self, work: Callable[[], ChangeSet]) -> ChangeSet | None:
        try:
            return work()
        except WORLD_FAULTS as error:
            self._context.fault(error)
            return None

    def _tell(self, changed: ChangeSet) -> None:
        self._context.saved()
        self._context.changed(changed)
        self.reload()
        self.told.emit()

    def _say(self, words: str, *, undo: bool = False) -> None:
        self.undo_button.setVisible(undo)
        self.notice.say(words, "done")
