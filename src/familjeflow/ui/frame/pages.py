"""The stack of pages: the fixed ones by slug, and one page for each open case."""

from collections.abc import Callable
from typing import Protocol, cast, runtime_checkable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

from familjeflow.services.desk import Desk
from familjeflow.ui.case.page import CasePage
from familjeflow.ui.frame.context import Context
from familjeflow.ui.frame.surfaces import enter


@runtime_checkable
class _TakesFocus(Protocol):
    def take_focus(self) -> None: ...


@runtime_checkable
class _Keeps(Protocol):
    def flush(self) -> None: ...


@runtime_checkable
class _HasSurfaces(Protocol):
    def surfaces(self) -> tuple[QWidget, ...]: ...


class _Page(_TakesFocus, Protocol):
    def reload(self) -> None: ...


class Pages(QStackedWidget):
    """`slug` is "case" while a case is shown."""

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        self._desk = desk
        self._context = context
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._fixed: dict[str, QWidget] = {}
        self.cases: dict[str, CasePage] = {}
        self.slug = ""
        self.case_id = ""
        self._covered: tuple[QWidget, str, str] | None = None
        self.currentChanged.connect(lambda _place: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """What the shown page needs: a wide page that is not shown takes no room from what lies beside."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else super().minimumSizeHint()

    def add(self, slug: str, make: Callable[[], QWidget]) -> None:
        """Add a fixed page. It is made when it is first wanted: nobody opens all of them each time."""
        self._makers[slug] = make

    def page(self, slug: str) -> QWidget:
        """A fixed page, made now if it has not been wanted before."""
        if slug not in self._fixed:
            self._fixed[slug] = self._makers[slug]()
            self.addWidget(self._fixed[slug])
        return self._fixed[slug]

    def put(self, page: QWidget, slug: str) -> None:
        """Show a page that is there until it has been dealt with."""
        self.slug, self.case_id = slug, ""
        self.addWidget(page)
        self.setCurrentWidget(page)
        enter(page)

    def cover(self, page: QWidget, slug: str) -> None:
        """Show a page over the one that is shown, which is there unchanged when it is uncovered."""
        shown = self.currentWidget()
        self._covered = (shown, self.slug, self.case_id) if shown is not None else None
        self.put(page, slug)

    def uncover(self) -> None:
        """Show again what was covered."""
        if self._covered is not None:
            page, self.slug, self.case_id = self._covered
            self._covered = None
            self.setCurrentWidget(page)

    def remove(self, page: QWidget) -> None:
        """Let a page go."""
        self._fixed = {slug: kept for slug, kept in self._fixed.items() if kept is not page}
        self.removeWidget(page)
        page.deleteLater()

    def show_fixed(self, slug: str) -> None:
        """Read a fixed page again and show it."""
        self.slug, self.case_id = slug, ""
        page = self.page(slug)
        cast(_Page, page).reload()
        self.setCurrentWidget(page)

    def is_fixed(self, slug: str) -> bool:
        """Whether a slug is a page of the navigation."""
        return slug in self._makers

    def take_focus(self) -> None:
        """Put the keyboard into the page that is shown."""
        page = self.currentWidget()
        if isinstance(page, _TakesFocus):
            page.take_focus()

    def enter(self, surface: QWidget | None) -> None:
        """Put the keyboard into a surface of the window, or into this page as it wants it itself."""
        if surface is not None and surface is self.currentWidget():
            self.take_focus()
        elif surface is not None:
            enter(surface)

    def surfaces(self) -> tuple[QWidget, ...]:
        """What F6 moves between on the shown page."""
        page = self.currentWidget()
        if isinstance(page, _HasSurfaces):
            return page.surfaces()
        return (page,) if page is not None else ()

    def show_case(self, case_id: str) -> CasePage:
        """Show a case; its page is made when there is none. Raises DomainError("unknown_case")."""
        page = self.cases.get(case_id)
        if page is None:
            page = CasePage(self._desk, case_id, self._context)
            self.cases[case_id] = page
            self.addWidget(page)
        self.slug, self.case_id = "case", case_id
        self.setCurrentWidget(page)
        return page

    def close_case(self, case_id: str) -> None:
        """Keep the drafts of a case and let its page go."""
        page = self.cases.pop(case_id, None)
        if page is not None:
            page.flush()
            self.removeWidget(page)
            page.deleteLater()

    def flush(self) -> None:
        """Keep every draft now."""
        for page in (*self.cases.values(), *self._fixed.values()):
            if isinstance(page, _Keeps):
                page.flush()

    def reload_shown(self) -> None:
        """Read the shown fixed page again, after an act elsewhere."""
        if self.slug in self._fixed:
            cast(_Page, self._fixed[self.slug]).reload()
