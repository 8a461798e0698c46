"""The tab Tidsgränser, driven with the keyboard."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.case.conftest import OpenCase, OpenPage
from tests.ui.names import unnamed

from familjeflow.services import steps, watches
from familjeflow.services.desk import Desk
from familjeflow.ui.case.limits.tab import LimitsTab
from familjeflow.ui.case.page import CasePage
from familjeflow.ui.case.tabs import LIMITS

Key = Qt.Key


@pytest.fixture
def page(desk: Desk, open_case: OpenCase, open_page: OpenPage) -> CasePage:
    case_id = open_case("kontaktperson")
    steps.record(desk, case_id, "beslut", "bistand_tom", "2027-03-31")
    return open_page(case_id)


@pytest.fixture
def tab(page: CasePage, qtbot: QtBot) -> LimitsTab:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.tabs.go_to(LIMITS)
    found = page.tabs.part(LIMITS)
    assert isinstance(found, LimitsTab)
    found.table.setFocus()
    return found


def texts(tab: LimitsTab) -> list[str]:
    return [line.text for line in tab.table.lines.rows]


def choose(tab: LimitsTab, text: str) -> None:
    tab.table.choose(texts(tab).index(text))


def press(*keys: Key | str) -> None:
    """To whatever has the keyboard now."""
    for key in keys:
        where = QApplication.focusWidget()
        assert where is not None, (key, keys)
        if isinstance(key, str):
            QTest.keyClicks(where, key)
        else:
            QTest.keyClick(where, key)


def shown(tab: LimitsTab) -> str:
    """The words of *Därför*."""
    parts = (tab._why.itemAt(n).widget() for n in range(tab._why.count()))
    return "\n".join(str(part.property("text")) for part in parts if part is not None)


def test_every_limit_is_listed_with_why_it_falls_when_it_does(tab: LimitsTab) -> None:
    assert tab.table.line() is not None
    assert texts(tab)[:2] == ["Ta ställning till förlängning", "Nytt beslut om bistånd"]
    choose(tab, "Nytt beslut om bistånd")
    for words in ("Senast", "2027-02-28", "en månad före", "2027-03-31", "steg 7, rad 52", "en söndag"):
        assert words in shown(tab)
    assert tab.count.text().startswith(str(len(texts(tab))))
    assert unnamed(tab) == []


def test_enter_goes_to_the_step(tab: LimitsTab, page: CasePage) -> None:
    choose(tab, "Nytt beslut om bistånd")
    press(Key.Key_Return)
    assert page.panel.step_id == "forlangning"


def test_a_limit_is_moved_in_five_keys_and_taken_back(tab: LimitsTab, page: CasePage) -> None:
    choose(tab, "Nytt beslut om bistånd")
    press("f", "2027-02-15", Key.Key_Return, "Sjukdom", Key.Key_Return)
    line = tab.table.line()
    assert line is not None
    assert (line.day, line.moved, line.text) == (date(2027, 2, 15), True, "Nytt beslut om bistånd")
    assert "Sjukdom" in shown(tab)
    assert tab.table.hasFocus()
    page.undo()
    assert tab.table.line() is not None
    assert "2027-02-28" in shown(tab)


def test_a_move_without_a_day_or_a_reason_asks_for_it_and_esc_leaves(tab: LimitsTab) -> None:
    choose(tab, "Nytt beslut om bistånd")
    press("f", "snart", Key.Key_Return, Key.Key_Return)
    assert tab._move.isVisible()
    press(Key.Key_Escape)
    assert not tab._move.isVisible()
    assert tab.table.hasFocus()


def test_two_weeks_of_reminder_in_five_keys(tab: LimitsTab, desk: Desk, page: CasePage) -> None:
    choose(tab, "Nytt beslut om bistånd")
    press("b", "+14", Key.Key_Return)
    assert page.case is not None
    (watch,) = watches.open_watches(desk, page.case.case_id)
    assert (watch.day, watch.text, watch.step) == (
        desk.today + timedelta(days=14),
        "Nytt beslut om bistånd",
        "forlangning",
    )
    assert "Bevakning satt" in tab.notice.text.text()


def test_a_limit_of_the_library_shows_its_day_before_it_is_added(tab: LimitsTab, desk: Desk) -> None:
    press("l")
    page = tab.add_page
    page.rule.setCurrentIndex(page.rule.findData("overklagande"))
    page.day.line.setFocus()
    press("2026-11-20")
    assert "Senast fre 2026-12-11" in page.result.text.text()
    press(Key.Key_Return)
    assert "Tiden för att överklaga går ut" in texts(tab)
    choose(tab, "Tiden för att överklaga går ut")
    assert "läst i lagtexten" in shown(tab)
    press(Key.Key_Space)
    line = next(li for li in tab.table.lines.rows if li.text == "Tiden för att överklaga går ut")
    assert line.standing == "met"


def test_a_weekend_is_told_before_it_is_added(tab: LimitsTab) -> None:
    tab.begin_adding()
    tab.add_page.day.line.setText("2026-12-05")
    assert "Dagen är en lördag" in tab.add_page.result.text.text()


def test_one_in_own_words_is_added_and_let_go(tab: LimitsTab) -> None:
    tab.begin_adding()
    page = tab.add_page
    page.rule.setCurrentIndex(page.rule.count() - 1)
    page.keep()
    assert page.text_field.problem()
    page.text.setText("Svara skolan")
    page.keep()
    assert page.day_field.problem()
    page.day.line.setText("+7")
    page.keep()
    choose(tab, "Svara skolan")
    assert tab.gone.isVisible()
    tab.gone.click()
    tab._gone.keep()
    assert tab._gone.isVisible(), "it asks for a reason"
    tab._gone.reason.set_text("Skolan svarade själv")
    tab._gone.keep()
    line = next(li for li in tab.table.lines.rows if li.text == "Svara skolan")
    assert line.standing == "gone"


def test_an_earlier_day_can_be_read_and_not_changed(tab: LimitsTab, page: CasePage) -> None:
    page._show_day(date(2026, 11, 3))
    assert not tab.add.isVisible()
    assert not tab.move_button.isEnabled()
    press("f")
    assert not tab._move.isVisible()
