"""Ctrl+K: what fits where one is, found by a few letters."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.ui.frame.conftest import Opener
from tests.ui.keys import Keys

from familjeflow.ui.frame.command_list import CommandList
from familjeflow.ui.main_window import MainWindow


def ask(letters: str, *, choose: bool = False) -> list[str]:
    """Press Ctrl+K, write some letters, and read what is offered; the first is done with `choose`."""
    Keys().press("Ctrl+K")
    commands = QApplication.activeModalWidget()
    assert isinstance(commands, CommandList)
    commands.line.setText(letters)
    found = [commands.list.item(n).text() for n in range(commands.list.count())]
    QTest.keyClick(commands.line, Qt.Key.Key_Return if choose else Qt.Key.Key_Escape)
    return found


def test_a_case_offers_its_steps_papers_parts_and_undo(window: MainWindow, own: str) -> None:
    assert not ask("steg: ")
    window.open_case(own)
    steps = ask("steg:")
    page = window.pages.cases[own]
    assert page.case is not None
    assert len(steps) == len(page.case.steps)
    assert ask("papper: ärende")
    assert ask("skriv: kallelse")
    assert ask("visa journal i ärendet")
    assert ask("stäng fliken")
    assert not ask("finns inte")


def test_a_step_is_gone_to_by_its_name(window: MainWindow, own: str) -> None:
    window.open_case(own)
    page = window.pages.cases[own]
    assert page.case is not None
    wanted = page.case.steps[-1]
    ask(f"steg: {wanted.label.casefold()}", choose=True)
    assert page.panel.step_id == wanted.id
    assert page.panel.isAncestorOf(QApplication.focusWidget())


def test_cases_opened_lately_come_by_name_the_latest_first_and_survive_the_lock(
    open_window: Opener, own: str, other: str
) -> None:
    window = open_window()
    assert not ask("ärende:")
    for case_id in (own, other):
        window.open_case(case_id)
        window.close_case(case_id)
    window.lock()
    again = open_window()
    names = [text.partition(" · ")[0] for text in ask("ärende:")]
    assert names == ["Ärende: Fabelstam, Nils", "Ärende: Påhittson, Ada"]
    ask("ärende: påhitt", choose=True)
    assert again.pages.case_id == own


def test_under_insynsskydd_nobody_else_is_offered(window: MainWindow, own: str, other: str) -> None:
    window.open_case(other)
    window.open_case(own)
    Keys().press("Ctrl+Shift+I")
    assert not ask("fabelstam")
    assert not ask("nytt ärende")
    assert ask("insynsskydd")
    assert ask("steg:")


@pytest.mark.parametrize("words", ["nytt", "inställningar", "lås", "rundturen", "hjälp"])
def test_the_window_s_own_acts_are_there_from_every_page(window: MainWindow, words: str) -> None:
    for slug in ("my_day", "settings"):
        window.show_page(slug)
        assert ask(words)


def test_no_tab_looks_chosen_while_another_page_is_shown(window: MainWindow, own: str) -> None:
    window.open_case(own)
    assert window.tabs.bar.property("away") == "false"
    window.show_page("cases")
    assert window.tabs.bar.property("away") == "true"
    Keys().press("Ctrl+Tab")
    assert window.tabs.bar.property("away") == "false"
    assert window.pages.case_id == own
