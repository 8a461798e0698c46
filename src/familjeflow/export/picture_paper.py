"""The process picture alone on a sheet."""

from collections.abc import Mapping

from familjeflow.domain.picture.display import Picture
from familjeflow.export.document import Paper
from familjeflow.export.letterhead import Letterhead, PaperFacts
from familjeflow.export.picture_pdf import draw
from familjeflow.export.styles import LANDSCAPE
from familjeflow.export.tagged import TaggedCanvas


def picture_paper(
    picture: Picture, palette: Mapping[str, str], alt: str, facts: PaperFacts, letterhead: Letterhead
) -> bytes:
    """A tagged page with the picture as large as it fits; `alt` is what a screen reader reads."""

    def pen(canvas: TaggedCanvas, width: float, _height: float) -> None:
        draw(canvas, picture, palette, width)

    paper = Paper(facts, letterhead, LANDSCAPE)
    paper.figure(pen, alt, (picture.width, picture.height))
    return paper.render()
