"""The page Min dag: groups in one column, each row a step to open or a box to tick."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from familjeflow.domain.errors import DomainError
from familjeflow.i18n import _
from familjeflow.services import steps, undoing
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.my_day import DayGroup, DayRow, my_day
from familjeflow.services.processes import FormatError
from familjeflow.ui import theme
from familjeflow.ui.frame.context import Context
from familjeflow.ui.my_day.table import DayTable
from familjeflow.ui.widgets import badges, buttons
from familjeflow.ui.widgets.layouts import clear, column, holder, row, scrolling
from familjeflow.ui.widgets.panels import EmptyState, Notice
from familjeflow.ui.widgets.text import label, meta, page_title

_SHOWN = 50
"""Rows of a group before "Visa alla"."""


class MyDayPage(QWidget):
    """`new_case` and `example_case` come from the empty page's two choices."""

    new_case = Signal()
    example_case = Signal()

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        theme.mark(self, surface="ground")
        self._desk = desk
        self._context = context
        self._undo: tuple[str, str] | None = None
        self._all_of: set[str] = set()
        self.tables: list[DayTable] = []
        self._title = page_title("")
        self._groups = QVBoxLayout()
        self._groups.setSpacing(theme.M)
        self._groups.setContentsMargins(0, 0, theme.S, 0)
        self._undo_bar = Notice("done", "", buttons.plain(_("Ångra"), self.undo, icon="undo-2"))
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolling(holder(column(self._groups, None)), name=_("Min dag")))
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self._nothing_today())
        hint = meta(_("Enter öppnar · Mellanslag markerar klart · Ctrl+/ visar alla tangenter"))
        parts = column(self._title, self._undo_bar, self._stack, hint, spacing=theme.M, margin=theme.L)
        parts.setStretch(2, 1)
        self.setLayout(parts)

    def _empty(self) -> EmptyState:
        return EmptyState(
            "sun",
            _("Här samlas det du ska göra"),
            _("När ett ärende är öppnat visas vad som är försenat, vad som gäller idag och vad som kommer."),
            buttons.primary(_("Nytt ärende"), self.new_case.emit),
            buttons.plain(_("Prova med ett påhittat ärende"), self.example_case.emit),
        )

    def _nothing_today(self) -> EmptyState:
        return EmptyState(
            "circle-check",
            _("Inget väntar på dig"),
            _("Inga tidsgränser de närmaste sju dagarna, och inget kvar att registrera."),
            buttons.plain(_("Nytt ärende"), self.new_case.emit),
        )

    def reload(self) -> None:
        """Read the day again and keep the place."""
        place = self._place()
        view = my_day(self._desk)
        self._title.setText(view.title)
        clear(self._groups)
        self.tables = []
        for group in view.groups:
            self._groups.addWidget(self._card(group))
        self._stack.setCurrentIndex(0 if view.groups else 2 if view.open_cases else 1)
        if place is not None and self.tables:
            self._go_to(*place)

    def _card(self, group: DayGroup) -> QFrame:
        card = QFrame()
        theme.mark(card, surface="card")
        late = group.slug == "overdue"
        title = label(group.title, type_="strong", tone="overdue" if late else "")
        head = row(theme.XS, title, badges.count(len(group.rows), overdue=late), None, spacing=theme.S)
        head.setContentsMargins(theme.S, theme.S, theme.S, theme.XS)
        shown = group.rows if group.slug in self._all_of else group.rows[:_SHOWN]
        table = DayTable(group.title, shown)
        table.opened.connect(lambda place: self._open(table.day_rows.rows[place]))
        table.ticked.connect(lambda place: self._tick(table.day_rows.rows[place]))
        table.passed.connect(lambda way: self._pass(table, way))
        self.tables.append(table)
        parts = column(head, table, spacing=0, margin=1)
        if len(shown) < len(group.rows):
            text = _("Visa alla {count}").format(count=len(group.rows))
            parts.addLayout(row(theme.S, buttons.link(text, lambda: self._show_all(group.slug)), None))
        card.setLayout(parts)
        return card

    def _show_all(self, slug: str) -> None:
        self._all_of.add(slug)
        self.reload()

    def _open(self, line: DayRow) -> None:
        self._context.open_case(line.case_id, line.step)

    def _tick(self, line: DayRow) -> None:
        if not line.tickable:
            return
        try:
            changed = steps.tick(self._desk, line.case_id, line.step, line.task)
        except (DomainError, FormatError) as error:
            self._context.fault(error)
            return
        if changed.event_ids:
            self._undo = (line.case_id, changed.event_ids[-1])
            self._undo_bar.say(_("Markerat klart: {what}.").format(what=line.what))
        self._told(changed)

    def undo(self) -> None:
        """Take back the last tick that was made here."""
        if self._undo is None:
            return
        case_id, event_id = self._undo
        try:
            changed = undoing.undo(self._desk, case_id, event_id)
        except (DomainError, FormatError) as error:
            self._context.fault(error)
            return
        self._undo = None
        self._undo_bar.say("")
        self._told(changed)

    def _told(self, changed: ChangeSet) -> None:
        self._context.saved()
        self._context.changed(changed)

    def _pass(self, table: DayTable, way: int) -> None:
        place = self.tables.index(table) + way
        if 0 <= place < len(self.tables):
            last = self.tables[place].day_rows.rowCount() - 1
            self._go_to(place, 0 if way > 0 else last)

    def _place(self) -> tuple[int, int] | None:
        for number, table in enumerate(self.tables):
            if table.hasFocus():
                return number, table.chosen()
        return None

    def _go_to(self, group: int, line: int) -> None:
        table = self.tables[min(group, len(self.tables) - 1)]
        table.choose(max(0, min(line, table.day_rows.rowCount() - 1)))
        table.setFocus()

    def take_focus(self) -> None:
        """Go to the first row."""
        if self.tables:
            self._go_to(0, 0)
