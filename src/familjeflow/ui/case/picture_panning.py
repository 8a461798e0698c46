"""Moving the picture by hand: drag its ground, or hold Space (or the middle button) and drag anywhere."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget


class Panning(QObject):
    """Watches the sheet and the step buttons on it, and scrolls the area that they lie in."""

    def __init__(self, area: QScrollArea, sheet: QWidget) -> None:
        super().__init__(area)
        self._area = area
        self._sheet = sheet
        self._space = False
        self._from: QPoint | None = None
        self.watch(sheet)

    def watch(self, widget: QWidget) -> None:
        """Take notice of what the hand and the Space key do on a widget."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """True keeps an event from the step under it, while the picture is being moved."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = event.type() == QEvent.Type.KeyPress
        if event.type() == QEvent.Type.FocusOut:
            self._space = False
        if not isinstance(event, QMouseEvent):
            return False
        if event.type() == QEvent.Type.MouseButtonPress:
            return self._begin(watched, event)
        if self._from is None:
            return False
        here = event.globalPosition().toPoint()
        if event.type() == QEvent.Type.MouseMove:
            self._move(here - self._from)
            self._from = here
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._from = None
            self._sheet.unsetCursor()
        return True

    def _begin(self, watched: QObject, event: QMouseEvent) -> bool:
        by_hand = self._space or event.button() == Qt.MouseButton.MiddleButton
        if watched is not self._sheet and not by_hand:
            return False
        for button in self._sheet.findChildren(QAbstractButton):
            button.setDown(False)  # Space let go after a drag presses no step
        self._from = event.globalPosition().toPoint()
        self._sheet.setCursor(Qt.CursorShape.ClosedHandCursor)
        return True

    def _move(self, by: QPoint) -> None:
        across, down = self._area.horizontalScrollBar(), self._area.verticalScrollBar()
        across.setValue(across.value() - by.x())
        down.setValue(down.value() - by.y())
