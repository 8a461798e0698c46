"""The tabs of the case page: the picture, its twin the list, and what else there is to read."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QTabBar, QWidget

from familjeflow.i18n import _
from familjeflow.services.views import CaseView
from familjeflow.ui import theme
from familjeflow.ui.case.surfaces import ground
from familjeflow.ui.widgets.layouts import column, row

PICTURE, LIST, JOURNAL, LIMITS, DOCUMENTS, MEETINGS, PEOPLE, HISTORY = (
    "picture",
    "list",
    "journal",
    "limits",
    "documents",
    "meetings",
    "people",
    "history",
)


@runtime_checkable
class _Keeps(Protocol):
    def flush(self) -> None: ...


@dataclass(frozen=True)
class Tab:
    """A tab by its slug. `make` is called when it is first shown, `show` each time the case has been read."""

    slug: str
    title: str
    make: Callable[[], QWidget]
    show: Callable[[CaseView], object]


class CaseTabs(QWidget):
    """A row of tabs. `shown` gives the slug of the tab that is shown.

    A tab is made when it is first shown: most cases are opened for their picture alone.
    """

    shown = Signal(str)

    def __init__(self, tabs: Sequence[Tab]) -> None:
        super().__init__()
        self._tabs = {tab.slug: tab for tab in tabs}
        self._order = [tab.slug for tab in tabs]
        self._made: dict[str, QWidget] = {}
        self._left = ""
        self.bar = QTabBar()
        theme.mark(self.bar, kind="views")
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setAccessibleName(_("Ärendets delar"))
        self.bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for tab in tabs:
            self.bar.addTab(tab.title)
        self._stack = QStackedWidget()
        head = QFrame()
        theme.mark(head, surface="bar")
        line = row(self.bar, None)
        line.setContentsMargins(theme.S, 0, theme.M, 0)
        head.setLayout(line)
        ground(self, "raised")
        layout = column(head, self._stack, spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._stack.setCurrentWidget(self.part(self._order[0]))
        self.bar.currentChanged.connect(self._show)

    def place(self) -> str:
        """The slug of the tab that is shown."""
        return self._order[self.bar.currentIndex()]

    def part(self, slug: str) -> QWidget:
        """What a tab shows, made now if it has not been shown before."""
        if slug not in self._made:
            self._made[slug] = self._tabs[slug].make()
            if not self._made[slug].objectName():
                self._made[slug].setObjectName(f"tab-{slug}")  # the help finds its page by it
            self._stack.addWidget(self._made[slug])
        return self._made[slug]

    def go_to(self, slug: str) -> None:
        """Show a tab."""
        self.bar.setCurrentIndex(self._order.index(slug))

    def hide_tabs(self, slugs: Collection[str]) -> None:
        """Take tabs out of sight, or show them all again with (); one that was shown then comes back."""
        if self.place() in slugs:
            self._left = self.place()
            self.go_to(self._order[0])
        for number, slug in enumerate(self._order):
            self.bar.setTabVisible(number, slug not in slugs)
        if not slugs and self._left:
            self.go_to(self._left)
            self._left = ""

    def titles(self) -> tuple[tuple[str, str], ...]:
        """Slug and title of the tabs that are in sight."""
        shown = (number for number in range(self.bar.count()) if self.bar.isTabVisible(number))
        return tuple((self._order[number], self.bar.tabText(number)) for number in shown)

    def show_case(self, case: CaseView) -> None:
        """Let the tab that is shown show the case as it is now."""
        slug = self.place()
        self.part(slug)
        self._tabs[slug].show(case)

    def flush(self) -> None:
        """Keep what is being written in any tab that has been shown."""
        for part in self._made.values():
            if isinstance(part, _Keeps):
                part.flush()

    def _show(self, number: int) -> None:
        slug = self._order[number]
        self.bar.updateGeometry()  # the chosen tab is bolder, so wider
        self._stack.setCurrentWidget(self.part(slug))
        self.shown.emit(slug)
