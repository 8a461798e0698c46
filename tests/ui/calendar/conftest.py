"""The window on the calendar, with a case and some meetings."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.scripted import Scripted

from familjeflow.domain.events import PersonRecorded
from familjeflow.services import cases, meetings, persons, vaults
from familjeflow.services.desk import Desk
from familjeflow.services.meetings import Booking
from familjeflow.ui.frame.session import Session
from familjeflow.ui.main_window import MainWindow

Book = Callable[[datetime], str]


@pytest.fixture
def case_id(desk: Desk) -> str:
    child = persons.register(desk, PersonRecorded("Ada", "Exempelius", "20150315-9803", "personnummer"))
    return cases.open_case(desk, "kontaktperson", child)


@pytest.fixture
def book(desk: Desk, case_id: str) -> Book:
    """Books a talk of an hour with the client."""

    def booked(starts: datetime) -> str:
        view = meetings.meetings(desk, case_id)
        wanted = Booking("talk", starts, 60, (view.client,), room="Eken", interpreter="Arabiska")
        changed = meetings.book(desk, case_id, wanted)
        found = meetings.latest_booked(desk, case_id, changed)
        assert found is not None
        return found.meeting_id

    return booked


@pytest.fixture
def dialogs() -> Scripted:
    return Scripted()


@pytest.fixture
def window(
    desk: Desk, made: tuple[Path, vaults.Created], dialogs: Scripted, case_id: str, qtbot: QtBot
) -> Iterator[MainWindow]:
    """The window at 1280 x 720, on Min dag."""
    window = MainWindow(Session(desk, made[0], made[1].key), dialogs, lambda _code: None)
    window.resize(1280, 720)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()
    window.deleteLater()
