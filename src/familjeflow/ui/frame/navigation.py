"""The navigation at the left: the pages that work, with what waits in each."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from familjeflow.i18n import _
from familjeflow.ui import theme
from familjeflow.ui.frame.page_names import page_names
from familjeflow.ui.widgets import badges
from familjeflow.ui.widgets.buttons import nav
from familjeflow.ui.widgets.layouts import column
from familjeflow.ui.widgets.text import label, meta

_WIDTH = 164


class Navigation(QFrame):
    """`page_chosen` carries a page's slug."""

    page_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        theme.mark(self, surface="side")
        self.setFixedWidth(_WIDTH)
        self.buttons: dict[str, QPushButton] = {}
        self._counts: dict[str, QLabel] = {}
        self._said: dict[str, str] = {}
        self.shown = ""
        self._status = meta("", wrap=True)
        name = label("FamiljeFlow", type_="strong")
        name.setContentsMargins(theme.S, theme.XS, 0, theme.S)
        parts = column(name, spacing=2, margin=theme.S)
        for slug, word in page_names():
            parts.addWidget(self._entry(slug, word))
        parts.addStretch(1)
        self._status.setContentsMargins(theme.S, 0, 0, theme.S)
        parts.addWidget(self._status)
        self.setLayout(parts)

    def _entry(self, slug: str, word: str) -> QPushButton:
        button = nav(word, lambda: self.page_chosen.emit(slug))
        count = badges.count(0)
        count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        count.hide()
        inner = QHBoxLayout(button)
        inner.setContentsMargins(0, 0, theme.S, 0)
        inner.addStretch(1)
        inner.addWidget(count)
        self.buttons[slug] = button
        self._counts[slug] = count
        return button

    def show_page(self, slug: str) -> None:
        """Mark a page as the one that is shown; "" for none."""
        self.shown = slug
        for name, button in self.buttons.items():
            theme.mark(button, current="true" if name == slug else "false")
            self._describe(name)

    def show_count(self, slug: str, number: int, spoken: str, *, overdue: bool = False) -> None:
        """Show how much waits on a page; `spoken` says it in words."""
        badge = self._counts[slug]
        badge.setText(str(number))
        badge.setVisible(number > 0)
        theme.mark(badge, count="overdue" if overdue else "plain")
        self._said[slug] = spoken if number else ""
        self._describe(slug)

    def _describe(self, slug: str) -> None:
        """What a screen reader says after the name: whether the page is shown, and what waits there."""
        said = [_("visas nu")] if slug == self.shown else []
        said += [self._said[slug]] if self._said.get(slug) else []
        self.buttons[slug].setAccessibleDescription(", ".join(said))

    def show_status(self, text: str) -> None:
        """Where the official record is kept."""
        self._status.setText(text)
        self._status.setVisible(bool(text))
