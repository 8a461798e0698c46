"""The PDF pen: draws a picture of a process on a ReportLab canvas.

The fonts "Sans" and "Sans-Bold" must have been registered (`export.fonts.register`). The pen draws only;
whoever calls it marks the picture as a figure with its alternative text.
"""

from collections.abc import Mapping

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from familjeflow.domain.picture.display import Circle, Icon, Item, Picture, Polygon, Polyline, Rect, Text
from familjeflow.domain.picture.icons import ICONS, UNITS, Arc, Line
from familjeflow.domain.process import Point
from familjeflow.export import fonts
from familjeflow.export.tagged import TaggedCanvas

PRINT_PALETTE: Mapping[str, str] = {
    "text": "#111111",
    "muted": "#4d5562",
    "accent": "#1d5ca6",
    "ground": "#f6f7f9",
    "raised": "#ffffff",
    "line": "#c3c8d0",
    "control": "#6f7986",
    "done": "#1f6a3b",
    "ready": "#1d5ca6",
    "active": "#1b4f91",
    "waiting": "#7a4d06",
    "skipped": "#59616e",
    "overdue": "#a81d16",
    "done_soft": "#eaf5ee",
    "ready_soft": "#f3f7fd",
    "active_soft": "#e6eef9",
    "waiting_soft": "#fdf5e4",
    "skipped_soft": "#f0f2f4",
    "overdue_soft": "#fcebe9",
    "heat_1": "#e3edf9",
    "heat_2": "#bcd5f2",
    "heat_3": "#8fb8e8",
    "heat_4": "#6a9edb",
}
"""The light theme with a little more ink, for white paper."""


def draw(canvas: Canvas, picture: Picture, palette: Mapping[str, str], width: float) -> float:
    """Draw the picture `width` points wide, its lower left corner at the canvas's origin.

    Returns its height in points. Leaves the state of the canvas as it found it.
    """
    scale = width / picture.width
    canvas.saveState()
    canvas.scale(scale, scale)
    pen = _Pen(canvas, palette, picture.height)
    for item in picture.items:
        pen.item(item)
    canvas.restoreState()
    return picture.height * scale


class _Pen:
    """Turns the picture's y, which points down, into the paper's, which points up."""

    def __init__(self, canvas: Canvas, palette: Mapping[str, str], height: float) -> None:
        self._canvas = canvas
        self._palette = palette
        self._height = height

    def item(self, item: Item) -> None:
        match item:
            case Rect():
                self._rect(item)
            case Polyline():
                self._set(None, item.stroke, item.width, item.dash)
                self._path(item.points, closed=False, fill=False, stroke=True)
            case Polygon():
                self._set(item.fill, item.stroke, item.width, item.dash)
                self._path(item.points, closed=True, fill=bool(item.fill), stroke=bool(item.stroke))
            case Circle():
                self._set(item.fill, item.stroke, item.width, ())
                x, y = self._up(item.centre)
                self._canvas.circle(
                    x, y, item.radius, stroke=int(bool(item.stroke)), fill=int(bool(item.fill))
                )
            case Text():
                self._text(item)
            case Icon():
                self._icon(item)

    def _up(self, point: Point) -> Point:
        return point[0], self._height - point[1]

    def _set(self, fill: str | None, stroke: str | None, width: float, dash: tuple[float, ...]) -> None:
        if fill:
            self._canvas.setFillColor(HexColor(self._palette[fill]))
        if stroke:
            self._canvas.setStrokeColor(HexColor(self._palette[stroke]))
            self._canvas.setLineWidth(width)
            self._canvas.setDash(list(dash))

    def _rect(self, item: Rect) -> None:
        self._set(item.fill, item.stroke, item.width, item.dash)
        b = item.bounds
        stroke, fill = int(bool(item.stroke)), int(bool(item.fill))
        place = (b.x, self._height - b.y - b.height, b.width, b.height)
        if item.radius:
            self._canvas.roundRect(*place, item.radius, stroke=stroke, fill=fill)
        else:
            self._canvas.rect(*place, stroke=stroke, fill=fill)

    def _path(self, points: tuple[Point, ...], *, closed: bool, fill: bool, stroke: bool) -> None:
        path = self._canvas.beginPath()
        for number, point in enumerate(points):
            x, y = self._up(point)
            if number:
                path.lineTo(x, y)
            else:
                path.moveTo(x, y)
        if closed:
            path.close()
        self._canvas.drawPath(path, stroke=int(stroke), fill=int(fill))

    def _text(self, item: Text) -> None:
        canvas, text = self._canvas, fonts.clean(item.text)
        font = fonts.BOLD if item.bold else fonts.REGULAR
        wide = fonts.text_width(text, font, item.size)
        if not isinstance(canvas, TaggedCanvas):
            text = fonts.without_arabic(text)
        back = {"start": 0.0, "middle": wide / 2, "end": wide}[item.anchor]
        canvas.saveState()
        canvas.setFillColor(HexColor(self._palette[item.role]))
        canvas.translate(*self._up(item.at))
        if item.upwards:
            canvas.rotate(90)
        self._write(text, font, item.size, -back)
        canvas.restoreState()

    def _write(self, text: str, font: str, size: float, left: float) -> None:
        """From left to right, each run of Arabic in its own face and joined forms."""
        for run in fonts.runs(text):
            if isinstance(self._canvas, TaggedCanvas) and fonts.is_arabic(run):
                left += self._canvas.draw_arabic(run, left, 0, size)
            else:
                self._canvas.setFont(font, size)
                self._canvas.drawString(left, 0, run)
                left += fonts.text_width(run, font, size)

    def _icon(self, item: Icon) -> None:
        canvas, scale = self._canvas, item.size / UNITS
        canvas.saveState()
        canvas.translate(*self._up(item.at))
        canvas.scale(scale, scale)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        inside = _Pen(canvas, self._palette, 0.0)
        for stroke in ICONS[item.name]:
            match stroke:
                case Line():
                    inside._icon_line(stroke, item.paper if stroke.paper else item.role)
                case Arc():
                    inside._icon_arc(stroke, item.role)
        canvas.restoreState()

    def _icon_line(self, line: Line, role: str) -> None:
        self._set(role, role, line.width, ())
        self._path(line.points, closed=line.fill, fill=line.fill, stroke=not line.fill)

    def _icon_arc(self, arc: Arc, role: str) -> None:
        self._set(role, role, arc.width, ())
        x, y = self._up(arc.centre)
        box = (x - arc.radius, y - arc.radius, x + arc.radius, y + arc.radius)
        stroke, fill = int(not arc.fill), int(arc.fill)
        if arc.sweep >= 360:
            self._canvas.circle(x, y, arc.radius, stroke=stroke, fill=fill)
        elif arc.fill:
            self._canvas.wedge(*box, -arc.start, -arc.sweep, stroke=stroke, fill=fill)
        else:
            self._canvas.arc(*box, -arc.start, -arc.sweep)
