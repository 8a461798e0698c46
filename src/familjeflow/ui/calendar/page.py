"""The page Kalender: month, week or list, and beside them the chosen day."""

from datetime import date
from functools import partial
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from familjeflow.domain.errors import DomainError
from familjeflow.i18n import _
from familjeflow.services import calendar, calendar_files
from familjeflow.services.calendar import CalendarLine
from familjeflow.services.desk import Desk
from familjeflow.services.processes import FormatError
from familjeflow.ui import icons, theme
from familjeflow.ui.calendar.day_panel import DayPanel
from familjeflow.ui.calendar.grid import DayGrid
from familjeflow.ui.calendar.looks import KIND_ICONS, KIND_ROLES
from familjeflow.ui.calendar.month_list import MonthList
from familjeflow.ui.frame.context import Context
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, holder, row
from familjeflow.ui.widgets.panels import EmptyState, Notice
from familjeflow.ui.widgets.text import label, meta

Mode = Literal["month", "week", "list"]
_ICS = "iCalendar (*.ics)"
_GRID, _LIST, _EMPTY = range(3)
_NARROW = 900
"""Pixels below which the chosen day stands under the grid."""


class CalendarPage(QWidget):
    """`chosen` carries the day that was chosen."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        theme.mark(self, surface="ground")
        self._desk = desk
        self._context = context
        self._mode: Mode = "month"
        self.day = desk.today
        self.grid = DayGrid(desk.today)
        self.list = MonthList()
        self.panel = DayPanel(desk)
        self.title = label("", type_="page")
        self.notice = Notice("done")
        self.views: dict[Mode, QPushButton] = {}
        self._stack = QStackedWidget()
        self._compose()
        self.grid.wanted.connect(self.go_to)
        self.grid.opened.connect(self._look_into)
        self.list.opened.connect(lambda place: self.open(self.list.line_rows.rows[place]))
        self.panel.opened.connect(self.open)
        self.panel.left.connect(self.take_focus)

    def reload(self) -> None:
        """Read what is shown again; the chosen day stays."""
        if self._mode == "list":
            self._show_list()
            return
        view = (calendar.week if self._mode == "week" else calendar.month)(self._desk, self.day)
        self.title.setText(view.title)
        self.grid.show_view(view, self.day, by_week=self._mode == "week")
        self._stack.setCurrentIndex(_GRID)
        self.panel.show()
        self.panel.show_day(self.day)

    def go_to(self, day: date) -> None:
        """Choose a day, and show its month or week."""
        self.day = day
        self.notice.say("")
        self.reload()
        self.chosen.emit(day)

    def show_mode(self, mode: Mode) -> None:
        """Show a month, a week or a list."""
        self._mode = mode
        for name, button in self.views.items():
            button.setChecked(name == mode)
        self.reload()

    def open(self, line: CalendarLine) -> None:
        """Go to what a line is about."""
        if line.kind == "meeting":
            self._context.open_meeting(line.case_id, line.item, "")
        elif line.case_id:
            self._context.open_case(line.case_id, line.step)

    def save_ics(self) -> None:
        """Save every coming meeting for another calendar."""
        chosen = self._context.dialogs.save_file(self, _("Spara kommande möten"), "moten.ics", _ICS)
        if chosen is None:
            return
        try:
            calendar_files.save(chosen, calendar_files.coming_meetings(self._desk))
        except (DomainError, FormatError) as error:
            self._context.fault(error)
        except OSError:
            self.notice.say(_("Filen kunde inte sparas. Välj en annan mapp eller ett annat namn."), "overdue")
        else:
            words = _("{name} är sparad. Den säger bara Möte och ärendets nummer.").format(name=chosen.name)
            self.notice.say(words, "done")

    def surfaces(self) -> tuple[QWidget, ...]:
        """What F6 moves between: the days, and the chosen one."""
        return (self.list,) if self._mode == "list" else (self.grid, self.panel.list)

    def take_focus(self) -> None:
        """Put the keyboard on the chosen day, or into the list."""
        if self._mode == "list":
            (self.list if self.list.line_rows.rows else self.views["list"]).setFocus()
        else:
            self.grid.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chosen day stands beside the grid where there is room."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        way = QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight
        self._beside.setDirection(way)
        self.panel.fit(narrow)

    def _look_into(self, _day: date) -> None:
        if self.panel.list.count():
            self.panel.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_list(self) -> None:
        first, last = calendar.month_days(self.day)
        lines = calendar.lines_of(self._desk, first, last)
        self.title.setText(calendar.month_title(self.day))
        self.list.line_rows.show_rows(lines)
        self.panel.hide()
        self._stack.setCurrentIndex(_LIST if lines else _EMPTY)

    def _page(self, way: int) -> None:
        self.go_to(calendar.add_months(self.day, way) if self._mode == "list" else self.grid.page(way))

    # ---- how it is put together ----

    def _compose(self) -> None:
        text = _(
            "Inga möten, tidsgränser eller bevakningar den här månaden. Möten bokas i ärendet, under Möten."
        )
        nothing = EmptyState("calendar", _("Månaden är tom"), text)
        for part in (self.grid, self.list, nothing):
            self._stack.addWidget(part)
        self._beside = row(self._stack, self.panel, spacing=theme.L)
        self._beside.setStretch(0, 1)
        parts = column(
            self._head(), self.notice, self._beside, self._legend(), spacing=theme.S, margin=theme.L
        )
        parts.setContentsMargins(theme.L, theme.M, theme.L, theme.S)
        parts.setStretch(2, 1)
        self.setLayout(parts)

    def _head(self) -> QWidget:
        back = buttons.icon_button("chevron-left", _("Bakåt (Page Up)"), lambda: self._page(-1))
        on = buttons.icon_button("chevron-right", _("Framåt (Page Down)"), lambda: self._page(1))
        today = buttons.plain(_("Idag"), lambda: self.go_to(self._desk.today))
        today.setToolTip(_("Idag (T)"))
        words: dict[Mode, str] = {"month": _("Månad"), "week": _("Vecka"), "list": _("Lista")}
        for mode, word in words.items():
            button = buttons.toggle(word, partial(self.show_mode, mode))
            button.setChecked(mode == self._mode)
            self.views[mode] = button
        file = buttons.quiet(_("Spara kommande möten (.ics)"), self.save_ics, icon="download")
        head = row(back, on, self.title, None, file, today, *self.views.values(), spacing=theme.XS)
        return holder(head)

    def _legend(self) -> QFrame:
        frame = QFrame()
        line = row(spacing=theme.XS)
        for kind, icon in KIND_ICONS.items():
            mark = label()
            icons.dress(mark, icon, KIND_ROLES[kind], 14)
            line.addWidget(mark)
            line.addWidget(meta(calendar.kind_word(kind)))
            line.addSpacing(theme.M)
        line.addStretch(1)
        line.addWidget(meta(_("Pilar byter dag · Page Up/Down byter månad · T idag · Enter öppnar")))
        frame.setLayout(line)
        return frame
