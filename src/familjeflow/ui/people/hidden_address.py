"""The address of a person: written like any text, but out of sight until asked for where it is protected."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from familjeflow.i18n import _
from familjeflow.ui import icons, theme
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import Switch, column, holder, row
from familjeflow.ui.widgets.text import label, meta

_HEIGHT = 76


class AddressField(QWidget):
    """`asked` is sent when somebody wants to see a hidden address; the answer comes by `write`."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._text = QPlainTextEdit()
        self._text.setFixedHeight(_HEIGHT)
        self._text.setTabChangesFocus(True)
        self.show_button = buttons.plain(_("Visa adressen"), self.asked.emit, icon="eye")
        self.show_button.setObjectName("show-address")
        mark = label()
        icons.dress(mark, "shield-alert", "protected", 16)
        words = meta(_("Adressen är dold. Visa den bara när du behöver den."), wrap=True)
        line = row(mark, words, self.show_button, spacing=theme.S)
        line.setStretch(1, 1)
        hidden = column(label(_("Adress"), type_="strong"), line, None, spacing=theme.XS)
        self._switch = Switch(Field(_("Adress"), self._text), holder(hidden))
        self.setLayout(column(self._switch))
        self.is_hidden = False

    def text(self) -> str:
        """What is written."""
        return self._text.toPlainText().strip()

    def write(self, address: str) -> None:
        """Show an address to read and change."""
        self.is_hidden = False
        self._text.setPlainText(address)
        self._switch.show_part(0)

    def hide_it(self) -> None:
        """Show only that there is an address."""
        self.is_hidden = True
        self._text.clear()
        self._switch.show_part(1)

    def focus(self) -> None:
        """Put the keyboard into the address."""
        self._text.setFocus()
