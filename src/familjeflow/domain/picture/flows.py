"""Draws the flows of a picture and the words beside them."""

import math
from collections.abc import Iterator

from familjeflow.domain.picture.display import Item, Measure, Polygon, Polyline, Rect, Text
from familjeflow.domain.picture.wrapping import wrap
from familjeflow.domain.process import Bounds, Point

WORDS, WORDS_LINE = 10.0, 13.0
HEAD_LENGTH, HEAD_WIDTH = 9.0, 8.0
GROWTH = 1.35


def flow(points: tuple[Point, ...], taken: bool) -> Iterator[Item]:
    """A line with an arrow at its end; taken ones are drawn stronger."""
    role, width = ("text", 2.2) if taken else ("control", 1.2)
    scale = GROWTH if taken else 1.0
    yield Polyline(_shortened(points, HEAD_LENGTH * scale * 0.8), role, width)
    yield Polygon(_head(points[-2], points[-1], scale), fill=role)


def words(text: str, bounds: Bounds, role: str, bold: bool, measure: Measure) -> Iterator[Item]:
    """The words of a flow, a question or an event, within the room that the drawing gives them.

    Drawings made elsewhere may give too little room; then the words run further down.
    """
    room = max(bounds.width + 6, 40.0)
    lines = wrap(text, room, WORDS, bold, measure, most=4)
    tall = len(lines) * WORDS_LINE
    middle = bounds.x + bounds.width / 2
    top = bounds.y + max(0.0, (bounds.height - tall) / 2)
    wide = max((measure(line, WORDS, bold) for line in lines), default=0.0)
    yield Rect(Bounds(middle - wide / 2 - 1, top, wide + 2, tall), 2.0, fill="raised")
    for number, line in enumerate(lines):
        yield Text((middle, top + WORDS + number * WORDS_LINE), line, WORDS, role, bold)


def _head(before: Point, tip: Point, scale: float) -> tuple[Point, ...]:
    dx, dy = _direction(before, tip)
    long, half = HEAD_LENGTH * scale, HEAD_WIDTH * scale / 2
    base = (tip[0] - dx * long, tip[1] - dy * long)
    return (tip, (base[0] - dy * half, base[1] + dx * half), (base[0] + dy * half, base[1] - dx * half))


def _shortened(points: tuple[Point, ...], by: float) -> tuple[Point, ...]:
    """The line ends inside the arrow, so that its tip stays sharp."""
    dx, dy = _direction(points[-2], points[-1])
    length = math.dist(points[-2], points[-1])
    by = min(by, length)
    return (*points[:-1], (points[-1][0] - dx * by, points[-1][1] - dy * by))


def _direction(a: Point, b: Point) -> Point:
    length = math.dist(a, b) or 1.0
    return (b[0] - a[0]) / length, (b[1] - a[1]) / length
