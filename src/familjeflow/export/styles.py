"""How a paper looks: sizes in points, colours, and the page. No decoration: type, space and thin rules."""

from dataclasses import dataclass, replace
from typing import Final

from reportlab.lib.colors import Color, HexColor

from familjeflow.export.fonts import BOLD, ITALIC, REGULAR

# Contrast on white (WCAG 2.2, 1.4.3): ink 17:1, muted 7:1. Rules carry no meaning of their own.
INK: Final = HexColor("#1a1a1a")
MUTED: Final = HexColor("#595959")
RULE: Final = HexColor("#b3b3b3")

MM: Final = 72 / 25.4
HAIRLINE: Final = 0.5
MAX_HEADING_LEVEL: Final = 6  # ISO 32000-1, 14.8.4.3.2: H1 to H6


@dataclass(frozen=True)
class Sheet:
    """A sheet of paper in points, with the margins beside its text."""

    across: float
    high: float
    left: float = 25 * MM
    right_margin: float = 20 * MM

    @property
    def right(self) -> float:
        """Where the text ends, from the left edge."""
        return self.across - self.right_margin

    @property
    def width(self) -> float:
        """The width of the text."""
        return self.right - self.left


PORTRAIT: Final = Sheet(210 * MM, 297 * MM)
LANDSCAPE: Final = Sheet(297 * MM, 210 * MM)


@dataclass(frozen=True)
class TextStyle:
    """One way to set text. `before` and `after` are the space around the block, `keep` the space that must be
    left below it on the page, or it moves to the next one. With `bar` a rule stands at its left."""

    font: str = REGULAR
    size: float = 10
    leading: float = 14.5
    ink: Color = INK
    before: float = 0
    after: float = 5
    indent: float = 0
    keep: float = 0
    bar: bool = False

    @property
    def baseline(self) -> float:
        """From a line's top to its baseline."""
        return (self.leading - self.size) / 2 + 0.85 * self.size


BODY: Final = TextStyle()
TITLE: Final = TextStyle(BOLD, 19, 25, after=3, keep=60)
LEAD: Final = TextStyle(size=11, leading=16, ink=MUTED, after=8)
HEADINGS: Final = (
    TextStyle(BOLD, 13, 18, before=14, after=4, keep=52),
    TextStyle(BOLD, 11, 15.5, before=10, after=3, keep=48),
    TextStyle(BOLD, 10, 14.5, before=8, after=2, keep=44),
)
ITEM: Final = replace(BODY, indent=14, after=3)
LABEL: Final = TextStyle(size=8, leading=11, ink=MUTED, after=0)
VALUE: Final = TextStyle(leading=13.5, after=0)
HEAD_CELL: Final = TextStyle(BOLD, 9, 12.5, after=0)
CELL: Final = TextStyle(size=9.3, leading=13, after=0)
STRONG: Final = TextStyle(BOLD, 9.3, 13, after=0)
NOTE: Final = TextStyle(before=4, after=8, indent=10, bar=True)
QUIET: Final = TextStyle(ITALIC, 9, 13, ink=MUTED)
SENDER: Final = TextStyle(BOLD, 12, 16)
UNIT: Final = TextStyle(size=9, leading=12.5, ink=MUTED)
SECRECY: Final = TextStyle(BOLD, 9, 12.5)
DETAIL: Final = TextStyle(size=8.5, leading=12)
DETAIL_LABEL: Final = replace(DETAIL, ink=MUTED)
STATUS: Final = TextStyle(size=8, leading=11)
ADDRESS: Final = TextStyle(size=7.5, leading=10.5, ink=MUTED)


def heading_style(level: int) -> TextStyle:
    """The style of heading `level`, 1 (the paper's title) to 6."""
    return TITLE if level == 1 else HEADINGS[min(level - 2, len(HEADINGS) - 1)]
