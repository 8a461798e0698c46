"""*Insynsskydd*: one case is shown, and nothing of anyone else can be seen, reached or heard."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTabBar, QWidget
from tests.ui.frame.conftest import OTHER_NUMBER, OWN_NUMBER, Opener
from tests.ui.keys import Keys

from familjeflow.domain.errors import DomainError
from familjeflow.services import case_views, journal
from familjeflow.services.desk import Desk
from familjeflow.services.private_search import case_by_number
from familjeflow.ui.case.tabs import JOURNAL, LIST, PEOPLE
from familjeflow.ui.frame.privacy import PrivatePage
from familjeflow.ui.main_window import MainWindow

KEY = "Ctrl+Shift+I"


def seen(window: MainWindow) -> str:
    """Every word that can be seen or heard in the window."""
    words: list[str] = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        words += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            words.append(widget.text())
        if isinstance(widget, QTabBar):
            words += [widget.tabText(n) for n in range(widget.count()) if widget.isTabVisible(n)]
    return "\n".join(words)


def test_with_a_case_shown_only_that_case_is_left(window: MainWindow, own: str, other: str) -> None:
    window.open_case(other)
    window.open_case(own)
    assert "Fabelstam" in seen(window)
    Keys().press(KEY)
    assert "Fabelstam" not in seen(window)
    assert "Påhittson, Ada" in seen(window)
    assert "Ctrl+Skift+I visar allt igen" in seen(window)
    for part in (window.navigation, window.top.search, window.tabs):
        assert not part.isVisible()
    Keys().press(KEY)
    assert "Fabelstam" in seen(window)
    assert window.pages.case_id == own


def test_from_a_list_nothing_is_shown_until_a_case_is_opened_by_its_whole_number(
    window: MainWindow, own: str
) -> None:
    window.show_page("cases")
    keys = Keys()
    keys.press(KEY)
    assert not any(name in seen(window) for name in ("Fabelstam", "Påhittson", "Exempelius"))
    page = window.pages.currentWidget()
    assert isinstance(page, PrivatePage)
    keys.write("2015")
    keys.press("Return")
    assert "Inget öppet ärende har det numret." in seen(window)
    page.line.clear()
    keys.write(OWN_NUMBER.replace("-", ""))
    keys.press("Return")
    assert window.pages.case_id == own
    keys.press(KEY)
    assert window.pages.case_id == own
    assert window.navigation.isVisible()


def test_leaving_without_a_case_comes_back_to_the_list(window: MainWindow) -> None:
    window.show_page("cases")
    Keys().press(KEY, KEY)
    assert window.pages.slug == "cases"
    assert window.case_list.isVisible()
    assert window.case_list.table.hasFocus()


@pytest.mark.parametrize("keys", ["Ctrl+1", "Ctrl+2", "Ctrl+N", "Ctrl+F", "Ctrl+Tab", "Ctrl+W"])
def test_keys_that_would_show_others_do_nothing_but_say_so(
    window: MainWindow, own: str, other: str, keys: str
) -> None:
    window.open_case(other)
    window.open_case(own)
    Keys().press(KEY, keys)
    assert window.pages.case_id == own
    assert "Fabelstam" not in seen(window)
    assert "Det skulle visa andras uppgifter" in seen(window)


def test_another_case_cannot_be_opened_from_within_the_case(window: MainWindow, own: str, other: str) -> None:
    window.open_case(own)
    Keys().press(KEY)
    window.context.open_case(other, "")
    assert window.pages.case_id == own


def test_contact_data_and_other_akts_are_hidden_in_the_case(window: MainWindow, own: str, desk: Desk) -> None:
    case = case_views.case_view(desk, own)
    child = case.client_id
    adult = next(p.person_id for p in case.participants if p.person_id != child)
    for person, text in ((child, "Om flickan"), (adult, "Om vuxen")):
        fresh = journal.new_draft(desk, own)
        journal.finish(desk, own, replace(fresh, texts={person: text}))
    window.open_case(own)
    page = window.pages.cases[own]
    page.tabs.go_to(JOURNAL)
    notes = page.tabs.part(JOURNAL)
    assert notes.list.model().rowCount() == 2  # type: ignore[attr-defined]
    page.tabs.go_to(PEOPLE)
    Keys().press(KEY)
    assert "Personer" not in dict(page.tabs.titles()).values()
    page.tabs.go_to(JOURNAL)
    assert notes.list.model().rowCount() == 1  # type: ignore[attr-defined]
    assert "Om vuxen" not in seen(window)
    page.tabs.go_to(LIST)
    Keys().press(KEY)
    assert page.tabs.place() == PEOPLE


def test_it_is_still_on_after_the_lock(open_window: Opener, own: str, other: str) -> None:
    window = open_window()
    window.open_case(other)
    window.open_case(own)
    Keys().press(KEY)
    window.lock()
    again = open_window()
    assert again.privacy.on
    assert "Fabelstam" not in seen(again)
    assert again.pages.case_id == own


def test_a_number_finds_one_open_case_or_none(desk: Desk, own: str, other: str) -> None:
    line = case_views.case_view(desk, own)
    assert case_by_number(desk, OTHER_NUMBER) == other
    assert case_by_number(desk, f" {OWN_NUMBER[2:]} ") == own
    assert case_by_number(desk, line.number) == own
    for part in ("", "Fabelstam", OTHER_NUMBER[:8]):
        with pytest.raises(DomainError) as refused:
            case_by_number(desk, part)
        assert refused.value.code == "no_such_case"
