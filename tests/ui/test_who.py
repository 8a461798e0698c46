"""A first start that ended before its last page asks for the name at the next unlock."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.conftest import NOW
from tests.ui.names import unnamed
from tests.ui.scripted import Scripted

from familjeflow.services import profile, vaults
from familjeflow.services.desk import Desk
from familjeflow.ui.frame.session import Session
from familjeflow.ui.frame.who import WhoPage
from familjeflow.ui.main_window import MainWindow
from familjeflow.ui.start.pages import line


@pytest.fixture
def nobody(made: tuple[Path, vaults.Created], tmp_path: Path, new_id: Callable[[], str]) -> Iterator[Session]:
    path, created = made
    vault = vaults.open(path, created.key, now=NOW, new_id=new_id, state_folder=tmp_path / "state")
    yield Session(Desk(vault, vault.vault_id, lambda: NOW, new_id), path, created.key)
    vaults.close(vault, new_id=new_id, state_folder=tmp_path / "state")


def test_the_name_is_asked_for_and_then_the_day_begins(nobody: Session, qtbot: QtBot) -> None:
    window = MainWindow(nobody, Scripted(), lambda _code: None)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    page = window.pages.currentWidget()
    assert isinstance(page, WhoPage)
    assert unnamed(page) == []
    page.next_button.click()
    assert page.name.problem() == "Skriv ditt namn."
    line(page.name).setText("Åsa Exempelek")
    page.next_button.click()
    assert window.pages.slug == "my_day"
    known = profile.profile(nobody.desk)
    assert known is not None
    assert known.name == "Åsa Exempelek"
