"""What Min dag is narrowed to: a role and a client."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from familjeflow.i18n import _
from familjeflow.ui import theme
from familjeflow.ui.forms.choice_editors import CalmComboBox
from familjeflow.ui.widgets.layouts import row

_PAUSE = 120
"""Milliseconds without a key before the lists are read again."""
_ROLE_WIDTH = 190
_CLIENT_WIDTH = 200


class DayFilterLine(QWidget):
    """`changed` when something else is wanted."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._roles: tuple[tuple[str, str], ...] = ()
        self.role_box = CalmComboBox()
        self.role_box.setAccessibleName(_("Visa uppgifter för"))
        self.role_box.setFixedWidth(_ROLE_WIDTH)
        self.client_line = QLineEdit()
        self.client_line.setAccessibleName(_("Visa bara klient"))
        self.client_line.setPlaceholderText(_("Visa bara klient …"))
        self.client_line.setFixedWidth(_CLIENT_WIDTH)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.changed)
        self.role_box.activated.connect(lambda _place: self.changed.emit())
        self.client_line.textChanged.connect(lambda _text: self._pause.start())
        self.setLayout(row(self.role_box, self.client_line, spacing=theme.S))

    def role(self) -> str | None:
        """The chosen role's slug, None before anything has been shown."""
        return str(self.role_box.currentData()) if self.role_box.count() else None

    def client(self) -> str:
        """The words of a name or number."""
        return self.client_line.text().strip()

    def show_roles(self, roles: Sequence[tuple[str, str]], chosen: str) -> None:
        """What there is to choose from, and what is chosen."""
        if self._roles != tuple(roles):
            self._roles = tuple(roles)
            self.role_box.clear()
            for slug, word in roles:
                self.role_box.addItem(word, slug)
        self.role_box.setCurrentIndex(self.role_box.findData(chosen))
