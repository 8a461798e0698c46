"""Finds the items of a picture that lie in an area, so that what is off the screen costs nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from familjeflow.domain.picture.display import Item
from familjeflow.ui.case.picture_painter import reach

TILE = 256.0
"""Pixels at 100 % of one side of a tile."""


class Tiles:
    """The items of a picture by the tiles that they touch."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = tuple(items)
        self._by_tile: dict[tuple[int, int], list[int]] = {}
        for place, item in enumerate(self._items):
            for tile in _tiles(reach(item)):
                self._by_tile.setdefault(tile, []).append(place)

    def within(self, area: QRectF) -> list[Item]:
        """The items that may touch the area, in the order they are drawn."""
        found = {place for tile in _tiles(area) for place in self._by_tile.get(tile, ())}
        return [self._items[place] for place in sorted(found)]


def _tiles(area: QRectF) -> list[tuple[int, int]]:
    columns = range(int(area.left() // TILE), int(area.right() // TILE) + 1)
    rows = range(int(area.top() // TILE), int(area.bottom() // TILE) + 1)
    return [(column, row) for column in columns for row in rows]
