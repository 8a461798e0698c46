"""The keys of the case page, by their ids in `ui.actions`."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from familjeflow.ui import actions


def bind(owner: QWidget, shortcut_id: str, act: Callable[[], object]) -> None:
    """Let a key do something while the keyboard is within a widget."""
    shortcut = QShortcut(actions.sequence(shortcut_id), owner)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(lambda: act())
