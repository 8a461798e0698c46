import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from tests.storage.made_up import opened

from familjeflow.storage.errors import VaultError
from familjeflow.storage.keys import Key
from familjeflow.storage.vault import Vault, open_vault

ROOT = Path(__file__).resolve().parents[2]
SECOND = """
import sys
from pathlib import Path
from familjeflow.storage.errors import VaultError
from familjeflow.storage.keys import Key
from familjeflow.storage.vault import open_vault
try:
    open_vault(Path(sys.argv[1]), Key.from_bytes(sys.stdin.buffer.read()))
except VaultError as fault:
    print(fault.code, fault.facts["pid"], fault.facts["host"])
"""


def lock_file(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def test_a_second_program_is_told_who_has_the_vault(place: Path, key: Key, vault: Vault) -> None:
    run = subprocess.run(
        [sys.executable, "-c", SECOND, str(place)],
        input=key.to_bytes(),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert run.stdout.decode().split() == ["in_use", str(os.getpid()), socket.gethostname()]
    assert vault.read(lambda store: store.vault_id) == "vault-1"


def test_the_same_program_can_not_open_it_twice(place: Path, key: Key, vault: Vault) -> None:
    with pytest.raises(VaultError, match="in_use"):
        open_vault(place, key)


def test_a_closed_vault_can_be_opened_again(place: Path, key: Key) -> None:
    for _ in range(2):
        with opened(place, key):
            pass


def test_a_vault_that_could_not_be_opened_is_not_left_locked(place: Path, key: Key) -> None:
    with pytest.raises(VaultError, match="wrong_key"):
        open_vault(place, Key(key.vault_id, "", bytes(32), key.salt))
    with opened(place, key):
        pass


@pytest.mark.parametrize(
    "left", [json.dumps({"host": socket.gethostname(), "pid": 1}), "", "{", "[]", "skräp"]
)
def test_a_lock_left_by_a_program_that_died_is_recovered(place: Path, key: Key, left: str) -> None:
    lock_file(place).write_text(left, "utf-8")
    with opened(place, key):
        assert json.loads(lock_file(place).read_text("utf-8"))["pid"] == os.getpid()


def test_a_lock_of_another_host_stands_until_a_person_takes_over(place: Path, key: Key) -> None:
    lock_file(place).write_text(json.dumps({"host": "annan-dator", "pid": 7}), "utf-8")
    with pytest.raises(VaultError, match="in_use") as refused:
        open_vault(place, key)
    assert refused.value.facts == {"host": "annan-dator", "pid": 7}
    open_vault(place, key, take_over=True).close()
    with opened(place, key):
        pass
