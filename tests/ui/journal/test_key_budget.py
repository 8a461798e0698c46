"""How many keys a habit takes from Min dag; the text itself is not counted."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.journal.conftest import editor_of
from tests.ui.scripted import Scripted

from familjeflow.domain.events import PersonRecorded
from familjeflow.services import cases, journal, persons, vaults
from familjeflow.services.desk import Desk
from familjeflow.ui.frame.session import Session
from familjeflow.ui.main_window import MainWindow

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Press = Callable[..., None]


class Counter:
    """Presses keys where the keyboard is, as a person does, and counts them."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.keys = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        self._qtbot.keyClick(focused, key, modifier)
        self.keys += 1

    def write(self, text: str) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        self._qtbot.keyClicks(focused, text)


@pytest.fixture
def window(desk: Desk, made: tuple[Path, vaults.Created], qtbot: QtBot) -> Iterator[MainWindow]:
    """Min dag, with a case that has something due."""
    child = persons.register(desk, PersonRecorded("Ada", "Exempelius", "20150315-9803", "personnummer"))
    cases.open_case(desk, "familjebehandlare", child, opened_on=date(2026, 9, 1))
    window = MainWindow(Session(desk, made[0], made[1].key), Scripted(), lambda _code: None)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_page("my_day")
    yield window
    window.close()
    window.deleteLater()


def test_a_phone_note_takes_at_most_six_keys(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    keys = Counter(qtbot)
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_J, CTRL)
    keys.press(Qt.Key.Key_T, ALT)
    keys.write("Ringde skolan")
    keys.press(Qt.Key.Key_Return, CTRL)
    (row,) = journal.to_enter(desk)
    assert (row.kind_word, row.text) == ("Telefon", "Ringde skolan")
    assert keys.keys <= 6


def test_a_phone_note_for_two_akts_takes_at_most_six_keys_more_than_the_tick(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    """Each further person takes one Ctrl+Enter, which is the review of that person's text."""
    keys = Counter(qtbot)
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_J, CTRL)
    editor = editor_of(window.pages.cases[window.pages.case_id])
    for box in editor.facts.people.values():
        box.setChecked(True)
    keys.press(Qt.Key.Key_T, ALT)
    keys.write("Ringde skolan")
    for _person in editor.facts.people:
        keys.press(Qt.Key.Key_Return, CTRL)
    assert len(journal.to_enter(desk)) == len(editor.facts.people)
