"""A case page with a family, and short ways to write notes in it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from tests.ui.case.conftest import around, case_id, open_case, open_page, page

from familjeflow.services import journal
from familjeflow.services.desk import Desk
from familjeflow.ui.case.page import CasePage
from familjeflow.ui.case.tabs import JOURNAL
from familjeflow.ui.journal.editor import NoteEditor
from familjeflow.ui.journal.tab import JournalTab

__all__ = ["around", "case_id", "open_case", "open_page", "page"]

Write = Callable[..., None]


@pytest.fixture
def write(desk: Desk, case_id: str) -> Write:
    """Finishes a note in the case."""

    def written(text: str, *, kind: str = "journal", day: date | None = None, person: str = "") -> None:
        draft = journal.new_draft(desk, case_id, kind=kind)
        texts = {person or next(iter(draft.texts)): text}
        journal.finish(desk, case_id, replace(draft, texts=texts, day=day or draft.day))

    return written


@pytest.fixture
def tab(page: CasePage) -> JournalTab:
    """The tab Journal, shown."""
    return shown_tab(page)


def shown_tab(page: CasePage) -> JournalTab:
    page.tabs.go_to(JOURNAL)
    found = page.tabs.part(JOURNAL)
    assert isinstance(found, JournalTab)
    found.reload()
    return found


def editor_of(page: CasePage) -> NoteEditor:
    found = [editor for editor in page.findChildren(NoteEditor) if editor.isVisible()]
    assert len(found) == 1
    return found[0]
