"""Blocks in rows and columns: tables, facts and signatures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from familjeflow.export import styles
from familjeflow.export.blocks import NOTHING, Block, Solid, draw_rule
from familjeflow.export.tagged import TaggedCanvas

Row = tuple[Block, ...]

# A row or heading higher than this (points) may be split over two pages. It is less than half of the lowest
# page's room, so that a heading and an unsplit row always fit together.
_HIGH = 120


@dataclass(frozen=True)
class Look:
    """A grid's padding in points around each cell's content, and whether its rows are ruled off."""

    left: float = 0
    right: float = 10
    above: float = 4
    below: float = 5
    ruled: bool = True


@dataclass(frozen=True)
class Grid(Solid):
    """Rows of cells, one for each of `widths` (points). The first `heads` rows come again on each page."""

    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    look: Look = Look()
    heads: int = 0

    @property
    def after(self) -> float:
        return 8

    def _inner(self, column: int) -> float:
        return self.widths[column] - self.look.left - self.look.right

    def _row_height(self, row: Row) -> float:
        cells = max(cell.height(self._inner(column)) for column, cell in enumerate(row))
        return cells + self.look.above + self.look.below

    def height(self, width: float) -> float:
        return sum(map(self._row_height, self.rows))

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        heights = [self._row_height(row) for row in self.rows]
        heads = self.heads if sum(heights[: self.heads]) <= _HIGH else 0
        fitting = _how_many_fit(heights, room)
        if heads <= fitting < len(self.rows) and heights[fitting] > _HIGH:
            halves = self._cut_in_row(fitting, heads, room - sum(heights[:fitting]))
            if halves is not None:
                return halves
        return self._cut(self.rows[:fitting], self.rows[fitting:], heads) if fitting > heads else None

    def _cut(self, first: tuple[Row, ...], rest: tuple[Row, ...], heads: int) -> tuple[Block, Block]:
        again = self.rows[:heads]
        return replace(self, rows=first, heads=heads), replace(self, rows=again + rest, heads=heads)

    def _cut_in_row(self, index: int, heads: int, room: float) -> tuple[Block, Block] | None:
        space = room - self.look.above - self.look.below
        halves = [_halves(cell, self._inner(column), space) for column, cell in enumerate(self.rows[index])]
        upper, lower = tuple(half[0] for half in halves), tuple(half[1] for half in halves)
        if any(above is NOTHING and below is not NOTHING for above, below in halves):
            return None
        return self._cut((*self.rows[:index], upper), (lower, *self.rows[index + 1 :]), heads)

    def draw(self, canvas: TaggedCanvas, left: float, top: float, width: float) -> None:
        for number, row in enumerate(self.rows):
            x = left
            for column, cell in enumerate(row):
                cell.draw(canvas, x + self.look.left, top - self.look.above, self._inner(column))
                x += self.widths[column]
            top -= self._row_height(row)
            if self.look.ruled:
                ink = styles.INK if number < self.heads else styles.RULE
                draw_rule(canvas, left, top, sum(self.widths), ink)


def _how_many_fit(heights: Sequence[float], room: float) -> int:
    used = 0.0
    for count, height in enumerate(heights):
        used += height
        if used > room:
            return count
    return len(heights)


def _halves(cell: Block, width: float, room: float) -> tuple[Block, Block]:
    if cell.height(width) <= room:
        return cell, NOTHING
    return cell.split(width, room) or (NOTHING, cell)


def column_widths(least: Sequence[float], natural: Sequence[float], total: float) -> tuple[float, ...]:
    """Shares `total` points among columns. Each gets its `least` (its longest word), and what is left goes to
    those that would like more, in proportion to how much more their `natural` width is. When even the longest
    words do not fit together, all give way in proportion and long words are broken."""
    if sum(least) >= total:
        return tuple(width * total / sum(least) for width in least)
    wishes = [max(wish - need, 0) for wish, need in zip(natural, least, strict=True)]
    spare = total - sum(least)
    if sum(wishes) == 0:
        return tuple(need + spare / len(least) for need in least)
    return tuple(need + spare * wish / sum(wishes) for need, wish in zip(least, wishes, strict=True))
