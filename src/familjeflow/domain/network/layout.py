"""Places people in their cells: where they were dropped, else evenly; never over each other, never outside.

The same people always get the same places.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import asin, degrees, hypot, radians, sqrt

from familjeflow.domain.network.people import MapPerson, Network
from familjeflow.domain.network.places import OUTER, Cells, point
from familjeflow.domain.process import Bounds, Point

MARKER = 10.0
"""Radius of a person's circle where there is room."""
_AIR = 3.0
_TIGHTER = 0.86
_TIGHTEST = 4.0
_TURNS = (0.0, 0.22, -0.22, 0.1)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a person's circle stands, and its radius in pixels."""

    at: Point
    radius: float


def spots(network: Network, obstacles: Sequence[Bounds]) -> Mapping[int, Spot]:
    """A place for everybody who has sector and ring, by the position in the list. Total for any number."""
    placed = sorted((p for p in network.people if p.is_placed), key=_cell)
    found: dict[int, Spot] = {}
    for cell, people in groupby(placed, key=_cell):
        found |= _in_cell(network.cells, cell, tuple(people), obstacles)
    return found


def _cell(person: MapPerson) -> tuple[int, int]:
    return person.sector or 0, person.ring or 0


def _in_cell(
    cells: Cells, cell: tuple[int, int], people: Sequence[MapPerson], obstacles: Sequence[Bounds]
) -> dict[int, Spot]:
    """The circles shrink until everybody in the cell has one of their own."""
    by_hand = [p for p in people if p.dropped]
    free = [p for p in people if not p.dropped]
    wishes = [(p, point(p.dropped[0], p.dropped[1] * OUTER)) for p in by_hand if p.dropped]
    wishes += zip(free, _evenly(cells, cell, len(free)), strict=True)
    apart = 2 * MARKER + _AIR
    while apart > _TIGHTEST:
        if found := _apart(cells, cell, wishes, apart, obstacles):
            return found
        apart *= _TIGHTER
    return {person.position: Spot(wish, _TIGHTEST / 2) for person, wish in wishes}


def _apart(
    cells: Cells,
    cell: tuple[int, int],
    wishes: Sequence[tuple[MapPerson, Point]],
    apart: float,
    obstacles: Sequence[Bounds],
) -> dict[int, Spot] | None:
    """Everybody as near the wished place as others allow; None when there is no room at this distance."""
    radius = min(MARKER, (apart - 1) / 2)
    room = [at for at in _points(cells, cell, radius, apart / 4) if not _hits(at, radius, obstacles)]
    found: dict[int, Spot] = {}
    for person, wish in wishes:
        if not room:
            return None
        at = min((_far(wish, there), there) for there in room)[1]
        found[person.position] = Spot(at, radius)
        room = [there for there in room if _far(at, there) >= apart]
    return found


def _points(cells: Cells, cell: tuple[int, int], radius: float, step: float) -> Iterator[Point]:
    """A fine net of points in a cell, where a circle stays inside its borders."""
    sector, ring = cell
    edge = radius + 1.5
    out = cells.inner(ring) + edge
    while out <= cells.inner(ring + 1) - edge:
        turn = degrees(asin(min(1.0, edge / out)))
        width = cells.sweep - 2 * turn if cells.sectors > 1 else 360.0
        count = max(0, int(radians(width) * out // step)) if width >= 0 else -1
        for number in range(count + 1):
            share = number / count if count else 0.5
            yield point(cells.middle_angle(sector) + width * (share - 0.5), out)
        out += step


def _evenly(cells: Cells, cell: tuple[int, int], count: int) -> list[Point]:
    """Wished places: in rows along the ring, more of them the farther out.

    Each ring is turned a little, so that a line to somebody far out passes beside those who are nearer.
    """
    sector, ring = cell
    inner, depth = cells.inner(ring), cells.inner(ring + 1) - cells.inner(ring)
    along = radians(cells.sweep) * (inner + depth / 2)
    rows = max(1, round(sqrt(count * depth / along)))
    radii = [inner + depth * (row + 0.55) / rows for row in range(rows)]
    turn = _TURNS[ring % len(_TURNS)]
    ends = [round(count * sum(radii[: row + 1]) / sum(radii)) for row in range(rows)]
    found = []
    for start, end, radius in zip([0, *ends], ends, radii, strict=False):
        for number in range(end - start):
            share = (number + 0.5 + turn) / (end - start) - 0.5
            found.append(point(cells.middle_angle(sector) + cells.sweep * share, radius))
    return found


def _far(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _hits(at: Point, radius: float, boxes: Sequence[Bounds]) -> bool:
    return any(
        b.x - radius < at[0] < b.x + b.width + radius and b.y - radius < at[1] < b.y + b.height + radius
        for b in boxes
    )
