"""The calendar by keyboard alone: days, months, what lies on them, and what leaves it."""

from datetime import date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.calendar.conftest import Book
from tests.ui.names import unnamed
from tests.ui.scripted import Scripted

from familjeflow.ui.calendar.day_cell import DayCell
from familjeflow.ui.calendar.page import CalendarPage
from familjeflow.ui.main_window import MainWindow

TODAY = date(2026, 11, 21)


@pytest.fixture
def page(window: MainWindow) -> CalendarPage:
    window.show_page("calendar")
    found = window.pages.currentWidget()
    assert isinstance(found, CalendarPage)
    return found


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def said() -> str:
    return focused().accessibleName()


def test_the_keyboard_begins_on_today_which_says_its_sentence(page: CalendarPage) -> None:
    assert isinstance(focused(), DayCell)
    assert said() == "lördag 21 november, idag, inget"
    assert page.title.text() == "November 2026"


def test_arrows_go_by_day_and_page_keys_by_month_and_t_comes_back(page: CalendarPage, qtbot: QtBot) -> None:
    for key, expected in (
        (Qt.Key.Key_Right, "söndag 22 november"),
        (Qt.Key.Key_Down, "söndag 29 november"),
        (Qt.Key.Key_Left, "lördag 28 november"),
        (Qt.Key.Key_Up, "lördag 21 november"),
        (Qt.Key.Key_Home, "måndag 16 november"),
        (Qt.Key.Key_PageDown, "onsdag 16 december"),
        (Qt.Key.Key_PageUp, "måndag 16 november"),
        (Qt.Key.Key_PageUp, "fredag 16 oktober"),
        (Qt.Key.Key_T, "lördag 21 november"),
    ):
        qtbot.keyClick(focused(), key)
        assert said().startswith(expected)
    assert page.title.text() == "November 2026"


def test_an_arrow_over_the_edge_shows_the_next_month(page: CalendarPage, qtbot: QtBot) -> None:
    for _week in range(2):
        qtbot.keyClick(focused(), Qt.Key.Key_Down)
    assert (said().split(",")[0], page.title.text()) == ("lördag 5 december", "December 2026")


def test_enter_goes_to_the_days_list_and_then_to_the_meeting_in_its_case(
    page: CalendarPage, window: MainWindow, book: Book, case_id: str, qtbot: QtBot
) -> None:
    book(datetime(2026, 11, 24, 10))
    page.reload()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left):
        qtbot.keyClick(focused(), key)
    assert said() == "tisdag 24 november, 1 möte"
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is page.panel.list
    line = page.panel.list.line()
    assert line is not None
    assert (line.span, line.client, line.place) == ("10:00–11:00", "Exempelius, Ada", "Eken")
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert said() == "tisdag 24 november, 1 möte"
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    shown = window.pages.cases[case_id]
    assert shown.tabs.place() == "meetings"
    assert focused().objectName() == "meeting-list"


def test_week_and_list_show_the_same_things(page: CalendarPage, book: Book, qtbot: QtBot) -> None:
    book(datetime(2026, 11, 17, 10))
    page.views["week"].setFocus()
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    assert page.title.text() == "Vecka 47 · 16–22 november 2026"
    cells = [cell for cell in page.grid.cells if cell.isVisibleTo(page.grid)]
    assert len(cells) == 7
    assert cells[1].accessibleName() == "tisdag 17 november, 1 möte"
    page.views["list"].setFocus()
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    assert [line.text for line in page.list.line_rows.rows] == ["Samtal"]
    page.show_mode("month")
    assert page.title.text() == "November 2026"


def test_an_empty_month_as_a_list_says_so(page: CalendarPage) -> None:
    page.show_mode("list")
    assert not page.list.isVisible()


def test_only_the_chosen_day_is_a_stop_for_tab(page: CalendarPage) -> None:
    stops = [c for c in page.grid.cells if c.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert [c.day.day for c in stops if c.day] == [TODAY]


def test_f6_goes_between_the_days_and_the_chosen_one(
    page: CalendarPage, window: MainWindow, book: Book, qtbot: QtBot
) -> None:
    book(datetime(2026, 11, 21, 15))
    page.reload()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert focused() is page.panel.list


def test_coming_meetings_are_saved_without_any_name(
    page: CalendarPage, dialogs: Scripted, book: Book, tmp_path: Path
) -> None:
    book(datetime(2026, 11, 24, 10))
    dialogs.path = tmp_path / "moten.ics"
    page.save_ics()
    data = (tmp_path / "moten.ics").read_bytes()
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert event["SUMMARY"] == "Möte 2026-0001"
    assert b"Exempelius" not in data
    assert "moten.ics är sparad" in page.notice.text.text()


def test_a_place_that_cannot_be_written_is_told(
    page: CalendarPage, dialogs: Scripted, book: Book, tmp_path: Path
) -> None:
    dialogs.path = tmp_path / "finns inte" / "moten.ics"
    page.save_ics()
    assert "kunde inte sparas" in page.notice.text.text()


def test_narrow_windows_have_the_day_under_the_grid(page: CalendarPage, window: MainWindow) -> None:
    beside = page.panel.geometry().left()
    assert beside > page.grid.geometry().right() - 1
    page.resize(800, 600)
    assert page.panel.maximumHeight() < page.height()


def test_everything_has_a_name(page: CalendarPage) -> None:
    assert unnamed(page) == []
