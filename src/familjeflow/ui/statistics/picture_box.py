"""A picture to look at: as wide as the room, never too small to read, scrolled with the arrows."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from familjeflow.domain.picture.display import Picture
from familjeflow.ui import theme
from familjeflow.ui.case.picture_painter import PicturePainter
from familjeflow.ui.case.surfaces import ground
from familjeflow.ui.widgets.layouts import name_scroll_bars

SMALLEST, LARGEST = 0.75, 1.2
_STEP = 40
"""Pixels that an arrow key moves a picture that is too wide."""


class PictureBox(QScrollArea):
    """Its name and description are the text alternative of the picture."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet = _Sheet()
        self.setWidget(self._sheet)
        self._sheet.setAutoFillBackground(False)  # a scroll area turns it on for what it holds
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        ground(self.viewport(), "raised")

    def show_picture(self, picture: Picture, name: str, said: str) -> None:
        """Show a picture. `name` and `said` are what a screen reader reads."""
        self._sheet.picture = picture
        self.setAccessibleName(name)
        name_scroll_bars(self, name)
        self.setAccessibleDescription(said)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another scale."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the picture; the other keys belong to the page around it, which scrolls."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page, and the picture sideways."""
        if event.angleDelta().x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            super().wheelEvent(event)
        else:
            event.ignore()

    def _fit(self) -> None:
        picture = self._sheet.picture
        scale = min(LARGEST, max(SMALLEST, (self.width() - 2) / picture.width))
        self._sheet.set_scale(scale)
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if picture.width * scale > self.width() else 0
        self.setFixedHeight(round(picture.height * scale) + below + 4)
        bar.setSingleStep(_STEP)


class _Sheet(QWidget):
    """The paper that the picture lies on."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = Picture(1, 1, (), ())
        self._scale = 1.0

    def set_scale(self, scale: float) -> None:
        self._scale = scale
        self.resize(QSize(round(self.picture.width * scale), round(self.picture.height * scale)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the whole picture; only what is exposed reaches the screen."""
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.scale(self._scale, self._scale)
        pen = PicturePainter(painter, theme.palette(theme.current()))
        for item in self.picture.items:
            pen.draw(item)
        painter.end()
