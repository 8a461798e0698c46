"""The tabs of the case page: the picture, its twin the list, and what else there is to read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QTabBar, QWidget

from familjeflow.i18n import _
from familjeflow.ui import theme
from familjeflow.ui.case.surfaces import ground
from familjeflow.ui.widgets.layouts import column, row


class CaseTabs(QWidget):
    """A row of tabs with something beside it, over the tab that is shown. `shown` gives the tab's place."""

    shown = Signal(int)

    def __init__(self, tabs: list[tuple[str, QWidget]], beside: QWidget) -> None:
        super().__init__()
        self.bar = QTabBar()
        theme.mark(self.bar, kind="views")
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setAccessibleName(_("Ärendets delar"))
        self.stack = QStackedWidget()
        for title, widget in tabs:
            self.bar.addTab(title)
            self.stack.addWidget(widget)
        self.bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        head = QFrame()
        theme.mark(head, surface="bar")
        line = row(self.bar, beside, spacing=theme.L)
        line.setStretch(1, 1)
        line.setContentsMargins(theme.S, 0, theme.M, 0)
        head.setLayout(line)
        ground(self, "raised")
        layout = column(head, self.stack, spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.bar.currentChanged.connect(self._show)

    def place(self) -> int:
        """The tab that is shown, counted from 0."""
        return self.bar.currentIndex()

    def shown_tab(self) -> QWidget:
        """The tab's own widget."""
        shown = self.stack.currentWidget()
        return self.stack if shown is None else shown

    def go_to(self, place: int) -> None:
        """Show a tab."""
        self.bar.setCurrentIndex(place)

    def _show(self, place: int) -> None:
        self.bar.updateGeometry()  # the chosen tab is bolder, so wider
        self.stack.setCurrentIndex(place)
        self.shown.emit(place)
