"""Finds the way of each flow between the boxes of a process picture: right angles, few bends, few crossings.

A cheapest path on a grid of horizontal and vertical lines, where bends, crossings, running along another flow
and passing through words cost extra. Pixels, origin at the top left. The same input gives the same paths.
"""

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from familjeflow.domain.process import Bounds, Point

STUB = 9.0
CLEARANCE = 8.0
STEP = 6.0
BEND = 45.0
CROSSING = 110.0
ALONG = 40.0
ALONG_MERGING = 0.6
NEAR = 3.0
NEAR_DISTANCE = 8.0
WORDS = 160.0
FRAME = 150.0
CLOSE = 0.4
CLOSE_DISTANCE = 15.0
SIDES = {"right": (1, 0), "left": (-1, 0), "bottom": (0, 1), "top": (0, -1)}

_FAR = 1e9

Segment = tuple[Point, Point]
Place = tuple[int, int]
State = tuple[int, int, int, int]


@dataclass(frozen=True)
class Wish:
    """One flow to route: its ends, the boxes that it may not pass, and the sides asked for ("" for any)."""

    id: str
    source: Bounds
    target: Bounds
    source_id: str
    target_id: str
    source_sides: tuple[str, ...]
    target_sides: tuple[str, ...]
    obstacles: tuple[Bounds, ...]


@dataclass(frozen=True)
class Port:
    """A point on the side of a box, the grid place nine pixels outside it, and the direction outwards."""

    point: Point
    place: Place
    out: tuple[int, int]
    cost: float


def segments(path: Sequence[Point]) -> Iterator[Segment]:
    """The straight pieces of a path."""
    return pairwise(path)


