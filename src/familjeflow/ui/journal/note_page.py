"""What every page about one note has in common: it takes the place of the tabs until it is left."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from familjeflow.ui.case.surfaces import ground


class NotePage(QWidget):
    """`left` asks to go back; `finished` carries the ChangeSet of what was done."""

    left = Signal()
    finished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        ground(self, "raised")

    def surfaces(self) -> tuple[QWidget, ...]:
        """What F6 stops at."""
        return (self,)

    def flush(self) -> None:
        """Keep what has been typed, where there is something to keep."""

    def focus_first(self) -> None:
        """Put the keyboard where it is wanted first."""

    def way_in(self) -> QWidget:
        """Where F6 puts the keyboard."""
        return self

    def toggle_preview(self) -> None:
        """A single note has no paper of its own: the journal has one, under *Papper*."""
