"""Questions in a window of their own, behind one small object, so that a test can script the answers."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6 import QtCore
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton, QWidget

from familjeflow.i18n import _
from familjeflow.ui import icons, theme
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.text import reading, section_title

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class Dialogs(Protocol):
    """What a screen may ask a person. Answers: True or a path, else nothing was decided."""

    def ask(self, parent: QWidget, title: str, text: str, act: str, *, danger: bool = False) -> bool:
        """A question with one act (a verb) and Avbryt."""
        ...

    def message(self, parent: QWidget, title: str, text: str) -> None:
        """Something to read, with Stäng."""
        ...

    def save_file(self, parent: QWidget, title: str, suggestion: str, kind: str) -> Path | None:
        """Where to save. `suggestion` is a file name without personal data, `kind` like "PDF (*.pdf)"."""
        ...

    def choose_file(self, parent: QWidget, title: str, kind: str) -> Path | None:
        """Which file to open."""
        ...

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        """Which folder to keep something in."""
        ...

    def choose_printer(self, parent: QWidget) -> "QPrinter | None":
        """Which printer, which pages and how many copies."""
        ...

    def open_path(self, path: Path) -> bool:
        """Open a file or a folder with the desktop's own program. False when it has none."""
        ...


class ScreenDialogs:
    """The real windows."""

    def ask(self, parent: QWidget, title: str, text: str, act: str, *, danger: bool = False) -> bool:
        """See Dialogs.ask. Avbryt has the focus where something would be taken away."""
        dialog = QDialog(parent)
        agree = buttons.danger(act, dialog.accept) if danger else buttons.primary(act, dialog.accept)
        cancel = buttons.plain(_("Avbryt"), dialog.reject)
        _compose(dialog, title, text, "info", [agree, cancel])
        (cancel if danger else agree).setFocus()
        return dialog.exec() == QDialog.DialogCode.Accepted

    def message(self, parent: QWidget, title: str, text: str) -> None:
        """See Dialogs.message."""
        dialog = QDialog(parent)
        _compose(dialog, title, text, "info", [buttons.primary(_("Stäng"), dialog.accept)])
        dialog.exec()

    def save_file(self, parent: QWidget, title: str, suggestion: str, kind: str) -> Path | None:
        """See Dialogs.save_file."""
        dialog = QFileDialog(parent, title, str(Path.home()), kind)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # The dialog adds the ending itself, so that it asks before it is the other file that is written over.
        dialog.setDefaultSuffix(Path(suggestion).suffix)
        dialog.selectFile(suggestion)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None

    def choose_file(self, parent: QWidget, title: str, kind: str) -> Path | None:
        """See Dialogs.choose_file."""
        chosen, _kind = QFileDialog.getOpenFileName(parent, title, str(Path.home()), kind)
        return Path(chosen) if chosen else None

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        """See Dialogs.choose_folder."""
        chosen = QFileDialog.getExistingDirectory(parent, title, str(Path.home()))
        return Path(chosen) if chosen else None

    def choose_printer(self, parent: QWidget) -> "QPrinter | None":
        """See Dialogs.choose_printer."""
        from familjeflow.ui.papers.printing import ask_printer  # late: the start does not need the printers

        return ask_printer(parent)

    def open_path(self, path: Path) -> bool:
        """See Dialogs.open_path."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _compose(dialog: QDialog, title: str, text: str, icon: str, acts: list[QPushButton]) -> None:
    dialog.setWindowTitle(title)
    dialog.setMinimumWidth(420)
    mark = QLabel()
    icons.dress(mark, icon, "accent", 24)
    mark.setAlignment(QtCore.Qt.AlignmentFlag.AlignTop)
    words = column(section_title(title), reading(text), spacing=theme.S)
    beside = row(mark, words, spacing=theme.L)
    beside.setStretch(1, 1)
    dialog.setLayout(column(beside, row(None, *reversed(acts)), spacing=theme.XL, margin=theme.XL))
