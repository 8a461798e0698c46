"""From the lock screen: another vault, and a vault that another computer seems to hold."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.ui.conftest import CHEAP, NOW, PASSPHRASE
from tests.ui.scripted import Scripted

from familjeflow.services import vaults
from familjeflow.ui.start.door import Door
from familjeflow.ui.start.handover import REFUSED
from familjeflow.ui.start.pages import line
from familjeflow.ui.start_process import StartWindow

WAIT = 20_000
# Refuses as the session process does when another computer has the vault, until it may take it over.
HELD = f"""
import sys
from familjeflow.ui.start.handover import Report, from_line
handed = from_line(sys.stdin.buffer.readline())
if handed is None:
    sys.exit(0)
if not handed.take_over:
    print(Report("held_elsewhere", "Arbetsfilen är redan öppen.").to_line(), flush=True)
    sys.exit({REFUSED})
print(Report("ready").to_line(), flush=True)
sys.stdin.buffer.readline()
"""
Opener = Callable[..., StartWindow]


@pytest.fixture
def open_window(
    made: tuple[Path, vaults.Created], qtbot: QtBot, new_id: Callable[[], str]
) -> Iterator[Opener]:
    windows: list[StartWindow] = []

    def make(dialogs: Scripted, claim: Callable[[Path], bool] = lambda _path: True) -> StartWindow:
        door = Door(made[0], lambda: NOW, new_id, CHEAP)
        window = StartWindow(door, dialogs, (sys.executable, "-c", HELD), claim)
        windows.append(window)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()


def names(window: StartWindow) -> str:
    return "\n".join(found.text() for found in window.lock_screen.findChildren(QLabel))


def test_another_vault_is_asked_for_by_its_name(
    open_window: Opener, tmp_path: Path, new_id: Callable[[], str]
) -> None:
    other = tmp_path / "Enhetens andra.familjeflow"
    vaults.create(other, PASSPHRASE, now=NOW, new_id=new_id, cost=CHEAP)
    taken: list[Path] = []
    window = open_window(Scripted(path=other), lambda path: taken.append(path) is None)
    window.lock_screen.other_button.click()
    assert "Enhetens andra" in names(window)
    assert taken == [other]


def test_a_vault_that_a_window_already_has_is_not_opened_twice(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(Scripted(path=tmp_path / "Den andra.familjeflow"), lambda _path: False)
    window.lock_screen.other_button.click()
    assert "Den andra" not in names(window)


def test_a_vault_held_by_another_computer_is_opened_only_after_a_warning(
    open_window: Opener, qtbot: QtBot
) -> None:
    dialogs = Scripted()
    window = open_window(dialogs)
    lock = window.lock_screen
    assert not lock.take_over_button.isVisible()
    line(lock.passphrase).setText(PASSPHRASE)
    with qtbot.waitSignal(window.session.ended, timeout=WAIT):
        lock.unlock_button.click()
    assert lock.take_over_button.isVisible()
    lock.take_over_button.click()
    assert "två datorer" in dialogs.said[-1]
    assert not lock.take_over_button.isVisible()
    line(lock.passphrase).setText(PASSPHRASE)
    with qtbot.waitSignal(window.session.ready, timeout=WAIT):
        lock.unlock_button.click()
