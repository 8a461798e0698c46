"""The small signs of the picture, once for all pens: lines and arcs in a square of 16 units, y downwards.

Angles are degrees, clockwise from three o'clock. "paper" parts are drawn in the ground's colour.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from familjeflow.domain.process import Point

UNITS = 16.0


@dataclass(frozen=True, slots=True)
class Line:
    """Straight pieces through some points; filled they are a closed shape without outline."""

    points: tuple[Point, ...]
    width: float = 1.8
    fill: bool = False
    paper: bool = False


@dataclass(frozen=True, slots=True)
class Arc:
    """A piece of a circle; filled it is a slice, and a disc when it goes all the way round."""

    centre: Point
    radius: float
    start: float = 0.0
    sweep: float = 360.0
    width: float = 1.8
    fill: bool = False


Stroke = Line | Arc

_RING = Arc((8, 8), 6.4)
_TICK: tuple[Point, ...] = ((4.6, 8.4), (7.0, 10.8), (11.4, 5.6))

ICONS: Mapping[str, tuple[Stroke, ...]] = {
    "check": (Arc((8, 8), 7.2, fill=True), Line(_TICK, width=2.0, paper=True)),
    "slashed_check": (Line(((2.4, 8.6), (6.2, 12.4), (13.6, 4.2))), Line(((2.2, 2.2), (13.8, 14.2)))),
    "ring": (Arc((8, 8), 6.2, width=2.4),),
    "half_ring": (_RING, Arc((8, 8), 6.4, start=90, sweep=180, fill=True)),
    "hourglass": (
        Line(((3.0, 1.8), (13.0, 1.8))),
        Line(((3.0, 14.2), (13.0, 14.2))),
        Line(((4.4, 2.2), (11.6, 2.2), (8.0, 7.6)), fill=True),
        Line(((4.4, 13.6), (8.0, 8.0), (11.6, 13.6)), width=1.4),
    ),
    "dot": (Arc((8, 8), 3.0, fill=True),),
    "minus": (Line(((3.0, 8.0), (13.0, 8.0))),),
    "late": (_RING, Line(((8, 4.4), (8, 8.4), (10.8, 10.2)), width=1.6)),
    "flag": (Line(((4.0, 15.0), (4.0, 1.6))), Line(((4.0, 1.8), (13.6, 5.0), (4.0, 8.6)), fill=True)),
    "cross": (Line(((4.4, 4.4), (11.6, 11.6)), width=2.0), Line(((4.4, 11.6), (11.6, 4.4)), width=2.0)),
    "plus": (Line(((8, 2.6), (8, 13.4)), width=2.2), Line(((2.6, 8), (13.4, 8)), width=2.2)),
    "free_order": (Line(((2, 9.6), (4, 6.8), (6.4, 6.8), (9.6, 9.4), (12, 9.4), (14, 6.6))),),
}
