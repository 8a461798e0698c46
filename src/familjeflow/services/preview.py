"""Papers as pictures: what is being written, beside the form, and any other paper before it leaves.

The pictures are made from the very bytes that would be saved, and never touch the disk.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from familjeflow.domain.errors import DomainError
from familjeflow.export import raster
from familjeflow.export.raster import PageImage

__all__ = ["PageImage", "Sheets", "images", "sheets"]


@dataclass(frozen=True)
class Sheets:
    """A paper with the size of each of its pages: width and height in points."""

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]


def sheets(make: Callable[[], bytes]) -> Sheets:
    """Make a paper and look at its pages. Raises what `make` raises, and DomainError "unreadable_pdf"."""
    pdf = make()
    try:
        return Sheets(pdf, raster.page_sizes(pdf))
    except raster.UnreadablePdfError as error:
        raise DomainError("unreadable_pdf") from error


def images(paper: Sheets, pages: Iterable[int], scale: float) -> Mapping[int, PageImage]:
    """Pictures of some pages, by number from 0, at `scale` pixels for each point."""
    return raster.page_images(paper.pdf, pages, scale)
