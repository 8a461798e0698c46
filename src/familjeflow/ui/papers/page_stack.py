"""The pages of a paper under each other, white in every theme, drawn when they come into sight."""

from collections.abc import Mapping
from itertools import accumulate
from math import ceil

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from familjeflow.i18n import _
from familjeflow.services.preview import PageImage
from familjeflow.ui import theme

_FULL = 96 / 72
"""Pixels for each point at 100 %."""
_LEAST, _MOST, _STEP = 0.3, 4.0, 1.25
_GAP = theme.M


class PageStack(QScrollArea):
    """`moved` tells that other pages may be in sight, `zoomed` the zoom where 1.0 is the size of the paper.

    A page keeps its old picture until it is given the new one.
    """

    moved = Signal()
    zoomed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._zoom: float | None = None
        self._pages: list[QLabel] = []
        self._made_for: dict[int, int] = {}  # pixels across of the pictures that are up to date
        self._column = QVBoxLayout()
        self._column.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        self._column.setSpacing(_GAP)
        self._column.addStretch(1)
        content = QWidget()
        content.setLayout(self._column)
        theme.mark(content, surface="ground")
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.mark(self, kind="pages")
        self.setAccessibleName(_("Förhandsgranskning"))
        # Always there: it would else come and go with the width that it takes itself.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.moved.emit())

    @property
    def count(self) -> int:
        """How many pages the paper has."""
        return len(self._pages)

    @property
    def scale(self) -> float:
        """Pixels of the screen for each point of the paper."""
        return self.zoom * _FULL * self.devicePixelRatioF()

    @property
    def zoom(self) -> float:
        """1.0 is the size of the paper; as wide as there is room until a person chose another."""
        if self._zoom is not None:
            return self._zoom
        widest = max((width for width, _height in self._sizes), default=595.0)
        room = self.viewport().width() - 2 * _GAP - 1  # pages are rounded up to whole pixels
        return min(max(room / (widest * _FULL), _LEAST), _MOST)

    def set_zoom(self, zoom: float | None) -> None:
        """Choose a zoom, None for as wide as there is room."""
        self._zoom = None if zoom is None else min(max(zoom, _LEAST), _MOST)
        self._size_pages()

    def larger(self) -> None:
        """One step closer."""
        self.set_zoom(self.zoom * _STEP)

    def smaller(self) -> None:
        """One step away."""
        self.set_zoom(self.zoom / _STEP)

    def show_paper(self, sizes: tuple[tuple[float, float], ...], pictures: Mapping[int, PageImage]) -> None:
        """Show another paper; `sizes` are points. Pages without a picture keep the one they have."""
        self._sizes = sizes
        self._made_for.clear()
        while len(self._pages) < len(sizes):
            page = QLabel()
            self._pages.append(page)
            self._column.insertWidget(self._column.count() - 1, page, 0, Qt.AlignmentFlag.AlignHCenter)
        while len(self._pages) > len(sizes):
            gone = self._pages.pop()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for number, page in enumerate(self._pages, 1):
            said = _("Förhandsgranskning, sida {n} av {count}")
            page.setAccessibleName(said.format(n=number, count=len(sizes)))
        self.draw(pictures)
        self._size_pages()

    def draw(self, pictures: Mapping[int, PageImage]) -> None:
        """Put pictures on pages, by number from 0."""
        for number, picture in pictures.items():
            if number < len(self._pages):
                pixmap = _pixmap(picture)
                pixmap.setDevicePixelRatio(self.devicePixelRatioF())
                self._pages[number].setPixmap(pixmap)
                self._made_for[number] = picture.width
        self._stretch_old()

    def missing(self) -> tuple[int, ...]:
        """The pages in sight whose picture is older than the paper or made for another zoom."""
        return tuple(n for n in self._in_sight() if not self._is_sharp(n))

    def picture(self, number: int) -> QPixmap:
        """What a page shows, counted from 0; a null pixmap before it has been drawn."""
        return self._pages[number].pixmap()

    def current(self) -> int:
        """The page that most of the view shows, counted from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        above = [n for n, top in enumerate(self._tops()) if top <= middle]
        return above[-1] if above else 0

    def go_to(self, number: int) -> None:
        """Bring the top of a page into sight; numbers outside go to the first or the last."""
        if self._pages:
            place = min(max(number, 0), len(self._pages) - 1)
            self.verticalScrollBar().setValue(self._tops()[place] - _GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width is another zoom, where the pages are as wide as there is room."""
        super().resizeEvent(event)
        self._size_pages()

    def _size_pages(self) -> None:
        zoom = self.zoom
        for page, (width, height) in zip(self._pages, self._sizes, strict=True):
            size = QSize(ceil(width * zoom * _FULL), ceil(height * zoom * _FULL))
            if page.size() != size:
                page.setFixedSize(size)
        self._stretch_old()
        self._column.activate()
        self.zoomed.emit(zoom)
        self.moved.emit()

    def _tops(self) -> list[int]:
        """Where each page begins, in pixels from the top; the layout itself comes to it a moment later."""
        heights = [page.height() + _GAP for page in self._pages]
        return [_GAP + above for above in accumulate(heights, initial=0)][: len(heights)]

    def _is_sharp(self, number: int) -> bool:
        """Whether a page shows this paper at this zoom (PDFium rounds the width up)."""
        return self._made_for.get(number) == ceil(self._sizes[number][0] * self.scale)

    def _stretch_old(self) -> None:
        """A picture for another zoom fills its page until the new one is there."""
        for number, page in enumerate(self._pages):
            page.setScaledContents(not self._is_sharp(number))

    def _in_sight(self) -> tuple[int, ...]:
        """The pages that are seen, and the one after them."""
        first = self.verticalScrollBar().value()
        last = first + self.viewport().height()
        places = zip(self._tops(), self._pages, strict=True)
        seen = [n for n, (top, page) in enumerate(places) if top < last and top + page.height() > first]
        beyond = (seen[-1] + 1,) if seen and seen[-1] + 1 < len(self._pages) else ()
        return (*seen, *beyond)


def _pixmap(picture: PageImage) -> QPixmap:
    image = QImage(
        picture.pixels, picture.width, picture.height, 4 * picture.width, QImage.Format.Format_RGB32
    )
    return QPixmap.fromImage(image.copy())  # the image does not keep the bytes alive
