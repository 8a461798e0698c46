"""The picture in the window: painted from the display list, with a real control over each step."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import hypot

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from familjeflow.domain.picture.display import Picture
from familjeflow.i18n import _
from familjeflow.services.views import StepView
from familjeflow.ui import theme
from familjeflow.ui.case.focus_card import FocusCard
from familjeflow.ui.case.picture_painter import PicturePainter
from familjeflow.ui.case.picture_painter import rect as as_rect
from familjeflow.ui.case.picture_panning import Panning
from familjeflow.ui.case.picture_tiles import Tiles
from familjeflow.ui.case.step_button import RING, StepButton
from familjeflow.ui.case.surfaces import ground

SMALLEST, LARGEST = 0.25, 4.0
ZOOM_STEP = 1.15
READABLE = 0.8
"""Fitting never goes below this on its own: smaller texts are no longer read at arm's length."""

_MARGIN = 8


class PictureView(QScrollArea):
    """Zoom with Ctrl and the wheel, drag to pan (anywhere while Space is held).

    `pressed` carries a step's id, `zoomed` the new zoom.
    """

    pressed = Signal(str)
    zoomed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._sheet = _Sheet()
        self._zoom = 1.0
        self._fits = True
        self._buttons: dict[str, StepButton] = {}
        self._flows: tuple[tuple[str, str], ...] = ()
        self._card = FocusCard(self.viewport())
        self.setAccessibleName(_("Processbild"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._sheet)
        self._sheet.setAutoFillBackground(False)  # a scroll area turns it on for what it holds
        self._panning = Panning(self, self._sheet)
        ground(self.viewport(), "raised")
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._card.hide)

    @property
    def zoom(self) -> float:
        """1.0 is 100 %."""
        return self._zoom

    def show_picture(
        self, picture: Picture, steps: Sequence[StepView], flows: Sequence[tuple[str, str]] = ()
    ) -> None:
        """Show a picture. `steps` are in reading order, which Tab follows; `flows` are pairs of step ids."""
        self._sheet.show_picture(picture)
        self._flows = tuple(flows)
        known = {step.id: step for step in steps}
        boxed = {box.node_id: box.bounds for box in picture.boxes if box.node_id in known}
        for gone in self._buttons.keys() - boxed.keys():
            self._buttons.pop(gone).deleteLater()
        ordered = [step for step in steps if step.id in boxed]
        for step in ordered:
            if step.id not in self._buttons:
                self._buttons[step.id] = self._button(step.id)
            self._buttons[step.id].show_step(step)
        self._sheet.bounds = {step_id: as_rect(bounds) for step_id, bounds in boxed.items()}
        self._card.know(known)
        for before, after in pairwise(ordered):
            QWidget.setTabOrder(self._buttons[before.id], self._buttons[after.id])
        self._lay_out()
        if self._fits:
            self.fit()

    def mark_step(self, step_id: str) -> None:
        """Mark the step that the panel shows."""
        for own, button in self._buttons.items():
            button.show_mark(own == step_id)

    def bring_into_sight(self, step_id: str) -> None:
        """Scroll so that a step is seen."""
        if button := self._buttons.get(step_id):
            self.ensureWidgetVisible(button, 40, 40)

    def button(self, step_id: str) -> StepButton | None:
        """The control over a step, None where the picture does not show it."""
        return self._buttons.get(step_id)

    def focus_step(self, step_id: str) -> None:
        """Move the keyboard to a step, or to the first where there is no such step."""
        button = self._buttons.get(step_id) or next(iter(self._buttons.values()), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.ensureWidgetVisible(button, 40, 40)

    def set_zoom(self, zoom: float, around: QPoint | None = None) -> None:
        """Zoom, keeping the point of the viewport under `around` (its middle where None) where it is."""
        self._fits = False
        self._set_zoom(zoom, around)

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(self._zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(self._zoom / ZOOM_STEP)

    def fit(self) -> None:
        """Make the picture as large as the room: its width where the whole would be too small to read."""
        self._fits = True
        width, height = self._sheet.picture_size()
        room = self.viewport().size()
        across = (room.width() - 2 * _MARGIN) / max(width, 1)
        down = (room.height() - 2 * _MARGIN) / max(height, 1)
        whole = min(across, down, 1.25)
        self._set_zoom(whole if whole >= READABLE else max(min(across, 1.0), READABLE), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A fitted picture stays fitted."""
        super().resizeEvent(event)
        if self._fits:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms around the pointer, Shift scrolls sideways."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            factor = ZOOM_STEP ** (event.angleDelta().y() / 120)
            self.set_zoom(self._zoom * factor, event.position().toPoint())
            event.accept()
            return
        super().wheelEvent(event)

    def _button(self, step_id: str) -> StepButton:
        button = StepButton(step_id, self._sheet)
        button.clicked.connect(lambda *_a: self.pressed.emit(step_id))
        button.moved.connect(self._move)
        button.focused.connect(self._focus_changed)
        self._panning.watch(button)
        button.show()
        return button

    def _set_zoom(self, zoom: float, around: QPoint | None) -> None:
        zoom = min(LARGEST, max(SMALLEST, zoom))
        at = around or self.viewport().rect().center()
        on_sheet = at - self._sheet.pos()
        share = zoom / self._zoom
        self._zoom = zoom
        self._lay_out()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(round(on_sheet.x() * share - at.x()))
        down.setValue(round(on_sheet.y() * share - at.y()))
        self.zoomed.emit(zoom)

    def _lay_out(self) -> None:
        self._sheet.set_zoom(self._zoom)
        for step_id, button in self._buttons.items():
            area = self._sheet.on_sheet(step_id).adjusted(-RING, -RING, RING, RING)
            button.setMinimumSize(0, 0)  # the style sheet gives push buttons a least height
            button.setGeometry(area)
        self._card.hide()

    def _move(self, step_id: str, right: int, down: int) -> None:
        target = neighbour(self._sheet.bounds, self._flows, step_id, right, down)
        if target:
            self.focus_step(target)

    def _focus_changed(self, step_id: str, came: bool) -> None:
        if not came:
            self._card.hide()
            return
        button = self._buttons[step_id]
        self.ensureWidgetVisible(button, 40, 40)
        self._card.show_beside(step_id, QRect(button.mapTo(self.viewport(), QPoint()), button.size()))


class _Sheet(QWidget):
    """The paper that the picture lies on; as large as the zoomed picture."""

    def __init__(self) -> None:
        super().__init__()
        self.bounds: dict[str, QRectF] = {}
        self._picture = Picture(1, 1, (), ())
        self._tiles = Tiles(())
        self._zoom = 1.0

    def show_picture(self, picture: Picture) -> None:
        self._picture = picture
        self._tiles = Tiles(picture.items)
        self.update()

    def picture_size(self) -> tuple[float, float]:
        return self._picture.width, self._picture.height

    def set_zoom(self, zoom: float) -> None:
        self._zoom = zoom
        self.resize(QSize(round(self._picture.width * zoom), round(self._picture.height * zoom)))
        self.update()

    def on_sheet(self, step_id: str) -> QRect:
        area = self.bounds[step_id]
        return QRectF(area.topLeft() * self._zoom, area.size() * self._zoom).toAlignedRect()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what lies in the exposed area."""
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.scale(self._zoom, self._zoom)
        shown = QRectF(event.rect())
        area = QRectF(shown.topLeft() / self._zoom, shown.size() / self._zoom)
        pen = PicturePainter(painter, theme.palette(theme.current()))
        for item in self._tiles.within(area):
            pen.draw(item)
        painter.end()


def neighbour(
    bounds: Mapping[str, QRectF],
    flows: Sequence[tuple[str, str]],
    step_id: str,
    right: int,
    down: int,
) -> str:
    """The step that an arrow key leads to: along a flow that goes that way, else the nearest there; or ""."""
    here = bounds[step_id].center()
    linked = {b for a, b in flows if a == step_id} | {a for a, b in flows if b == step_id}
    found: list[tuple[bool, float, str]] = []
    for other, area in bounds.items():
        across, along = area.center().x() - here.x(), area.center().y() - here.y()
        ahead = across * right + along * down
        aside = abs(across * down) + abs(along * right)
        if other != step_id and ahead > 1:
            follows = other in linked and ahead >= aside * 0.5
            found.append((not follows, hypot(ahead, aside * 2), other))
    return min(found)[2] if found else ""
