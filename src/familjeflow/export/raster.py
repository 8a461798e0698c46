"""The pages of a PDF as pictures, for the screen and for a printer. Everything stays in memory.

pypdfium2 (PDFium, the renderer of Chromium) is loaded at the first picture: the start of the program does not
need it. It reads from the bytes it is given and writes no file.
"""

import math
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

_one_at_a_time = threading.Lock()
"""PDFium is not thread-safe, not even with different documents:
https://pypdfium2.readthedocs.io/en/stable/python_api.html"""


_MOST_PAGES = 5000
_MOST_PIXELS = 40_000_000
"""Of one picture, 160 MB: a page may say that it is as large as a house."""


class UnreadablePdfError(Exception):
    """The bytes are no PDF, or a broken, locked or absurdly long one."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page. `pixels` has four bytes for each pixel, blue, green, red and 255, in rows without padding."""

    width: int
    height: int
    pixels: bytes


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page in points. Raises UnreadablePdfError."""
    with _opened(pdf) as document:
        return tuple(document.get_page_size(number) for number in range(len(document)))


def page_images(pdf: bytes, pages: Iterable[int], scale: float) -> dict[int, PageImage]:
    """The pages by number, counted from 0, at `scale` pixels for each point; a huge page gets fewer.

    Numbers beyond the last are left out. Raises UnreadablePdfError.
    """
    with _opened(pdf) as document:
        known = range(len(document))
        return {number: _drawn(document, number, scale) for number in pages if number in known}


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2

    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise UnreadablePdfError from error
        try:
            if len(document) > _MOST_PAGES:
                raise UnreadablePdfError
            document.init_forms()  # so that the fields of a fillable form are drawn too
            yield document
        except pypdfium2.PdfiumError as error:  # a page that is named but not there
            raise UnreadablePdfError from error
        finally:
            document.close()


def _drawn(document: Any, number: int, scale: float) -> PageImage:
    page = document[number]
    width, height = page.get_size()
    scale = min(scale, math.sqrt(_MOST_PIXELS / max(width * height, 1)))
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    try:
        return PageImage(bitmap.width, bitmap.height, bytes(bitmap.buffer))
    finally:
        bitmap.close()
        page.close()
