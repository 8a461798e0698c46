import json
import stat
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.storage.made_up import CHEAP, NOW, PASSPHRASE, numbered

from familjeflow.storage import keyfile, slots
from familjeflow.storage.errors import VaultError
from familjeflow.storage.keyfile import KeyFile
from familjeflow.storage.keys import Key


@pytest.fixture
def made() -> tuple[KeyFile, Key, str]:
    """A key file with a passphrase and a recovery slot, its key and its code."""
    new_id = numbered("slot")
    key = slots.new_key("vault-1")
    file = slots.add_passphrase(
        KeyFile(vault="vault-1"), key, PASSPHRASE, cost=CHEAP, label="", now=NOW, new_id=new_id
    )
    file, code = slots.add_recovery(file, key, label="", now=NOW, new_id=new_id)
    return file, key, code


def rewritten(path: Path, file: KeyFile, change: Any) -> KeyFile:
    """The file as read back after somebody changed its JSON."""
    keyfile.write(path, file)
    content = json.loads(path.read_text("utf-8"))
    change(content)
    path.write_text(json.dumps(content), "utf-8")
    return keyfile.read(path)


def test_every_slot_opens_the_same_key(made: tuple[KeyFile, Key, str], tmp_path: Path) -> None:
    file, key, code = made
    keyfile.write(tmp_path / "a.nycklar", file)
    read = keyfile.read(tmp_path / "a.nycklar")
    by_passphrase = slots.open_with_passphrase(read, PASSPHRASE)
    by_code = slots.open_with_recovery(read, code.lower())
    assert (by_passphrase.data, by_passphrase.salt) == (by_code.data, by_code.salt) == (key.data, key.salt)
    assert (by_passphrase.slot, by_code.slot) == ("slot-1", "slot-2")


def test_only_the_owner_may_read_the_key_file(made: tuple[KeyFile, Key, str], tmp_path: Path) -> None:
    keyfile.write(tmp_path / "a.nycklar", made[0])
    assert stat.S_IMODE((tmp_path / "a.nycklar").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["a.nycklar"]


def test_the_passphrase_opens_when_typed_with_combining_marks(made: tuple[KeyFile, Key, str]) -> None:
    decomposed = PASSPHRASE.replace("å", "a\u030a").replace("ä", "a\u0308")
    assert slots.open_with_passphrase(made[0], decomposed).data == made[1].data


def test_another_passphrase_does_not_open(made: tuple[KeyFile, Key, str]) -> None:
    with pytest.raises(VaultError, match="wrong_key") as refused:
        slots.open_with_passphrase(made[0], "röd bil i skog")
    assert refused.value.facts == {"slot": "passphrase"}


def test_another_code_does_not_open(made: tuple[KeyFile, Key, str]) -> None:
    _file, other_code = slots.add_recovery(made[0], made[1], label="", now=NOW, new_id=numbered())
    with pytest.raises(VaultError, match="wrong_key"):
        slots.open_with_recovery(made[0], other_code)


@pytest.mark.parametrize("field", ["salt", "nonce", "label", "id", "created"])
def test_a_changed_slot_does_not_open(made: tuple[KeyFile, Key, str], field: str, tmp_path: Path) -> None:
    def change(content: Any) -> None:
        value = content["slots"][1][field]
        content["slots"][1][field] = "AAAA" + value[4:] if field in ("salt", "nonce") else value + "x"

    read = rewritten(tmp_path / "a.nycklar", made[0], change)
    with pytest.raises(VaultError, match=r"wrong_key|damaged_key_file"):
        slots.open_with_recovery(read, made[2])


def test_weakened_parameters_do_not_open(made: tuple[KeyFile, Key, str], tmp_path: Path) -> None:
    read = rewritten(tmp_path / "a.nycklar", made[0], lambda c: c["slots"][0]["cost"].update(memory_kib=32))
    with pytest.raises(VaultError, match="wrong_key"):
        slots.open_with_passphrase(read, PASSPHRASE)


def test_a_memory_bomb_is_refused_when_read(made: tuple[KeyFile, Key, str], tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="cost_out_of_bounds"):
        rewritten(tmp_path / "a.nycklar", made[0], lambda c: c["slots"][0]["cost"].update(memory_kib=2**40))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda c: c["slots"].pop(0), id="slot removed"),
        pytest.param(lambda c: c["slots"].reverse(), id="slots in another order"),
        pytest.param(lambda c: c.update(mac="AAAA"), id="mac replaced"),
        pytest.param(lambda c: c["slots"][0].update(label="annan"), id="other slot changed"),
    ],
)
def test_a_change_outside_the_opened_slot_is_noticed(
    made: tuple[KeyFile, Key, str], change: Any, tmp_path: Path
) -> None:
    read = rewritten(tmp_path / "a.nycklar", made[0], change)
    with pytest.raises(VaultError, match="damaged_key_file"):
        slots.open_with_recovery(read, made[2])


def test_slots_of_two_vaults_can_not_be_mixed(made: tuple[KeyFile, Key, str]) -> None:
    file, _key, _code = made
    other = slots.add_passphrase(
        KeyFile(vault="vault-2"),
        slots.new_key("vault-2"),
        "annan fras",
        cost=CHEAP,
        label="",
        now=NOW,
        new_id=numbered(),
    )
    mixed = replace(file, slots=(*file.slots, *other.slots))
    with pytest.raises(VaultError, match=r"damaged_key_file|wrong_key"):
        slots.open_with_passphrase(mixed, "annan fras")


def test_the_last_way_in_that_is_not_the_keyring_stays(made: tuple[KeyFile, Key, str]) -> None:
    file, key, _code = made
    left = slots.remove(file, key, "slot-1")
    with pytest.raises(VaultError, match="last_slot"):
        slots.remove(left, key, "slot-2")
    with pytest.raises(VaultError, match="no_such_slot"):
        slots.remove(left, key, "slot-1")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b"\xff\xfe", b'{"format":"annat"}', b"[" * 5000]
)
def test_what_is_no_key_file_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.nycklar"
    path.write_bytes(content)
    with pytest.raises(VaultError, match="damaged_key_file"):
        keyfile.read(path)


def test_a_huge_key_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.nycklar"
    path.write_bytes(b" " * (keyfile.MAX_BYTES + 1))
    with pytest.raises(VaultError, match="damaged_key_file"):
        keyfile.read(path)


def test_a_key_file_of_a_newer_program_is_told(made: tuple[KeyFile, Key, str], tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="newer_version") as refused:
        rewritten(tmp_path / "a.nycklar", made[0], lambda c: c.update(version=2, slots="annan form"))
    assert refused.value.facts == {"found": 2, "supported": 1}


def test_a_missing_key_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="key_file_missing"):
        keyfile.read(tmp_path / "a.nycklar")


def test_a_key_shows_nothing_of_itself(made: tuple[KeyFile, Key, str]) -> None:
    key = made[1]
    assert key.data.hex() not in repr(key)
    assert repr(key.data) not in repr(key)
    assert Key.from_bytes(key.to_bytes()) == key


def test_an_empty_key_can_not_be_made() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Key("vault-1", "", b"", bytes(16))


def test_waiting_for_the_passphrase_can_be_stopped(made: tuple[KeyFile, Key, str]) -> None:
    stopped = threading.Event()
    stopped.set()
    with pytest.raises(VaultError, match="cancelled"):
        slots.open_with_passphrase(made[0], PASSPHRASE, stopped)
