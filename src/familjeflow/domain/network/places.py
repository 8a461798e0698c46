"""The map's geometry: a circle with a sector for each part of life and a ring for each degree of closeness.

Pixels at 100 %, origin at the top left. Angles are degrees clockwise from straight up; the first sector has
its middle there.
"""

from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin

from familjeflow.domain.process import Point

WIDTH = 700.0
OUTER = 262.0
"""Radius of the outermost ring."""
CORE = 42.0
"""Radius of the circle in the middle, where the client stands."""
MIDDLE: Point = (WIDTH / 2, 36.0 + OUTER)
CIRCLE_BOTTOM = MIDDLE[1] + OUTER
REACH = 24.0
"""So far outside the circle a person can be dropped and still land in the outermost ring."""
_INNER_ROOM = 0.8
"""Below 1 the inner rings, where a sector is narrow, are broader than the outer ones."""


def point(angle: float, radius: float) -> Point:
    """The point of the map in a direction and at a distance in pixels from the middle."""
    return MIDDLE[0] + radius * sin(radians(angle)), MIDDLE[1] - radius * cos(radians(angle))


def polar(at: Point) -> tuple[float, float]:
    """Direction (0 up to 360) and distance in pixels from the middle."""
    across, down = at[0] - MIDDLE[0], at[1] - MIDDLE[1]
    return degrees(atan2(across, -down)) % 360, hypot(across, down)


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells that the sectors and rings make; both are counted from 0."""

    sectors: int
    rings: int

    @property
    def sweep(self) -> float:
        """Degrees of one sector."""
        return 360 / self.sectors

    def middle_angle(self, sector: int) -> float:
        """The direction of a sector's middle."""
        return sector * self.sweep

    def start_angle(self, sector: int) -> float:
        """The direction where a sector begins; below 0 for the first."""
        return (sector - 0.5) * self.sweep

    def inner(self, ring: int) -> float:
        """The radius where a ring begins; that of ring + 1 is where it ends."""
        share: float = (ring / self.rings) ** _INNER_ROOM
        return CORE + (OUTER - CORE) * share

    def sector_at(self, angle: float) -> int:
        """The sector in a direction."""
        return int(((angle + self.sweep / 2) % 360) // self.sweep) % self.sectors

    def ring_at(self, radius: float) -> int:
        """The ring at a distance from the middle; nearer or farther than all of them is the first or last."""
        return next((r for r in range(self.rings - 1) if radius < self.inner(r + 1)), self.rings - 1)

    def outline(self, sector: int, ring: int) -> tuple[Point, ...]:
        """The corners of a cell, with enough points along its arcs to look round."""
        start, steps = self.start_angle(sector), max(4, int(self.sweep // 4))
        angles = [start + self.sweep * step / steps for step in range(steps + 1)]
        there = [point(angle, self.inner(ring + 1)) for angle in angles]
        return (*there, *(point(angle, self.inner(ring)) for angle in reversed(angles)))
