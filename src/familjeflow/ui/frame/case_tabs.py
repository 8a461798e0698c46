"""The tabs of open cases. Their labels hold names: drawn in the window, never in its title."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QTabBar, QToolButton

from familjeflow.i18n import _
from familjeflow.ui import icons, theme
from familjeflow.ui.widgets.buttons import icon_button
from familjeflow.ui.widgets.layouts import row

_AROUND = 70
"""Pixels of a tab that are not its text: padding and the button that closes it."""
_MARK = 22
"""Pixels that the shield of a protected person takes."""
_BOLDER = 1.08
"""How much wider the chosen tab's letters are."""
_SHORT = 12
"""Characters of a process's name that tell two tabs apart."""


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
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)  # what has no room scrolls
        self.bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.bar.tabBarClicked.connect(self._clicked)
        self.bar.currentChanged.connect(self._clicked)
        for name, icon in (("ScrollLeftButton", "chevron-left"), ("ScrollRightButton", "chevron-right")):
            scroller = self.bar.findChild(QToolButton, name)
            if scroller is not None:
                theme.mark(scroller, kind="scroller")
                icons.dress(scroller, icon, "muted", 16)
                scroller.setArrowType(Qt.ArrowType.NoArrow)
        self._texts: dict[str, tuple[str, ...]] = {}
        parts = row(self.bar, None, spacing=0)
        parts.setContentsMargins(theme.L, 0, theme.L, 0)
        self.setLayout(parts)
        self.hide()

    def show_case(self, case_id: str, name: str, process: str, protection: str = "") -> None:
        """Choose the tab of a case; it is made when there is none. `name` begins with the family name.

        `protection` is the slug of a protection: then a shield and a word stand at the name.
        """
        place = self.place(case_id)
        family = name.partition(",")[0]
        if protection:
            name = _("{name} (skyddad)").format(name=name)
        whole = " · ".join(part for part in (name, process) if part)
        self._texts[case_id] = (whole, name, family)
        if place < 0:
            place = self._add(case_id, whole)
        self.bar.setTabToolTip(place, whole)
        self.bar.setTabIcon(place, icons.icon("shield-alert", "protected", 16) if protection else QIcon())
        self.bar.blockSignals(True)
        self.bar.setCurrentIndex(place)
        self.bar.blockSignals(False)
        self.show()
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names are as long as there is room for."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        """Leave out the process and then given names when many tabs are open, never the family name."""
        shown = [self._texts.get(case_id, ("", "", "")) for case_id in self.order()]
        marked = sum(not self.bar.tabIcon(place).isNull() for place in range(self.bar.count()))
        room = self.width() - 2 * theme.L - _AROUND * len(shown) - _MARK * marked
        metrics = self.bar.fontMetrics()
        texts: list[str] = []
        for level in range(3):
            names = [text[level] for text in shown]
            texts = [_told_apart(own, n, names.count(n)) for own, n in zip(shown, names, strict=True)]
            if sum(metrics.horizontalAdvance(text) * _BOLDER for text in texts) <= room:
                break
        for place, text in enumerate(texts):
            if self.bar.tabText(place) != text:
                self.bar.setTabText(place, text)
        self.bar.updateGeometry()  # a hidden bar does not tell the layout by itself

    def _add(self, case_id: str, text: str) -> int:
        self.bar.blockSignals(True)
        place = self.bar.addTab(text)
        self.bar.setTabData(place, case_id)
        close = icon_button("x", _("Stäng {case}").format(case=text), lambda: self.closed.emit(case_id))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.bar.setTabButton(place, QTabBar.ButtonPosition.RightSide, close)
        self.bar.blockSignals(False)
        return place

    def show_away(self, away: bool) -> None:
        """While another page is shown no tab looks chosen."""
        theme.mark(self.bar, away="true" if away else "false")

    def remove(self, case_id: str) -> None:
        """Take the tab of a case away."""
        place = self.place(case_id)
        if place >= 0:
            self.bar.blockSignals(True)
            self.bar.removeTab(place)
            self.bar.blockSignals(False)
            self._texts.pop(case_id, None)
            self._shorten()
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


def _told_apart(texts: tuple[str, ...], name: str, alike: int) -> str:
    """The name, with the beginning of the process where several tabs have the same name."""
    if alike < 2 or name == texts[0]:
        return name
    process = texts[0].removeprefix(texts[1]).removeprefix(" · ")
    short = process if len(process) <= _SHORT else process[: _SHORT - 1].rstrip() + "…"
    return f"{name} · {short}"
