"""The akt: a cover, contents with page numbers and links, and every part of a case in one numbered paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from familjeflow.export import styles
from familjeflow.export.blocks import Solid, TextBlock, write_lines
from familjeflow.export.document import Paper
from familjeflow.export.fonts import clean, text_width
from familjeflow.export.letterhead import Letterhead, PaperFacts
from familjeflow.export.structure import Node
from familjeflow.export.tagged import TaggedCanvas
from familjeflow.i18n import _

_NUMBER_WIDTH = 34.0  # points kept for the page number
_STYLE = styles.VALUE
_BETWEEN = 5.0


@dataclass(frozen=True)
class AktPart:
    """One part: its heading, a date or remark beside it in the contents, and what writes it on the paper."""

    title: str
    remark: str
    write: Callable[[Paper], None]


@dataclass(frozen=True)
class Akt:
    """A whole case on paper."""

    headline: str
    cover: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    parts: tuple[AktPart, ...]


def akt_paper(akt: Akt, facts: PaperFacts, letterhead: Letterhead) -> bytes:
    """The akt as one PDF that is PDF/UA-1 and PDF/A-2a, with an entry in the outline for each part."""
    paper = _AktPaper(facts, letterhead)
    paper.lead(akt.headline)
    paper.facts(akt.cover)
    for warning in akt.warnings:
        paper.note(warning)
    with paper.section(_("Innehåll")):
        paper.contents(akt.parts)
    for part in akt.parts:
        paper.page_break()
        paper.part(part)
    return paper.render()


class _AktPaper(Paper):
    """A paper that knows where its parts begin."""

    _targets: list[Node]

    def contents(self, parts: Sequence[AktPart]) -> None:
        """A line for each part; where it begins is written when the pages are known."""
        self._targets = []
        with self._within("TOC"):
            for place, part in enumerate(parts):
                link = self._at.add("TOCI").add("Reference").add("Link")
                words = " · ".join(filter(None, (part.title, part.remark)))
                title = TextBlock(clean(words).replace("\n", " "), _STYLE, link)
                self._blocks.append(_Entry(title, self._targets, place))

    def part(self, part: AktPart) -> None:
        """One part under its heading."""
        before = len(self._blocks)
        with self.section(part.title):
            heading = self._blocks[before]
            assert isinstance(heading, TextBlock)
            self._targets.append(heading.node)
            part.write(self)


@dataclass(frozen=True)
class _Entry(Solid):
    """A line of the contents: the whole line is the link."""

    title: TextBlock
    targets: list[Node]
    place: int

    def height(self, width: float) -> float:
        return self.title.height(width - _NUMBER_WIDTH) + _BETWEEN

    def draw(self, canvas: TaggedCanvas, left: float, top: float, width: float) -> None:
        self.title.draw(canvas, left, top, width - _NUMBER_WIDTH)
        target, link = self.targets[self.place], self.title.node
        bottom = top - self.height(width) + _BETWEEN
        line = bottom + _STYLE.leading
        self._draw_leader(canvas, left, line, width)
        says = _("Gå till {title}").format(title=self.title.text)
        canvas.link_to(link, target, says, (left, bottom, left + width, top))

        def number(later: TaggedCanvas) -> None:
            text = str((target.first_page() or 0) + 1)
            right = left + width - text_width(text, _STYLE.font, _STYLE.size)
            with later.inside(link):
                write_lines(later, [" " + text], _STYLE, right - text_width(" ", _STYLE.font, 10), line)

        canvas.when_known(number)

    def _draw_leader(self, canvas: TaggedCanvas, left: float, line: float, width: float) -> None:
        """Dots from the title to its number; decoration, so no screen reader says "dot dot dot"."""
        last = self.title.lines(width - _NUMBER_WIDTH)[-1].rstrip()
        start = left + text_width(last, _STYLE.font, _STYLE.size) + 6
        canvas.setStrokeColor(styles.RULE)
        canvas.setLineWidth(1)
        canvas.setLineCap(1)
        canvas.setDash([0.1, 4])
        canvas.line(start, line - _STYLE.baseline, left + width - _NUMBER_WIDTH + 10, line - _STYLE.baseline)
        canvas.setDash([])
        canvas.setLineCap(0)
