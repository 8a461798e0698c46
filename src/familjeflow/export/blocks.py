"""What a page is built of. A block knows its height, how it is split over two pages, and how it is drawn.

Widths and heights are points; `top` is a height from the page's lower edge. Text in blocks is cleaned already
(`fonts.clean`). Every block that shows content carries the structure node that owns the content.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from reportlab.lib.colors import Color

from familjeflow.export import styles
from familjeflow.export.fonts import is_arabic, runs, text_width
from familjeflow.export.lines import break_lines
from familjeflow.export.structure import Node
from familjeflow.export.styles import TextStyle
from familjeflow.export.tagged import TaggedCanvas

_FEWEST_LINES = 2  # of a paragraph, alone at the foot or the head of a page
_BAR_WIDTH = 1.5

DrawPicture = Callable[[TaggedCanvas, float, float], None]


class Block(Protocol):
    """Something placed on a page, below what came before it."""

    @property
    def before(self) -> float:
        """Space above, not used at the top of a page."""

    @property
    def after(self) -> float:
        """Space below; of two neighbouring spaces the larger counts."""

    @property
    def keep(self) -> float:
        """Space that must be left on the page below the block."""

    def height(self, width: float) -> float:
        """Height in a column of `width`."""

    def split(self, width: float, room: float) -> "tuple[Block, Block] | None":
        """The part that fits in `room` and the rest; None when it cannot be split there."""

    def draw(self, canvas: TaggedCanvas, left: float, top: float, width: float) -> None:
        """Paint with the upper left corner at `left`, `top`."""


@dataclass(frozen=True)
class Solid:
    """What most blocks have in common: no space around them, and in one piece."""

    @property
    def before(self) -> float:
        return 0

    @property
    def after(self) -> float:
        return 0

    @property
    def keep(self) -> float:
        return 0

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        return None


@dataclass(frozen=True)
class Gap(Solid):
    """Empty space of a fixed height, with a rule `rule` points above its lower edge when given."""

    points: float
    rule: float | None = None

    def height(self, width: float) -> float:
        return self.points

    def draw(self, canvas: TaggedCanvas, left: float, top: float, width: float) -> None:
        if self.rule is not None:
            y = top - self.points + self.rule
            draw_rule(canvas, left, y, width, styles.INK)


NOTHING = Gap(0)


@dataclass(frozen=True)
class Label:
    """What stands before a list item: its node, and how it is painted at (left, baseline)."""

    node: Node
    paint: Callable[[TaggedCanvas, float, float], None]


@dataclass(frozen=True)
class TextBlock:
    """Text in one style. `outline` is its level in the reader's outline, from 0; `repeats` marks a table's
    heading, which is content once and an artifact on later pages; `uri` makes the whole block a link."""

    text: str
    style: TextStyle
    node: Node
    label: Label | None = None
    outline: int | None = None
    repeats: bool = False
    uri: str | None = None

    @property
    def before(self) -> float:
        return self.style.before

    @property
    def after(self) -> float:
        return self.style.after

    @property
    def keep(self) -> float:
        return self.style.keep

    def lines(self, width: float) -> list[str]:
        """The text's lines in a column of `width`."""
        return _lines(self.text, self.style.font, self.style.size, width - self.style.indent)

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.style.leading

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        lines = self.lines(width)
        if self.keep and self.height(width) <= room:
            return None
        fitting = min(int(room // self.style.leading), len(lines) - _FEWEST_LINES)
        if fitting < _FEWEST_LINES:
            return None
        first, rest = "".join(lines[:fitting]), "".join(lines[fitting:])
        return replace(self, text=first), replace(self, text=rest, label=None, outline=None, repeats=False)

    def draw(self, canvas: TaggedCanvas, left: float, top: float, width: float) -> None:
        lines = self.lines(width)
        if not lines:
            return
        bottom = top - self.height(width)
        if self.style.bar:
            canvas.setFillColor(styles.INK)
            canvas.rect(left, bottom, _BAR_WIDTH, top - bottom, stroke=0, fill=1)
        if self.outline is not None:
            canvas.bookmark(self.text.replace("\n", " "), self.outline, top)
        if self.label is not None:
            with canvas.inside(self.label.node):
                self.label.paint(canvas, left, top - self.style.baseline)
        with canvas.inside(self._owner(canvas)):
            write_lines(canvas, lines, self.style, left + self.style.indent, top)
        if self.uri is not None:
            self._underline(canvas, lines, left + self.style.indent, top)
            canvas.link(self.node, self.uri, self.text, (left, bottom, left + width, top))

    def _underline(self, canvas: TaggedCanvas, lines: list[str], left: float, top: float) -> None:
        for number, line in enumerate(lines):
            y = top - number * self.style.leading - self.style.baseline - 1.5
            width = text_width(line.rstrip(), self.style.font, self.style.size)
            draw_rule(canvas, left, y, width, self.style.ink)

    def _owner(self, canvas: TaggedCanvas) -> Node | None:
        drawn_on = self.node.first_page()
        again = self.repeats and drawn_on is not None and drawn_on != canvas.getPageNumber() - 1
        return None if again else self.node


@lru_cache(maxsize=512)
def _lines(text: str, font: str, size: float, width: float) -> list[str]:
    return break_lines(text, width, lambda part: text_width(part, font, size))


def write_lines(canvas: TaggedCanvas, lines: list[str], style: TextStyle, left: float, top: float) -> None:
    """Lines under each other. A line's last space is written too: it keeps two words apart."""
    if any(is_arabic(run) for line in lines for run in runs(line)):
        for number, line in enumerate(lines):
            _write_runs(canvas, line.replace("\n", " "), style, left, top - number * style.leading)
        return
    text = canvas.beginText(left, top - style.baseline)
    text.setFont(style.font, style.size, style.leading)
    text.setFillColor(style.ink)
    for line in lines:
        text.textLine(line.replace("\n", " "))
    canvas.drawText(text)


def _write_runs(canvas: TaggedCanvas, line: str, style: TextStyle, left: float, top: float) -> None:
    """A line from left to right in which each run of Arabic stands right to left."""
    for run in runs(line):
        canvas.setFillColor(style.ink)
        if is_arabic(run):
            left += canvas.draw_arabic(run, left, top - style.baseline, style.size)
        else:
            canvas.setFont(style.font, style.size)
            canvas.drawString(left, top - style.baseline, run)
            left += text_width(run, style.font, style.size)


def draw_rule(canvas: TaggedCanvas, left: float, y: float, width: float, ink: Color = styles.RULE) -> None:
    """A thin level line."""
    canvas.setStrokeColor(ink)
    canvas.setLineWidth(styles.HAIRLINE)
    canvas.line(left, y, left + width, y)


@dataclass(frozen=True)
class Picture(Solid):
    """A drawing of fixed size. `paint(canvas, width, height)` has its origin at the lower left corner."""

    paint: DrawPicture
    size: tuple[float, float]
    node: Node

    @property
    def before(self) -> float:
        return 6

    @property
    def after(self) -> float:
        return 8

    def height(self, width: float) -> float:
        return self.size[1]

    def draw(self, canvas: TaggedCanvas, left: float, top: float, width: float) -> None:
        across, high = self.size
        box = (left, top - high, left + across, top)
        self.node.attributes["Layout"] = {"Placement": "Block", "BBox": box}
        with canvas.inside(self.node):
            canvas.saveState()
            canvas.translate(left, top - high)
            self.paint(canvas, across, high)
            canvas.restoreState()


@dataclass(frozen=True)
class Stack(Solid):
    """Blocks under each other."""

    parts: tuple[Block, ...]

    def height(self, width: float) -> float:
        return sum(_with_space(part, width) for part in self.parts)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        for index, part in enumerate(self.parts):
            if _with_space(part, width) > room:
                return self._split_at(index, part.split(width, room - part.before))
            room -= _with_space(part, width)
        return None

    def _split_at(self, index: int, halves: tuple[Block, Block] | None) -> tuple[Block, Block] | None:
        above, below = self.parts[:index], self.parts[index + 1 :]
        if halves is not None:
            return Stack((*above, halves[0])), Stack((halves[1], *below))
        return (Stack(above), Stack(self.parts[index:])) if above else None

    def draw(self, canvas: TaggedCanvas, left: float, top: float, width: float) -> None:
        for part in self.parts:
            part.draw(canvas, left, top - part.before, width)
            top -= _with_space(part, width)


def _with_space(block: Block, width: float) -> float:
    return block.before + block.height(width) + block.after
