"""A list of calendar lines, up to three rows of text each: when, what, and who and where."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from familjeflow.services.calendar import CalendarLine
from familjeflow.ui import theme
from familjeflow.ui.calendar.looks import mark_of, role_of, rows_of, spoken
from familjeflow.ui.widgets.rows_table import Index
from familjeflow.ui.widgets.tips import tip

_LINE = Qt.ItemDataRole.UserRole
_ICON = 16


class LineList(QListWidget):
    """`opened` carries the line that Enter or a double click chose, `pressed_key` a letter and its line."""

    opened = Signal(object)
    pressed_key = Signal(int, object)
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        theme.mark(self, plain="true")
        self.setItemDelegate(_Pen(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemDoubleClicked.connect(lambda _item: self._open())

    def show_lines(self, lines: Sequence[CalendarLine]) -> None:
        """Show other lines; the chosen one stays chosen while it is there."""
        before, place = self.line(), self.currentRow()
        self.clear()
        for line in lines:
            item = QListWidgetItem(line.text)
            item.setData(_LINE, line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken(line))
            item.setToolTip(tip(spoken(line)))
            self.addItem(item)
        if before is not None:
            same = [n for n, line in enumerate(lines) if (line.kind, line.item) == (before.kind, before.item)]
            self.setCurrentRow(same[0] if same else min(place, len(lines) - 1))

    def line(self) -> CalendarLine | None:
        """The chosen line."""
        item = self.currentItem()
        found = item.data(_LINE) if item is not None else None
        return found if isinstance(found, CalendarLine) else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A line is chosen as soon as the list has the focus."""
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Esc goes back; letters are told on, never searched for."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Left):
            self.left.emit()
        elif event.text().isalpha() and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.pressed_key.emit(event.key(), self.line())
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        line = self.line()
        if line is not None:
            self.opened.emit(line)


class _Pen(QStyledItemDelegate):
    """Draws the rows beside the icon, the middle one stronger."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the rows of text."""
        line = index.data(_LINE)
        rows = len(rows_of(line)) if isinstance(line, CalendarLine) else 1
        return QSize(120, rows * option.fontMetrics.height() + theme.M)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, icon, when, what, who."""
        line = index.data(_LINE)
        if not isinstance(line, CalendarLine):
            return
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour("selected"))
        inner = option.rect.adjusted(theme.XS, 6, -theme.XS, -6)
        height = option.fontMetrics.height()
        scale = painter.device().devicePixelRatioF()
        mark = mark_of(line, _ICON, scale)
        painter.drawPixmap(inner.left(), inner.top() + (height - _ICON) // 2, mark)
        box = QRect(inner.left() + _ICON + theme.S, inner.top(), inner.width() - _ICON - theme.S, height)
        for place, text in enumerate(rows_of(line)):
            shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            painter.setPen(theme.colour(_tone(line, place)))
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
            box.translate(0, height)
        painter.restore()


def _tone(line: CalendarLine, place: int) -> str:
    """The first row of what is late or has been is in its colour, the second is the text, the rest muted."""
    if place == 0:
        return "overdue" if line.overdue else "muted" if line.kind in ("unit", "watch") else role_of(line)
    return "text" if place == 1 else "protected" if line.protection else "muted"
