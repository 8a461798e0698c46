"""A case page on a real vault with a made-up family and a real process."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.scripted import Scripted

from familjeflow.domain.events import PersonRecorded
from familjeflow.services import cases, persons
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.ui.case.page import CasePage
from familjeflow.ui.frame.context import Context

OPENED = date(2026, 11, 2)


@dataclass
class Around:
    """The window around the page: what it was told."""

    dialogs: Scripted = field(default_factory=Scripted)
    saves: int = 0
    changes: list[ChangeSet] = field(default_factory=list)

    def saved(self) -> None:
        self.saves += 1

    def context(self) -> Context:
        return Context(
            self.dialogs, self.saved, self.changes.append, lambda _error: None, lambda _c, _s: None
        )


OpenCase = Callable[[str], str]
OpenPage = Callable[[str], CasePage]


@pytest.fixture
def around() -> Around:
    return Around()


@pytest.fixture
def open_case(desk: Desk) -> OpenCase:
    """Opens a case in a process for a child with two guardians, and gives its id."""

    def opened(process: str) -> str:
        child = persons.register(
            desk, PersonRecorded("Ada", "Påhittson", "20150315-9803", "personnummer", protection="marked")
        )
        participants = [(child, "child")]
        for given, number in (("Eva", "19850315-9804"), ("Sten", "19840315-9821")):
            adult = persons.register(desk, PersonRecorded(given, "Exempelius", number, "personnummer"))
            participants += [(adult, "adult"), (adult, "guardian")]
        return cases.open_case(desk, process, child, participants=participants, opened_on=OPENED)

    return opened


@pytest.fixture
def open_page(desk: Desk, around: Around, qtbot: QtBot) -> OpenPage:
    """Shows the page of a case in a window of 1132 x 620, what 1280 x 720 leaves for it."""

    def shown(case_id: str) -> CasePage:
        page = CasePage(desk, case_id, around.context())
        page.changed.connect(around.changes.append)
        qtbot.addWidget(page)
        page.resize(1132, 620)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return shown


@pytest.fixture
def case_id(open_case: OpenCase) -> str:
    """A case about a kontaktperson, nothing done yet."""
    return open_case("kontaktperson")


@pytest.fixture
def page(open_page: OpenPage, case_id: str) -> CasePage:
    """The page of that case."""
    return open_page(case_id)
