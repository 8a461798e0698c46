"""F6: from one surface of the window to the next, the keyboard's way around without passing every control."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


@runtime_checkable
class HasWayIn(Protocol):
    """A surface that says where the keyboard enters it.

    Not a focus proxy: Tab takes a container with one for a control, and jumps over all that lies before it.
    """

    def way_in(self) -> QWidget:
        """The control to begin with."""
        ...


def step_on(surfaces: Sequence[QWidget], focused: QWidget | None, way: int) -> QWidget | None:
    """The surface after (1) or before (-1) the one that holds the focus, among those that can be seen."""
    seen = [s for s in surfaces if s.isVisible()]
    if not seen:
        return None
    holds = (
        i for i, s in enumerate(seen) if focused is not None and (s is focused or s.isAncestorOf(focused))
    )
    return seen[(next(holds, -1 if way > 0 else 0) + way) % len(seen)]


def enter(surface: QWidget) -> None:
    """Put the keyboard into a surface: on itself or where it points, else on its first control."""
    nothing = Qt.FocusPolicy.NoFocus
    target = surface.way_in() if isinstance(surface, HasWayIn) else surface
    if target.focusPolicy() != nothing:
        target.setFocus()
        return
    for child in surface.findChildren(QWidget):
        if child.focusPolicy() != nothing and child.isEnabled() and child.isVisibleTo(surface):
            child.setFocus()
            return
