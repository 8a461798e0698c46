"""The list of commands (Ctrl+K) and the list of keys (Ctrl+/), both made from the registry of keys."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from familjeflow.i18n import _
from familjeflow.ui import actions, theme
from familjeflow.ui.widgets import badges, buttons
from familjeflow.ui.widgets.layouts import column, holder, row, scrolling
from familjeflow.ui.widgets.text import label, section_title


@dataclass(frozen=True)
class Command:
    """Something that can be done now, by name."""

    text: str
    run: Callable[[], object]
    keys: str = ""


def commands(handlers: Mapping[str, Callable[[], object]]) -> tuple[Command, ...]:
    """The commands behind the ids of keys, with their words and keys."""
    known = {s.id: s for s in actions.shortcuts()}
    return tuple(Command(known[name].text, run, known[name].keys) for name, run in handlers.items())


class _Own(QDialog):
    """A window over the program's own, gone for good when it is closed."""

    def begin(self) -> None:
        """Show it; what is chosen there is done when it closes."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.open()


class CommandList(_Own):
    """Write a few letters, choose with the arrows, Enter does it."""

    def __init__(
        self, parent: QWidget, commands: Sequence[Command], title: str = "", prompt: str = ""
    ) -> None:
        super().__init__(parent)
        title, prompt = title or _("Kommandon"), prompt or _("Vad vill du göra?")
        self.setWindowTitle(title)
        self.resize(520, 420)
        self._commands = tuple(commands)
        self.line = QLineEdit()
        self.line.setPlaceholderText(prompt)
        self.line.setAccessibleName(prompt)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(column(self.line, self.list, margin=theme.L))
        self.line.textChanged.connect(self._show)
        self.line.returnPressed.connect(self._run)
        self.list.itemClicked.connect(self._run)
        self._show("")

    def _show(self, text: str) -> None:
        self.list.clear()
        wanted = text.casefold().split()
        for command in self._commands:
            if all(part in command.text.casefold() for part in wanted):
                keys = f"   {command.keys}" if command.keys else ""
                item = QListWidgetItem(command.text + keys)
                item.setData(Qt.ItemDataRole.UserRole, self._commands.index(command))
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _run(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.accept()
            self._commands[int(item.data(Qt.ItemDataRole.UserRole))].run()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows move in the list while the line has the focus."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
        else:
            super().keyPressEvent(event)


class KeyList(_Own):
    """Every key, by where it works."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Tangenter"))
        self.resize(560, 600)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.L)
        grid.setVerticalSpacing(theme.S)
        grid.setColumnStretch(1, 1)
        heading = ""
        for shortcut in actions.shortcuts():
            word = actions.place_word(shortcut.place)
            if word != heading:
                heading = word
                grid.addWidget(section_title(word), grid.rowCount(), 0, 1, 2)
            line = grid.rowCount()
            grid.addWidget(badges.key_hint(_spelled(shortcut.keys)), line, 0)
            grid.addWidget(label(shortcut.text), line, 1)
        area = scrolling(holder(column(grid, None)), name=_("Tangenter"))
        close = buttons.primary(_("Stäng"), self.accept)
        self.setLayout(column(area, row(None, close), spacing=theme.M, margin=theme.L))
        close.setFocus()


def _spelled(keys: str) -> str:
    for english, word in (("Return", "Enter"), ("Shift", _("Skift")), ("Space", _("Mellanslag"))):
        keys = keys.replace(english, word)
    return keys
