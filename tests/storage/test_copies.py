import stat
from pathlib import Path

import pytest
from tests.storage.made_up import append, opened, started

from familjeflow.storage import keyfile
from familjeflow.storage.errors import VaultError
from familjeflow.storage.keyfile import KeyFile
from familjeflow.storage.keys import Key
from familjeflow.storage.vault import Vault


def test_a_backup_holds_everything_and_opens_with_the_same_key(
    vault: Vault, key: Key, tmp_path: Path
) -> None:
    keyfile.write(keyfile.path_beside(vault.path), KeyFile(vault="vault-1"))
    vault.write(lambda store: append(store, started()))
    target = tmp_path / "säkerhets kopia.familjeflow"
    vault.backup(target)
    vault.write(lambda store: append(store, started("efter")))
    with opened(target, key) as copy:
        assert len(copy.read(lambda store: store.events("case:1"))) == 1
        assert copy.check().sound
        assert copy.read(lambda store: store.mark) == ""
    assert keyfile.read(tmp_path / "säkerhets kopia.nycklar").vault == "vault-1"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_backup_is_never_written_over(vault: Vault, tmp_path: Path) -> None:
    target = tmp_path / "kopia.familjeflow"
    for name in ("kopia.familjeflow", "kopia.nycklar"):
        (tmp_path / name).write_bytes(b"hej")
        with pytest.raises(VaultError, match="exists") as refused:
            vault.backup(target)
        assert refused.value.facts == {"name": name}
        assert (tmp_path / name).read_bytes() == b"hej"
        (tmp_path / name).unlink()


def test_a_backup_to_a_folder_that_is_gone_is_told(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="folder_missing"):
        vault.backup(tmp_path / "borta" / "kopia.familjeflow")


def test_the_vault_can_be_used_after_a_failed_backup(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="exists"):
        vault.backup(vault.path)
    vault.write(lambda store: append(store, started()))
    vault.backup(tmp_path / "kopia.familjeflow")
