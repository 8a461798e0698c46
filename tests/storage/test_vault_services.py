"""What the lock screen and the settings do: create, unlock, change ways in, copy, move."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copy2

import keyring
import pytest
from tests.storage.made_up import CHEAP, DAY, NOW, PASSPHRASE, append, numbered, started
from tests.storage.test_keychain import CHAIN, MemoryBackend, backend  # noqa: F401 - the fixture is used by name

from familjeflow.domain.events import Event, OriginBegun
from familjeflow.services import vaults
from familjeflow.services.vaults import VaultError
from familjeflow.storage import kdf
from familjeflow.storage.kdf import KdfCost
from familjeflow.storage.keyfile import path_beside
from familjeflow.storage.keys import Key
from familjeflow.storage.vault import Vault

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Desk:
    """A host with a vault on it."""

    path: Path
    state: Path
    created: vaults.Created
    new_id: Callable[[], str] = field(default_factory=lambda: numbered("later"))

    def opened(self, path: Path | None = None) -> Vault:
        return vaults.open(
            path or self.path, self.created.key, now=NOW, new_id=self.new_id, state_folder=self.state
        )

    def closed(self, vault: Vault) -> None:
        vaults.close(vault, new_id=self.new_id, state_folder=self.state)

    def origin_after_opening(self, path: Path | None = None) -> str:
        vault = self.opened(path)
        origin = vault.origin
        self.closed(vault)
        return origin


@pytest.fixture
def desk(place: Path, tmp_path: Path) -> Desk:
    """A desk with a new vault, closed."""
    created = vaults.create(place, PASSPHRASE, now=NOW, new_id=numbered(), cost=CHEAP)
    return Desk(place, tmp_path / "valv", created)


def origins(vault: Vault) -> list[Event]:
    return list(vault.read(lambda store: store.events(f"vault:{vault.vault_id}")))


def test_a_new_vault_opens_by_passphrase_and_by_code(desk: Desk) -> None:
    by_passphrase = vaults.unlock_with_passphrase(desk.path, PASSPHRASE)
    by_code = vaults.unlock_with_recovery(desk.path, desk.created.recovery_code)
    assert by_passphrase == desk.created.key
    assert by_code.data == desk.created.key.data
    assert by_code.slot != by_passphrase.slot
    assert [view.kind for view in vaults.slot_views(desk.path)] == ["passphrase", "recovery"]
    assert desk.created.recovery_code not in repr(desk.created)


def test_the_printed_code_is_typed_back_once(desk: Desk) -> None:
    assert vaults.verify_recovery(desk.path, desk.created.recovery_code.lower())
    assert not vaults.verify_recovery(desk.path, desk.created.recovery_code[:-1] + "?")
    assert not vaults.verify_recovery(desk.path, "")


def test_neither_file_is_ever_written_over(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="exists"):
        vaults.create(desk.path, PASSPHRASE, now=NOW, new_id=numbered(), cost=CHEAP)
    other = tmp_path / "ny.familjeflow"
    path_beside(other).write_bytes(b"keys of a vault that lies elsewhere")
    with pytest.raises(VaultError, match="exists"):
        vaults.create(other, PASSPHRASE, now=NOW, new_id=numbered(), cost=CHEAP)
    assert not other.exists()


def test_a_vault_that_can_not_be_made_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="empty_passphrase"):
        vaults.create(tmp_path / "ny.familjeflow", " ", now=NOW, new_id=numbered(), cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_a_new_passphrase_takes_the_place_of_the_old_one(desk: Desk) -> None:
    key = desk.created.key
    before = desk.path.read_bytes()
    vaults.change_passphrase(desk.path, key, "röd bil i skog", now=NOW, new_id=desk.new_id, cost=CHEAP)
    assert vaults.unlock_with_passphrase(desk.path, "röd bil i skog").data == key.data
    with pytest.raises(VaultError, match="wrong_key"):
        vaults.unlock_with_passphrase(desk.path, PASSPHRASE)
    assert vaults.verify_recovery(desk.path, desk.created.recovery_code)
    assert desk.path.read_bytes() == before


def test_a_new_code_takes_the_place_of_the_old_one(desk: Desk) -> None:
    code = vaults.renew_recovery(desk.path, desk.created.key, now=NOW, new_id=desk.new_id)
    assert vaults.verify_recovery(desk.path, code)
    assert not vaults.verify_recovery(desk.path, desk.created.recovery_code)


def test_a_cheap_passphrase_slot_is_shown_as_weak(desk: Desk) -> None:
    assert [view.weak for view in vaults.slot_views(desk.path)] == [True, False]
    assert not KdfCost().weaker_than(KdfCost())


@pytest.mark.usefixtures("backend")
def test_the_keyring_is_a_third_way_in_and_can_be_made_anew_and_removed(desk: Desk) -> None:
    key = desk.created.key
    vaults.add_keyring_slot(desk.path, key, now=NOW, new_id=desk.new_id, chain=CHAIN)
    assert vaults.unlock_with_keyring(desk.path, chain=CHAIN).data == key.data
    vaults.add_keyring_slot(desk.path, key, now=NOW, new_id=desk.new_id, chain=CHAIN)
    kept = keyring.get_keyring()
    assert isinstance(kept, MemoryBackend)
    assert len(kept.kept) == 1
    (slot,) = [view for view in vaults.slot_views(desk.path) if view.kind == "keyring"]
    vaults.remove_slot(desk.path, key, slot.id, chain=CHAIN)
    assert kept.kept == {}
    with pytest.raises(VaultError, match="no_such_slot"):
        vaults.unlock_with_keyring(desk.path, chain=CHAIN)


@pytest.mark.usefixtures("backend")
def test_the_keyring_never_stands_alone(desk: Desk) -> None:
    key = desk.created.key
    vaults.add_keyring_slot(desk.path, key, now=NOW, new_id=desk.new_id, chain=CHAIN)
    passphrase, recovery, _keyring = vaults.slot_views(desk.path)
    vaults.remove_slot(desk.path, key, passphrase.id)
    with pytest.raises(VaultError, match="last_slot"):
        vaults.remove_slot(desk.path, key, recovery.id)


@pytest.mark.usefixtures("backend")
def test_a_keyring_that_refuses_changes_nothing(desk: Desk) -> None:
    before = path_beside(desk.path).read_bytes()
    with pytest.raises(VaultError, match="keyring_unavailable"):
        vaults.add_keyring_slot(desk.path, desk.created.key, now=NOW, new_id=desk.new_id)
    assert path_beside(desk.path).read_bytes() == before


# Origins


def test_the_first_opening_records_that_the_vault_was_created(desk: Desk) -> None:
    vault = desk.opened()
    (event,) = origins(vault)
    assert event.payload == OriginBegun("created")
    assert (event.header.origin, event.header.occurred_on) == (vault.origin, DAY)
    desk.closed(vault)


def test_the_same_file_on_the_same_host_goes_on_with_its_origin(desk: Desk) -> None:
    assert len({desk.origin_after_opening() for _ in range(3)}) == 1


def test_a_program_that_died_goes_on_with_its_origin(desk: Desk) -> None:
    vault = desk.opened()
    first = vault.origin
    vault.close()
    assert desk.origin_after_opening() == first


def test_a_vault_on_another_host_begins_a_new_origin(desk: Desk, tmp_path: Path) -> None:
    first = desk.origin_after_opening()
    elsewhere = Desk(desk.path, tmp_path / "annan-dator", desk.created, numbered("elsewhere"))
    vault = elsewhere.opened()
    assert vault.origin != first
    assert [event.payload for event in origins(vault)] == [OriginBegun("created"), OriginBegun("copied")]
    elsewhere.closed(vault)


def test_a_restored_backup_begins_a_new_origin_and_chains_do_not_fork(desk: Desk, tmp_path: Path) -> None:
    vault = desk.opened()
    backup = tmp_path / "kopia.familjeflow"
    vault.write(lambda store: append(store, started("före")))
    vault.backup(backup)
    vault.write(lambda store: append(store, started("efter")))
    later = vault.read(lambda store: store.stored("case:1"))
    desk.closed(vault)
    restored = desk.opened(backup)
    restored.write(lambda store: append(store, started("annat")))
    restored.write(lambda store: store.add_foreign(later))
    assert restored.check().sound
    assert len(restored.read(lambda store: store.events("case:1"))) == 3
    desk.closed(restored)


@pytest.mark.parametrize("while_open", [True, False])
def test_a_plain_copy_put_back_begins_a_new_origin(desk: Desk, tmp_path: Path, while_open: bool) -> None:
    vault = desk.opened()
    first = vault.origin
    copy = tmp_path / "filkopia.familjeflow"
    if while_open:
        copy2(desk.path, copy)
    desk.closed(vault)
    if not while_open:
        copy2(desk.path, copy)
        desk.origin_after_opening()
    copy2(copy, desk.path)
    assert desk.origin_after_opening() != first


def test_a_host_that_can_remember_nothing_still_opens(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "en fil").write_bytes(b"")
    desk.state = tmp_path / "en fil"
    assert desk.origin_after_opening() != desk.origin_after_opening()


def test_another_vaults_key_file_is_told(desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "annan.familjeflow"
    vaults.create(other, "annan lösenfras", now=NOW, new_id=numbered("other"), cost=CHEAP)
    copy2(path_beside(other), path_beside(desk.path))
    key = vaults.unlock_with_passphrase(desk.path, "annan lösenfras")
    with pytest.raises(VaultError, match="wrong_key_file"):
        vaults.open(desk.path, key, now=NOW, new_id=numbered("x"), state_folder=desk.state)


def test_a_missing_key_file_is_told(desk: Desk) -> None:
    path_beside(desk.path).unlink()
    with pytest.raises(VaultError, match="key_file_missing"):
        vaults.unlock_with_passphrase(desk.path, PASSPHRASE)


# The passphrase and the lock screen


def test_longer_and_more_varied_passphrases_are_stronger() -> None:
    texts = [
        "",
        "aaaaaaaaaaaaaaaaaaaa",
        "sommar",
        "sommar2026",
        "blå båt på äng",
        "blå båt på äng med sju gäss",
    ]
    scores = [vaults.passphrase_strength(text).score for text in texts]
    assert scores == sorted(scores)
    assert scores[:3] == [0, 0, 0]
    assert scores[-1] == 4
    assert all(vaults.passphrase_strength(text).hint.endswith(".") for text in texts)


def test_the_lock_screen_is_not_kept_waiting_by_what_it_does_not_need_yet() -> None:
    heavy = "('peewee', 'sqlcipher3', 'cryptography', 'keyring', 'msgspec')"
    code = f"import sys, familjeflow.services.vaults; print([m for m in {heavy} if m in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONPATH": str(ROOT / "src")}
    )
    assert run.stdout.decode().strip() == "[]"


def test_the_default_cost_is_what_the_decision_says() -> None:
    assert KdfCost() == KdfCost(memory_kib=256 * 1024, passes=3, lanes=4)
    assert KdfCost().memory_kib <= kdf.MAX_MEMORY_KIB


def test_a_key_can_be_sent_to_the_session_process(desk: Desk) -> None:
    assert Key.from_bytes(desk.created.key.to_bytes()) == desk.created.key
