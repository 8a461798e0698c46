"""What the organisation has decided, as the person meets it: lock time, keyring, own processes, faults."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.ui.conftest import CHEAP, NOW
from tests.ui.scripted import Scripted

from familjeflow import paths
from familjeflow.services import processes, vaults
from familjeflow.services.desk import Desk
from familjeflow.ui import preferences
from familjeflow.ui.frame.context import Context
from familjeflow.ui.preferences import Preferences
from familjeflow.ui.processes.page import ProcessesPage
from familjeflow.ui.settings.desktop import DesktopCard
from familjeflow.ui.settings.keys import KeysCard
from familjeflow.ui.start.door import Door
from familjeflow.ui.start_process import StartWindow

Made = tuple[Path, vaults.Created]


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the settings file of this test lies."""
    file = tmp_path / "policy.toml"
    monkeypatch.setattr(paths, "policy_file", lambda: file)
    processes._own.cache_clear()
    return file


def context() -> Context:
    return Context(Scripted(), lambda: None, lambda _c: None, lambda _e: None, lambda _c, _s: None)


def window_of(path: Path, new_id: Callable[[], str], qtbot: QtBot) -> StartWindow:
    window = StartWindow(Door(path, lambda: NOW, new_id, CHEAP), Scripted(), ("false",))
    qtbot.addWidget(window)
    return window


def test_no_longer_time_to_the_lock_than_the_organisation_allows(rules: Path, qtbot: QtBot) -> None:
    preferences.keep(Preferences(lock_minutes=30))
    assert preferences.read().lock_minutes == 30
    rules.write_text("[lock]\nminutes = 15\n", encoding="utf-8")
    assert preferences.read().lock_minutes == 15
    card = DesktopCard()
    qtbot.addWidget(card)
    offered = [card.minutes.itemData(place) for place in range(card.minutes.count())]
    assert offered == [2, 5, 10, 15]
    assert card.minutes.currentData() == 15
    card.minutes.setCurrentIndex(0)
    assert preferences.read().lock_minutes == 2


def test_a_keyring_that_is_not_allowed_is_not_offered(
    rules: Path, made: Made, new_id: Callable[[], str], qtbot: QtBot, tmp_path: Path, desk: Desk
) -> None:
    rules.write_text("[keyring]\nallowed = false\n", encoding="utf-8")
    first = window_of(tmp_path / "ny" / "ny.familjeflow", new_id, qtbot).first_start
    assert first is not None
    assert first.profile.keyring.isHidden()
    path, created = made
    card = KeysCard(desk, path, created.key, context())
    qtbot.addWidget(card)
    card.show_kept()
    qtbot.waitUntil(lambda: not card.not_allowed.isHidden())
    assert not card.keyring.isEnabled()


def test_a_faulty_settings_file_is_told_before_anything_else(
    rules: Path, made: Made, new_id: Callable[[], str], qtbot: QtBot, tmp_path: Path
) -> None:
    rules.write_text("[lock]\nminutes = 0\n", encoding="utf-8")
    window = window_of(made[0], new_id, qtbot)
    assert "policy.toml, rad 2" in window.lock_screen.fault()
    assert "strängaste" in window.lock_screen.fault()
    first = window_of(tmp_path / "ny" / "ny.familjeflow", new_id, qtbot).first_start
    assert first is not None
    assert "policy.toml, rad 2" in first.welcome.notice.text.text()


def test_a_new_vault_in_a_synced_folder_is_refused_on_the_page_where_it_is_made(
    new_id: Callable[[], str], qtbot: QtBot, tmp_path: Path
) -> None:
    first = window_of(tmp_path / "OneDrive" / "ny.familjeflow", new_id, qtbot).first_start
    assert first is not None
    qtbot.mouseClick(first.welcome.next_button, Qt.MouseButton.LeftButton)
    first.passphrase.chosen.emit("rätt häst batteri klammer")
    qtbot.waitUntil(lambda: bool(first.passphrase.notice.text.text()))
    assert "synkas (OneDrive)" in first.passphrase.notice.text.text()
    assert not (tmp_path / "OneDrive").exists()


def test_a_process_that_cannot_be_read_is_told_on_its_page(
    rules: Path, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "processer" / "halv").mkdir(parents=True)
    rules.write_text(f"[processes]\nfolder = '{tmp_path / 'processer'}'\n", encoding="utf-8")
    page = ProcessesPage(desk, context())
    qtbot.addWidget(page)
    assert "halv/process.bpmn" in page.faults.text.text()
    assert page.list.count() == len(processes.shipped())
