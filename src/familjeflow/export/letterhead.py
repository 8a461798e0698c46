"""The office's own words on a paper: who sends it, which case it belongs to, and what the reader must know.

On the first page they are content that a screen reader reads first; on later pages they are running heads
that it skips. The words are data, the places are here.
"""

import re
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date

from reportlab.lib.colors import Color, HexColor

from familjeflow.export import styles
from familjeflow.export.blocks import draw_rule, write_lines
from familjeflow.export.flow import Area
from familjeflow.export.fonts import clean, text_width
from familjeflow.export.letterhead_arms import Arms
from familjeflow.export.lines import break_lines
from familjeflow.export.structure import Node
from familjeflow.export.styles import MM, Sheet, TextStyle
from familjeflow.export.tagged import TaggedCanvas
from familjeflow.i18n import _

_TOP = 16 * MM  # from the sheet's edge to the letterhead
_FOOT = 12 * MM  # from the sheet's edge to the last line
_DETAILS = 62 * MM  # width of the right column
_DETAIL_LABELS = 25 * MM
_BOX_PADDING = 4.0
_MOST_LINES = 3  # of any one text; what is longer ends in an ellipsis
_ARMS_HIGH = 17 * MM
_ARMS_WIDE = 30 * MM
_BESIDE_ARMS = 4 * MM
_LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3


@dataclass(frozen=True)
class Letterhead:
    """Whose paper it is. `secrecy` is the mark of confidentiality, such as "Sekretess 26 kap. 1 § OSL"
    (SFS 2009:400, 5 kap. 5 §); None when the paper bears none. `footer` stands below the address. `colour`
    ("#1f4e79") is the sender's, used where it can be read on white."""

    municipality: str
    unit: str
    address: str
    secrecy: str | None = None
    footer: str = ""
    arms: Arms | None = None
    colour: str = ""


