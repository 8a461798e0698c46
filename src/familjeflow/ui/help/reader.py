"""The pane's text: Markdown drawn by Qt itself. It reaches nothing but the guide's own folder."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QFont, QImage, QResizeEvent, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from familjeflow.i18n import _
from familjeflow.ui import theme
from familjeflow.ui.help.guide import ORDER, GuidePage, folder, page
from familjeflow.ui.widgets.layouts import name_scroll_bars

_MARGIN = 24
"""Pixels of the pane that a picture may not take."""


class GuideReader(QTextBrowser):
    """Shows a page of the guide. `wanted` carries the page and heading of a link that was followed."""

    wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Användarhandboken"))
        name_scroll_bars(self, self.accessibleName())
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(self.Shape.NoFrame)
        self.anchorClicked.connect(self._follow)
        self._page: GuidePage | None = None
        self._drawn: QTextDocument | None = None
        self._width = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._draw_again)

    def show_page(self, shown: GuidePage, heading: str = "") -> None:
        """Show a page, with a heading of it at the top."""
        if self._page is not shown:
            self._page = shown
            self._draw()
        self.go_to(heading)

    def go_to(self, heading: str) -> None:
        """Put a heading at the top and the cursor on it, so that a screen reader goes on reading there."""
        block = self._block_of(heading)
        self.setTextCursor(QTextCursor(block))
        box = self.document().documentLayout().blockBoundingRect(block)
        self.verticalScrollBar().setValue(int(box.top()) if heading else 0)

    def heading(self) -> str:
        """The heading at or above the cursor."""
        block = self.textCursor().block()
        while block.isValid() and not block.blockFormat().headingLevel():
            block = block.previous()
        return block.text() if block.isValid() else ""

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802  # Qt's own name
        """A picture of the guide, no wider than the pane; nothing from anywhere else."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        url = name if isinstance(name, QUrl) else QUrl(name)
        path = folder() / "bilder" / Path(url.path()).name
        image = QImage(str(path)) if not url.scheme() and path.is_file() else QImage()
        room = max(self.viewport().width() - _MARGIN, 120)
        if image.width() > room:
            image = image.scaledToWidth(room, _smooth())
        return image

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures are as wide as there is room for."""
        super().resizeEvent(event)
        if self._page is not None and self.viewport().width() != self._width:
            self._later.start()  # Qt is in the midst of laying out the old document

    def _draw_again(self) -> None:
        kept = self.heading()
        self._draw()
        self.go_to(kept)

    def _draw(self) -> None:
        if self._page is None:
            return
        # A new document each time: a used one writes everything as its first heading is written.
        self._width = self.viewport().width()
        drawn = QTextDocument(self)
        drawn.setDefaultFont(QFont(self.font().family(), theme.BODY))
        drawn.setDocumentMargin(theme.S)
        drawn.setMarkdown(self._page.markdown)
        self.setDocument(drawn)
        before, self._drawn = self._drawn, drawn
        if before is not None:
            before.deleteLater()
        self._give_room()

    def _give_room(self) -> None:
        """Headings in the sizes of the program, with air above them and between paragraphs."""
        sizes = {1: theme.PAGE, 2: theme.SECTION, 3: theme.BODY}
        block = self.document().begin()
        while block.isValid():
            cursor = QTextCursor(block)
            level = block.blockFormat().headingLevel()
            form = block.blockFormat()
            form.setTopMargin(theme.L if level else theme.XS)
            form.setBottomMargin(theme.XS)
            cursor.setBlockFormat(form)
            if level:
                cursor.movePosition(cursor.MoveOperation.EndOfBlock, cursor.MoveMode.KeepAnchor)
                words = cursor.charFormat()
                words.setProperty(words.Property.FontSizeAdjustment, 0)
                words.setFontPointSize(sizes.get(level, theme.BODY))
                words.setFontWeight(QFont.Weight.DemiBold)
                cursor.mergeCharFormat(words)
            block = block.next()

    def _block_of(self, heading: str) -> QTextBlock:
        block = self.document().begin()
        while block.isValid():
            if heading and block.blockFormat().headingLevel() and block.text() == heading:
                return block
            block = block.next()
        return self.document().begin()

    def _follow(self, url: QUrl) -> None:
        """Only to another page of the guide."""
        name = url.path().removesuffix(".md")
        if not url.scheme() and name in ORDER:
            self.wanted.emit(name, page(name).heading_of(url.fragment()))


def _smooth() -> Qt.TransformationMode:
    return Qt.TransformationMode.SmoothTransformation
