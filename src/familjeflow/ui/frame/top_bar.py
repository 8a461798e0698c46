"""The bar at the top: search, what was saved last, who works, and Lås."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from familjeflow.i18n import _
from familjeflow.ui import actions, icons, theme
from familjeflow.ui.widgets import badges, buttons
from familjeflow.ui.widgets.layouts import row
from familjeflow.ui.widgets.text import label
from familjeflow.ui.widgets.tips import tip

_SEARCH_WIDTH = 440
_NAME_WIDTH = 260
_PAUSE = 120
"""Milliseconds without a key before the search is made."""


class SearchBox(QLineEdit):
    """`asked` carries the text after a short pause; `down`, `opened` and `left` are keys in it."""

    asked = Signal(str)
    down = Signal()
    opened = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_("Sök namn, personnummer eller ärendenummer"))
        self.setAccessibleName(_("Sök ärende"))
        self.setObjectName("search")
        self.setMaximumWidth(_SEARCH_WIDTH)
        hint = badges.key_hint(actions.shortcut("search").keys)
        inner = QHBoxLayout(self)
        inner.setContentsMargins(0, 0, theme.S, 0)
        inner.addStretch(1)
        inner.addWidget(hint)
        hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(lambda text: hint.setVisible(not text))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(lambda _text: self._pause.start())

    def _ask(self) -> None:
        self.asked.emit(self.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes into the answers, Enter opens the first, Esc lets go."""
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pause.stop()
            self._ask()
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self._pause.stop()
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class TopBar(QFrame):
    """`lock_asked` is sent by Lås."""

    lock_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        theme.mark(self, surface="bar")
        self.search = SearchBox()
        self.saved = label("", type_="meta", tone="muted")
        self._user = label("")
        self.lock_button = buttons.plain(_("Lås"), self.lock_asked.emit)
        icons.dress(self.lock_button, "lock", "text", 16)
        self.lock_button.setToolTip(actions.shortcut("lock").keys)
        parts = row(self.search, None, self.saved, self._user, self.lock_button, spacing=theme.M)
        parts.setStretch(0, 3)
        parts.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        self.setLayout(parts)

    def show_user(self, name: str) -> None:
        """Who works."""
        metrics = self._user.fontMetrics()
        self._user.setText(metrics.elidedText(name, Qt.TextElideMode.ElideRight, _NAME_WIDTH))
        self._user.setToolTip(tip(name))

    def show_saved(self, time: str) -> None:
        """When something was kept last, such as "14:02"."""
        self.saved.setText(_("Sparat {time}").format(time=time))
