"""Buttons of five weights. A screen has one primary button: its one important act."""

from collections.abc import Callable

from PySide6 import QtCore
from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QToolButton

from familjeflow.ui import icons, theme
from familjeflow.ui.widgets.layouts import column
from familjeflow.ui.widgets.text import label, meta
from familjeflow.ui.widgets.tips import tip

Act = Callable[[], object]


def primary(text: str, act: Act | None = None) -> QPushButton:
    """The one important act of the screen."""
    return _button(text, "primary", act)


def plain(text: str, act: Act | None = None, *, icon: str = "") -> QPushButton:
    """An ordinary act."""
    return _button(text, "plain", act, icon)


def quiet(text: str, act: Act | None = None, *, icon: str = "") -> QPushButton:
    """An act that stays in the background until it is looked for."""
    return _button(text, "quiet", act, icon)


def danger(text: str, act: Act | None = None) -> QPushButton:
    """An act that takes something away."""
    return _button(text, "danger", act)


def link(text: str, act: Act | None = None) -> QPushButton:
    """An act that reads as a part of the text, such as "Därför"."""
    return _button(text, "link", act)


def nav(text: str, act: Act) -> QPushButton:
    """A place to go to, at the left. Not checkable: a screen reader would call it a box to tick."""
    result = _button(text, "nav", act)
    result.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return result


def toggle(text: str, act: Act) -> QPushButton:
    """One of several ways to look at something; checked while it is shown."""
    result = _button(text, "toggle", act)
    result.setCheckable(True)
    result.setAutoExclusive(True)
    return result


def choice(text: str, under: str = "") -> QPushButton:
    """One large answer, checkable, with its condition under it. Put several in a QButtonGroup."""
    result = _Choice()
    theme.mark(result, kind="choice")
    result.setCheckable(True)
    result.setAutoExclusive(True)  # a screen reader then says one of several, not a box to tick
    result.setAutoDefault(False)
    result.setAccessibleName(text)
    result.setAccessibleDescription(under)
    lines = [label(text, type_="strong", wrap=True)] + ([meta(under, wrap=True)] if under else [])
    for line in lines:
        line.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    result.setLayout(column(*lines, spacing=2, margin=theme.M))
    return result


class _Choice(QPushButton):
    """A button as high as the labels in it."""

    def sizeHint(self) -> QSize:
        """As large as the lines."""
        inner = self.layout()
        return inner.sizeHint() if inner is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The lines may wrap."""
        return QSize(160, theme.CONTROL_HEIGHT)


def icon_button(icon: str, name: str, act: Act | None = None, *, role: str = "muted") -> QToolButton:
    """A button with only an icon; `name` is its tool tip and what a screen reader says."""
    result = QToolButton()
    icons.dress(result, icon, role)
    result.setAccessibleName(name)
    result.setToolTip(tip(name))
    if act is not None:
        result.clicked.connect(lambda: act())
    return result


def menu_button(text: str, menu: QMenu) -> QPushButton:
    """A button that opens a menu of further acts, with a small arrow after the word."""
    result = _button(text, "plain", None, "chevron-down")
    result.setLayoutDirection(QtCore.Qt.LayoutDirection.RightToLeft)
    result.setMenu(menu)
    menu.setLayoutDirection(QtCore.Qt.LayoutDirection.LeftToRight)
    return result


class _Button(QPushButton):
    """A button that Enter presses too, not only Space."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def _button(text: str, kind: str, act: Act | None, icon: str = "") -> QPushButton:
    result = _Button(text)
    result.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    result.setAutoDefault(False)
    theme.mark(result, kind=kind)
    if icon:
        icons.dress(result, icon, "muted", 16)
    if act is not None:
        result.clicked.connect(lambda: act())
    return result
