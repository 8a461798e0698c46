"""Where to save: the dialog itself completes the name, so that it asks about the right file."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from familjeflow.ui.dialogs import ScreenDialogs


def test_the_dialog_adds_the_ending_and_asks_before_it_writes_over(qtbot: QtBot, tmp_path: Path) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    seen: list[tuple[str, bool]] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        asks = not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
        seen.append((dialog.selectedFiles()[0].rpartition("/")[2], asks))
        dialog.setDirectory(str(tmp_path))
        name = dialog.findChild(QLineEdit)
        assert name is not None
        name.setText("overlamning 2")
        dialog.accept()

    QTimer.singleShot(0, answer)
    chosen = ScreenDialogs().save_file(owner, "Spara", "overlamning.pdf", "PDF (*.pdf)")
    assert seen == [("overlamning.pdf", True)]
    assert chosen == tmp_path / "overlamning 2.pdf"
