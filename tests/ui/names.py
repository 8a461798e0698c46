"""Walks a screen and finds what a screen reader could not name."""

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

_INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
)
_INSIDE = (QAbstractSpinBox, QComboBox, QAbstractItemView, QTabBar)


def unnamed(root: QWidget) -> list[str]:
    """The interactive widgets under `root` without a name, by class and place, except Qt's own parts."""
    return [_place(w) for w in root.findChildren(QWidget) if _must_have_name(w) and not _name(w)]


def _must_have_name(widget: QWidget) -> bool:
    if not isinstance(widget, _INTERACTIVE) or widget.objectName().startswith("qt_"):
        return False
    parent = widget.parentWidget()
    return not (isinstance(parent, _INSIDE) and not widget.accessibleName())


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def _place(widget: QWidget) -> str:
    chain = []
    walker: QWidget | None = widget
    while walker is not None:
        chain.append(type(walker).__name__)
        walker = walker.parentWidget()
    return " < ".join(chain)
