"""The network map on a form's paper: vectors with the whole map in words for who does not see it."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from familjeflow.domain.forms import Answers, FormField
from familjeflow.domain.network.drawing import draw_network
from familjeflow.domain.network.people import network_of
from familjeflow.domain.network.words import described
from familjeflow.export import fonts
from familjeflow.export.document import Paper
from familjeflow.export.picture_pdf import PRINT_PALETTE, draw
from familjeflow.export.tagged import TaggedCanvas
from familjeflow.i18n import _

_HIGH, _HIGH_WHEN_BLANK = 420.0, 385.0
"""Points: what is left of a first page under a letterhead, the client's name and a date; fields to write in
by hand take more of it."""
_LEAST_SCALE = 0.6
"""Points for a pixel. Names are 12 pixels high, and smaller than 7 points they are hard to read."""


@contextmanager
def people_section(paper: Paper, field: FormField, rows: Sequence[Answers]) -> Iterator[None]:
    """The section of a list of people: its heading on the same page as the map, then what is added here.

    Without rows the map is empty, to draw on by hand.
    """
    with ExitStack() as section:
        with paper.together():
            section.enter_context(paper.section(field.label))
            _figure(paper, field, rows)
        yield


def _figure(paper: Paper, field: FormField, rows: Sequence[Answers]) -> None:
    network = network_of(field, [dict(row) for row in rows])
    picture = draw_network(network, _measure).picture

    high = _HIGH if rows else _HIGH_WHEN_BLANK
    scale = min(paper.width / picture.width, max(_LEAST_SCALE, high / picture.height))

    def pen(canvas: TaggedCanvas, width: float, _height: float) -> None:
        canvas.translate((width - picture.width * scale) / 2, 0)
        draw(canvas, picture, PRINT_PALETTE, picture.width * scale)

    paper.figure(pen, described(network), (paper.width, picture.height * scale))


def numbered(header: list[str], cells: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """The table of the people with the number that each has on the map before the first cell."""
    rows = [
        [_("{number}. {name}").format(number=n, name=first).strip(), *rest]
        for n, (first, *rest) in enumerate(cells, 1)
    ]
    return header, rows


def _measure(text: str, size: float, bold: bool) -> float:
    return fonts.text_width(fonts.clean(text), fonts.BOLD if bold else fonts.REGULAR, size)
