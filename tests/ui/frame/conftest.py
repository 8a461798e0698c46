"""The window of a session that has the keyboard, with two made-up clients."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.scripted import Scripted

from familjeflow.domain.events import PersonRecorded
from familjeflow.services import cases, persons, vaults
from familjeflow.services.desk import Desk
from familjeflow.ui.frame.session import Session
from familjeflow.ui.main_window import MainWindow

Opener = Callable[[], MainWindow]
OWN_NUMBER, OTHER_NUMBER = "20150315-9803", "20110712-9809"


@pytest.fixture
def own(desk: Desk) -> str:
    """The case of Ada Påhittson, with a guardian."""
    child = persons.register(
        desk, PersonRecorded("Ada", "Påhittson", OWN_NUMBER, "personnummer", born=date(2015, 3, 15))
    )
    adult = persons.register(desk, PersonRecorded("Eva", "Exempelius", "19850315-9804", "personnummer"))
    parts = [(child, "child"), (adult, "guardian")]
    return cases.open_case(desk, "familjebehandlare", child, participants=parts, opened_on=date(2026, 9, 1))


@pytest.fixture
def other(desk: Desk) -> str:
    """The case of somebody else."""
    client = persons.register(desk, PersonRecorded("Nils", "Fabelstam", OTHER_NUMBER, "personnummer"))
    return cases.open_case(desk, "kontaktperson", client, opened_on=date(2026, 11, 2))


@pytest.fixture
def open_window(
    desk: Desk, own: str, other: str, made: tuple[Path, vaults.Created], qtbot: QtBot
) -> Iterator[Opener]:
    """Opens the window, active, as after an unlock."""
    windows: list[MainWindow] = []

    def opened() -> MainWindow:
        window = MainWindow(Session(desk, made[0], made[1].key), Scripted(), lambda _code: None)
        windows.append(window)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.pages.take_focus()
        return window

    yield opened
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture
def window(open_window: Opener) -> MainWindow:
    """That window, on Min dag."""
    return open_window()
