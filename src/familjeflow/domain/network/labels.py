"""Names beside the circles of the map: never over a circle, another name or a heading."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from familjeflow.domain.network.layout import Spot
from familjeflow.domain.network.people import Network
from familjeflow.domain.network.places import CORE, MIDDLE, WIDTH
from familjeflow.domain.network.words import name_of
from familjeflow.domain.picture.display import Measure
from familjeflow.domain.picture.wrapping import wrap
from familjeflow.domain.process import Bounds, Point

SIZE = 12.0
LINE = 14.5
_WIDEST = 116.0
_GAP = 5.0


@dataclass(frozen=True, slots=True)
class NameLabel:
    """A name on the map: its lines, the box they fill, and whether a line of a relation runs under it."""

    lines: tuple[str, ...]
    bounds: Bounds
    is_crossed: bool


def name_labels(
    network: Network,
    spots: Mapping[int, Spot],
    taken: Sequence[Bounds],
    bottom: float,
    measure: Measure,
) -> Mapping[int, NameLabel]:
    """The names that find room, by position in the list; each where it crosses the fewest lines of
    relations, then the fewest rings.

    `taken` are boxes that must stay free; nothing goes below `bottom`.
    """
    blocked = [*taken, box_around(MIDDLE, CORE * 0.8)]
    circles = {n: box_around(spot.at, spot.radius + _GAP) for n, spot in spots.items()}
    ends = [spot.at for spot in spots.values()]
    radii = [network.cells.inner(ring + 1) for ring in range(network.cells.rings)]
    found: dict[int, NameLabel] = {}
    for person in network.people:
        spot = spots.get(person.position)
        if spot is None:
            continue
        lines = wrap(name_of(person), _WIDEST, SIZE, False, measure, 3)
        across = max(measure(line, SIZE, False) for line in lines)
        options = [
            (sum(_crosses(box, end) for end in ends), _cut_rings(box, radii), number, box)
            for number, box in enumerate(_around(spot, across, LINE * len(lines)))
            if _is_inside(box, bottom)
            and not any(overlap(box, other) for other in blocked)
            and not any(overlap(box, other) for n, other in circles.items() if n != person.position)
        ]
        if options:
            crossed, _cut, _number, box = min(options, key=lambda option: option[:3])
            found[person.position] = NameLabel(lines, box, crossed > 0)
            blocked.append(box)
    return found


def _around(spot: Spot, wide: float, high: float) -> Iterator[Bounds]:
    """Beside the circle first on the side away from the middle, then under, over, and at its corners."""
    (x, y), far = spot.at, spot.radius + _GAP
    right, left = x + far, x - far - wide
    sides = (right, left) if x >= MIDDLE[0] else (left, right)
    for side in sides:
        yield Bounds(side, y - high / 2, wide, high)
    for top in (y + far - 1, y - far - high + 1):
        yield Bounds(x - wide / 2, top, wide, high)
    for side in sides:
        for top in (y + 2, y - high - 2):
            yield Bounds(side, top, wide, high)
    for start in (x - wide * 0.2, x - wide * 0.8):
        for top in (y + far - 1, y - far - high + 1):
            yield Bounds(start, top, wide, high)


def _is_inside(box: Bounds, bottom: float) -> bool:
    return box.x >= 2 and box.y >= 2 and box.x + box.width <= WIDTH - 2 and box.y + box.height <= bottom


def _cut_rings(box: Bounds, radii: Sequence[float]) -> int:
    """How many rings run through the box."""
    corners = [(box.x + across, box.y + down) for across in (0, box.width) for down in (0, box.height)]
    far = [hypot(x - MIDDLE[0], y - MIDDLE[1]) for x, y in corners]
    return sum(min(far) < radius < max(far) for radius in radii)


def overlap(one: Bounds, other: Bounds) -> bool:
    """Whether two boxes share any area."""
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def box_around(at: Point, radius: float) -> Bounds:
    """The box that holds a circle."""
    return Bounds(at[0] - radius, at[1] - radius, 2 * radius, 2 * radius)


def _crosses(box: Bounds, end: Point) -> bool:
    """Whether the line from the middle to `end` goes through the box (Liang and Barsky's clipping)."""
    low, high = 0.0, 1.0
    moves = (
        (end[0] - MIDDLE[0], box.x - MIDDLE[0], box.x + box.width - MIDDLE[0]),
        (end[1] - MIDDLE[1], box.y - MIDDLE[1], box.y + box.height - MIDDLE[1]),
    )
    for move, first, last in moves:
        if abs(move) < 1e-9:
            if not first <= 0 <= last:
                return False
            continue
        near, far = sorted((first / move, last / move))
        low, high = max(low, near), min(high, far)
    return low < high
