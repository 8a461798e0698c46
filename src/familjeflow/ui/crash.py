"""An error of ours, told to whoever met it: what it means, and a report without anything of a case."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from familjeflow import log
from familjeflow.i18n import _
from familjeflow.ui.dialogs import Dialogs


def show_crashes(parent: QWidget, dialogs: Dialogs) -> None:
    """Log every error of ours and tell about it, one at a time."""
    showing = False

    def show(report: str) -> None:
        nonlocal showing
        if showing:
            return
        showing = True
        try:
            if dialogs.ask(parent, _("Något gick fel i programmet"), _text(), _("Kopiera felrapporten")):
                QGuiApplication.clipboard().setText(report)
        finally:
            showing = False

    log.catch_crashes(show)


def _text() -> str:
    return _(
        "Det du har sparat finns kvar. Gör om det du nyss gjorde; händer det igen, lås och lås upp. "
        "Felrapporten säger var i programmet det hände och innehåller ingenting om något ärende. "
        "Skicka den gärna till den som sköter programmet."
    )
