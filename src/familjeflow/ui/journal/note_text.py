"""Where a note is written: an ordinary text area, so that dictation and every other input method work."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from familjeflow.ui.forms.plain_text import pasted_text


class NoteText(QPlainTextEdit):
    """Running words that scroll. Any paste comes in as words alone; Tab goes on to the next control."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Anything with words can be pasted."""
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Paste the words alone."""
        self.insertPlainText(pasted_text(source))

    def go_to_end(self) -> None:
        """Move the keyboard here, after what is written."""
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setFocus()

    def put(self, words: str) -> None:
        """Put words in where the cursor is; one Ctrl+Z takes them out again."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.insertText(words)
        cursor.endEditBlock()
        self.setFocus()
