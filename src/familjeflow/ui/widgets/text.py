"""Labels: one function per level of the type scale, and a label that shortens itself."""

from PySide6 import QtCore
from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from familjeflow.ui import theme
from familjeflow.ui.widgets.tips import tip

_PLAIN = 0
"""Qt.TextFormat.PlainText. As a number, since the `Qt` namespace is slow to load: see ui.theme."""


def label(text: str = "", *, type_: str = "", tone: str = "", wrap: bool = False) -> QLabel:
    """Plain text, never markup. `type_` is "meta", "strong", "section", "page" or "name"; `tone` a role.

    No accessible name is set: on a QLabel it would hide the text from a screen reader.
    """
    result = _Wrapped(text) if wrap else QLabel(text)
    result.setProperty("textFormat", _PLAIN)
    theme.mark(result, type=type_, tone=tone)
    return result


def page_title(text: str) -> QLabel:
    """The heading of a page."""
    return label(text, type_="page", wrap=True)


def section_title(text: str) -> QLabel:
    """The heading of a part of a page."""
    return label(text, type_="section", wrap=True)


def meta(text: str, *, wrap: bool = False) -> QLabel:
    """Small, muted: dates, sources, hints."""
    return label(text, type_="meta", tone="muted", wrap=wrap)


def reading(text: str, *, tone: str = "") -> QLabel:
    """Running text, at most about 75 characters a line."""
    result = label(text, tone=tone, wrap=True)
    result.setMaximumWidth(theme.LINE_LENGTH)
    return result


class _Wrapped(QLabel):
    """Running text that is never lower than its lines, which layouts with stretches would else cut."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def heightForWidth(self, width: int) -> int:
        """As high as the lines, which are never wider than the label may be."""
        return super().heightForWidth(min(width, self.maximumWidth()))

    def sizeHint(self) -> QSize:
        """As high as the lines are at the width that the label has got."""
        return QSize(super().sizeHint().width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Never lower than the lines."""
        return QSize(super().minimumSizeHint().width(), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width means other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class ElidedLabel(QLabel):
    """One line that ends in "…" where the room ends; the whole text is in the tool tip and for readers."""

    def __init__(self, text: str = "", *, type_: str = "", tone: str = "") -> None:
        super().__init__(text)
        self.setProperty("textFormat", _PLAIN)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.mark(self, type=type_, tone=tone)

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few characters."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shortened text."""
        shown = self.fontMetrics().elidedText(self.text(), QtCore.Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(tip(self.text()) if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), self.alignment() | QtCore.Qt.TextFlag.TextSingleLine, shown)
        painter.end()
