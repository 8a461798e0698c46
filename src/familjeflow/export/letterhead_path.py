"""Path data of an SVG (SVG 1.1, 8.3) as moves, lines and Bézier curves."""

import math
from collections.abc import Iterator, Sequence

Point = tuple[float, float]
Stroke = tuple[str, tuple[Point, ...]]
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


def outline(tokens: Sequence[str]) -> Iterator[Stroke]:
    """The strokes of path data that has been cut into letters and numbers. Raises ValueError."""
    pen = _Pen()
    command, at = "", 0
    if tokens and tokens[0] not in "Mm":
        raise ValueError("a path begins with a move")
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
        elif command in "Zz":
            raise ValueError("numbers without a command")
        count = _TAKES[command.upper()]
        values = [float(token) for token in tokens[at : at + count]]
        if len(values) < count:
            raise ValueError("too few numbers")
        at += count
        yield from pen.draw(command, values)
        command = {"M": "L", "m": "l"}.get(command, command)


class _Pen:
    """Where the pen is, where the subpath began, and the last handle, which smooth curves mirror."""

    def __init__(self) -> None:
        self._at: Point = (0, 0)
        self._start: Point = (0, 0)
        self._handle: tuple[str, Point] = ("", (0, 0))

    def draw(self, command: str, values: list[float]) -> Iterator[Stroke]:
        kind = command.upper()
        here = self._at if command.islower() else (0.0, 0.0)
        if kind == "A":
            yield from self._arc(values, (values[5] + here[0], values[6] + here[1]))
            return
        if kind in "HV":
            points = [self._level(kind, values[0], command.islower())]
        else:
            points = [(x + here[0], y + here[1]) for x, y in zip(values[::2], values[1::2], strict=True)]
        yield from self._straight(kind, points) if kind in "MLHVZ" else self._curve(kind, points)

    def _level(self, kind: str, value: float, relative: bool) -> Point:
        x, y = self._at
        if kind == "H":
            return (value + x if relative else value), y
        return x, (value + y if relative else value)

    def _straight(self, kind: str, points: list[Point]) -> Iterator[Stroke]:
        if kind == "Z":
            self._at = self._start
            yield "Z", ()
        else:
            self._at = points[0]
            if kind == "M":
                self._start = points[0]
            yield ("M" if kind == "M" else "L"), (points[0],)
        self._handle = ("", self._at)

    def _curve(self, kind: str, points: list[Point]) -> Iterator[Stroke]:
        """Quadratic curves become cubic ones, S and T get the mirrored handle."""
        cubic = kind in "CS"
        if kind in "ST":
            points = [self._mirrored("C" if cubic else "Q"), *points]
        end, start = points[-1], self._at
        if cubic:
            first, second = points[0], points[1]
            self._handle = ("C", second)
        else:
            first, second = _between(start, points[0]), _between(end, points[0])
            self._handle = ("Q", points[0])
        self._at = end
        yield "C", (first, second, end)

    def _mirrored(self, kind: str) -> Point:
        before, (x, y) = self._handle
        return (2 * self._at[0] - x, 2 * self._at[1] - y) if before == kind else self._at

    def _arc(self, values: list[float], end: Point) -> Iterator[Stroke]:
        rx, ry, turn, large, sweep = values[:5]
        start, self._at = self._at, end
        self._handle = ("", end)
        if rx == 0 or ry == 0 or start == end:
            yield "L", (end,)
        else:
            radii = (abs(rx), abs(ry))
            yield from _arc(start, end, radii, math.radians(turn), (bool(large), bool(sweep)))


def _between(end: Point, control: Point) -> Point:
    return end[0] + 2 / 3 * (control[0] - end[0]), end[1] + 2 / 3 * (control[1] - end[1])


def _arc(start: Point, end: Point, radii: Point, turn: float, flags: tuple[bool, bool]) -> Iterator[Stroke]:
    """An elliptical arc as curves (SVG 1.1, F.6.5). `flags` are its large-arc flag and its sweep flag."""
    cos, sin = math.cos(turn), math.sin(turn)
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x, y = cos * dx + sin * dy, cos * dy - sin * dx
    rx, ry = radii
    grown = math.sqrt(max(1.0, (x / rx) ** 2 + (y / ry) ** 2))
    rx, ry = rx * grown, ry * grown
    below = (rx * y) ** 2 + (ry * x) ** 2
    root = math.sqrt(max(0.0, ((rx * ry) ** 2 - below) / below)) * (1 if flags[0] != flags[1] else -1)
    cx, cy = root * rx * y / ry, -root * ry * x / rx
    first = math.atan2((y - cy) / ry, (x - cx) / rx)
    sweep = (math.atan2((-y - cy) / ry, (-x - cx) / rx) - first) % (2 * math.pi)
    if not flags[1]:
        sweep -= 2 * math.pi
    yield from _pieces(start, end, (rx, ry), (cos, sin), (cx, cy), first, sweep)


def _pieces(
    start: Point, end: Point, radii: Point, turn: Point, centre: Point, first: float, sweep: float
) -> Iterator[Stroke]:
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)

    def placed(x: float, y: float) -> Point:
        x, y = radii[0] * x + centre[0], radii[1] * y + centre[1]
        return turn[0] * x - turn[1] * y + middle[0], turn[1] * x + turn[0] * y + middle[1]

    count = max(1, math.ceil(abs(sweep) / (math.pi / 2) - 1e-9))
    step = sweep / count
    k = 4 / 3 * math.tan(step / 4)
    for number in range(count):
        a, b = first + number * step, first + (number + 1) * step
        handle = placed(math.cos(a) - k * math.sin(a), math.sin(a) + k * math.cos(a))
        back = placed(math.cos(b) + k * math.sin(b), math.sin(b) - k * math.cos(b))
        yield "C", (handle, back, placed(math.cos(b), math.sin(b)))
