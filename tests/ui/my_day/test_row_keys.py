"""B, F and R on a row of Min dag, and Ctrl+Z after them."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from tests.ui.keys import Keys
from tests.ui.names import unnamed

from familjeflow.domain.time_rules import Force
from familjeflow.services import case_limits, own_limits, watches
from familjeflow.services.desk import Desk
from familjeflow.ui.main_window import MainWindow
from familjeflow.ui.my_day.table import DayTable


def stand_on(window: MainWindow, kind: str) -> DayTable:
    """Put the keyboard on the first row of a kind, read afresh."""
    window.show_page("my_day")
    QApplication.processEvents()  # the tables are shown when the window has dealt with what was asked of it
    for table in window.my_day.tables:
        for place, row in enumerate(table.day_rows.rows):
            if row.kind == kind:
                table.setFocus()
                table.choose(place)
                return table
    raise AssertionError(kind)


def add_limit(desk: Desk, case_id: str) -> None:
    limit = own_limits.NewLimit("Ring skolan", date(2026, 11, 25), Force.GUIDELINE)
    own_limits.add_own(desk, case_id, limit)


def test_a_reminder_is_set_under_the_row_and_taken_back(window: MainWindow, desk: Desk, own: str) -> None:
    table = stand_on(window, "next")
    row = table.row()
    assert row is not None
    keys = Keys()
    keys.press("B")
    strip = window.my_day.strips.shown
    assert strip is not None
    assert unnamed(strip) == []
    assert strip.y() > 0
    keys.type("+14")
    keys.press("Return")
    (watch,) = watches.open_watches(desk, row.case_id)
    assert (watch.day, watch.step) == (date(2026, 12, 5), row.step)
    assert "Bevakning satt till" in window.my_day.said.text.text()
    assert window.my_day.isAncestorOf(QApplication.focusWidget())
    QApplication.processEvents()
    keys.press("Ctrl+Z")
    assert watches.open_watches(desk, row.case_id) == ()


def test_a_reminder_without_a_day_is_asked_for_and_esc_leaves(window: MainWindow, desk: Desk) -> None:
    table = stand_on(window, "next")
    keys = Keys()
    keys.press("B", "Return")
    assert window.my_day.strips.shown is not None
    keys.press("Escape")
    assert window.my_day.strips.shown is None
    assert table.hasFocus()


def test_b_and_f_on_a_reminder_move_it(window: MainWindow, desk: Desk, own: str) -> None:
    watches.set_watch(desk, own, date(2026, 11, 23), "Ring skolan")
    for key, ahead, day in (("B", "+5", 26), ("F", "+6", 27)):
        stand_on(window, "watch")
        keys = Keys()
        keys.press(key)
        keys.type(ahead)
        keys.press("Return")
        (watch,) = watches.open_watches(desk, own)
        assert (watch.day, watch.text) == (date(2026, 11, day), "Ring skolan")


def test_a_limit_is_moved_with_a_reason(window: MainWindow, desk: Desk, own: str) -> None:
    add_limit(desk, own)
    stand_on(window, "limit")
    keys = Keys()
    keys.press("F")
    keys.type("+7")
    keys.press("Return", "Return")
    assert window.my_day.strips.shown is not None, "a reason is needed"
    keys.write("Skolan har lov")
    keys.press("Return")
    limits = [line for line in case_limits.case_limits(desk, own) if line.own]
    assert [(line.day, line.moved) for line in limits] == [(date(2026, 11, 28), True)]
    QApplication.processEvents()
    keys.press("Ctrl+Z")
    assert [line.day for line in case_limits.case_limits(desk, own) if line.own] == [date(2026, 11, 25)]


def test_a_row_without_a_day_says_so_kindly(window: MainWindow) -> None:
    stand_on(window, "next")
    Keys().press("F")
    assert "inget datum att flytta" in window.my_day.said.text.text()
    assert not window.my_day._undo_button.isVisible()


def test_a_besked_opens_the_step_with_the_line_for_who_told(window: MainWindow, own: str) -> None:
    table = stand_on(window, "next")
    row = table.row()
    assert row is not None
    Keys().press("R")
    assert window.pages.case_id == row.case_id
    assert window.pages.cases[row.case_id].panel.step_id == row.step
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "told:who"


@pytest.mark.parametrize("key", ["B", "F", "R"])
def test_the_keys_are_letters_where_one_writes(window: MainWindow, key: str) -> None:
    window.my_day.filter.client_line.setFocus()
    Keys().press(key)
    assert window.my_day.filter.client_line.text().upper() == key
    assert window.my_day.strips.shown is None
    window.my_day.filter._pause.stop()
