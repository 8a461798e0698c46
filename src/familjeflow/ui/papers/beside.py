"""Something being written and its paper, side by side."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from familjeflow.i18n import _
from familjeflow.ui import actions, preferences
from familjeflow.ui.papers.preview_pane import PreviewPane
from familjeflow.ui.widgets import buttons


class Beside(QSplitter):
    """`toggled` tells that the paper is shown or hidden now, so that others can give it room.

    Whether it was shown is remembered for the next form on this desktop.
    """

    toggled = Signal(bool)

    def __init__(self, content: QWidget, pane: PreviewPane) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.content = content
        self.pane = pane
        self.setHandleWidth(1)  # Qt lets the pointer take hold some pixels beside it
        self.setChildrenCollapsible(False)
        self.addWidget(content)
        self.addWidget(pane)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 1)
        pane.hide()
        pane.closed.connect(lambda: self.show_paper(False))
        keys = actions.shortcut("print").keys
        self.button = buttons.plain(_("Förhandsgranska"), self.toggle, icon="eye")
        self.button.setToolTip(_("Visa papperet bredvid ({keys})").format(keys=keys))

    def is_shown(self) -> bool:
        """Whether the paper is beside."""
        return not self.pane.isHidden()

    def restore(self) -> None:
        """Show the paper when it was shown the last time."""
        if preferences.read().preview:
            self._set(True)

    def toggle(self) -> None:
        """Show the paper, or hide it."""
        self.show_paper(not self.is_shown())

    def show_paper(self, shown: bool) -> None:
        """Show or hide the paper, and remember it."""
        preferences.keep(replace(preferences.read(), preview=shown))
        self._set(shown)

    def surfaces(self) -> tuple[QWidget, ...]:
        """What F6 moves between."""
        return (self.content, self.pane)

    def _set(self, shown: bool) -> None:
        focused = QApplication.focusWidget()
        had_keyboard = focused is not None and self.pane.isAncestorOf(focused)
        self.toggled.emit(shown)
        self.pane.setVisible(shown)
        if shown:
            self.setSizes([1000, 1000])
        elif had_keyboard:
            self.button.setFocus()
        self.button.setText(_("Dölj papperet") if shown else _("Förhandsgranska"))
