"""The builder of papers. One call makes both what is seen and what a screen reader reads.

    paper = Paper(PaperFacts("Genomförandeplan", "SN 2026/0412", date(2026, 11, 21)), letterhead)
    with paper.section("Mål"):
        paper.bullets(["Skolan varje dag"])
    data = paper.render()

The file follows PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) whatever the texts hold.
"""

import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from familjeflow.export import fonts, styles
from familjeflow.export.blocks import Block, DrawPicture, Gap, Label, Picture, Stack, TextBlock
from familjeflow.export.finish import finish
from familjeflow.export.flow import Area, Flow, PageBreak, Together
from familjeflow.export.fonts import clean, text_width
from familjeflow.export.grid import Grid, Look, Row, column_widths
from familjeflow.export.letterhead import Letterhead, PaperFacts, Running
from familjeflow.export.lines import longest_word
from familjeflow.export.metadata import Metadata, without_person_numbers
from familjeflow.export.structure import Node, forget_ink
from familjeflow.export.styles import LANDSCAPE, PORTRAIT, Sheet, TextStyle
from familjeflow.export.tagged import TaggedCanvas
from familjeflow.i18n import _

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

__all__ = ["LANDSCAPE", "PORTRAIT", "Letterhead", "Paper", "PaperFacts", "Sheet", "Signature"]

_BLANK_LINE = re.compile(r"\n\s*\n")
_SCHEMES = ("http", "https", "mailto", "tel")
_BULLET = "•"
_WRITING_LINE = 26  # points from one line for handwriting to the next
_ABOVE_PICTURE = 75  # points kept free, so that a full-page picture stands under the title on page 1
_SIGNATURES_ABREAST = 3
_rendering = threading.Lock()  # ReportLab's fonts are shared: one paper at a time


def _nobody(_page: int) -> None:
    """Who is told of pages when nobody asked."""


_told_of_pages: ContextVar[Callable[[int], None]] = ContextVar("told_of_pages", default=_nobody)


@contextmanager
def telling(of_page: Callable[[int], None]) -> Iterator[None]:
    """Papers rendered in here, in this thread, tell the number of each page, from 1, as they come to it.

    They do so twice: when it is laid out, and when its head and foot are written. What `of_page` raises ends
    the rendering and reaches the caller; nothing half is left.
    """
    token = _told_of_pages.set(of_page)
    try:
        yield
    finally:
        _told_of_pages.reset(token)


@dataclass(frozen=True)
class Signature:
    """A place to sign: in which role, and the name when it is known."""

    role: str
    name: str = ""


