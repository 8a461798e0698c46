"""Puts blocks on pages."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from familjeflow.export.blocks import Block, Solid
from familjeflow.export.tagged import TaggedCanvas


@dataclass(frozen=True)
class Area:
    """Where a page has its content: points from the page's lower left corner."""

    left: float
    bottom: float
    width: float
    top: float


@dataclass(frozen=True)
class PageBreak(Solid):
    """What follows begins on a new page."""

    def height(self, width: float) -> float:
        return 0

    def draw(self, canvas: TaggedCanvas, left: float, top: float, width: float) -> None:
        """It has no ink."""


@dataclass(frozen=True)
class Together(Solid):
    """Blocks that stand on the same page whenever a page can hold them."""

    parts: tuple[Block, ...]

    def height(self, width: float) -> float:
        return sum(part.before + part.height(width) + part.after for part in self.parts)

    def draw(self, canvas: TaggedCanvas, left: float, top: float, width: float) -> None:
        """Its parts are placed one by one instead."""


class Flow:
    """Fills pages from top to bottom. `area_of(page)` gives the content's place on page 1, 2 ..."""

    def __init__(self, canvas: TaggedCanvas, area_of: Callable[[int], Area]) -> None:
        self._canvas = canvas
        self._area_of = area_of
        self._begin_page()

    def _begin_page(self) -> None:
        self._area = self._area_of(self._canvas.getPageNumber())
        self._y = self._area.top
        self._space = 0.0  # wanted below the last block
        self._fresh = True

    def _end_page(self) -> None:
        self._canvas.showPage()
        self._begin_page()

    def place(self, blocks: Iterable[Block]) -> None:
        """Draw the blocks in order, on as many pages as they need."""
        waiting = deque(blocks)
        while waiting:
            block = waiting.popleft()
            if isinstance(block, PageBreak):
                if not self._fresh:
                    self._end_page()
            elif isinstance(block, Together):
                if not (self._fresh or self._fits(block)):
                    self._end_page()
                waiting.extendleft(reversed(block.parts))
            else:
                rest = self._place_what_fits(block)
                if rest is not None:
                    waiting.appendleft(rest)
                    self._end_page()

    def _gap(self, block: Block) -> float:
        return 0 if self._fresh else max(self._space, block.before)

    def _room(self, block: Block) -> float:
        return self._y - self._gap(block) - self._area.bottom

    def _fits(self, block: Block) -> bool:
        return block.height(self._area.width) + block.keep <= self._room(block)

    def _place_what_fits(self, block: Block) -> Block | None:
        """Draws the block or its beginning; what is left for the next page, None when nothing is."""
        if self._fits(block):
            self._draw(block)
            return None
        parts = block.split(self._area.width, self._room(block))
        if parts is not None:
            self._draw(parts[0])
            return parts[1]
        if self._fresh:  # higher than a page and in one piece: better cut off than never ending
            self._draw(block)
            return None
        return block

    def _draw(self, block: Block) -> None:
        self._y -= self._gap(block)
        block.draw(self._canvas, self._area.left, self._y, self._area.width)
        self._y -= block.height(self._area.width)
        self._space = block.after
        self._fresh = False
