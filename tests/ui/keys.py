"""A keyboard: presses keys where the focus is, as a person does, and counts them."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


class Keys:
    """`pressed` is how many keys, each with the keys held while it was pressed."""

    def __init__(self) -> None:
        self.pressed = 0

    def press(self, *keys: str) -> None:
        """Press keys by the names that Qt writes: "Ctrl+J", "Return", "+"."""
        for name in keys:
            combination = QKeySequence("+" if name == "+" else name)[0]
            QTest.keyClick(focused(), combination.key(), combination.keyboardModifiers())
            self.pressed += 1

    def type(self, text: str) -> None:
        """Press the keys of a date or a short answer, which count."""
        self.write(text)
        self.pressed += len(text)

    def write(self, text: str) -> None:
        """Write words of one's own, which do not count."""
        for letter in text:  # by hand: QTest has no keys for å, ä and ö
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(focused(), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def focused() -> QWidget:
    """What has the keyboard: in a menu or a window of its own when one is open."""
    found = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert found is not None
    return found
