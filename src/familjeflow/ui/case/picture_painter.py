"""The screen's pen: draws the display list of a picture with QPainter. Pure drawing, also for PNG."""

from collections.abc import Mapping
from functools import singledispatchmethod

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from familjeflow.domain.picture.display import Circle, Icon, Item, Picture, Polygon, Polyline, Rect, Text
from familjeflow.domain.picture.icons import ICONS, UNITS, Arc, Line
from familjeflow.domain.process import Bounds, Point
from familjeflow.ui import fonts

Palette = Mapping[str, str]

_FONT_PIXELS = 64
"""Texts are laid out at this size and scaled, so that sizes such as 10.5 are exact at every zoom."""


class PicturePainter:
    """Draws items in the colours of a palette. The painter is already scaled to the zoom."""

    def __init__(self, painter: QPainter, palette: Palette) -> None:
        self._painter = painter
        self._palette = palette
        self._fonts = {bold: _font(bold) for bold in (False, True)}
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)

    @singledispatchmethod
    def draw(self, item: Item) -> None:
        """Draw one item of the display list."""
        raise TypeError(type(item).__name__)

    @draw.register
    def _(self, item: Rect) -> None:
        self._ink(item.fill, item.stroke, item.width, item.dash)
        self._painter.drawRoundedRect(rect(item.bounds), item.radius, item.radius)

    @draw.register
    def _(self, item: Polyline) -> None:
        self._ink(None, item.stroke, item.width, item.dash)
        self._painter.drawPolyline(_points(item.points))

    @draw.register
    def _(self, item: Polygon) -> None:
        self._ink(item.fill, item.stroke, item.width, item.dash)
        self._painter.drawPolygon(_points(item.points))

    @draw.register
    def _(self, item: Circle) -> None:
        self._ink(item.fill, item.stroke, item.width)
        self._painter.drawEllipse(QPointF(*item.centre), item.radius, item.radius)

    @draw.register
    def _(self, item: Text) -> None:
        painter, font = self._painter, self._fonts[item.bold]
        width = QFontMetricsF(font).horizontalAdvance(item.text)
        left = {"start": 0.0, "middle": -width / 2, "end": -width}[item.anchor]
        painter.save()
        painter.translate(QPointF(*item.at))
        if item.upwards:
            painter.rotate(-90)
        painter.scale(item.size / _FONT_PIXELS, item.size / _FONT_PIXELS)
        painter.setFont(font)
        painter.setPen(self._colour(item.role))
        painter.drawText(QPointF(left, 0), item.text)
        painter.restore()

    @draw.register
    def _(self, item: Icon) -> None:
        painter = self._painter
        painter.save()
        painter.translate(QPointF(*item.at))
        painter.scale(item.size / UNITS, item.size / UNITS)
        for stroke in ICONS[item.name]:
            if isinstance(stroke, Line):
                self._icon_line(stroke, item)
            else:
                self._icon_arc(stroke, item)
        painter.restore()

    def _icon_line(self, stroke: Line, item: Icon) -> None:
        role = item.paper if stroke.paper else item.role
        if stroke.fill:
            self._ink(role, None, 0)
            self._painter.drawPolygon(_points(stroke.points))
        else:
            self._ink(None, role, stroke.width)
            self._painter.drawPolyline(_points(stroke.points))

    def _icon_arc(self, stroke: Arc, item: Icon) -> None:
        x, y, radius = *stroke.centre, stroke.radius
        area = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
        # Qt counts sixteenths of a degree, against the clock.
        start, sweep = round(-stroke.start * 16), round(-stroke.sweep * 16)
        if stroke.fill:
            self._ink(item.role, None, 0)
            self._painter.drawPie(area, start, sweep)
        else:
            self._ink(None, item.role, stroke.width)
            self._painter.drawArc(area, start, sweep)

    def _ink(self, fill: str | None, stroke: str | None, width: float, dash: tuple[float, ...] = ()) -> None:
        self._painter.setBrush(QBrush(self._colour(fill)) if fill else QBrush(Qt.BrushStyle.NoBrush))
        if stroke is None:
            self._painter.setPen(Qt.PenStyle.NoPen)
            return
        pen = QPen(self._colour(stroke), width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if dash else Qt.PenCapStyle.RoundCap)
        if dash:
            pen.setDashPattern([length / width for length in dash])  # Qt counts dashes in pen widths
        self._painter.setPen(pen)

    def _colour(self, role: str) -> QColor:
        return QColor(self._palette[role])


def to_image(picture: Picture, palette: Palette, scale: float = 1.0) -> QImage:
    """The whole picture as an image; `scale` 2 gives two pixels for each pixel at 100 %."""
    image = QImage(
        max(1, round(picture.width * scale)),
        max(1, round(picture.height * scale)),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.fill(QColor(palette["raised"]))
    painter = QPainter(image)
    painter.scale(scale, scale)
    pen = PicturePainter(painter, palette)
    for item in picture.items:
        pen.draw(item)
    painter.end()
    return image


def reach(item: Item) -> QRectF:
    """The area that an item may touch, with room for its outline; for texts a generous guess."""
    match item:
        case Rect(bounds=bounds, width=width):
            return rect(bounds).adjusted(-width, -width, width, width)
        case Polyline(points=points, width=width) | Polygon(points=points, width=width):
            return _points(points).boundingRect().adjusted(-width, -width, width, width)
        case Circle(centre=(x, y), radius=radius, width=width):
            far = radius + width
            return QRectF(x - far, y - far, 2 * far, 2 * far)
        case Text(at=(x, y), text=text, size=size):
            far = size * (len(text) + 1)
            return QRectF(x - far, y - far, 2 * far, 2 * far)
        case Icon(at=(x, y), size=size):
            return QRectF(x, y, size, size).adjusted(-1, -1, 1, 1)


def rect(bounds: Bounds) -> QRectF:
    """Bounds as Qt's rectangle."""
    return QRectF(bounds.x, bounds.y, bounds.width, bounds.height)


def _points(points: tuple[Point, ...]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


def _font(bold: bool) -> QFont:
    font = QFont(fonts.load(10))
    font.setPixelSize(_FONT_PIXELS)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font
