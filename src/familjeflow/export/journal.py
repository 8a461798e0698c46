"""The journal on paper: every note signed, and every correction visible with who, when and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from familjeflow.export import styles
from familjeflow.export.blocks import TextBlock, draw_rule
from familjeflow.export.document import Paper
from familjeflow.export.fonts import clean, text_width
from familjeflow.export.letterhead import Letterhead, PaperFacts
from familjeflow.export.tagged import TaggedCanvas
from familjeflow.i18n import _

if TYPE_CHECKING:
    from familjeflow.export.structure import Attribute, Node

_STRUCK = styles.TextStyle(ink=styles.MUTED)
_SIGNED = styles.DETAIL
_HEIGHT_OF_STROKE = 0.3  # of the type size, above the baseline: through the middle of small letters


@dataclass(frozen=True)
class StruckText:
    """A text that was struck out; `told` says who struck it, when and why, in finished words."""

    text: str
    told: str


@dataclass(frozen=True)
class JournalEntry:
    """One note in finished words. `about` says whose akt and which step, `signed` who wrote it and when.

    `text` is the one that holds; `struck` those before it, oldest first; `remark` stands under them.
    """

    heading: str
    about: str
    text: str
    signed: str
    struck: tuple[StruckText, ...] = ()
    remark: str = ""


@dataclass(frozen=True)
class Journal:
    """What the paper says: the notes in order of their days, and what the reader must know first."""

    lead: str
    warnings: tuple[str, ...]
    entries: tuple[JournalEntry, ...]


def journal_paper(journal: Journal, facts: PaperFacts, letterhead: Letterhead) -> bytes:
    """The paper as a PDF that is PDF/UA-1 and PDF/A-2a."""
    paper = Paper(facts, letterhead)
    write_journal(paper, journal)
    return paper.render()


def write_journal(paper: Paper, journal: Journal) -> None:
    """The journal on a paper that may hold more."""
    paper.lead(journal.lead)
    for warning in journal.warnings:
        paper.note(warning)
    write_entries(paper, journal.entries)


def write_entries(paper: Paper, entries: Sequence[JournalEntry]) -> None:
    """Note after note, each under its own heading."""
    for entry in entries:
        with paper.section(entry.heading):
            _write_entry(paper, entry)


def _write_entry(paper: Paper, entry: JournalEntry) -> None:
    paper.quiet(entry.about)
    for struck in entry.struck:
        _strike(paper, struck)
    paper.p(entry.text)
    if entry.remark:
        paper.note(entry.remark)
    words = clean(entry.signed).strip()
    if words:
        paper.place(lambda at: TextBlock(words, _SIGNED, at.add("P")))


def _strike(paper: Paper, struck: StruckText) -> None:
    """The text with a line through it. A line is nothing to a screen reader and lost in a copied text, so the
    words before it say the same."""
    paper.quiet(struck.told)
    words = clean(_("Struket: {text}").format(text=_one_paragraph(struck.text)))

    def block(at: "Node") -> TextBlock:
        marked: dict[str, dict[str, Attribute]] = {"Layout": {"TextDecorationType": "LineThrough"}}
        return _StruckBlock(words, _STRUCK, at.add("P").add("Span", attributes=marked))

    paper.place(block)


def _one_paragraph(text: str) -> str:
    """Without blank lines, so that the words before it hold for all of it."""
    return "\n".join(filter(None, map(str.strip, text.splitlines())))


@dataclass(frozen=True)
class _StruckBlock(TextBlock):
    """Text with a line through every line of it (ISO 32000-1, 14.8.5.4.4, TextDecorationType)."""

    def draw(self, canvas: TaggedCanvas, left: float, top: float, width: float) -> None:
        super().draw(canvas, left, top, width)
        for number, line in enumerate(self.lines(width)):
            baseline = top - number * self.style.leading - self.style.baseline
            across = text_width(line.rstrip(), self.style.font, self.style.size)
            draw_rule(canvas, left, baseline + _HEIGHT_OF_STROKE * self.style.size, across, self.style.ink)
