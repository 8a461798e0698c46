"""F6: from one surface of the window to the next, the keyboard's way around without passing every control."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


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
    """Put the keyboard into a surface: on itself or where it points, else on the first control in it that takes the focus."""
    nothing = Qt.FocusPolicy.NoFocus
    if surface.focusPolicy() != nothing or surface.focusProxy() is not None:
        surface.setFocus()
        return
    for child in surface.findChildren(QWidget):
        if child.focusPolicy() != nothing and child.isEnabled() and child.isVisibleTo(surface):
            child.setFocus()
            return
