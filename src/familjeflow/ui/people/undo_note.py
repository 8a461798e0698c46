"""What was just done among the people, with *Ångra* beside it as long as nothing else has been done."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from familjeflow.i18n import _
from familjeflow.ui import icons, theme
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import row
from familjeflow.ui.widgets.text import ElidedLabel, label


class UndoNote(QWidget):
    """Hidden while there is nothing to undo."""

    def __init__(self) -> None:
        super().__init__()
        self._undo: Callable[[], object] = lambda: None
        mark = label()
        icons.dress(mark, "undo-2", "muted", 16)
        self._words = ElidedLabel(tone="muted")
        self.button = buttons.link(_("Ångra"), self._press)
        line = row(mark, self._words, self.button, spacing=theme.S)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    def say(self, words: str, undo: Callable[[], object]) -> None:
        """Say what was done. `undo` takes it back."""
        self._undo = undo
        self._words.setText(words)
        self.button.setAccessibleName(_("Ångra: {what}").format(what=words))
        self.show()

    def _press(self) -> None:
        self.hide()
        self._undo()
