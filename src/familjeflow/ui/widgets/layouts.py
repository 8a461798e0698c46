"""Columns, rows and pages with the spacing of the tokens."""

from PySide6 import QtCore
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from familjeflow.i18n import _
from familjeflow.ui import theme

Part = QWidget | QLayout | int | None


def column(*parts: Part, spacing: int = theme.S, margin: int = 0) -> QVBoxLayout:
    """Parts under each other; an int is extra room in pixels, None a stretch."""
    result = QVBoxLayout()
    _fill(result, parts, spacing, margin)
    return result


def row(*parts: Part, spacing: int = theme.S, margin: int = 0) -> QHBoxLayout:
    """Parts beside each other; an int is extra room in pixels, None a stretch."""
    result = QHBoxLayout()
    _fill(result, parts, spacing, margin)
    return result


def _fill(layout: QBoxLayout, parts: tuple[Part, ...], spacing: int, margin: int) -> None:
    layout.setSpacing(spacing)
    layout.setContentsMargins(margin, margin, margin, margin)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)


def side_by_side(*parts: QWidget) -> QHBoxLayout:
    """Equally wide parts whose upper edges are in line, also when one has a hint and the other none."""
    result = row(spacing=theme.L)
    for part in parts:
        result.addWidget(part, 1, QtCore.Qt.AlignmentFlag.AlignTop)
    return result


def holder(layout: QLayout, *, surface: str = "clear") -> QWidget:
    """A widget that only carries a layout."""
    result = QWidget()
    theme.mark(result, surface=surface)
    result.setLayout(layout)
    return result


class Switch(QWidget):
    """Several parts of which one is seen. Unlike a QStackedWidget it is only as high as that one."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._parts = parts
        self.setLayout(column(*parts))
        self.show_part(0)

    def show_part(self, place: int) -> None:
        """Show one part, hide the others."""
        for number, part in enumerate(self._parts):
            part.setVisible(number == place)


def rule() -> QFrame:
    """A dividing line one pixel high."""
    result = QFrame()
    theme.mark(result, surface="rule")
    return result


def scrolling(content: QWidget, *, name: str) -> QScrollArea:
    """Content that scrolls up and down, never sideways. `name` is what a screen reader calls it."""
    result = QScrollArea()
    result.setWidgetResizable(True)
    result.setFrameShape(QFrame.Shape.NoFrame)
    result.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    result.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
    result.setAccessibleName(name)
    name_scroll_bars(result, name)
    theme.mark(content, surface="clear")
    result.setWidget(content)
    return result


def name_scroll_bars(area: QAbstractScrollArea, name: str = "") -> None:
    """Let a screen reader say what a scroll bar scrolls: `name`, or the area by its own name."""
    name = name or area.accessibleName()
    area.verticalScrollBar().setAccessibleName(_("Rulla {what}").format(what=name))
    area.horizontalScrollBar().setAccessibleName(_("Rulla {what} i sidled").format(what=name))


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        widget = item.widget()
        if inner is not None:
            clear(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()
