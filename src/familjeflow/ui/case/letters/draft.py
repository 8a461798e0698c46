"""The line that says how much of a letter has been kept, and keeps it while it is typed."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from familjeflow.i18n import _
from familjeflow.services.letter_drafts import LetterDraft
from familjeflow.services.words import time_word
from familjeflow.ui.forms.form_page import SAVE_AFTER
from familjeflow.ui.widgets.layouts import row
from familjeflow.ui.widgets.text import meta


class DraftLine(QWidget):
    """`kept` is sent when what was typed lies in the vault. `save` gives None when the vault refused."""

    kept = Signal()

    def __init__(self, read: Callable[[], LetterDraft], save: Callable[[LetterDraft], object]) -> None:
        super().__init__()
        self._read = read
        self._save = save
        self._dirty = False
        self.words = meta(_("Det du skriver sparas medan du skriver."))
        self.setLayout(row(self.words))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER)
        self._timer.timeout.connect(self.flush)

    def touch(self, *_change: object) -> None:
        """Something was typed or chosen."""
        self._dirty = True
        self.words.setText(_("Sparas …"))
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Keep it now. What could not be kept is tried again with the next change."""
        self._timer.stop()
        if self._dirty:
            moment = self._save(self._read())
            if isinstance(moment, datetime):
                self.show_kept(moment)
                self.kept.emit()

    def show_kept(self, moment: datetime) -> None:
        """Say when what is shown was kept; `moment` is in UTC."""
        self._dirty = False
        self.words.setText(_("Utkast sparat {time}").format(time=time_word(moment)))

    def forget(self, words: str) -> None:
        """What is shown needs no keeping, and `words` say why."""
        self._timer.stop()
        self._dirty = False
        self.words.setText(words)

    def is_saved(self) -> bool:
        """Whether everything typed has been kept."""
        return not self._dirty
