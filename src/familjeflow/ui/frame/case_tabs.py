"""The tabs of open cases. Their labels hold names: drawn in the window, never in its title."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QTabBar

from familjeflow.i18n import _
from familjeflow.ui import theme
from familjeflow.ui.widgets.buttons import icon_button
from familjeflow.ui.widgets.layouts import row


class CaseTabs(QFrame):
    """`chosen` and `closed` carry a case id."""

    chosen = Signal(str)
    closed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        theme.mark(self, surface="bar")
        self.bar = QTabBar()
        self.bar.setAccessibleName(_("Öppna ärenden"))
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setMovable(True)
        self.bar.setElideMode(Qt.TextElideMode.ElideRight)
        self.bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.bar.tabBarClicked.connect(self._clicked)
        self.bar.currentChanged.connect(self._clicked)
        parts = row(self.bar, None, spacing=0)
        parts.setContentsMargins(theme.L, 0, theme.L, 0)
        self.setLayout(parts)
        self.hide()

    def show_case(self, case_id: str, text: str) -> None:
        """Choose the tab of a case; it is made when there is none."""
        place = self.place(case_id)
        if place < 0:
            place = self._add(case_id, text)
        self.bar.setTabText(place, text)
        self.bar.blockSignals(True)
        self.bar.setCurrentIndex(place)
        self.bar.blockSignals(False)
        self.show()

    def _add(self, case_id: str, text: str) -> int:
        self.bar.blockSignals(True)
        place = self.bar.addTab(text)
        self.bar.setTabData(place, case_id)
        close = icon_button("x", _("Stäng {case}").format(case=text), lambda: self.closed.emit(case_id))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.bar.setTabButton(place, QTabBar.ButtonPosition.RightSide, close)
        self.bar.blockSignals(False)
        return place

    def remove(self, case_id: str) -> None:
        """Take the tab of a case away."""
        place = self.place(case_id)
        if place >= 0:
            self.bar.blockSignals(True)
            self.bar.removeTab(place)
            self.bar.blockSignals(False)
        self.setVisible(self.bar.count() > 0)

    def place(self, case_id: str) -> int:
        """Where the case's tab is, -1 when it has none."""
        return next((i for i in range(self.bar.count()) if self.bar.tabData(i) == case_id), -1)

    def order(self) -> tuple[str, ...]:
        """The open cases, from left to right."""
        return tuple(str(self.bar.tabData(i)) for i in range(self.bar.count()))

    def beside(self, way: int) -> str:
        """The case next to the chosen one, around the ends; "" when none is open."""
        count = self.bar.count()
        return str(self.bar.tabData((self.bar.currentIndex() + way) % count)) if count else ""

    def _clicked(self, place: int) -> None:
        if place >= 0:
            self.chosen.emit(str(self.bar.tabData(place)))
