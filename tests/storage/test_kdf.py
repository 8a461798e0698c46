import sys
import threading
from pathlib import Path

import pytest
from tests.storage.made_up import CHEAP

from familjeflow.storage.errors import VaultError
from familjeflow.storage.kdf import KdfCost, child_command, derive, normalised

SALT = bytes(16)


def test_the_same_passphrase_gives_the_same_key_and_another_gives_another() -> None:
    key = derive("blå båt", SALT, CHEAP)
    assert len(key) == 32
    assert derive("blå båt", SALT, CHEAP) == key
    assert derive("blå bat", SALT, CHEAP) != key


def test_a_letter_typed_as_two_code_points_is_the_same_letter() -> None:
    assert normalised("bl\u00e5") == normalised("bla\u030a")


@pytest.mark.parametrize("empty", ["", "   ", "\n"])
def test_an_empty_passphrase_is_refused(empty: str) -> None:
    with pytest.raises(VaultError, match="empty_passphrase"):
        derive(empty, SALT, CHEAP)


@pytest.mark.parametrize(
    ("memory", "passes", "lanes"),
    [(2**31, 3, 4), (64, 1000, 1), (64, 0, 1), (8, 1, 4), (1024, 1, 99), (-1, 1, 1)],
)
def test_absurd_parameters_are_refused_before_they_are_used(memory: int, passes: int, lanes: int) -> None:
    with pytest.raises(VaultError, match="cost_out_of_bounds"):
        KdfCost(memory, passes, lanes)


def test_nothing_secret_stands_on_the_command_line() -> None:
    assert child_command() == (sys.executable, "-P", "-m", "familjeflow.storage.kdf_child")


def test_the_child_takes_no_module_from_the_folder_it_is_started_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cryptography.py").write_text("raise SystemExit(7)", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert len(derive("fras", b"s" * 16, KdfCost(memory_kib=64, passes=1, lanes=1))) == 32


def test_a_child_that_dies_is_told_as_lack_of_memory() -> None:
    with pytest.raises(VaultError, match="out_of_memory"):
        derive("blå", SALT, CHEAP, command=(sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"))


def test_a_child_that_does_not_answer_is_ended() -> None:
    waits = (sys.executable, "-c", "import sys; sys.stdin.read(); input()")
    blocks = (sys.executable, "-c", "import threading; threading.Event().wait()")
    with pytest.raises(VaultError, match="out_of_memory"):
        derive("blå", SALT, CHEAP, command=waits)
    with pytest.raises(VaultError, match="timeout"):
        derive("blå", SALT, CHEAP, command=blocks, timeout=0.1)


def test_the_person_can_stop_waiting() -> None:
    stopped = threading.Event()
    stopped.set()
    with pytest.raises(VaultError, match="cancelled"):
        derive("blå", SALT, KdfCost(), cancelled=stopped)


def test_the_child_gives_up_quietly_when_memory_is_short(tmp_path: Path) -> None:
    starved = (
        "import resource, runpy;"
        "resource.setrlimit(resource.RLIMIT_AS, (200 * 1024 * 1024,) * 2);"
        "runpy.run_module('familjeflow.storage.kdf_child', run_name='__main__')"
    )
    with pytest.raises(VaultError, match="out_of_memory"):
        derive(
            "blå",
            SALT,
            KdfCost(memory_kib=512 * 1024, passes=1, lanes=1),
            command=(sys.executable, "-c", starved),
        )