class Board:
    """The grid lines of one picture and what it costs to move along each piece of them."""

    def __init__(self, area: Bounds, boxes: Iterable[Bounds], borders: Sequence[float]) -> None:
        boxes = list(boxes)
        self.xs = _lines(area.x, area.x + area.width, [x for b in boxes for x in _marks(b.x, b.width)])
        self.ys = _lines(area.y, area.y + area.height, [y for b in boxes for y in _marks(b.y, b.height)])
        self._borders = borders

    def route(
        self,
        wish: Wish,
        others: Iterable[tuple[Wish, Sequence[Point]]],
        words: Iterable[Bounds],
        ends: dict[Point, int],
    ) -> tuple[Point, ...]:
        """The cheapest path for a flow. Raises ValueError where there is none."""
        starts = list(self._ports(wish.source, wish.target, wish.source_sides, ends))
        goals = list(self._ports(wish.target, wish.source, wish.target_sides, ends))
        extra = self._extra(wish, others, words)
        found = self._search(starts, goals, extra, self._blocked(wish.obstacles))
        if found is None:
            raise ValueError(f"no way for {wish.id}")
        start, goal, places = found
        middle = [(self.xs[x], self.ys[y]) for x, y in places]
        return _without_straight_points([start.point, *middle, goal.point])

    def _ports(
        self, box: Bounds, other: Bounds, sides: tuple[str, ...], ends: dict[Point, int]
    ) -> Iterator[Port]:
        for side in sides or tuple(SIDES):
            dx, dy = SIDES[side]
            for offset, cost in (*_offsets(box, dx != 0), *_opposite(box, other, dx != 0)):
                x = box.x + box.width * (dx + 1) / 2 + (offset if dx == 0 else 0)
                y = box.y + box.height * (dy + 1) / 2 + (offset if dy == 0 else 0)
                place = (_index(self.xs, x + dx * STUB), _index(self.ys, y + dy * STUB))
                taken = 130.0 * ends.get((x, y), 0)
                yield Port((x, y), place, (dx, dy), cost + taken)

    def _blocked(self, obstacles: Iterable[Bounds]) -> set[Place]:
        blocked: set[Place] = set()
        for box in obstacles:
            xs = _between(self.xs, box.x - CLEARANCE, box.x + box.width + CLEARANCE)
            ys = _between(self.ys, box.y - CLEARANCE, box.y + box.height + CLEARANCE)
            blocked |= {(x, y) for x in xs for y in ys}
        return blocked

    def _extra(
        self, wish: Wish, others: Iterable[tuple[Wish, Sequence[Point]]], words: Iterable[Bounds]
    ) -> dict[tuple[Place, bool], float]:
        """What it costs beside its length to take the piece right of (True) or below (False) a place."""
        extra: dict[tuple[Place, bool], float] = {}
        for border in self._borders:
            self._along(extra, (self.xs[0], border), (self.xs[-1], border), 1.5, 0.0, 4.0)
        for other, path in others:
            merging = other.target_id == wish.target_id
            for a, b in segments(path):
                self._along(extra, a, b, ALONG_MERGING if merging else ALONG, CROSSING, 0.5)
                if not merging:
                    self._along(extra, a, b, NEAR, 0.0, NEAR_DISTANCE)
        for box in words:
            self._over(extra, box)
        for box in wish.obstacles:
            self._beside(extra, box)
        return extra

    def _along(
        self,
        extra: dict[tuple[Place, bool], float],
        a: Point,
        b: Point,
        along: float,
        crossing: float,
        distance: float,
    ) -> None:
        """Charge pieces that run beside a segment within `distance`, and pieces that cross it."""
        flat = abs(a[1] - b[1]) < 0.1
        lines, across = (self.xs, self.ys) if flat else (self.ys, self.xs)
        low, high = sorted((a[0], b[0]) if flat else (a[1], b[1]))
        level = a[1] if flat else a[0]
        for i in _between(lines, low, high, outside=1):
            for j in _between(across, level - distance, level + distance):
                if i + 1 < len(lines) and lines[i] < high and lines[i + 1] > low:
                    key = (_place(i, j, flat), flat)
                    extra[key] = extra.get(key, 0.0) + along * (lines[i + 1] - lines[i])
        if crossing:
            j = bisect_left(across, level) - 1
            for i in _between(lines, low, high):
                key = (_place(i, j, flat), not flat)
                extra[key] = extra.get(key, 0.0) + crossing

    def _beside(self, extra: dict[tuple[Place, bool], float], box: Bounds) -> None:
        """Charge pieces that run close along a side, so that flows keep to the middle of a gap."""
        right, bottom = box.x + box.width, box.y + box.height
        for y in (box.y, bottom):
            self._along(extra, (box.x, y), (right, y), CLOSE, 0.0, CLOSE_DISTANCE)
        for x in (box.x, right):
            self._along(extra, (x, box.y), (x, bottom), CLOSE, 0.0, CLOSE_DISTANCE)

    def _over(self, extra: dict[tuple[Place, bool], float], box: Bounds) -> None:
        for x in _between(self.xs, box.x - 2, box.x + box.width + 2):
            for y in _between(self.ys, box.y - 2, box.y + box.height + 2):
                for flat in (True, False):
                    extra[((x, y), flat)] = extra.get(((x, y), flat), 0.0) + WORDS

    def _search(
        self,
        starts: Sequence[Port],
        goals: Sequence[Port],
        extra: dict[tuple[Place, bool], float],
        blocked: set[Place],
    ) -> tuple[Port, Port, list[Place]] | None:
        """Dijkstra over places and directions: a bend costs, so the way one came matters."""
        best: dict[State, float] = {}
        came: dict[State, State | Port] = {}
        heap: list[tuple[float, int, State]] = []
        for start in starts:
            state = (*start.place, *start.out)
            if start.place not in blocked and start.cost < best.get(state, _FAR):
                best[state], came[state] = start.cost, start
                heapq.heappush(heap, (start.cost, len(best), state))
        ends = {g.place: [h for h in goals if h.place == g.place] for g in goals if g.place not in blocked}
        final: tuple[float, State, Port] | None = None
        while heap and (final is None or heap[0][0] < final[0]):
            cost, _, state = heapq.heappop(heap)
            if cost > best[state]:
                continue
            for total, goal in _arrivals(ends, state, cost):
                if final is None or total < final[0]:
                    final = (total, state, goal)
            for follower, price in self._moves(state, extra, blocked):
                if cost + price < best.get(follower, _FAR):
                    best[follower], came[follower] = cost + price, state
                    heapq.heappush(heap, (cost + price, len(best), follower))
        return None if final is None else _traced(came, final[1], final[2])

    def _moves(
        self, state: State, extra: dict[tuple[Place, bool], float], blocked: set[Place]
    ) -> Iterator[tuple[State, float]]:
        x, y = state[0], state[1]
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            to = (x + dx, y + dy)
            inside = 0 <= to[0] < len(self.xs) and 0 <= to[1] < len(self.ys)
            if not inside or to in blocked or _reverses(state, (dx, dy)):
                continue
            length = abs(self.xs[to[0]] - self.xs[x]) + abs(self.ys[to[1]] - self.ys[y])
            piece = (min(x, to[0]), min(y, to[1])), dx != 0
            bend = 0.0 if (dx, dy) == state[2:] else BEND
            yield (*to, dx, dy), length + bend + extra.get(piece, 0.0)


