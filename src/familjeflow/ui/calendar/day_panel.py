"""The chosen day: everything on it, or what one of the unit's meetings takes up."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from familjeflow.i18n import _, ngettext
from familjeflow.services import calendar, unit_meetings
from familjeflow.services.calendar import CalendarLine
from familjeflow.services.desk import Desk
from familjeflow.services.unit_meetings import AgendaLine
from familjeflow.services.words import day_word, long_day, upper_first
from familjeflow.ui import theme
from familjeflow.ui.calendar.line_list import LineList
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.panels import Card
from familjeflow.ui.widgets.text import label, reading

_WIDTH = 272
_HEIGHT = 190
_ANY = 16777215
"""Qt's own word for no limit, in pixels."""


class DayPanel(Card):
    """`opened` carries a line to go to; `left` asks for the days again."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._day = desk.today
        self._agenda = ""
        self.title = label("", type_="strong", wrap=True)
        self.under = reading("", tone="muted")
        self.back = buttons.quiet(_("Tillbaka till dagen"), self._leave, icon="chevron-left")
        self.list = LineList(_("Vald dag"))
        self.list.setObjectName("calendar-day-list")
        self._nothing = reading(_("Inget den här dagen."), tone="muted")
        self._stack = QStackedWidget()
        empty = QWidget()
        empty.setLayout(column(self._nothing, None))
        for part in (self.list, empty):
            self._stack.addWidget(part)
        self.body.setContentsMargins(theme.M, theme.M, theme.XS, theme.XS)
        self.body.addLayout(row(self.title, margin=0))
        self.body.addWidget(self.under)
        self.body.addWidget(self.back)
        self.body.addWidget(self._stack, 1)
        self.list.opened.connect(self._open)
        self.list.left.connect(self._leave)
        self.fit(False)

    def fit(self, narrow: bool) -> None:
        """Beside the grid it has a width, under it a height."""
        self.setMinimumWidth(0 if narrow else _WIDTH)
        self.setMaximumWidth(_ANY if narrow else _WIDTH)
        self.setMaximumHeight(_HEIGHT if narrow else _ANY)

    def show_day(self, day: date) -> None:
        """Show everything on a day."""
        self._day, self._agenda = day, ""
        self._show(f"{upper_first(long_day(day))} {day.year}", "", calendar.lines_of(self._desk, day, day))

    def _open(self, line: CalendarLine) -> None:
        if line.kind == "unit":
            self._show_agenda(line)
        else:
            self.opened.emit(line)

    def _show_agenda(self, line: CalendarLine) -> None:
        day, cases = unit_meetings.agenda(self._desk, line.item, line.day)
        self._agenda = line.item
        words = ngettext("{n} ärende att ta upp", "{n} ärenden att ta upp", len(cases)).format(n=len(cases))
        self._show(f"{line.text} {day_word(day)}", words, tuple(_as_line(case, day) for case in cases))
        self.back.show()
        (self.list if cases else self.back).setFocus()

    def _leave(self) -> None:
        if self._agenda:
            self.show_day(self._day)
            self.list.setFocus()
        else:
            self.left.emit()

    def _show(self, title: str, under: str, lines: tuple[CalendarLine, ...]) -> None:
        self.title.setText(title)
        self.under.setText(under)
        self.under.setVisible(bool(under))
        self.back.setVisible(bool(self._agenda))
        self.list.setAccessibleName(title)
        self.list.show_lines(lines)
        self._stack.setCurrentIndex(0 if lines else 1)
        self._nothing.setText("" if self._agenda else _("Inget den här dagen."))


def _as_line(case: AgendaLine, day: date) -> CalendarLine:
    return CalendarLine(
        kind="guideline",
        word=calendar.kind_word("guideline"),
        day=case.day or day,
        time="",
        span="",
        text=case.text,
        client=case.client,
        protection=case.protection,
        number=case.number,
        case_id=case.case_id,
        step=case.step,
        item=case.case_id,
    )
