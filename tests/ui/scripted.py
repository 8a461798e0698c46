"""Answers to questions, written down before they are asked."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget


@dataclass
class Scripted:
    """Stands where ScreenDialogs stands. What was said is in `said`, for the test to read.

    `printer` is a printer that writes a file; what would have been opened is in `opened`.
    """

    agree: bool = True
    path: Path | None = None
    printer: QPrinter | None = None
    said: list[str] = field(default_factory=list)
    opened: list[Path] = field(default_factory=list)

    def ask(self, parent: QWidget, title: str, text: str, act: str, *, danger: bool = False) -> bool:
        self.said.append(f"{title} {text} [{act}]")
        return self.agree

    def message(self, parent: QWidget, title: str, text: str) -> None:
        self.said.append(f"{title} {text}")

    def save_file(self, parent: QWidget, title: str, suggestion: str, kind: str) -> Path | None:
        self.said.append(title)
        return self.path

    def choose_file(self, parent: QWidget, title: str, kind: str) -> Path | None:
        self.said.append(title)
        return self.path

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        self.said.append(title)
        return self.path

    def choose_printer(self, parent: QWidget) -> QPrinter | None:
        self.said.append("Skriv ut")
        return self.printer

    def open_path(self, path: Path) -> bool:
        self.opened.append(path)
        return True
