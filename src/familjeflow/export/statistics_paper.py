"""Statistics on paper: what was chosen, the picture with its text alternative, and the same as a table."""

from dataclasses import dataclass

from familjeflow.domain.picture.display import Picture
from familjeflow.export.document import Paper
from familjeflow.export.letterhead import Letterhead, PaperFacts
from familjeflow.export.picture_pdf import PRINT_PALETTE, draw
from familjeflow.export.styles import LANDSCAPE, PORTRAIT
from familjeflow.export.tagged import TaggedCanvas
from familjeflow.i18n import _

_LYING, _STANDING = 290.0, 500.0
"""Points that are left for a picture on the first page, under what is said about it."""


@dataclass(frozen=True)
class StatisticsPaper:
    """What the paper says. `about` is what was chosen, `remark` why some numbers are hidden."""

    title: str
    about: str
    summary: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    remark: str
    picture: Picture | None = None


def statistics_paper(content: StatisticsPaper, facts: PaperFacts, letterhead: Letterhead) -> bytes:
    """The paper as a tagged PDF."""
    lying, standing = Paper(facts, letterhead, LANDSCAPE), Paper(facts, letterhead, PORTRAIT)
    low, high = (
        _scale(content.picture, *room) for room in ((lying.width, _LYING), (standing.width, _STANDING))
    )
    paper, scale = (lying, low) if low >= high else (standing, high)
    with paper.section(content.title):
        paper.p(content.about)
        paper.p(content.summary)
        if content.picture is not None:
            _figure(paper, content.picture, scale, content.summary)
        if content.rows:
            paper.table(content.header, content.rows)
        else:
            paper.p(_("Inget att visa."))
        paper.p(content.remark)
    return paper.render()


def _scale(picture: Picture | None, width: float, height: float) -> float:
    """How large the picture can be drawn on a sheet with so much room, at most as it is."""
    return min(1.0, width / picture.width, height / picture.height) if picture is not None else 1.0


def _figure(paper: Paper, picture: Picture, scale: float, alt: str) -> None:
    def pen(canvas: TaggedCanvas, width: float, _height: float) -> None:
        draw(canvas, picture, PRINT_PALETTE, width)

    paper.figure(pen, alt, (picture.width * scale, picture.height * scale))
