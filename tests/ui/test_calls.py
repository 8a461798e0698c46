"""Ringlista: the closed cases of a week, ticked with the keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.names import unnamed
from tests.ui.scripted import Scripted

from familjeflow.domain.events import PersonRecorded
from familjeflow.services import cases, persons
from familjeflow.services.desk import Desk
from familjeflow.ui.case_list.calls import CallListPage
from familjeflow.ui.case_list.page import CaseListPage
from familjeflow.ui.frame.context import Context


def closed_case(desk: Desk, family: str, protection: str = "") -> str:
    person = PersonRecorded("Ada", family, "20150315-9803", "personnummer", protection=protection)
    case_id = cases.open_case(desk, "hela-familjen", persons.register(desk, person))
    cases.close_case(desk, case_id, "Flyttat")
    return case_id


@pytest.fixture
def dialogs(tmp_path: Path) -> Scripted:
    return Scripted(path=tmp_path / "ringlista.xlsx")


@pytest.fixture
def opened() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def cases_page(desk: Desk, dialogs: Scripted, opened: list[tuple[str, str]], qtbot: QtBot) -> CaseListPage:
    def open_case(case_id: str, step: str) -> None:
        opened.append((case_id, step))

    page = CaseListPage(desk, Context(dialogs, lambda: None, lambda _c: None, lambda _e: None, open_case))
    qtbot.addWidget(page)
    page.resize(1116, 670)
    page.show()
    return page


def calls_of(page: CaseListPage) -> CallListPage:
    page.show_calls()
    assert isinstance(page.sheet, CallListPage)
    return page.sheet


def clients(page: CallListPage) -> list[str]:
    return [call.client for call in page._model.rows]


def test_space_ticks_a_call_and_it_can_be_taken_back(desk: Desk, cases_page: CaseListPage) -> None:
    for family in ("Exempelius", "Fabelstam"):
        closed_case(desk, family)
    page = calls_of(cases_page)
    assert clients(page) == ["Exempelius, Ada", "Fabelstam, Ada"]
    assert page.table.hasFocus()
    assert unnamed(page) == []
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert clients(page) == ["Fabelstam, Ada"]
    page.undo()
    assert len(clients(page)) == 2


def test_enter_opens_the_case_at_its_step_and_esc_goes_back(
    desk: Desk, cases_page: CaseListPage, opened: list[tuple[str, str]]
) -> None:
    case_id = closed_case(desk, "Exempelius")
    page = calls_of(cases_page)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert opened == [(case_id, "telefonuppfoljning")]
    page.left.emit()
    assert cases_page.sheet is None


def test_nobody_to_call_says_so(cases_page: CaseListPage) -> None:
    page = calls_of(cases_page)
    assert page._stack.currentIndex() == 1
    assert not page._choice.isVisible()


def test_a_list_with_protected_people_asks_first(
    desk: Desk, cases_page: CaseListPage, dialogs: Scripted
) -> None:
    closed_case(desk, "Exempelius", "protected")
    page = calls_of(cases_page)
    page.save()
    assert dialogs.path is not None
    assert dialogs.path.exists()
    assert any("Listan rör någon med skyddade uppgifter" in said for said in dialogs.said)
    dialogs.agree = False
    dialogs.path.unlink()
    page.save()
    assert not dialogs.path.exists()
