"""Grounds for widgets of our own classes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from familjeflow.ui import theme


def ground(widget: QWidget, surface: str) -> None:
    """Paint a widget's ground in a surface of the theme; subclasses of QWidget have to ask for it."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    theme.mark(widget, surface=surface)
