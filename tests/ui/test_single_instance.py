"""A second start raises the window that runs."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from familjeflow.ui.single_instance import Guard, raise_running, server_name
from familjeflow.ui.start.claim import only_one


def test_a_second_start_asks_the_first_to_come_forward(qtbot: QtBot, tmp_path: Path) -> None:
    name = server_name(tmp_path / "en.familjeflow")
    assert not raise_running(name)
    guard = Guard(name)
    with qtbot.waitSignal(guard.asked_forward):
        assert raise_running(name)
    guard.close()
    assert not raise_running(name)


def test_each_vault_has_its_own_name_that_says_nothing_of_it(tmp_path: Path) -> None:
    one, other = server_name(tmp_path / "Åsa.familjeflow"), server_name(tmp_path / "Bo.familjeflow")
    assert one != other
    assert "Åsa" not in one


def test_only_one_start_holds_the_lock(tmp_path: Path) -> None:
    first, second = only_one(tmp_path / "en"), only_one(tmp_path / "en")
    assert first.tryLock(0)
    assert not second.tryLock(0)
    first.unlock()
    assert second.tryLock(0)
    second.unlock()
