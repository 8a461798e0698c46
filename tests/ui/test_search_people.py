"""A search answers with people too: a new case, or the card, from where they stand; protection is seen."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.ui.names import unnamed
from tests.ui.scripted import Scripted

from familjeflow.domain.events import PersonRecorded
from familjeflow.services import cases, persons
from familjeflow.services.desk import Desk
from familjeflow.ui.case_list.page import CaseListPage
from familjeflow.ui.frame.case_tabs import CaseTabs
from familjeflow.ui.frame.context import Context
from familjeflow.ui.new_case.client_part import ClientPart
from familjeflow.ui.people.person_card import PersonCardPage
from familjeflow.ui.people.person_fields import line


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> CaseListPage:
    context = Context(Scripted(), lambda: None, lambda _c: None, lambda _e: None, lambda _c, _s: None)
    made = CaseListPage(desk, context)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_somebody_without_a_case_is_found_and_enter_opens_a_new_one(
    page: CaseListPage, desk: Desk, qtbot: QtBot
) -> None:
    ada = persons.register(desk, PersonRecorded("Ada", "Fabelstam"))
    page.search("fabel")
    assert [person.person_id for person in page.found.people()] == [ada]
    page.open_first()
    with qtbot.waitSignal(page.new_case_for) as sent:
        qtbot.keyClick(page.found.table, Qt.Key.Key_Return)
    assert sent.args == [ada]
    assert unnamed(page) == []


def test_the_card_opens_in_the_lists_place_and_esc_goes_back(
    page: CaseListPage, desk: Desk, qtbot: QtBot
) -> None:
    ada = persons.register(desk, PersonRecorded("Ada", "Fabelstam"))
    page.search("fabel")
    page.found.card_button.click()
    assert isinstance(page.sheet, PersonCardPage)
    line(page.sheet.fields.phone).setText("040-1")
    qtbot.keyClick(page.sheet.fields.given.editor, Qt.Key.Key_Escape)
    assert page.sheet is None
    assert persons.person(desk, ada).phone == "040-1"


def test_nobody_is_shown_while_nothing_is_searched_for(page: CaseListPage, desk: Desk) -> None:
    persons.register(desk, PersonRecorded("Ada", "Fabelstam"))
    page.search("fabel")
    page.search("")
    assert page.found.isHidden()


def test_a_protected_client_is_marked_by_word_and_icon_and_the_number_is_out_of_sight(
    page: CaseListPage, desk: Desk
) -> None:
    ada = persons.register(
        desk, PersonRecorded("Ada", "Fabelstam", "20150315-9803", "personnummer", protection="protected")
    )
    cases.open_case(desk, "kontaktperson", ada)
    page.reload()
    model = page.table.model()
    assert model.index(0, 1).data() == "Skyddad"
    assert not model.index(0, 0).data(Qt.ItemDataRole.DecorationRole).isNull()
    assert "skyddad" in model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    page.search("20150315-9803")
    assert len(page.rows()) == 1


def test_the_tab_of_a_protected_client_says_so(qtbot: QtBot) -> None:
    tabs = CaseTabs()
    qtbot.addWidget(tabs)
    tabs.resize(900, 40)
    tabs.show_case("c", "Fabelstam, Ada", "Kontaktperson", "marked")
    tabs.show_case("d", "Påhittson, Nils", "Kontaktperson")
    assert "Fabelstam, Ada (skyddad)" in tabs.bar.tabText(0)
    assert not tabs.bar.tabIcon(0).isNull()
    assert tabs.bar.tabIcon(1).isNull()


def test_the_client_of_a_new_case_is_asked_about_by_keyboard(desk: Desk, qtbot: QtBot) -> None:
    ada = persons.register(desk, PersonRecorded("Ada", "Fabelstam", protection="marked"))
    part = ClientPart(desk)
    qtbot.addWidget(part)
    part.resize(800, 600)
    part.show()
    qtbot.waitExposed(part)
    qtbot.keyClicks(part.search.editor, "Fabelstam, Ada")
    part.register_button.click()
    qtbot.keyClick(part.form.save_button, Qt.Key.Key_Return)
    assert not part.form.same.isHidden()
    assert unnamed(part) == []
    focused = part.form.same.focusWidget()
    assert focused is not None
    assert "Det är samma person: Fabelstam, Ada" in focused.accessibleName()
    qtbot.keyClick(focused, Qt.Key.Key_Return)
    assert part.client_id == ada


def test_a_card_without_a_name_or_with_a_strange_day_stays_and_says_why(
    page: CaseListPage, desk: Desk, qtbot: QtBot
) -> None:
    ada = persons.register(desk, PersonRecorded("Ada", ""))
    page.open_card(ada)
    card = page.sheet
    assert isinstance(card, PersonCardPage)
    line(card.fields.given).clear()
    line(card.fields.phone).setText("040-1")
    page.flush()
    assert card.fields.given.problem()
    line(card.fields.given).setText("Ada")
    line(card.fields.born).setText("i förrgår kanske")
    card.leave()
    assert page.sheet is card
    assert card.fields.born.problem()
    line(card.fields.born).setText("850315")
    card.leave()
    assert page.sheet is None
    assert str(persons.person(desk, ada).born) == "1985-03-15"
