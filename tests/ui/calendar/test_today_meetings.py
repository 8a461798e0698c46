"""Today's meetings on Min dag, and how many keys they take."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from tests.ui.calendar.conftest import Book
from tests.ui.journal.test_key_budget import Counter

from familjeflow.services import meetings
from familjeflow.services.desk import Desk
from familjeflow.ui.case.letters.page import LetterPage
from familjeflow.ui.main_window import MainWindow


@pytest.fixture
def day(window: MainWindow, book: Book) -> MainWindow:
    book(datetime(2026, 11, 21, 13))
    window.show_page("my_day")
    return window


def test_time_place_and_interpreter_are_said(day: MainWindow) -> None:
    (item,) = [day.my_day.meetings.list.item(n) for n in range(day.my_day.meetings.list.count())]
    said = item.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "13:00–14:00, Samtal, Exempelius, Ada · Eken · tolk Arabiska"


def test_a_kept_visit_and_the_next_one_take_three_keys(
    day: MainWindow, desk: Desk, case_id: str, qtbot: QtBot
) -> None:
    keys = Counter(qtbot)
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_K)
    keys.press(Qt.Key.Key_N)
    view = meetings.meetings(desk, case_id)
    assert (view.visits.kept, [m.when_text for m in view.coming]) == (1, ["lör 2026-11-28 13:00–14:00"])
    assert "Nästa möte: lör 2026-11-28" in day.my_day.meetings.notice.text.text()
    assert keys.keys <= 3


def test_a_kallelse_takes_two_keys(day: MainWindow, case_id: str, qtbot: QtBot) -> None:
    keys = Counter(qtbot)
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_M)
    letter = day.pages.cases[case_id].findChild(LetterPage)
    assert isinstance(letter, LetterPage)
    assert letter.isVisible()
    values = {name: line.text() for name, line in letter.lines.items()}
    assert (values["dag"], values["tid"]) == ("lördag 21 november 2026", "klockan 13:00–14:00")
    assert (values["rum"], values["tolk"]) == ("Eken", "Vi bokar tolk: Arabiska")
    assert keys.keys <= 2


def test_what_was_done_is_taken_back(day: MainWindow, desk: Desk, case_id: str, qtbot: QtBot) -> None:
    keys = Counter(qtbot)
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_U)
    assert meetings.meetings(desk, case_id).visits.missed == 1
    day.my_day.meetings.undo()
    assert meetings.meetings(desk, case_id).visits.missed == 0
    assert not day.my_day.meetings.notice.isVisible()


def test_left_goes_back_and_an_arrow_in_a_line_stays_there(day: MainWindow, qtbot: QtBot) -> None:
    keys = Counter(qtbot)
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_Left)
    assert QApplication.focusWidget() in day.my_day.tables
    line = day.my_day.filter.findChild(QLineEdit)
    assert line is not None
    line.setFocus()
    keys.press(Qt.Key.Key_Right)
    assert QApplication.focusWidget() is line


def test_a_day_without_meetings_gives_the_room_to_what_is_to_be_done(window: MainWindow) -> None:
    window.show_page("my_day")
    assert not window.my_day.meetings.isVisible()