class Paper:
    """Collects a paper's blocks and structure. Headings get their level from nesting and cannot skip one."""

    def __init__(self, facts: PaperFacts, letterhead: Letterhead, sheet: Sheet = PORTRAIT) -> None:
        self._facts = facts
        self._author = letterhead.municipality
        self._sheet = sheet
        self._tree = Node("Document")
        self._running = Running(letterhead, facts, sheet, self._tree)
        self._at = self._tree
        self._level = 0
        self._blocks: list[Block] = []
        self._heading(facts.title)

    @property
    def width(self) -> float:
        """Width of the text in points: what a figure may be wide."""
        return self._sheet.width

    # ---- where things stand ----

    @contextmanager
    def section(self, heading: str) -> Iterator[None]:
        """A heading and what belongs under it."""
        with self._within("Sect"):
            self._heading(heading)
            try:
                yield
            finally:
                self._level -= 1

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is added here stands on one page, when a page can hold it."""
        outside, self._blocks = self._blocks, []
        try:
            yield
        finally:
            outside.append(Together(tuple(self._blocks)))
            self._blocks = outside

    def page_break(self) -> None:
        """What follows begins on a new page."""
        self._blocks.append(PageBreak())

    @contextmanager
    def _within(self, tag: str, numbering: str | None = None) -> Iterator[None]:
        outside = self._at
        self._at = outside.add(tag, attributes={"List": {"ListNumbering": numbering}} if numbering else None)
        try:
            yield
        finally:
            self._at = outside

    def _heading(self, text: str) -> None:
        """A heading is never empty: an element without content is left out, and the levels would skip."""
        self._level += 1
        level = min(self._level, styles.MAX_HEADING_LEVEL)
        words = _one_line(text) or _("Utan rubrik")
        node = self._at.add(f"H{level}")
        self._blocks.append(TextBlock(words, styles.heading_style(level), node, outline=level - 1))

    # ---- running text ----

    def p(self, text: str) -> None:
        """Running text. A blank line begins a new paragraph, a single line end a new line."""
        self._paragraphs(text, styles.BODY)

    def lead(self, text: str) -> None:
        """The line under the title that says what the paper is about."""
        self._paragraphs(text, styles.LEAD)

    def quiet(self, text: str) -> None:
        """Small print: sources and remarks."""
        self._paragraphs(text, styles.QUIET)

    def note(self, text: str) -> None:
        """A remark with a bar at its side, such as that a text is a draft."""
        self._paragraphs(text, styles.NOTE)

    def link(self, text: str, uri: str) -> None:
        """A paragraph that leads to `uri` (http, https, mailto, tel). Raises ValueError for other targets."""
        if urlsplit(uri).scheme not in _SCHEMES:
            raise ValueError("a paper links to the web, to e-mail and to telephones only")
        node = self._at.add("P").add("Link")
        target = quote(uri, safe="/:?#[]@!$&'()*+,;=%-._~")
        self._blocks.append(TextBlock(_one_line(text) or target, styles.BODY, node, uri=target))

    def _paragraphs(self, text: str, style: TextStyle) -> None:
        for words in filter(None, map(str.strip, _BLANK_LINE.split(clean(text)))):
            self._blocks.append(TextBlock(words, style, self._at.add("P")))

    # ---- lists ----

    def bullets(self, items: Sequence[str]) -> None:
        """A list without order. Empty items are left out."""
        with self._within("L", numbering="Disc"):
            for item in items:
                self._item(item, _BULLET)

    def numbered(self, items: Sequence[str]) -> None:
        """A list in order, counted from 1."""
        with self._within("L", numbering="Decimal"):
            for number, item in enumerate((item for item in items if clean(item).strip()), start=1):
                self._item(item, f"{number}.")

    def checklist(self, items: Sequence[tuple[str, bool]]) -> None:
        """Things to do, each with a box that is ticked when it is done."""
        with self._within("L", numbering="None"):
            for item, done in items:
                self._item(item, _("Klart: ") if done else _("Inte klart: "), tick=done)

    def _item(self, text: str, label: str, tick: bool | None = None) -> None:
        words = clean(text).strip()
        if not words:
            return
        item = self._at.add("LI")
        node = item.add("Lbl", actual_text=label if tick is not None else None)

        def paint(canvas: TaggedCanvas, left: float, baseline: float) -> None:
            if tick is None:
                _write_label(canvas, label, left, baseline)
            else:
                _draw_box(canvas, left, baseline, tick)

        self._blocks.append(TextBlock(words, styles.ITEM, item.add("LBody"), Label(node, paint)))

    # ---- rows and columns ----

    def facts(self, pairs: Sequence[tuple[str, str]], columns: int = 3) -> None:
        """Labelled values: a grid to the eye, a list to a screen reader. An empty value shows as –."""
        cells: list[Block] = []
        needed = 0.0
        with self._within("L", numbering="None"):
            for label, value in pairs:
                item = self._at.add("LI")
                name = TextBlock((_one_line(label) or "–") + " ", styles.LABEL, item.add("Lbl"))
                words = TextBlock(clean(value).strip() or "–", styles.VALUE, item.add("LBody"))
                cells.append(Stack((name, words)))
                needed = max(needed, _least(name), _least(words))
        if cells:
            abreast = max(1, min(columns, int(self.width // (needed + Look().right + 0.5))))
            self._blocks.append(Grid(_rows_of(cells, abreast), (self.width / abreast,) * abreast))

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table whose first row and first column are headings. Each column holds its longest word.

        Raises ValueError when a row has more or fewer cells than the header.
        """
        with self._within("Table"):
            head = self._row(header, styles.HEAD_CELL, first=True)
            body = [self._row(row, styles.CELL) for row in rows]
        if any(len(row) != len(head) for row in body):
            raise ValueError("a table's rows have as many cells as its header")
        grid = tuple(tuple[Block, ...](row) for row in (head, *body))
        self._blocks.append(Grid(grid, self._widths([head, *body]), heads=1))

    def _row(self, texts: Sequence[str], style: TextStyle, first: bool = False) -> list[TextBlock]:
        cells = []
        with self._within("TR"):
            for column, text in enumerate(texts):
                if first or column == 0:
                    scope = "Column" if first else "Row"
                    node = self._at.add("TH", attributes={"Table": {"Scope": scope}})
                else:
                    node = self._at.add("TD")
                cells.append(TextBlock(clean(text).strip(), style, node, repeats=first))
        return cells

    def _widths(self, rows: Sequence[Sequence[TextBlock]]) -> tuple[float, ...]:
        beside = Look().left + Look().right + 0.5  # half a point, so that rounding never breaks a word
        columns = list(zip(*rows, strict=True))
        least = [max(_least(cell) for cell in column) + beside for column in columns]
        natural = [min(max(_natural(cell) for cell in column) + beside, self.width) for column in columns]
        return column_widths(least, natural, self.width)

    # ---- pictures and places to write ----

    def figure(
        self, draw: "DrawPicture | Drawing", alt: str, size: tuple[float, float] | None = None
    ) -> None:
        """A picture with its text alternative `alt`, which is required.

        `draw(canvas, width, height)` paints in points with the origin at the lower left corner of `size`; a
        ReportLab Drawing brings its own size. A picture too large for the page is shrunk, never cut.
        Fonts: "Sans", "Sans-Bold", "Sans-Italic". Raises ValueError without `alt` or `size`.
        """
        if callable(draw):
            paint = draw
        else:
            size, paint = (draw.width, draw.height), _paint_drawing(draw)
        words = _one_line(alt)
        if not words or size is None or min(size) <= 0:
            raise ValueError("a figure has a text alternative and a size")
        across, high = size
        scale = min(1.0, self.width / across, self._picture_height() / high)
        node = self._at.add("Figure", alt=words)
        self._blocks.append(Picture(_scaled(paint, size, scale), (across * scale, high * scale), node))

    def _picture_height(self) -> float:
        area = self._running.area(1)
        return area.top - area.bottom - _ABOVE_PICTURE

    def blank_lines(self, count: int, label: str = "") -> None:
        """Lines for handwriting, under an optional label."""
        with self.together():
            self._paragraphs(label, styles.LABEL)
            self._blocks += [Gap(_WRITING_LINE, rule=2) for _line in range(count)]
            self._blocks.append(Gap(8))

    def signatures(self, people: Sequence[Signature]) -> None:
        """Places to sign, abreast: place and date, signature, name in print."""
        columns: list[Block] = [self._signature(person) for person in people]
        for start in range(0, len(columns), _SIGNATURES_ABREAST):
            part = columns[start : start + _SIGNATURES_ABREAST]
            widths = (self.width / len(part),) * len(part)
            self._blocks.append(Grid((tuple(part),), widths, Look(right=16, ruled=False)))

    def _signature(self, person: Signature) -> Block:
        with self._within("Sect"):
            parts: list[Block] = [self._said(_one_line(person.role), styles.STRONG)]
            for label in (_("Ort och datum"), _("Namnteckning")):
                parts += [Gap(_WRITING_LINE, rule=2), self._said(label, styles.LABEL)]
            name = _one_line(person.name)
            if name:
                parts += [Gap(8), self._said(name, styles.VALUE), Gap(4, rule=2)]
            else:
                parts.append(Gap(_WRITING_LINE, rule=2))
            parts.append(self._said(_("Namnförtydligande"), styles.LABEL))
        return Stack(tuple(parts))

    def _said(self, text: str, style: TextStyle) -> TextBlock:
        return TextBlock(text, style, self._at.add("P"))

    def place(self, make: Callable[[Node], Block]) -> None:
        """A block of another kind. `make` is given the element that the block's own belong under."""
        self._blocks.append(make(self._at))

    # ---- the file ----

    def render(self) -> bytes:
        """The finished PDF. The same paper always gives the same bytes; rendering again is allowed."""
        fonts.register()
        forget_ink(self._tree)
        pages = BytesIO()
        with _rendering:
            canvas = TaggedCanvas(pages, self._draw_running, (self._sheet.across, self._sheet.high))
            Flow(canvas, self._area).place(self._blocks)
            canvas.save()
        return finish(pages.getvalue(), self._tree, canvas.owners, self._metadata())

    def _area(self, page: int) -> Area:
        _told_of_pages.get()(page)
        return self._running.area(page)

    def _draw_running(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        _told_of_pages.get()(page)
        self._running.draw(canvas, page, pages)

    def _metadata(self) -> Metadata:
        facts = self._facts
        title = without_person_numbers(_one_line(f"{facts.title} {facts.case_number}"))
        author = without_person_numbers(_one_line(self._author))
        return Metadata(title or _("Utan rubrik"), author, facts.lang, facts.made_on)


def _one_line(text: str) -> str:
    return clean(text).replace("\n", " ").strip()


def _rows_of(cells: Sequence[Block], abreast: int) -> tuple[Row, ...]:
    padded = [*cells, *[Gap(0)] * (-len(cells) % abreast)]
    return tuple(tuple(padded[start : start + abreast]) for start in range(0, len(padded), abreast))


def _least(block: TextBlock) -> float:
    return longest_word(block.text, lambda word: text_width(word, block.style.font, block.style.size))


def _natural(block: TextBlock) -> float:
    style = block.style
    return max(text_width(line, style.font, style.size) for line in block.text.split("\n"))


def _write_label(canvas: TaggedCanvas, label: str, left: float, baseline: float) -> None:
    canvas.setFont(styles.ITEM.font, styles.ITEM.size)
    canvas.setFillColor(styles.INK)
    canvas.drawString(left + 2, baseline, label + " ")


def _draw_box(canvas: TaggedCanvas, left: float, baseline: float, ticked: bool) -> None:
    canvas.setStrokeColor(styles.INK)
    canvas.setLineWidth(0.8)
    canvas.rect(left + 0.5, baseline - 0.8, 8, 8)
    if ticked:
        canvas.setLineWidth(1.2)
        canvas.lines([(left + 2.2, baseline + 3, left + 4, baseline + 1.2)])
        canvas.lines([(left + 4, baseline + 1.2, left + 7, baseline + 5.4)])


def _paint_drawing(drawing: "Drawing") -> DrawPicture:
    from reportlab.graphics import renderPDF  # here, since it costs half a second at start and is seldom used

    return lambda canvas, _width, _height: renderPDF.draw(drawing, canvas, 0, 0)


def _scaled(paint: DrawPicture, size: tuple[float, float], scale: float) -> DrawPicture:
    def paint_smaller(canvas: TaggedCanvas, _width: float, _height: float) -> None:
        canvas.scale(scale, scale)
        paint(canvas, *size)

    return paint if scale == 1 else paint_smaller
