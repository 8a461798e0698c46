"""The tabs of the case page: the picture, its twin the list, and what else there is to read."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QTabBar, QWidget

from familjeflow.i18n import _
from familjeflow.ui import theme
from familjeflow.ui.case.surfaces import ground
from familjeflow.ui.widgets.layouts import column, holder, row

Make = Callable[[], QWidget]


class CaseTabs(QWidget):
    """A row of tabs with something beside it. `shown` gives the place of the tab that is shown.

    A tab is made when it is first shown: most cases are opened for their picture alone.
    """

    shown = Signal(int)

    def __init__(self, tabs: Sequence[tuple[str, Make]], beside: QWidget) -> None:
        super().__init__()
        self._make = [make for _title, make in tabs]
        self._made: dict[int, QWidget] = {}
        self.bar = QTabBar()
        theme.mark(self.bar, kind="views")
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setAccessibleName(_("Ärendets delar"))
        self.bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for title, _make in tabs:
            self.bar.addTab(title)
        self._stack = QStackedWidget()
        head = QFrame()
        theme.mark(head, surface="bar")
        # In a holder, so that the tabs stay at the left while it is hidden.
        line = row(self.bar, holder(row(beside)), spacing=theme.L)
        line.setStretch(1, 1)
        line.setContentsMargins(theme.S, 0, theme.M, 0)
        head.setLayout(line)
        ground(self, "raised")
        layout = column(head, self._stack, spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._stack.setCurrentWidget(self.part(0))
        self.bar.currentChanged.connect(self._show)

    def place(self) -> int:
        """The tab that is shown, counted from 0."""
        return self.bar.currentIndex()

    def part(self, place: int) -> QWidget:
        """What a tab shows, made now if it has not been shown before."""
        if place not in self._made:
            self._made[place] = self._make[place]()
            self._stack.addWidget(self._made[place])
        return self._made[place]

    def go_to(self, place: int) -> None:
        """Show a tab."""
        self.bar.setCurrentIndex(place)

    def _show(self, place: int) -> None:
        self.bar.updateGeometry()  # the chosen tab is bolder, so wider
        self._stack.setCurrentWidget(self.part(place))
        self.shown.emit(place)
