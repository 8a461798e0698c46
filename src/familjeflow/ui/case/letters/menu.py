"""The menu *Papper* of the case page."""

from collections.abc import Callable, Set
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from familjeflow.i18n import _
from familjeflow.services import letters
from familjeflow.ui.case.exports import Exports
from familjeflow.ui.papers.leaving import LeavingPaper
from familjeflow.ui.widgets.buttons import menu_button


def papers_button(
    exports: Exports,
    show_paper: Callable[[LeavingPaper], object],
    write_letter: Callable[[str], object],
    letter_drafts: Callable[[], Set[str]],
) -> QPushButton:
    """A button with every paper of the case: to look at, to print and to save.

    `show_paper` is given the paper to look at, `write_letter` the kind of letter; `letter_drafts` tells which
    kinds have been begun.
    """
    menu = QMenu()
    look, out = menu.addMenu(_("Förhandsgranska")), menu.addMenu(_("Skriv ut …"))
    menu.addSeparator()
    for paper in exports.case_papers():
        look.addAction(paper.title, partial(show_paper, paper))
        out.addAction(paper.title, partial(exports.print_paper, paper))
        menu.addAction(paper.title, partial(exports.save_pdf, paper))
    menu.addSeparator()
    kinds = {kind: menu.addAction("", partial(write_letter, kind)) for kind in letters.KINDS}
    menu.aboutToShow.connect(lambda: _name(kinds, letter_drafts()))
    _name(kinds, frozenset())
    button = menu_button(_("Papper"), menu)
    button.setObjectName("papers")
    menu.setParent(button, menu.windowFlags())
    return button


def _name(kinds: dict[str, QAction], begun: Set[str]) -> None:
    for kind, action in kinds.items():
        title = letters.title_of(kind)
        action.setText(_("{title} (utkast)").format(title=title) if kind in begun else title)
