"""The one place of the case page where the world's faults are caught and said in words."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtWidgets import QFrame

from familjeflow.domain.errors import DomainError
from familjeflow.i18n import _
from familjeflow.services.processes import FormatError
from familjeflow.services.sentences import sentence
from familjeflow.services.vaults import VaultError
from familjeflow.ui import icons, theme
from familjeflow.ui.widgets.buttons import icon_button, link
from familjeflow.ui.widgets.layouts import clear, column, row
from familjeflow.ui.widgets.text import label

T = TypeVar("T")
Act = tuple[str, Callable[[], object]]
WORLD_FAULTS = (DomainError, VaultError, FormatError)
"""FormatError: the process that a case runs on may have been kept before the reader became stricter."""
_ICONS = {"done": "circle-check", "accent": "hourglass"}


class TroubleStrip(QFrame):
    """A calm strip at the top of the panel. Hidden until something could not be done; nothing is lost.

    It also says what was done outside the window, such as where a file lies, with acts about it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._title = label(type_="strong", wrap=True)
        self._text = label(wrap=True)
        self._mark = label()
        self._acts = row(spacing=theme.M)
        self._working = False
        words = column(self._title, self._text, self._acts, spacing=2)
        line = row(self._mark, words, icon_button("x", _("Stäng meddelandet"), self.hide), spacing=theme.S)
        line.setStretch(1, 1)
        line.setContentsMargins(theme.M, theme.S, theme.S, theme.S)
        self.setLayout(line)
        self.hide()

    def attempt(self, work: Callable[[], T]) -> T | None:
        """Do it; None when the world did not allow it, and then the strip says why. Our own faults go on."""
        try:
            result = work()
        except WORLD_FAULTS as error:
            self.show_fault(error)
            return None
        self.hide()
        return result

    def show_fault(self, error: DomainError | VaultError | FormatError) -> None:
        """Say what happened and what to do."""
        said = sentence(error)
        self.say(said.title, said.text)

    def say(self, title: str, text: str, *, tone: str = "overdue", acts: Sequence[Act] = ()) -> None:
        """Say something, in red when it could not be done. `acts` are words and what they do."""
        self._working = False
        theme.mark(self, notice=tone)
        icons.dress(self._mark, _ICONS.get(tone, "triangle-alert"), tone, 20)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        clear(self._acts)
        for words, act in acts:
            self._acts.addWidget(link(words, act))
        self._acts.addStretch(1)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.show()

    def say_working(self, title: str, stop: Callable[[], object]) -> None:
        """Say how far something has come, again and again; the way to stop it keeps the keyboard."""
        if self._working and not self.isHidden():
            self._title.setText(title)
        else:
            self.say(title, "", tone="accent", acts=[(_("Avbryt"), stop)])
            self._working = True

    def stop_working(self) -> None:
        """Take away what `say_working` said; anything else stays."""
        if self._working:
            self._working = False
            self.hide()

    def text(self) -> str:
        """What the strip says, "" when it says nothing."""
        return "" if self.isHidden() else f"{self._title.text()} {self._text.text()}".strip()
