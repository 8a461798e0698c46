"""A day of the calendar: a control of its own that says its sentence and draws what it has room for."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from familjeflow.i18n import _
from familjeflow.services.calendar import CalendarDay, CalendarLine
from familjeflow.ui import theme
from familjeflow.ui.calendar.looks import mark_of, rows_of, short_of

_ICON = 13
_PAD = 5


class DayCell(QAbstractButton):
    """`key` carries a key that moves between days; a click or a double click chooses or opens."""

    key = Signal(int)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.day: CalendarDay | None = None
        self._roomy = False
        self._is_chosen = False
        self._meta = QFont()
        self._metrics = QFontMetrics(self._meta)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setObjectName("calendar-day")
        self.setAccessibleName(_("Dag"))

    def show_day(self, day: CalendarDay, *, roomy: bool) -> None:
        """Show a day; `roomy` gives each line two rows."""
        self.day = day
        self._roomy = roomy
        self.setText(day.spoken)
        self.setAccessibleName(day.spoken)
        self.update()

    def choose(self, chosen: bool) -> None:
        """Only the chosen day is reached with Tab."""
        self._is_chosen = chosen
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the day and a few lines."""
        return QSize(110, 84)

    def minimumSizeHint(self) -> QSize:
        """Room for the day and how many there are."""
        return QSize(56, 44)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key that moves or opens belongs to the grid; Tab and the like to the window."""
        self.key.emit(event.key())
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Open the day."""
        self.opened.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, number, lines, frame."""
        day = self.day
        if day is None:
            return
        self._meta = QFont(self.font())
        self._meta.setPointSize(theme.META)
        self._metrics = QFontMetrics(self._meta)
        painter = QPainter(self)
        ground = "selected" if self._is_chosen else "raised" if day.in_month else "ground"
        painter.fillRect(self.rect(), theme.colour(ground))
        top = self._paint_number(painter, day)
        self._paint_lines(painter, day, top)
        focused = self.hasFocus()
        painter.setPen(QPen(theme.colour("accent" if focused else "line"), 2 if focused else 1))
        if focused:
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        else:  # the neighbours draw the other two sides
            painter.drawRect(self.rect().adjusted(-1, -1, -1, -1))
        painter.end()

    def _paint_number(self, painter: QPainter, day: CalendarDay) -> int:
        """The number, and the holiday's name. Gives where the lines begin, in pixels."""
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if day.in_month else QFont.Weight.Normal)
        metrics = QFontMetrics(font)
        number = str(day.day.day)
        box = QRect(_PAD, _PAD - 1, max(metrics.horizontalAdvance(number) + 10, 24), metrics.height() + 2)
        red = day.holiday or day.day.weekday() == 6
        painter.setFont(font)
        if day.is_today:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(box, 9, 9)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(theme.colour("on_accent"))
        else:
            painter.setPen(theme.colour("overdue" if red else "text" if day.in_month else "muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)
        if day.holiday:
            painter.setFont(self._meta)
            painter.setPen(theme.colour("muted"))
            beside = QRect(box.right() + 4, box.top(), self.width() - box.right() - 8, box.height())
            painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, self._cut(day.holiday, beside.width()))
        return box.bottom() + 3

    def _paint_lines(self, painter: QPainter, day: CalendarDay, top: int) -> None:
        painter.setFont(self._meta)
        row = self._metrics.height()
        height = (3 * row + 8) if self._roomy else row + 1
        room = max((self.height() - top - 2) // height, 0)
        shown = day.lines[: room if day.total <= room else max(room - 1, 0)]
        for line in shown:
            self._paint_line(painter, line, QRect(_PAD, top, self.width() - 2 * _PAD, height), row)
            top += height
        left = day.total - len(shown)
        if left and self.height() - top >= row:
            words = _("{n} till").format(n=left) if shown else _("{n} st").format(n=left)
            painter.setPen(theme.colour("muted"))
            painter.drawText(
                QRect(_PAD, top, self.width() - 2 * _PAD, row), Qt.AlignmentFlag.AlignVCenter, words
            )

    def _paint_line(self, painter: QPainter, line: CalendarLine, box: QRect, row: int) -> None:
        scale = self.devicePixelRatioF()
        mark = mark_of(line, _ICON, scale)
        painter.drawPixmap(box.left(), box.top() + (row - _ICON) // 2, mark)
        text = QRect(box.left() + _ICON + 4, box.top(), box.width() - _ICON - 4, row)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour("text"))
        if not self._roomy:
            painter.drawText(text, flags, self._cut(short_of(line), text.width()))
            return
        first, *others = rows_of(line)
        painter.drawText(text, flags, self._cut(first, text.width()))
        for place, words in enumerate((line.text, line.client) if others else (), 1):
            painter.setPen(theme.colour("text" if place == 1 else "muted"))
            below = QRect(box.left(), box.top() + place * row, box.width(), row)
            painter.drawText(below, flags, self._cut(words, below.width()))

    def _cut(self, text: str, width: int) -> str:
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
