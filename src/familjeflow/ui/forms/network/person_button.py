"""The real control over a person of the map: dragged, moved by arrows, heard by screen readers."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from familjeflow.i18n import _
from familjeflow.ui import theme
from familjeflow.ui.widgets.tips import tip

RING = 6
"""Pixels around the person's circle that the focus ring takes."""

_STEPS = {
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Up: (0, -1),
}


class PersonButton(QPushButton):
    """Transparent over the drawn circle; while dragged it carries a filled circle with it.

    `stepped` asks for a place (sectors clockwise, rings outwards). `dragged` and `dropped` tell where the
    circle's middle is in the map's pixels; `given_up` that the drag was given up. `opened` asks for the row,
    `undo_wanted` for the last move back.
    """

    stepped = Signal(int, int, int)
    dragged = Signal(int, QPointF)
    dropped = Signal(int, QPointF)
    given_up = Signal(int)
    opened = Signal(int)
    undo_wanted = Signal()

    def __init__(self, position: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._position = position
        self._grip: QPoint | None = None
        self.is_dragged = False
        self.setObjectName(f"person:{position}")
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleDescription(
            _(
                "Upp flyttar närmare, ned längre bort, vänster och höger till nästa del av livet. "
                "Enter går till raden i listan. Ctrl+Z ångrar flytten."
            )
        )

    def show_words(self, words: str) -> None:
        """What a screen reader says of the person, and the mouse's tip."""
        if words != self.accessibleName():
            self.setAccessibleName(words)
            self.setToolTip(tip(words))

    def announce(self, words: str) -> None:
        """Say something at once to a screen reader: the new place after a move."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z and, while dragging, Esc belong to the map and not to the window."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            gives_up = self.is_dragged and event.key() == Qt.Key.Key_Escape
            if gives_up or event.matches(QKeySequence.StandardKey.Undo):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the person, Enter goes to the row, Ctrl+Z takes a move back."""
        step = _STEPS.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape and self.is_dragged:
            self._let_go()
            self.given_up.emit(self._position)
        elif step is not None and plain:
            self.stepped.emit(self._position, *step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and plain:
            self.opened.emit(self._position)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the person."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._grip = event.position().toPoint()
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse, once it has clearly left the place where it was pressed."""
        if self._grip is None:
            return
        moved = event.position().toPoint() - self._grip
        if not self.is_dragged and moved.manhattanLength() < QApplication.startDragDistance():
            return
        if not self.is_dragged:
            self.is_dragged = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.raise_()
        self.move(self.pos() + moved)
        self.update()
        self.dragged.emit(self._position, self._middle())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the person here."""
        if event.button() is Qt.MouseButton.LeftButton:
            was_dragged, at = self.is_dragged, self._middle()
            self._let_go()
            if was_dragged:
                self.dropped.emit(self._position, at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to the row in the list."""
        self.opened.emit(self._position)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The focus ring, and the person while it is carried; at rest the circle lies in the map."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        if self.is_dragged:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(circle)
            painter.setPen(theme.colour("on_accent"))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._position + 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus() or self.underMouse():
            width = 2.5 if self.hasFocus() else 1.2
            painter.setPen(QPen(theme.colour("accent"), width))
            painter.drawEllipse(circle.adjusted(-3, -3, 3, 3))

    def _middle(self) -> QPointF:
        return QPointF(self.geometry().center())

    def _let_go(self) -> None:
        self._grip, self.is_dragged = None, False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.update()
