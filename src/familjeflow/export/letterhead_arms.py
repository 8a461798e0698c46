"""Reads an organisation's arms: a small PNG, or an SVG of plain shapes.

The file comes from outside, so it is not trusted: it is capped in size and depth, nothing in it is fetched or
run, and what is not a shape is refused.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree

from reportlab.lib.colors import Color, toColor
from reportlab.pdfgen.pathobject import PDFPathObject

from familjeflow.export.blocks import DrawPicture
from familjeflow.export.tagged import TaggedCanvas

MOST_BYTES = 300_000
MOST_ELEMENTS = 2_000
MOST_DEPTH = 16
MOST_TRANSFORM = 500
"""Characters of one `transform`."""
_SMALLEST = 0.01
_LARGEST = 32_000.0  # ISO 19005-2, 6.1.13 allows numbers to 32 767
MOST_PIXELS = 2_000  # across and down
_PNG = b"\x89PNG\r\n\x1a\n"
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TOKEN = re.compile(r"[MmLlHhVvCcSsQqTtAaZz]|" + _NUMBER.pattern)
_TRANSFORM = re.compile(r"(\w+)\s*\(([^)]*)\)")
_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "polygon", "polyline", "line"})
_SILENT = frozenset({"title", "desc", "metadata", "defs"})

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


class ArmsError(Exception):
    """The file cannot be used. `code`: too_large, unreadable, not_plain_shapes, too_deep."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Arms:
    """Arms that can be drawn: `paint(canvas, width, height)` with the origin at the lower left corner.
    `ratio` is width to height."""

    paint: DrawPicture
    ratio: float


def read_arms(data: bytes) -> Arms:
    """The arms in a PNG or SVG file. Raises ArmsError."""
    if len(data) > MOST_BYTES:
        raise ArmsError("too_large")
    return _read_png(data) if data.startswith(_PNG) else _read_svg(data)


# ---- PNG ----


def _read_png(data: bytes) -> Arms:
    """Decoded here and now, put on white: transparency and colour profiles never reach the PDF."""
    if not all(0 < int.from_bytes(data[at : at + 4]) <= MOST_PIXELS for at in (16, 20)):
        raise ArmsError("too_large")
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("PNG",)) as read:
            if max(read.size) > MOST_PIXELS:  # a second size further on in the file counts, not the first
                raise ArmsError("too_large")
            inked = read.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ArmsError("unreadable") from error
    flat = Image.new("RGB", inked.size, "white")
    flat.paste(inked, mask=inked.getchannel("A"))

    def paint(canvas: TaggedCanvas, width: float, height: float) -> None:
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(flat), 0, 0, width, height)

    return Arms(paint, flat.width / flat.height)


# ---- SVG ----


@dataclass(frozen=True)
class _Shape:
    """A path in the picture's own units, y pointing down, with its paint."""

    path: tuple[tuple[str, tuple[Point, ...]], ...]
    fill: Color | None
    stroke: Color | None
    width: float
    even_odd: bool


def _read_svg(data: bytes) -> Arms:
    try:
        root = ElementTree.fromstring(data, ElementTree.XMLParser(target=_PlainTree()))
    except (ElementTree.ParseError, ValueError) as error:
        raise ArmsError("unreadable") from error
    if _name(root) != "svg" or sum(1 for _element in root.iter()) > MOST_ELEMENTS:
        raise ArmsError("too_large" if _name(root) == "svg" else "unreadable")
    try:
        left, top, across, high = _view_box(root)
        shapes = tuple(_shapes(root, {}, (1, 0, 0, 1, -left, -top), 0))
    except (ValueError, IndexError, OverflowError) as error:
        raise ArmsError("unreadable") from error
    if not shapes or not 0.1 <= across / high <= 10:
        raise ArmsError("unreadable")

    def paint(canvas: TaggedCanvas, width: float, height: float) -> None:
        canvas.saveState()
        canvas.translate(0, height)
        canvas.scale(width / across, -height / high)
        for shape in shapes:
            _paint(canvas, shape)
        canvas.restoreState()

    return Arms(paint, across / high)


