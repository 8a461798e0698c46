"""A new case: its page is there until the case has been opened or the page is left."""

from collections.abc import Callable

from familjeflow.services.desk import Desk
from familjeflow.ui.frame.context import Context
from familjeflow.ui.frame.pages import Pages
from familjeflow.ui.new_case.page import NewCasePage


class NewCaseFlow:
    """Goes back to where one was when the page is left without a case."""

    def __init__(
        self,
        desk: Desk,
        context: Context,
        pages: Pages,
        show_page: Callable[[str], None],
        open_case: Callable[[str], object],
    ) -> None:
        self._desk = desk
        self._context = context
        self._pages = pages
        self._show_page = show_page
        self._open_case = open_case
        self._before = "my_day"

    def begin(self, client_id: str = "") -> None:
        """Show the page for a new case, with its client chosen unless ""."""
        page = NewCasePage(self._desk, self._context)
        if client_id:
            page.client.choose(client_id)

        def leave() -> None:
            self._show_page(self._before)
            self._pages.remove(page)

        def opened(case_id: str) -> None:
            self._open_case(case_id)
            self._pages.remove(page)

        if self._pages.is_fixed(self._pages.slug):
            self._before = self._pages.slug
        page.left.connect(leave)
        page.opened.connect(opened)
        self._pages.put(page, "new_case")
        page.take_focus()
