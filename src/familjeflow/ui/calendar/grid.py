"""The days of a month or a week: Monday first, ISO week numbers at the left, arrows from day to day."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from familjeflow.i18n import _
from familjeflow.services.calendar import CalendarView, add_months
from familjeflow.services.words import short_weekday
from familjeflow.ui.calendar.day_cell import DayCell
from familjeflow.ui.widgets.text import meta

_WEEKS = 6
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class DayGrid(QWidget):
    """`wanted` carries the day that a key or a click chose, `opened` the day to look into."""

    wanted = Signal(object)
    opened = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._chosen = today
        self._by_week = False
        self.cells = [self._cell() for _n in range(7 * _WEEKS)]
        self._weeks: list[QLabel] = []
        self.setAccessibleName(_("Dagar"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.setColumnMinimumWidth(0, 34)
        for place in range(1, 8):
            head = meta(short_weekday(place - 1))
            head.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(head, 0, place)
            grid.setColumnStretch(place, 1)
        for week in range(_WEEKS):
            number = meta("")
            number.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            number.setContentsMargins(0, 6, 0, 0)
            self._weeks.append(number)
            grid.addWidget(number, week + 1, 0)
            for day in range(7):
                grid.addWidget(self.cells[7 * week + day], week + 1, day + 1)
        self._grid = grid

    def show_view(self, view: CalendarView, chosen: date, *, by_week: bool) -> None:
        """Show other days, with one of them chosen; the focus stays on the chosen day."""
        focused = any(cell.hasFocus() for cell in self.cells)
        self._chosen, self._by_week = chosen, by_week
        for place in range(_WEEKS):
            seen = place < len(view.weeks)
            self._grid.setRowStretch(place + 1, 1 if seen else 0)
            self._weeks[place].setVisible(seen)
            if seen:
                week, days = view.weeks[place]
                self._weeks[place].setText(_("v.{week}").format(week=week))
                self._weeks[place].setToolTip(_("Vecka {week}").format(week=week))
            for n in range(7):
                cell = self.cells[7 * place + n]
                cell.setVisible(seen)
                if seen:
                    cell.show_day(days[n], roomy=by_week)
                    cell.choose(days[n].day == chosen)
        if focused:
            self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard on the chosen day."""
        self.way_in().setFocus(Qt.FocusReason.OtherFocusReason)

    def way_in(self) -> QWidget:
        """The chosen day."""
        return next(
            (c for c in self.cells if c.day and c.isVisibleTo(self) and c.day.day == self._chosen), self
        )

    def _cell(self) -> DayCell:
        cell = DayCell()
        cell.key.connect(self._key)
        cell.clicked.connect(lambda: self._clicked(cell))
        cell.opened.connect(lambda: self.opened.emit(self._chosen))
        return cell

    def _clicked(self, cell: DayCell) -> None:
        if cell.day is not None:
            self.wanted.emit(cell.day.day)
            self.take_focus()

    def _key(self, pressed: int) -> None:
        key = Qt.Key(pressed)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._chosen)
            return
        day = self._goes_to(key)
        if day is not None:
            self.wanted.emit(day)

    def _goes_to(self, key: Qt.Key) -> date | None:
        monday = self._chosen - timedelta(days=self._chosen.weekday())
        if key in _STEPS:
            return self._chosen + timedelta(days=_STEPS[key])
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            return self.page(-1 if key == Qt.Key.Key_PageUp else 1)
        return {
            Qt.Key.Key_Home: monday,
            Qt.Key.Key_End: monday + timedelta(days=6),
            Qt.Key.Key_T: self._today,
        }.get(key)

    def page(self, way: int) -> date:
        """The chosen day a month further on (1) or back (-1), or a week where weeks are shown."""
        return self._chosen + timedelta(days=7 * way) if self._by_week else add_months(self._chosen, way)
