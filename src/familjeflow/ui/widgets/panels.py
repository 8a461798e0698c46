"""Framed surfaces: a card, a notice with an act, and what an empty place says."""

from PySide6 import QtCore
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from familjeflow.ui import icons, theme
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.text import label, reading, section_title

_NOTICE_ICONS = {"overdue": "triangle-alert", "done": "circle-check", "protected": "shield-alert"}


class Card(QFrame):
    """A raised, framed surface with an optional heading. Put content into `body`."""

    def __init__(self, title: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, surface="card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        self.body.setSpacing(theme.S)
        if title:
            self.body.addWidget(label(title, type_="section"))


class Notice(QFrame):
    """A coloured line that says what happened, what it means and, with `act`, what to do.

    `tone` is a role with a soft tint. `under` puts the act below the text, for narrow places. Hidden while
    it has no text.
    """

    def __init__(
        self, tone: str, text: str = "", act: QPushButton | None = None, *, under: bool = False
    ) -> None:
        super().__init__()
        self._icon = QLabel()
        self.text = label(text, wrap=True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        words = column(self.text, row(act, None), spacing=2) if act is not None and under else self.text
        parts = row(self._icon, words, spacing=theme.M, margin=theme.M)
        parts.setStretch(1, 1)
        if act is not None and not under:
            parts.addWidget(act, 0, QtCore.Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(parts)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.say(text, tone)

    def say(self, text: str, tone: str = "") -> None:
        """Show another text; an empty one hides the notice."""
        if tone:
            theme.mark(self, notice=tone)
            icons.dress(self._icon, _NOTICE_ICONS.get(tone, "info"), tone, 20)
        self.text.setText(text)
        if not text:
            self.hide()
        elif self.parent() is not None:  # without a parent it would flash as a window of its own
            self.show()


class EmptyState(QWidget):
    """What an empty place says: what it is for and what to do now."""

    def __init__(self, icon: str, title: str, text: str, *acts: QPushButton) -> None:
        super().__init__()
        mark = QLabel()
        icons.dress(mark, icon, "muted", 36)
        words = reading(text, tone="muted")
        buttons = row(*acts, None, spacing=theme.S)
        inner = column(mark, section_title(title), words, theme.S, buttons, spacing=theme.S)
        outer = row(None, inner, None)
        outer.setStretch(1, 2)
        self.setLayout(column(None, outer, None, None, margin=theme.XL))
