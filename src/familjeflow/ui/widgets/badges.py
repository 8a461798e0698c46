"""Small marks: a badge, a count, a key, and a state as icon and word together."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from familjeflow.ui import icons, theme
from familjeflow.ui.widgets.text import label


def badge(text: str, tone: str) -> QLabel:
    """A framed word in a colour role, such as *Sekretessmarkering*."""
    result = label(text, type_="meta")
    theme.mark(result, badge=tone)
    result.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return result


def count(number: int, *, overdue: bool = False) -> QLabel:
    """A number in a round field; red and heavier when it counts what is late."""
    result = label(str(number))
    theme.mark(result, count="overdue" if overdue else "plain")
    result.setAlignment(Qt.AlignmentFlag.AlignCenter)
    result.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return result


def key_hint(keys: str) -> QLabel:
    """A key as it stands on the keyboard, such as "Ctrl+F"."""
    result = label(keys)
    theme.mark(result, key="true")
    result.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return result


class StateMark(QWidget):
    """A state: its icon and its word in its colour. `state` is a slug of icons.STATE_ICONS."""

    def __init__(self, state: str, word: str, *, strong: bool = True) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._icon = QLabel()
        self._word = label("", type_="strong" if strong else "")
        row.addWidget(self._icon)
        row.addWidget(self._word)
        row.addStretch(1)
        self.show_state(state, word)

    def show_state(self, state: str, word: str) -> None:
        """Show another state."""
        role = icons.STATE_ROLES[state]
        icons.dress(self._icon, icons.STATE_ICONS[state], role, 16)
        self._word.setText(word)
        theme.mark(self._word, tone=role)
