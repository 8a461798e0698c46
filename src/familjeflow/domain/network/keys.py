"""Which answers of a row make a person on the network map, and how each kind of relation is drawn."""

from dataclasses import dataclass
from enum import StrEnum

ANGLE = "map_angle"
"""In a row: where a person was dropped, in whole degrees clockwise from straight up. Kept, never shown."""
DISTANCE = "map_distance"
"""In a row: how far out a person was dropped, from 0 (the middle) to 1 (the edge)."""
PLACE_KEYS = frozenset({ANGLE, DISTANCE})

MOST_SECTORS = 8
MOST_RINGS = 4


class LineStyle(StrEnum):
    """How the line from the middle to a person is drawn: each is another shape, not only another colour."""

    STRONG = "strong"
    PLAIN = "plain"
    JAGGED = "jagged"
    ARROW = "arrow"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class NetworkKeys:
    """The keys in a row of a list that is also drawn as a map.

    The choices of `sector` go clockwise from the top, those of `closeness` from the middle outwards, and
    `lines` has one style for each choice of `relation`. `centre` is the word in the middle.
    """

    who: str
    sector: str
    closeness: str
    relation: str
    lines: tuple[LineStyle, ...]
    centre: str
