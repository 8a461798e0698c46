"""The one place of the case page where the world's faults are caught and said in words."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QFrame

from familjeflow.domain.errors import DomainError
from familjeflow.i18n import _
from familjeflow.services.processes import FormatError
from familjeflow.services.sentences import sentence
from familjeflow.services.vaults import VaultError
from familjeflow.ui import icons, theme
from familjeflow.ui.widgets.buttons import icon_button
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.text import label

T = TypeVar("T")
WORLD_FAULTS = (DomainError, VaultError, FormatError)
"""FormatError: the process that a case runs on may have been kept before the reader became stricter."""


class TroubleStrip(QFrame):
    """A calm strip at the top of the panel. Hidden until something could not be done; nothing is lost."""

    def __init__(self) -> None:
        super().__init__()
        self._title = label(type_="strong", wrap=True)
        self._text = label(wrap=True)
        self._mark = label()
        words = column(self._title, self._text, spacing=2)
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

    def say(self, title: str, text: str, *, tone: str = "overdue") -> None:
        """Say something, in red when it is about what could not be done."""
        theme.mark(self, notice=tone)
        icons.dress(self._mark, "circle-check" if tone == "done" else "triangle-alert", tone, 20)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.show()

    def text(self) -> str:
        """What the strip says, "" when it says nothing."""
        return "" if self.isHidden() else f"{self._title.text()} {self._text.text()}".strip()
