"""The tour beside the invented case: by keyboard alone, shown once, and begun again when it is wanted."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.keys import Keys
from tests.ui.names import unnamed
from tests.ui.scripted import Scripted

from familjeflow.services import tour, vaults
from familjeflow.services.desk import Desk
from familjeflow.ui.frame.session import Session
from familjeflow.ui.main_window import MainWindow


@pytest.fixture
def window(desk: Desk, made: tuple[Path, vaults.Created], qtbot: QtBot) -> Iterator[MainWindow]:
    """An empty first day."""
    window = MainWindow(Session(desk, made[0], made[1].key), Scripted(), lambda _code: None)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()
    window.deleteLater()


def walk(window: MainWindow, press: Callable[[], None]) -> list[str]:
    """Every title of the tour, each with a frame around what it tells about."""
    titles: list[str] = []
    while window.tour.strip.isVisible():
        target = window.tour.frame.target
        assert target is not None
        assert target.isVisible()
        assert window.tour.frame.isVisible()
        assert window.tour.frame.size() == target.size()
        titles.append(window.tour.strip._title.text())
        press()
    return titles


def test_it_begins_with_the_invented_case_and_is_walked_with_enter(window: MainWindow, desk: Desk) -> None:
    window.my_day.example_case.emit()
    assert unnamed(window.tour.strip) == []
    assert window.width() == 1280
    said = window.tour.strip.next_button.accessibleDescription()
    assert said.startswith("Bilden. ")
    titles = walk(window, lambda: Keys().press("Return"))
    assert titles == ["Bilden", "Steget", "Nästa", "Skriva", "Min dag", "Sök", "Lås och hjälp"]
    assert tour.tour_seen(desk)
    assert not window.tour.frame.isVisible()
    assert window.pages.isAncestorOf(QApplication.focusWidget())


def test_esc_leaves_and_it_does_not_come_back_by_itself(window: MainWindow) -> None:
    window.my_day.example_case.emit()
    Keys().press("Return", "Escape")
    assert not window.tour.strip.isVisible()
    window.my_day.example_case.emit()
    assert not window.tour.strip.isVisible()
    window.tour.begin()
    assert window.tour.strip.isVisible()


def test_the_help_takes_its_place_and_gives_it_back(window: MainWindow) -> None:
    window.my_day.example_case.emit()
    Keys().press("Return", "F1")
    assert window.help.isVisible()
    assert not window.tour.strip.isVisible()
    Keys().press("Escape")
    assert window.tour.strip.isVisible()
    assert window.width() == 1280


def test_from_a_list_it_tells_only_of_what_is_there(window: MainWindow) -> None:
    window.tour.begin()
    assert walk(window, lambda: Keys().press("Return")) == ["Min dag", "Sök", "Lås och hjälp"]