def readable_ink(colour: str) -> Color | None:
    """The colour "#rrggbb" as ink, None when it is none or too pale to be read on white paper."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return None
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return HexColor(colour) if 1.05 / (light + 0.05) >= _LEAST_CONTRAST else None


@dataclass(frozen=True)
class PaperFacts:
    """What a paper is. `title` names its kind ("Genomförandeplan") and never a person: it shows in window
    lists and print queues. `status_line` stands at the foot of every page."""

    title: str
    case_number: str
    made_on: date
    status_line: str | None = None
    lang: str = "sv-SE"


@dataclass(frozen=True)
class _Line:
    """One text of the letterhead, broken into lines, with its element in the tree."""

    lines: list[str]
    style: TextStyle
    node: Node

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading


class Running:
    """Head and foot of every page, and the room they leave for the text."""

    def __init__(self, letterhead: Letterhead, facts: PaperFacts, sheet: Sheet, tree: Node) -> None:
        self._sheet = sheet
        self._tree = tree
        self._arms = letterhead.arms
        self._arms_size = _arms_size(letterhead.arms)
        self._indent = self._arms_size[0] + _BESIDE_ARMS if letterhead.arms else 0.0
        self._ink = readable_ink(letterhead.colour) or styles.INK
        left = sheet.width - _DETAILS - 8 * MM - self._indent
        sender = replace(styles.SENDER, ink=self._ink)
        self._sender = self._line(letterhead.municipality, sender, left)
        self._unit = self._line(letterhead.unit, styles.UNIT, left)
        self._secrecy = self._line(letterhead.secrecy or "", styles.SECRECY, _DETAILS - 2 * _BOX_PADDING)
        values = _DETAILS - _DETAIL_LABELS
        self._details = [
            (label, self._line(text, styles.DETAIL, values))
            for label, text in (
                (_("Datum"), facts.made_on.isoformat()),
                (_("Ärendenummer"), facts.case_number),
            )
            if text
        ]
        self._status = self._line(facts.status_line or "", styles.STATUS, sheet.width)
        self._address = self._line(letterhead.address, styles.ADDRESS, sheet.width)
        self._footer = self._line(letterhead.footer, styles.ADDRESS, sheet.width)

    def _line(self, text: str, style: TextStyle, width: float) -> _Line:
        return _Line(_fitted(clean(text), style, width), style, self._tree.add("P"))

    def area(self, page: int) -> Area:
        """Where page 1, 2 ... has its text."""
        sheet = self._sheet
        foot = _FOOT + self._foot_height() + 8 * MM
        head = _TOP + (self._first_height() + 11 * MM if page == 1 else self._later_height() + 8 * MM)
        return Area(sheet.left, foot, sheet.width, sheet.high - head)

    def _first_height(self) -> float:
        details = sum(line.height for _label, line in self._details) + styles.DETAIL.leading
        sender = max(self._sender.height + self._unit.height, self._arms_size[1])
        return max(sender, self._box_height() + details)

    def _foot_height(self) -> float:
        return self._status.height + self._address.height + self._footer.height

    def _box_height(self) -> float:
        return self._secrecy.height + 2 * _BOX_PADDING + 6 if self._secrecy.lines else 0

    def _later_height(self) -> float:
        return styles.DETAIL.leading + (styles.SECRECY.leading if self._secrecy.lines else 0)

    def draw(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        """Draw head and foot of one page, when the number of pages is known."""
        number = _("Sida {page} av {pages}").format(page=page, pages=pages)
        if page == 1:
            self._draw_first_head(canvas, number)
        else:
            self._draw_later_head(canvas, number)
        self._draw_foot(canvas, page == 1)

    def _draw_first_head(self, canvas: TaggedCanvas, number: str) -> None:
        sheet = self._sheet
        top = sheet.high - _TOP
        self._draw_arms(canvas, top)
        below = _write(canvas, self._sender, sheet.left + self._indent, top)
        _write(canvas, self._unit, sheet.left + self._indent, below)
        left = sheet.right - _DETAILS
        if self._secrecy.lines:
            self._draw_box(canvas, left, top)
            _write(canvas, self._secrecy, left + _BOX_PADDING, top - _BOX_PADDING)
        y = top - self._box_height()
        for label, line in self._details:
            with canvas.inside(line.node):
                write_lines(canvas, [label + " "], styles.DETAIL_LABEL, left, y)
            y = _write(canvas, line, left + _DETAIL_LABELS, y)
        with canvas.running_artifact("Header"):
            write_lines(canvas, [number], styles.DETAIL_LABEL, left, y)

    def _draw_arms(self, canvas: TaggedCanvas, top: float) -> None:
        """Decoration: the name beside them says the same."""
        if self._arms is not None:
            across, high = self._arms_size
            with canvas.running_artifact("Header"):
                canvas.saveState()
                canvas.translate(self._sheet.left, top - high)
                self._arms.paint(canvas, across, high)
                canvas.restoreState()

    def _draw_box(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        height = self._secrecy.height + 2 * _BOX_PADDING
        canvas.setStrokeColor(styles.INK)
        canvas.setLineWidth(0.9)
        canvas.rect(left, top - height, _DETAILS, height)

    def _draw_later_head(self, canvas: TaggedCanvas, number: str) -> None:
        sheet = self._sheet
        top = sheet.high - _TOP
        case = self._details[-1][1].lines[0] if len(self._details) > 1 else ""
        right = " · ".join(filter(None, (case.strip(), number)))
        with canvas.running_artifact("Header"):
            _write_right(canvas, right, styles.DETAIL, sheet.right, top)
            room = sheet.width - text_width(right, styles.DETAIL.font, styles.DETAIL.size) - 12
            sender = _fitted(" ".join(self._sender.lines).strip(), styles.DETAIL_LABEL, room, most=1)
            write_lines(canvas, sender, styles.DETAIL_LABEL, sheet.left, top)
            if self._secrecy.lines:
                mark = _fitted("".join(self._secrecy.lines), styles.SECRECY, sheet.width, most=1)
                _write_right(canvas, mark[0], styles.SECRECY, sheet.right, top - styles.DETAIL.leading)
            draw_rule(canvas, sheet.left, top - self._later_height() - 3, sheet.width)

    def _draw_foot(self, canvas: TaggedCanvas, first: bool) -> None:
        sheet = self._sheet
        top = _FOOT + self._foot_height()
        with canvas.running_artifact("Footer"):
            draw_rule(canvas, sheet.left, top + 4, sheet.width)
        for line in (self._status, self._address, self._footer):
            owner: AbstractContextManager[None]
            owner = canvas.inside(line.node) if first else canvas.running_artifact("Footer")
            if line.lines:
                with owner:
                    write_lines(canvas, line.lines, line.style, sheet.left, top)
            top -= line.height


def _arms_size(arms: Arms | None) -> tuple[float, float]:
    """Across and down in points: as high as three lines of the sender, and never wider than their column."""
    if arms is None:
        return 0, 0
    high = min(_ARMS_HIGH, _ARMS_WIDE / arms.ratio)
    return high * arms.ratio, high


def _write(canvas: TaggedCanvas, line: _Line, left: float, top: float) -> float:
    """Draws the line as content and returns the height below it."""
    if line.lines:
        with canvas.inside(line.node):
            write_lines(canvas, line.lines, line.style, left, top)
    return top - line.height


def _write_right(canvas: TaggedCanvas, text: str, style: TextStyle, right: float, top: float) -> None:
    write_lines(canvas, [text], style, right - text_width(text.rstrip(), style.font, style.size), top)


def _fitted(text: str, style: TextStyle, width: float, most: int = _MOST_LINES) -> list[str]:
    """The text's lines, at most so many; a cut text says so with an ellipsis."""

    def measure(part: str) -> float:
        return text_width(part, style.font, style.size)

    lines = break_lines(text.strip(), width, measure)
    if len(lines) <= most:
        return lines
    last = lines[most - 1].rstrip()
    while last and measure(last + "…") > width:
        last = last[:-1]
    return [*lines[: most - 1], last + "…"]