class _PlainTree(ElementTree.TreeBuilder):
    """Refuses a document type where it begins, in any encoding, before an entity can be declared."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise ArmsError("not_plain_shapes")


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _view_box(root: ElementTree.Element) -> tuple[float, float, float, float]:
    box = _numbers(root.get("viewBox", ""))
    if len(box) != 4:
        box = [0, 0, *_numbers(root.get("width", ""))[:1], *_numbers(root.get("height", ""))[:1]]
    left, top, across, high = box
    if not _SMALLEST <= across <= _LARGEST or not _SMALLEST <= high <= _LARGEST:
        raise ValueError("an empty view box")
    return left, top, across, high


def _shapes(
    element: ElementTree.Element, above: Mapping[str, str], matrix: Matrix, depth: int
) -> Iterator[_Shape]:
    if depth > MOST_DEPTH:
        raise ArmsError("too_deep")
    for child in element:
        name = _name(child)
        if name in _SILENT or not name:
            continue
        if name not in _SHAPES and name != "g":
            raise ArmsError("not_plain_shapes")
        look = {**above, **_look(child)}
        turned = _combined(matrix, _matrix(child.get("transform", "")))
        if name == "g":
            yield from _shapes(child, look, turned, depth + 1)
        else:
            yield _shape(child, name, look, turned)


def _look(element: ElementTree.Element) -> dict[str, str]:
    """The paint, from attributes and from `style`. Nothing else of a style is heeded."""
    said = {key: value for key, value in element.attrib.items() if key in _PAINT}
    for part in element.get("style", "").split(";"):
        key, _colon, value = part.partition(":")
        if key.strip() in _PAINT:
            said[key.strip()] = value.strip()
    return said


_PAINT = frozenset({"fill", "stroke", "stroke-width", "fill-rule"})


def _shape(element: ElementTree.Element, name: str, look: Mapping[str, str], matrix: Matrix) -> _Shape:
    path = tuple(
        (kind, tuple(_moved(matrix, p) for p in points)) for kind, points in _OUTLINES[name](element)
    )
    if not all(abs(n) <= _LARGEST for _kind, points in path for point in points for n in point):
        raise ValueError("too far away, or no number at all")
    scale = math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
    return _Shape(
        path,
        _colour(look.get("fill", "black")),
        _colour(look.get("stroke", "none")),
        min((_numbers(look.get("stroke-width", "1")) or [1.0])[0] * scale, _LARGEST),
        look.get("fill-rule") == "evenodd",
    )


def _colour(text: str) -> Color | None:
    if text in ("none", "transparent"):
        return None
    if text == "currentColor":
        text = "black"
    if re.fullmatch(r"#[0-9a-fA-F]{3}", text):
        text = "#" + "".join(2 * digit for digit in text[1:])
    if not re.fullmatch(r"#[0-9a-fA-F]{6}|[a-zA-Z]+", text):
        raise ArmsError("not_plain_shapes")
    found = toColor(text, None)
    if not isinstance(found, Color):
        raise ArmsError("not_plain_shapes")
    return Color(found.red, found.green, found.blue)


def _numbers(text: str) -> list[float]:
    return [float(found) for found in _NUMBER.findall(text)]


def _matrix(text: str) -> Matrix:
    if len(text) > MOST_TRANSFORM:
        raise ArmsError("not_plain_shapes")
    whole: Matrix = (1, 0, 0, 1, 0, 0)
    for name, inside in _TRANSFORM.findall(text):
        whole = _combined(whole, _one_matrix(name, _numbers(inside)))
    return whole


def _one_matrix(name: str, values: list[float]) -> Matrix:
    if name == "matrix" and len(values) == 6:
        return values[0], values[1], values[2], values[3], values[4], values[5]
    if name == "translate" and values:
        return 1, 0, 0, 1, values[0], (values[1:] or [0.0])[0]
    if name == "scale" and values:
        return values[0], 0, 0, (values[1:] or values)[0], 0, 0
    if name == "rotate" and values:
        turn = math.radians(values[0])
        x, y = values[1:3] if len(values) == 3 else (0.0, 0.0)
        spin: Matrix = (math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), 0, 0)
        return _combined(_combined((1, 0, 0, 1, x, y), spin), (1, 0, 0, 1, -x, -y))
    raise ArmsError("not_plain_shapes")


def _combined(outer: Matrix, inner: Matrix) -> Matrix:
    a, b, c, d, e, f = outer
    p, q, r, s, t, u = inner
    return (
        a * p + c * q,
        b * p + d * q,
        a * r + c * s,
        b * r + d * s,
        a * t + c * u + e,
        b * t + d * u + f,
    )


def _moved(matrix: Matrix, point: Point) -> Point:
    x, y = point
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def _paint(canvas: TaggedCanvas, shape: _Shape) -> None:
    if not shape.path or shape.path[0][0] != "M":  # a polygon without points
        return
    path: PDFPathObject = canvas.beginPath()
    for kind, points in shape.path:
        if kind == "M":
            path.moveTo(*points[0])
        elif kind == "L":
            path.lineTo(*points[0])
        elif kind == "C":
            path.curveTo(*points[0], *points[1], *points[2])
        else:
            path.close()
    if shape.fill is not None:
        canvas.setFillColor(shape.fill)
    if shape.stroke is not None:
        canvas.setStrokeColor(shape.stroke)
        canvas.setLineWidth(shape.width)
    fill_rule = 0 if shape.even_odd else 1
    canvas.drawPath(path, int(shape.stroke is not None), int(shape.fill is not None), fill_rule)


# ---- outlines: every shape as moves, lines and Bézier curves ----

Outline = Iterator[tuple[str, tuple[Point, ...]]]


def _value(element: ElementTree.Element, name: str, default: float = 0) -> float:
    return (_numbers(element.get(name, "")) or [default])[0]


def _rect(element: ElementTree.Element) -> Outline:
    x, y = _value(element, "x"), _value(element, "y")
    across, high = _value(element, "width"), _value(element, "height")
    yield "M", ((x, y),)
    for corner in ((x + across, y), (x + across, y + high), (x, y + high)):
        yield "L", (corner,)
    yield "Z", ()


def _ellipse(element: ElementTree.Element) -> Outline:
    x, y, r = _value(element, "cx"), _value(element, "cy"), _value(element, "r")
    across, high = _value(element, "rx", r), _value(element, "ry", r)
    k = 0.5522847498
    yield "M", ((x + across, y),)
    for i, j, m, n in ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)):
        first = (x + across * (i + k * m), y + high * (j + k * n))
        second = (x + across * (m + k * i), y + high * (n + k * j))
        yield "C", (first, second, (x + across * m, y + high * n))
    yield "Z", ()


def _points(element: ElementTree.Element) -> Outline:
    numbers = _numbers(element.get("points", ""))
    points = list(zip(numbers[::2], numbers[1::2], strict=False))
    for place, point in enumerate(points):
        yield ("L" if place else "M"), (point,)
    if _name(element) == "polygon":
        yield "Z", ()


def _line(element: ElementTree.Element) -> Outline:
    yield "M", ((_value(element, "x1"), _value(element, "y1")),)
    yield "L", ((_value(element, "x2"), _value(element, "y2")),)


def _path(element: ElementTree.Element) -> Outline:
    from familjeflow.export.letterhead_path import outline

    yield from outline(_TOKEN.findall(element.get("d", "")))


_OUTLINES: Mapping[str, Callable[[ElementTree.Element], Outline]] = {
    "path": _path,
    "rect": _rect,
    "circle": _ellipse,
    "ellipse": _ellipse,
    "polygon": _points,
    "polyline": _points,
    "line": _line,
}
