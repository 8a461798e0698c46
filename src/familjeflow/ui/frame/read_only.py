"""A session in which nothing can be changed: the strip that says so, and what is said of an act."""

import sys
from types import TracebackType

from PySide6.QtWidgets import QMainWindow

from familjeflow.domain.errors import DomainError
from familjeflow.i18n import _
from familjeflow.services.sentences import sentence
from familjeflow.ui import theme
from familjeflow.ui.dialogs import Dialogs
from familjeflow.ui.widgets.layouts import column, holder
from familjeflow.ui.widgets.panels import Notice


def mark_read_only(window: QMainWindow, dialogs: Dialogs) -> None:
    """Put the strip on top of a window, and answer an act that no page has answered with a sentence."""
    text = _(
        "Skrivskyddad: du tittar i en säkerhetskopia. Det går att läsa, men ingenting sparas. Lås (Ctrl+L) "
        "för att gå tillbaka."
    )
    strip = column(Notice("waiting", text))
    strip.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
    window.setMenuWidget(holder(strip, surface="ground"))
    otherwise = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if isinstance(error, DomainError) and error.code == "read_only_session":
            said = sentence(error)
            dialogs.message(window, said.title, said.text)
            return
        otherwise(kind, error, where)

    sys.excepthook = hook
