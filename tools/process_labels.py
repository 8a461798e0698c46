"""Finds room for the words beside gateways, events and flows: off boxes, off lines, off each other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from process_routing import Segment, segments

from familjeflow.domain.process import Bounds, Point
from familjeflow.export import fonts

SIZE = 10.0
LINE = 13.0
WIDEST = 96.0
GAP = 4.0
CORNERS = ("above-right", "above-left", "below-right", "below-left")
PLACES = ("above", "below", "left", "right", *CORNERS)


@dataclass(frozen=True)
class Around:
    """What words must keep away from."""

    area: Bounds
    boxes: tuple[Bounds, ...]
    lines: tuple[Segment, ...]
    words: tuple[Bounds, ...]


def wrapped_size(text: str, widest: float = WIDEST) -> tuple[float, float]:
    """Width and height in pixels of the text, broken between words."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer) <= widest:
            lines[-1] = longer
        else:
            lines.append(word)
    return max(_width(line) for line in lines) + 2, LINE * len(lines)


def _width(text: str) -> float:
    return fonts.text_width(text, fonts.REGULAR, SIZE)


def beside_node(text: str, box: Bounds, side: str, around: Around) -> Bounds:
    """Where the name of a gateway or event stands; `side` is where it is asked for, "" for anywhere."""
    options = []
    for widest in (WIDEST, 70.0, 150.0):
        width, height = wrapped_size(text, widest)
        options += [(b, 6.0 * widest_cost(widest)) for b in _sides(box, width, height, side)]
    return _best(options, around, box)


def widest_cost(widest: float) -> float:
    """Ordinary widths first."""
    return 0.0 if widest == WIDEST else 3.0


def beside_flow(text: str, path: Sequence[Point], around: Around) -> Bounds:
    """Where the answer on a flow stands: near its beginning, on the roomier side of the line."""
    width, height = wrapped_size(text)
    options = []
    travelled = 0.0
    for a, b in segments(path):
        options += [(o, travelled / 4) for o in _along(a, b, width, height)]
        travelled += abs(a[0] - b[0]) + abs(a[1] - b[1])
    return _best(options, around, None)


def _sides(box: Bounds, width: float, height: float, side: str) -> Iterator[Bounds]:
    middle, centre = box.x + box.width / 2, box.y + box.height / 2
    above, below = box.y - height - GAP, box.y + box.height + GAP
    left, right = box.x - width - GAP, box.x + box.width + GAP
    places = {
        "below": [(middle - width / 2, below), (middle + 5, below - 4), (middle - width - 5, below - 4)],
        "above": [(middle - width / 2, above), (middle + 5, above + 4), (middle - width - 5, above + 4)],
        "right": [(right, centre - height / 2)],
        "left": [(left, centre - height / 2)],
        "above-right": [(middle + 5, above + 4), (middle + 14, above + 10)],
        "above-left": [(middle - width - 5, above + 4), (middle - width - 14, above + 10)],
        "below-right": [(middle + 5, below - 4), (middle + 14, below - 10)],
        "below-left": [(middle - width - 5, below - 4), (middle - width - 14, below - 10)],
    }
    for name, points in places.items():
        if name == side or (not side and "-" not in name):
            yield from (Bounds(x, y, width, height) for x, y in points)


def _along(a: Point, b: Point, width: float, height: float) -> Iterator[Bounds]:
    if abs(a[1] - b[1]) < 0.1:
        low, high = sorted((a[0], b[0]))
        start = low + 3 if b[0] > a[0] else high - width - 3
        for y in (a[1] - height - 1, a[1] + 1):
            yield Bounds(start, y, width, height)
    else:
        start = a[1] + 2 if b[1] > a[1] else a[1] - height - 2
        for x in (a[0] + 4, a[0] - width - 4):
            yield Bounds(x, start, width, height)


def _best(options: Sequence[tuple[Bounds, float]], around: Around, own: Bounds | None) -> Bounds:
    def cost(numbered: tuple[int, tuple[Bounds, float]]) -> float:
        order, (bounds, price) = numbered
        return order + price + _trouble(bounds, around, own)

    return min(enumerate(options), key=cost)[1][0]


def _trouble(bounds: Bounds, around: Around, own: Bounds | None) -> float:
    boxes = sum(_overlap(bounds, box) for box in around.boxes if box != own)
    words = sum(_overlap(bounds, word) for word in around.words)
    inside = _overlap(bounds, around.area) >= bounds.width * bounds.height - 0.5
    crossed = sum(_touches(bounds, line) for line in around.lines)
    return 5 * boxes + 4 * words + 120 * crossed + (0 if inside else 2000)


def _overlap(a: Bounds, b: Bounds) -> float:
    width = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
    height = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
    return max(width, 0.0) * max(height, 0.0)


def _touches(bounds: Bounds, line: Segment) -> bool:
    (ax, ay), (bx, by) = line
    low_x, high_x = sorted((ax, bx))
    low_y, high_y = sorted((ay, by))
    return (
        low_x < bounds.x + bounds.width
        and high_x > bounds.x
        and low_y < bounds.y + bounds.height
        and high_y > bounds.y
    )


def all_segments(paths: Iterable[Sequence[Point]]) -> tuple[Segment, ...]:
    """The straight pieces of every path."""
    return tuple(piece for path in paths for piece in segments(path))
