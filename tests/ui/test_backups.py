"""Backups as the person meets them: the settings card, Min dag, the first start and the lock screen."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.ui.conftest import CHEAP, NOW, PASSPHRASE
from tests.ui.names import unnamed
from tests.ui.scripted import Scripted
from tests.ui.test_start import say, stand_in

from familjeflow.domain.errors import DomainError
from familjeflow.services import backups, restore, vaults
from familjeflow.services.desk import Desk
from familjeflow.ui.frame.context import Context
from familjeflow.ui.frame.read_only import mark_read_only
from familjeflow.ui.frame.session import Session
from familjeflow.ui.main_window import MainWindow
from familjeflow.ui.settings.backup_notice import BackupNotice
from familjeflow.ui.settings.backup_watch import BackupWatch
from familjeflow.ui.settings.backups import BackupsCard
from familjeflow.ui.start.door import Door
from familjeflow.ui.start.first_start import FirstStart
from familjeflow.ui.start.handover import Handover, Profile, from_line
from familjeflow.ui.start.pages import line
from familjeflow.ui.start_process import StartWindow

WAIT = 20_000


@pytest.fixture(autouse=True)
def _own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What this computer remembers of backups lies in a folder of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "status"))


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    folder = tmp_path / "kopior"
    folder.mkdir()
    return folder


def context(dialogs: Scripted) -> Context:
    def nothing(*_given: object) -> None:
        return None

    return Context(dialogs, nothing, nothing, nothing, nothing, nothing)


@pytest.fixture
def card(desk: Desk, copies: Path, qtbot: QtBot) -> BackupsCard:
    made = BackupsCard(desk, context(Scripted(path=copies)))
    qtbot.addWidget(made)
    made.show()
    made.show_kept()
    qtbot.waitUntil(lambda: "Ingen mapp" in made.folder.text(), timeout=WAIT)
    return made


def test_a_folder_is_chosen_a_backup_taken_and_a_restore_tried(
    card: BackupsCard, copies: Path, qtbot: QtBot
) -> None:
    assert "Ingen mapp är vald" in card.notice.text.text()
    assert not card.copy_button.isEnabled()
    card.folder_button.click()
    qtbot.waitUntil(card.copy_button.isEnabled, timeout=WAIT)
    assert card.folder.text() == str(copies)
    assert "samma disk" in card.about_place.text()
    card.copy_button.click()
    assert card.cancel_button.isVisible()
    qtbot.waitUntil(lambda: "tagen och kontrollerad" in card.notice.text.text(), timeout=WAIT)
    qtbot.waitUntil(card.try_button.isEnabled, timeout=WAIT)
    assert card.list.count() == 2
    card.try_button.click()
    qtbot.waitUntil(lambda: "går att återställa" in card.notice.text.text(), timeout=WAIT)
    assert not card.cancel_button.isVisible()
    assert unnamed(card) == []


def test_a_folder_that_is_gone_is_told_calmly(
    card: BackupsCard, desk: Desk, copies: Path, qtbot: QtBot
) -> None:
    backups.choose_folder(desk, copies)
    copies.rmdir()
    card.show_kept()
    qtbot.waitUntil(card.copy_button.isEnabled, timeout=WAIT)
    card.copy_button.click()
    qtbot.waitUntil(lambda: "Mappen finns inte just nu" in card.notice.text.text(), timeout=WAIT)


def test_work_that_is_cancelled_can_be_begun_again(
    card: BackupsCard, desk: Desk, copies: Path, qtbot: QtBot
) -> None:
    backups.choose_folder(desk, copies)
    card.show_kept()
    qtbot.waitUntil(card.copy_button.isEnabled, timeout=WAIT)
    card.copy_button.click()
    card.cancel_button.click()
    qtbot.waitUntil(card.copy_button.isEnabled, timeout=WAIT)
    assert not card.cancel_button.isVisible()


def test_min_dag_says_when_no_folder_is_chosen_and_helps(desk: Desk, copies: Path, qtbot: QtBot) -> None:
    notice = BackupNotice(desk, context(Scripted(path=copies)))
    qtbot.addWidget(notice)
    notice.reload()
    qtbot.waitUntil(lambda: "Ingen mapp är vald" in notice.text.text(), timeout=WAIT)
    assert notice.act.text() == "Välj mapp …"
    notice.act.click()
    qtbot.waitUntil(lambda: notice.text.text() == "", timeout=WAIT)
    assert len(list(copies.glob("*.familjeflow"))) == 1


def test_a_backup_takes_itself_at_start_and_not_again_at_once(desk: Desk, copies: Path, qtbot: QtBot) -> None:
    backups.choose_folder(desk, copies)
    told: list[str] = []
    parent = QObject()
    watch = BackupWatch(desk, parent, lambda: told.append("ja"))
    watch.look()
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT)
    watch.look()
    watch.end()
    assert len(list(copies.glob("*.familjeflow"))) == 1


def test_the_first_start_asks_for_a_folder(
    copies: Path, qtbot: QtBot, tmp_path: Path, new_id: Callable[[], str]
) -> None:
    door = Door(tmp_path / "ny" / "arbetsfil.familjeflow", lambda: NOW, new_id, CHEAP)
    first = FirstStart(door, Scripted(path=copies))
    qtbot.addWidget(first)
    first.show()
    first.welcome.next_button.click()
    for field in (first.passphrase.first, first.passphrase.again):
        line(field).setText(PASSPHRASE)
    first.passphrase.next_button.click()
    qtbot.waitUntil(lambda: first.code_page is not None, timeout=WAIT)
    assert first.code_page is not None
    line(first.code_page.typed).setText(first.code_page.shown.text().replace("\n", ""))
    first.code_page.next_button.click()
    first.profile.folder_button.click()
    line(first.profile.name).setText("Åsa Exempelek")
    with qtbot.waitSignal(first.finished, timeout=WAIT) as finished:
        first.profile.next_button.click()
    assert finished.args is not None
    key = finished.args[0]
    vault = vaults.open(door.path, key, now=NOW, new_id=new_id, state_folder=tmp_path / "märken")
    with closing(vault):
        assert backups.standing(Desk(vault, "jag", lambda: NOW, new_id)).folder == copies


@pytest.fixture
def open_window(
    qtbot: QtBot, new_id: Callable[[], str]
) -> Iterator[Callable[[Path, str, Scripted], StartWindow]]:
    windows: list[StartWindow] = []

    def make(path: Path, answer: str, dialogs: Scripted) -> StartWindow:
        window = StartWindow(Door(path, lambda: NOW, new_id, CHEAP), dialogs, stand_in(answer))
        windows.append(window)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture
def copied(
    made: tuple[Path, vaults.Created], copies: Path, tmp_path: Path, new_id: Callable[[], str]
) -> tuple[Path, vaults.Created, Path]:
    """A vault with a backup: where it lies, its keys, and the backup."""
    path, created = made
    vault = vaults.open(path, created.key, now=NOW, new_id=new_id, state_folder=tmp_path / "märken")
    with closing(vault):
        desk = Desk(vault, "jag", lambda: NOW, new_id)
        backups.choose_folder(desk, copies)
        return path, created, backups.make(desk).path


def test_a_damaged_vault_leads_to_the_latest_backup_to_look_in(
    open_window: Callable[[Path, str, Scripted], StartWindow],
    copied: tuple[Path, vaults.Created, Path],
    qtbot: QtBot,
) -> None:
    path, _created, copy = copied
    broken = say('"damaged", "Arbetsfilen är skadad."') + "; sys.exit(11)"
    window = open_window(path, broken, Scripted())
    lock = window.lock_screen
    line(lock.passphrase).setText(PASSPHRASE)
    with qtbot.waitSignal(window.session.ended, timeout=WAIT):
        lock.unlock_button.click()
    qtbot.waitUntil(lock.backup_button.isVisible, timeout=WAIT)
    lock.backup_button.click()
    qtbot.waitUntil(lambda: "går bara att läsa" in lock.fault(), timeout=WAIT)
    assert window._door.path == copy
    assert window._door.read_only


def test_a_backup_is_restored_from_the_lock_screen_and_opened(
    open_window: Callable[[Path, str, Scripted], StartWindow],
    copied: tuple[Path, vaults.Created, Path],
    qtbot: QtBot,
) -> None:
    path, created, copy = copied
    before = path.read_bytes()
    window = open_window(path, say('"ready"') + "; sys.stdin.buffer.readline()", Scripted(path=copy))
    window.lock_screen.restore_button.click()
    page = window.backups.page
    assert page is not None
    assert unnamed(page) == []
    page.restore_button.click()
    assert "Välj först" in page.notice.text.text()
    page.source_button.click()
    page.by_code.setChecked(True)
    line(page.code).setText("fel")
    page.restore_button.click()
    qtbot.waitUntil(lambda: "felskriven" in page.notice.text.text(), timeout=WAIT)
    line(page.code).setText(created.recovery_code)
    target = page.target
    page.restore_button.click()
    qtbot.waitUntil(window.isHidden, timeout=WAIT)
    assert target != path
    assert target.exists()
    assert path.read_bytes() == before


def test_a_window_that_only_reads_says_so_and_answers_an_act(
    copied: tuple[Path, vaults.Created, Path], qtbot: QtBot, new_id: Callable[[], str]
) -> None:
    _path, created, copy = copied
    before = copy.read_bytes()
    dialogs = Scripted()
    with closing(restore.look(copy, created.key)) as opened:
        desk = Desk(opened, "jag", lambda: NOW, new_id)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "excepthook", sys.excepthook)
            window = MainWindow(Session(desk, copy, created.key), dialogs, lambda _code: None)
            mark_read_only(window, dialogs)
            qtbot.addWidget(window)
            window.show()
            strip = window.menuWidget()
            assert strip is not None
            assert any("Skrivskyddad" in label.text() for label in strip.findChildren(QLabel))
            refused = DomainError("read_only_session")
            sys.excepthook(DomainError, refused, None)
            for slug in ("my_day", "cases", "processes"):
                window.show_page(slug)
            window.close()
    assert any("ingenting sparas" in said for said in dialogs.said)
    assert copy.read_bytes() == before


def test_leaving_the_page_for_restoring_leads_back(
    open_window: Callable[[Path, str, Scripted], StartWindow], tmp_path: Path
) -> None:
    window = open_window(tmp_path / "ingen.familjeflow", "", Scripted())
    first = window.first_start
    assert first is not None
    first.welcome.restore_button.click()
    assert window.backups.page is not None
    window.backups.page.left.emit()
    assert window.backups.page is None
    assert first.isVisible()


def test_a_handover_says_that_nothing_may_be_changed() -> None:
    sent = Handover("/fil", "00", Profile("Åsa", "", (), ""), None, False, True)
    assert from_line(sent.to_line()) == sent
