"""How somebody with protected data is marked wherever the name stands: colour, icon and word."""

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from familjeflow.i18n import _
from familjeflow.services.words import protection_word
from familjeflow.ui import icons, theme
from familjeflow.ui.widgets.badges import badge
from familjeflow.ui.widgets.layouts import row


class ProtectionMark(QWidget):
    """The shield with the word for the protection. Hidden when there is none."""

    def __init__(self, protection: str = "") -> None:
        super().__init__()
        mark = QLabel()
        icons.dress(mark, "shield-alert", "protected", 16)
        self.word = badge("", "protected")
        self.setLayout(row(mark, self.word, spacing=theme.XS))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_protection(protection)

    def show_protection(self, protection: str) -> None:
        """Show a protection by its slug, "" for none."""
        self.word.setText(protection_word(protection))
        self.setVisible(bool(protection))


def short_protection(protection: str) -> str:
    """What a list says in place of a number that is not to be read over a shoulder, "" without protection."""
    return _("Skyddad") if protection else ""
