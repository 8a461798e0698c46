"""The real control over a step of the picture: seen by screen readers, reached by Tab, pressed by Space."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from familjeflow.i18n import _
from familjeflow.services.views import StepView
from familjeflow.ui import theme
from familjeflow.ui.widgets.tips import tip

RING = 6
"""Pixels around the step's box that the focus ring takes."""

_ARROWS = {
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Up: (0, -1),
}


_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class StepButton(QPushButton):
    """Transparent over the painted picture: it only draws the focus ring and the mark of the shown step.

    `moved` asks for the neighbour in a direction; `focused` tells that the keyboard came or went.
    """

    moved = Signal(str, int, int)
    focused = Signal(str, bool)

    def __init__(self, step_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.step_id = step_id
        self.is_shown = False
        self._is_question = False
        self.setObjectName(f"step:{step_id}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_step(self, step: StepView) -> None:
        """Take over the words of a step."""
        self._is_question = step.question is not None
        self.setAccessibleName(step.spoken)
        self.setAccessibleDescription(". ".join(described(step)))
        self.setToolTip(tip("\n".join([step.spoken, *described(step)])))

    def show_mark(self, shown: bool) -> None:
        """Mark the step as the one that the panel shows."""
        if shown != self.is_shown:
            self.is_shown = shown
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to a neighbour, Enter presses like Space."""
        arrow = _ARROWS.get(Qt.Key(event.key()))
        if arrow is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.moved.emit(self.step_id, *arrow)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the card when the keyboard came, not when the mouse pressed."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEY:
            self.focused.emit(self.step_id, True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the card away."""
        super().focusOutEvent(event)
        self.focused.emit(self.step_id, False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rings; the step itself lies in the picture."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        if self.underMouse() and self.isEnabled():
            tint = QColor(theme.colour("accent"))
            tint.setAlpha(24)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2.5))
            self._draw_ring(painter, box)
        elif self.is_shown:
            painter.setPen(QPen(theme.colour("accent"), 1.6, Qt.PenStyle.DotLine))
            self._draw_ring(painter, box)

    def _draw_ring(self, painter: QPainter, box: QRectF) -> None:
        """Around the step's own shape, so that the words beside a question stay free."""
        if not self._is_question:
            around = box.adjusted(-4, -4, 4, 4)
            painter.drawRoundedRect(around, theme.RADIUS + 3, theme.RADIUS + 3)
            return
        around, middle = box.adjusted(-5, -5, 5, 5), box.center()
        corners = [
            QPointF(middle.x(), around.top()),
            QPointF(around.right(), middle.y()),
            QPointF(middle.x(), around.bottom()),
            QPointF(around.left(), middle.y()),
        ]
        painter.drawPolygon(corners)


def described(step: StepView) -> list[str]:
    """Who, by when, by whom done and why: what is not already in the step's name."""
    said = [", ".join(step.roles)]
    said += [
        f"{limit.force_word} {limit.day.isoformat()}: {limit.text}" for limit in step.limits if limit.day
    ]
    if step.deviates:
        said.append(_("Frångår rutinen: {reason}").format(reason=step.deviation).rstrip(": "))
    if step.rounds:
        said += step.rounds[-1].lines
    return [part for part in dict.fromkeys(said) if part]
