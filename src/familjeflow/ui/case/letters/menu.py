"""The menu *Papper* of the case page."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton

from familjeflow.i18n import _
from familjeflow.services import letters
from familjeflow.ui.case.exports import Exports
from familjeflow.ui.widgets.buttons import menu_button


def papers_button(exports: Exports, write_letter: Callable[[str], object]) -> QPushButton:
    """A button with every paper of the case; `write_letter` is given the kind of letter."""
    menu = QMenu()
    menu.addAction(_("Ärendeöversikt"), exports.case_pdf)
    menu.addAction(_("Bild till klienten"), exports.client_picture)
    menu.addAction(_("Överlämningssida"), exports.handover)
    menu.addAction(_("Akt"), exports.akt)
    menu.addSeparator()
    for kind in letters.KINDS:
        menu.addAction(letters.title_of(kind), partial(write_letter, kind))
    button = menu_button(_("Papper"), menu)
    button.setObjectName("papers")
    menu.setParent(button, menu.windowFlags())
    return button
