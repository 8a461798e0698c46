"""The drawn map as wide as the form, with a control over each person."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from familjeflow.domain.network.drawing import draw_network
from familjeflow.domain.network.people import Network
from familjeflow.domain.network.places import OUTER, REACH, WIDTH, polar
from familjeflow.domain.network.words import described, own_name, place_words
from familjeflow.domain.picture.display import Picture
from familjeflow.domain.process import Point
from familjeflow.i18n import _
from familjeflow.services.papers import text_measure
from familjeflow.ui import theme
from familjeflow.ui.case.picture_painter import PicturePainter, rect
from familjeflow.ui.forms.network.person_button import RING, PersonButton

_LARGEST = 1.15
_NARROWEST = 360
_LEAST = 24
"""Pixels that a control is wide and high at least (WCAG 2.2, 2.5.8)."""


class MapView(QWidget):
    """Shows a network. Places are asked for, never taken: the list is the one that changes.

    `dropped` carries the row's position and the point in the map's pixels, `over` the words of the place that
    a carried person is over. The other signals are those of the person's control.
    """

    dropped = Signal(int, float, float)
    stepped = Signal(int, int, int)
    opened = Signal(int)
    undo_wanted = Signal()
    over = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self._network: Network | None = None
        self._picture = Picture(WIDTH, WIDTH, (), ())
        self._target: tuple[int, int] | None = None
        self._buttons: dict[int, PersonButton] = {}
        self.setMinimumWidth(_NARROWEST)
        self.setMaximumWidth(round(WIDTH * _LARGEST))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Nätverkskarta"))

    def show_network(self, network: Network) -> None:
        """Draw the people anew, with a control over each; nothing is done when nothing has changed."""
        if network == self._network:
            return
        self._network = network
        self._picture = draw_network(network, text_measure()).picture
        self._target = None
        for gone in [n for n in self._buttons if n >= len(network.people)]:
            self._buttons.pop(gone).deleteLater()
        for person in network.people:
            button = self._buttons.get(person.position) or self._add(person.position)
            said = (f"{person.number}. {own_name(network, person)}", place_words(network, person))
            button.show_words(": ".join(part for part in said if part))
        self.setAccessibleDescription(described(network))
        self._lay_out()

    def button(self, position: int) -> PersonButton | None:
        """The control over the person of a row."""
        return self._buttons.get(position)

    def on_screen(self, at: Point) -> QPointF:
        """A point of the map in this widget's pixels."""
        return QPointF(*at) * self._scale()

    def sizeHint(self) -> QSize:
        """As large as the map is at 100 %."""
        return QSize(round(WIDTH), round(self._picture.height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The map follows the width of the form."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the map, and the cell that a carried person is over."""
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.scale(self._scale(), self._scale())
        pen = PicturePainter(painter, theme.palette(theme.current()))
        for item in self._picture.items:
            pen.draw(item)
        if self._target is not None and self._network is not None:
            tint = QColor(theme.colour("accent"))
            painter.setPen(tint)
            tint.setAlpha(40)
            painter.setBrush(tint)
            corners = self._network.cells.outline(*self._target)
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        painter.end()

    def _add(self, position: int) -> PersonButton:
        button = PersonButton(position, self)
        button.stepped.connect(self.stepped)
        button.opened.connect(self.opened)
        button.undo_wanted.connect(self.undo_wanted)
        button.dragged.connect(self._carried)
        button.dropped.connect(self._drop)
        button.given_up.connect(lambda _position: self._put_down())
        self._buttons[position] = button
        button.show()
        return button

    def _scale(self) -> float:
        return min(_LARGEST, max(self.width(), 1) / WIDTH)

    def _lay_out(self) -> None:
        scale = self._scale()
        self.setFixedHeight(round(self._picture.height * scale))
        for box in self._picture.boxes:
            area = rect(box.bounds)
            circle = QRectF(area.topLeft() * scale, area.size() * scale).toAlignedRect()
            button = self._buttons.get(int(box.node_id))
            if button is not None and not button.is_dragged:
                button.setMinimumSize(0, 0)  # the style sheet gives push buttons a least height
                button.setGeometry(_with_ring(circle))
        self.update()

    def _on_map(self, at: QPointF) -> Point:
        scale = self._scale()
        return at.x() / scale, at.y() / scale

    def _carried(self, position: int, at: QPointF) -> None:
        network = self._network
        if network is None:
            return
        angle, radius = polar(self._on_map(at))
        self._target, words = None, _("Utanför kartan")
        if radius <= OUTER + REACH:
            sector, ring = network.cells.sector_at(angle), network.cells.ring_at(radius)
            self._target = (sector, ring)
            words = f"{network.sectors[sector].label}, {network.rings[ring].label}"
        self.over.emit(position, words)
        self.update()

    def _drop(self, position: int, at: QPointF) -> None:
        self._put_down()
        self.dropped.emit(position, *self._on_map(at))

    def _put_down(self) -> None:
        self._target = None
        for _number, button in sorted(self._buttons.items()):
            button.raise_()  # the carried one lay over the others; Tab goes by this order: ui.case.tab_order
        self._lay_out()


def _with_ring(circle: QRect) -> QRect:
    """The control's area: never too small to be hit."""
    more = max(RING, (_LEAST - min(circle.width(), circle.height()) + 1) // 2)
    return circle.adjusted(-more, -more, more, more)