def _arrivals(ends: dict[Place, list[Port]], state: State, cost: float) -> Iterator[tuple[float, Port]]:
    """The ports that can be entered from here, and what the whole way then costs."""
    for goal in ends.get((state[0], state[1]), ()):
        inwards = (-goal.out[0], -goal.out[1])
        if not _reverses(state, inwards):
            yield cost + goal.cost + (0.0 if state[2:] == inwards else BEND), goal


def _traced(came: dict[State, State | Port], state: State, goal: Port) -> tuple[Port, Port, list[Place]]:
    places = []
    while True:
        places.append((state[0], state[1]))
        before = came[state]
        if isinstance(before, Port):
            return before, goal, places[::-1]
        state = before


def _reverses(state: State, direction: tuple[int, int]) -> bool:
    return (state[2], state[3]) == (-direction[0], -direction[1])


def _offsets(box: Bounds, on_a_side: bool) -> tuple[tuple[float, float], ...]:
    """Where on a side flows may touch, and what it costs: one place on small shapes, three on boxes."""
    if box.width < 60:
        return ((0.0, 0.0),)
    return (
        ((0.0, 0.0), (-14.0, 32.0), (14.0, 32.0)) if on_a_side else ((0.0, 0.0), (-30.0, 36.0), (30.0, 36.0))
    )


def _opposite(box: Bounds, other: Bounds, on_a_side: bool) -> tuple[tuple[float, float], ...]:
    """A place straight across from the middle of the other end, where the side is long enough."""
    if box.width < 60:
        return ()
    if on_a_side:
        offset, half = other.y + other.height / 2 - box.y - box.height / 2, box.height / 2
    else:
        offset, half = other.x + other.width / 2 - box.x - box.width / 2, box.width / 2
    if not 0 < abs(offset) <= half - 12:
        return ()
    return ((offset, 6.0 if box.width > FRAME or abs(offset) < 5 else 32.0),)


def _marks(start: float, length: float) -> tuple[float, ...]:
    """Lines that a box asks for: its middle, its ports, and a stub outside its sides."""
    middle = start + length / 2
    return (middle, middle - 30, middle + 30, middle - 14, middle + 14, start - STUB, start + length + STUB)


def _lines(low: float, high: float, marks: Iterable[float]) -> list[float]:
    """The marks within the area, and lines between them at most six pixels apart."""
    wanted = sorted({round(m, 2) for m in marks if low <= m <= high} | {low, high})
    lines = [wanted[0]]
    for mark in wanted[1:]:
        gap = mark - lines[-1]
        pieces = max(1, round(gap / STEP))
        lines += [round(lines[-1] + gap * k / pieces, 2) for k in range(1, pieces)] + [mark]
    return lines


def _index(lines: Sequence[float], value: float) -> int:
    at = bisect_left(lines, value)
    near = [i for i in (at - 1, at) if 0 <= i < len(lines)]
    return min(near, key=lambda i: abs(lines[i] - value))


def _between(lines: Sequence[float], low: float, high: float, outside: int = 0) -> range:
    return range(max(0, bisect_left(lines, low) - outside), bisect_right(lines, high))


def _place(i: int, j: int, flat: bool) -> Place:
    return (i, j) if flat else (j, i)


def _without_straight_points(path: Sequence[Point]) -> tuple[Point, ...]:
    """The corners only."""
    path = [path[0], *(b for a, b in pairwise(path) if a != b)]
    kept = [path[0]]
    for before, point, after in zip(path, path[1:], path[2:], strict=False):
        same_x = before[0] == point[0] == after[0]
        same_y = before[1] == point[1] == after[1]
        if not (same_x or same_y):
            kept.append(point)
    return (*kept, path[-1])
