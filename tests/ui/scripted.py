"""Answers to questions, written down before they are asked."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QWidget


@dataclass
class Scripted:
    """Stands where ScreenDialogs stands. What was said is in `said`, for the test to read."""

    agree: bool = True
    path: Path | None = None
    said: list[str] = field(default_factory=list)

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
