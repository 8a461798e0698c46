"""A ReportLab canvas that knows the structure of what it paints.

Open-source ReportLab writes no tags. This canvas does, on one rule: what is painted while a node is open
belongs to that node, and everything else (rules, backgrounds) is an artifact. So untagged content cannot
happen.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Literal

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from familjeflow.export import fonts
from familjeflow.export.structure import Ink, Link, Node

_ARTIFACT = "/Artifact BMC"
_END = "EMC"

Direction = Literal["LTR", "RTL"]
DrawOnPage = Callable[["TaggedCanvas", int, int], None]


class TaggedCanvas(Canvas):
    """Draws into `file`; `owners[page][mcid]` tells afterwards which node owns which marked content.

    `running` is called as `running(canvas, page, pages)` for every page, counted from 1, when the number of
    pages is known. Its ink comes before the page's own, so that the order of content is the order of reading.
    """

    _code: list[str]  # ReportLab's list of the page's operators so far; types-reportlab does not tell of it

    def __init__(self, file: IO[bytes], running: DrawOnPage, pagesize: tuple[float, float]) -> None:
        self.owners: list[list[Node]] = []
        self._waiting: list[tuple[int, Callable[[TaggedCanvas], None]]] = []
        self._running = running
        self._reset_marks()
        # invariant: no clock and no random file id. initialFontName: ReportLab's Helvetica is never embedded.
        # pageCompression: `finish` compresses, and need not undo it first.
        super().__init__(
            file,
            pagesize=pagesize,
            invariant=1,
            initialFontName=fonts.REGULAR,  # type: ignore[arg-type]  # the stub says float; it is a name
            enforceColorSpace="RGB",
            pageCompression=0,
        )
        self._bookmarks = 0

    def _reset_marks(self) -> None:
        self._open: Node | str | None = None
        self._mark = 0
        self._page_owners: list[Node] = []

    @contextmanager
    def inside(self, node: Node | None) -> Iterator[None]:
        """What is painted here belongs to `node`; None makes it an artifact."""
        before = self._switch(node)
        try:
            yield
        finally:
            self._switch(before)

    @contextmanager
    def running_artifact(self, subtype: str) -> Iterator[None]:
        """What is painted here is a page's `Header` or `Footer` (PDF/UA-1, 7.8), never read aloud."""
        before = self._switch(f"/Artifact <</Type/Pagination/Subtype/{subtype}>> BDC")
        try:
            yield
        finally:
            self._switch(before)

    def _switch(self, to: Node | str | None) -> Node | str | None:
        before = self._open
        if to is before:
            return before
        self._close_open()
        if isinstance(to, Node):
            mcid = len(self._page_owners)
            self._page_owners.append(to)
            to.kids.append(Ink(self.getPageNumber() - 1, mcid))
            self._code.append(f"/{to.tag} <</MCID {mcid}>> BDC")
        elif to is not None:
            self._code.append(to)
        self._open, self._mark = to, len(self._code)
        return before

    def _close_open(self) -> None:
        if self._open is not None:
            self._code.append(_END)
        elif len(self._code) > self._mark:
            self._code.insert(self._mark, _ARTIFACT)
            self._code.append(_END)
        self._open, self._mark = None, len(self._code)

    def showPage(self) -> None:  # noqa: N802  # ReportLab's name
        self._close_open()
        self.owners.append(self._page_owners)
        super().showPage()
        self._reset_marks()

    def save(self) -> None:
        if self._code:
            self.showPage()
        self._draw_running()
        super().save()

    def _draw_running(self) -> None:
        """A page's content is still text until the file is written, so ink can be put before it."""
        pages = self._doc.Pages.pages  # type: ignore[attr-defined]  # not in types-reportlab
        for index, page in enumerate(pages):
            self._code, self._pageNumber = [], index + 1
            self._reset_marks()
            self._page_owners = self.owners[index]
            self._running(self, index + 1, len(pages))
            self._close_open()
            page.stream = "q\n" + "\n".join(self._code) + "\nQ\n" + page.stream
        for index, draw in self._waiting:
            self._code, self._pageNumber = [], index + 1
            self._reset_marks()
            self._page_owners = self.owners[index]
            draw(self)
            self._close_open()
            pages[index].stream += "\nq\n" + "\n".join(self._code) + "\nQ\n"
        self._code = []

    def setFont(self, psfontname: str, size: float, leading: float | None = None) -> None:  # noqa: N802
        """Another font becomes Sans: only ours are embedded, and drawings bring defaults of their own."""
        known = psfontname in fonts.FACES or psfontname == fonts.ARABIC
        super().setFont(psfontname if known else fonts.REGULAR, size, leading)

    def draw_arabic(self, run: str, x: float, y: float, size: float) -> float:
        """One run of Arabic words in their joined forms, read aloud as they are written. Returns its width.

        The shaped glyphs stand from left to right and may have no character of their own, so the run's text
        goes with them (ISO 19005-2, 6.2.11.7.3; ISO 32000-1, 14.9.4).
        """
        from reportlab.pdfbase.ttfonts import ShapedStr, shapeStr  # needs uharfbuzz

        fonts.register_arabic()
        shaped = shapeStr(run, fonts.ARABIC, size, force=True)
        assert isinstance(shaped, ShapedStr)
        parts = shaped.__shapeData__  # type: ignore[attr-defined]  # not in types-reportlab
        said = run.encode("utf-16-be").hex().upper()
        self._code.append(f"/Span <</ActualText <FEFF{said}>>> BDC")
        text = self.beginText(x, y)
        text.setFont(fonts.ARABIC, size)
        text.textOut(shaped)
        self.drawText(text)
        self._code.append(_END)
        return float(sum(part.x_advance for part in parts)) * size / 1000

    def beginText(self, x: float = 0, y: float = 0, direction: Direction | None = None) -> PDFTextObject:  # noqa: N802
        return _CleanText(self, x, y, direction)

    def bookmark(self, title: str, level: int, y: float) -> None:
        """An entry in the outline, `level` 0 outermost, that leads to height `y` of this page (points)."""
        self._bookmarks += 1
        key = f"b{self._bookmarks}"
        self.bookmarkHorizontalAbsolute(key, y)
        self.addOutlineEntry(title, key, level)

    def link(self, node: Node, uri: str, says: str, rect: tuple[float, float, float, float]) -> None:
        """Makes the rectangle (left, bottom, right, top; points) a link of `node`; `finish` writes it."""
        node.kids.append(Link(self.getPageNumber() - 1, rect, uri, says))

    def link_to(self, node: Node, target: Node, says: str, rect: tuple[float, float, float, float]) -> None:
        """Makes the rectangle a link of `node` to the page where `target` begins in this paper."""
        node.kids.append(Link(self.getPageNumber() - 1, rect, "", says, target))

    def when_known(self, draw: Callable[["TaggedCanvas"], None]) -> None:
        """Draw on this page once every page is laid out, such as the number of a later page."""
        self._waiting.append((self.getPageNumber() - 1, draw))


class _CleanText(PDFTextObject):
    """The last guard: no character reaches the file that its font does not have."""

    def _formatText(self, text: str) -> str:  # noqa: N802
        if hasattr(text, "__shapeData__"):  # cleaned before it was shaped
            return str(super()._formatText(text))  # type: ignore[misc]  # not in types-reportlab
        return str(super()._formatText(fonts.without_arabic(fonts.clean(text))))  # type: ignore[misc]  # not in types-reportlab
