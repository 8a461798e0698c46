"""The text area: grows with its text, takes any paste as plain text, and lets Tab go on to the next field."""

import re

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QTextDocumentFragment
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

MIN_LINES = 3
_FRAME = 16
# Also signs that turn the reading direction of what follows, and halves of pairs, which no file holds.
_CONTROL_CHARACTERS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffc\ufffe\uffff]"
)


def pasted_text(source: QMimeData) -> str:
    """What a paste means as plain text, whatever program it came from; "" when it holds no words."""
    text = source.text()
    if not text and source.hasHtml():
        text = QTextDocumentFragment.fromHtml(source.html()).toPlainText()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _CONTROL_CHARACTERS.sub("", text.replace("\u00a0", " "))


class PlainText(QPlainTextEdit):
    """A growing text area for running words: no fonts, no colours, nothing lost in a paste."""

    def __init__(self, parent: QWidget | None = None, min_lines: int = MIN_LINES) -> None:
        super().__init__(parent)
        self._min_lines = min_lines
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Anything with words can be pasted, also where the other program only gives formatted text."""
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Paste the words alone."""
        self.insertPlainText(pasted_text(source))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        # The size of a plain text document is counted in lines, not pixels (Qt: QPlainTextDocumentLayout).
        lines = max(self._min_lines, round(self.document().size().height()))
        line = QFontMetricsF(self.font()).lineSpacing()
        height = round(lines * line + 2 * self.document().documentMargin() + _FRAME)
        if height != self.height():
            self.setFixedHeight(height)
