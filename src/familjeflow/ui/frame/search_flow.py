"""The search at the top: while something is written there, Ärenden shows what is found."""

from collections.abc import Callable

from familjeflow.ui.case_list.page import CaseListPage
from familjeflow.ui.frame.navigation import Navigation
from familjeflow.ui.frame.pages import Pages
from familjeflow.ui.frame.top_bar import SearchBox


class SearchFlow:
    """Joins the search box with the list of cases, and goes back to where the search began."""

    def __init__(
        self,
        box: SearchBox,
        case_list: CaseListPage,
        pages: Pages,
        navigation: Navigation,
        show_page: Callable[[str], None],
    ) -> None:
        self._box = box
        self._list = case_list
        self._pages = pages
        self._navigation = navigation
        self._show_page = show_page
        self._before = "my_day"
        box.asked.connect(self._search)
        box.down.connect(case_list.take_focus)
        box.opened.connect(case_list.open_first)
        box.left.connect(self._end)
        case_list.left.connect(self._end)

    def start(self) -> None:
        """Put the keyboard in the box, with what stands there chosen."""
        self._box.setFocus()
        self._box.selectAll()

    def _search(self, text: str) -> None:
        if self._pages.slug != "cases":
            self._before = self._pages.slug if self._pages.is_fixed(self._pages.slug) else "cases"
            self._pages.show_fixed("cases")
            self._navigation.show_page("cases")
        self._list.search(text)

    def _end(self) -> None:
        self._box.clear()
        self._list.search("")
        self._show_page(self._before)
