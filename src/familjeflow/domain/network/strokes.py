"""The line of a relation, from the middle to a person. Each kind has its own shape: colour only helps."""

from collections.abc import Iterator
from math import hypot

from familjeflow.domain.network.keys import LineStyle
from familjeflow.domain.picture.display import Item, Polygon, Polyline
from familjeflow.domain.process import Point

_TOOTH, _SWING = 5.5, 4.0
_ROLES = {
    LineStyle.STRONG: "done",
    LineStyle.PLAIN: "text",
    LineStyle.JAGGED: "overdue",
    LineStyle.ARROW: "active",
    LineStyle.BROKEN: "muted",
}


def role_of(style: LineStyle | None) -> str:
    """The colour role of a relation; that of one not yet chosen is the faintest that is still seen."""
    return _ROLES[style] if style else "control"


def relation_line(start: Point, end: Point, style: LineStyle | None) -> Iterator[Item]:
    """The line from `start` to `end`; nothing where they meet."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    if length < 1:
        return
    line, role = _Line(start, end, length), role_of(style)
    match style:
        case LineStyle.STRONG:
            yield Polyline((start, end), role, 3.6)
        case LineStyle.PLAIN:
            yield Polyline((start, end), role, 1.4)
        case LineStyle.JAGGED:
            yield Polyline(tuple(_teeth(line)), role, 1.5)
        case LineStyle.ARROW:
            yield Polyline((start, line.at(length - 6)), role, 1.8)
            yield Polygon((end, line.at(length - 11, 5), line.at(length - 11, -5)), fill=role)
        case LineStyle.BROKEN:
            yield from _broken(line, role)
        case None:
            yield Polyline((start, end), role, 1.2, (1.5, 4))


class _Line:
    """Points along a line, counted in pixels from its start, and beside it."""

    def __init__(self, start: Point, end: Point, length: float) -> None:
        self._start = start
        self._along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
        self.length = length

    def at(self, far: float, aside: float = 0.0) -> Point:
        across, down = self._along
        return (
            self._start[0] + across * far - down * aside,
            self._start[1] + down * far + across * aside,
        )


def _teeth(line: _Line) -> Iterator[Point]:
    count = max(2, int(line.length // _TOOTH))
    yield line.at(0)
    for number in range(1, count):
        yield line.at(line.length * number / count, _SWING if number % 2 else -_SWING)
    yield line.at(line.length)


def _broken(line: _Line, role: str) -> Iterator[Item]:
    """Dashes with a gap in the middle and two strokes across, as in a family tree."""
    half = line.length / 2
    gap = min(4.0, half / 2)
    yield Polyline((line.at(0), line.at(half - gap)), role, 1.6, (5, 3))
    yield Polyline((line.at(half + gap), line.at(line.length)), role, 1.6, (5, 3))
    for side in (-gap, gap):
        yield Polyline((line.at(half + side + 2, 6), line.at(half + side - 2, -6)), role, 1.6)
