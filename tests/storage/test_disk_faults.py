"""A folder that may not be written and a disk that is full: a clear word, and nothing lost."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from tests.storage.made_up import append, new_vault, opened, started

from familjeflow.storage.errors import VaultError
from familjeflow.storage.keys import Key
from familjeflow.storage.store import Store
from familjeflow.storage.vault import open_vault

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MiB. Needs root and the right to mount."""
    folder = tmp_path / "liten disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if (
        os.name == "nt"
        or os.geteuid() != 0
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("NOT TESTED HERE: a full disk needs root and mount; the size limit test below stands in")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill_until_refused(path: Path, key: Key) -> tuple[int, str]:
    """How many bundles were kept before the vault refused, and with which word."""
    with opened(path, key) as vault:
        for number in range(100):
            try:
                files = {"fil": os.urandom(60_000)}
                vault.write(partial(Store.put_bundle, bundle_hash=f"hash-{number}", files=files))
            except VaultError as fault:
                return number, fault.code
    return 100, ""


def occupy(path: Path) -> None:
    """Leave no room on the disk."""
    with path.open("wb", buffering=0) as stream, contextlib.suppress(OSError):
        while stream.write(bytes(4096)):
            pass


def test_a_full_disk_is_told_and_nothing_kept_is_lost(small_disk: Path) -> None:
    path = small_disk / "arbetsfil.familjeflow"
    key = new_vault(path)
    with opened(path, key) as vault:
        vault.write(lambda store: append(store, started()))
    kept, word = fill_until_refused(path, key)
    assert word == "disk_full"
    assert kept > 0
    subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
    with opened(path, key) as vault:
        assert vault.read(lambda store: len(store.bundle_hashes())) == kept
        assert vault.read(lambda store: len(store.events("case:1"))) == 1
        assert vault.check().sound


def test_reading_goes_on_and_writing_begins_again_when_there_is_room(small_disk: Path) -> None:
    path = small_disk / "arbetsfil.familjeflow"
    key = new_vault(path)
    ballast = small_disk / "annat"
    with opened(path, key) as vault:
        vault.write(lambda store: append(store, started()))
        occupy(ballast)
        with pytest.raises(VaultError, match="disk_full"):
            vault.write(lambda store: store.put_bundle("hash", {"fil": os.urandom(200_000)}))
        assert len(vault.read(lambda store: store.events("case:1"))) == 1
        ballast.unlink()
        vault.write(lambda store: append(store, started("b")))
        assert len(vault.read(lambda store: store.events("case:1"))) == 2


def test_a_backup_to_a_full_disk_leaves_no_half_file(small_disk: Path, tmp_path: Path) -> None:
    path = tmp_path / "arbetsfil.familjeflow"
    key = new_vault(path)
    with opened(path, key) as vault:
        vault.write(lambda store: store.put_bundle("hash", {"fil": os.urandom(2_000_000)}))
        with pytest.raises(VaultError, match="disk_full"):
            vault.backup(small_disk / "kopia.familjeflow")
    assert list(small_disk.iterdir()) == []


LIMITED = """
import resource, sys
from pathlib import Path
from tests.storage.test_disk_faults import fill_until_refused
from familjeflow.storage.keys import Key
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
key = Key.from_bytes(sys.stdin.buffer.read())
print(*fill_until_refused(Path(sys.argv[1]), key))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit on Windows")
def test_a_file_that_may_not_grow_is_told_and_nothing_kept_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "arbetsfil.familjeflow"
    key = new_vault(path)
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)],
        input=key.to_bytes(),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
    )
    kept, word = run.stdout.decode().split()
    assert word in ("disk_full", "disk_error")
    with opened(path, key) as vault:
        assert vault.read(lambda store: len(store.bundle_hashes())) == int(kept) > 0
        assert vault.check().sound


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[tuple[Path, Key]]:
    """A vault in a folder that may not be written: a read-only disk for root, whom modes do not stop."""
    folder = tmp_path / "skrivskyddad"
    folder.mkdir()
    path = folder / "arbetsfil.familjeflow"
    if os.name == "nt" or os.geteuid() != 0:
        key = new_vault(path)
        folder.chmod(0o500)
        yield path, key
        folder.chmod(0o700)
        return
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("NOT TESTED HERE: root without the right to mount can write everywhere")
    key = new_vault(path)
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    yield path, key
    subprocess.run(["umount", str(folder)], check=True)


def test_a_read_only_folder_is_told(read_only: tuple[Path, Key]) -> None:
    with pytest.raises(VaultError, match="read_only"):
        open_vault(*read_only)


def test_a_vault_can_not_be_made_in_a_read_only_folder(read_only: tuple[Path, Key]) -> None:
    with pytest.raises(VaultError, match="read_only"):
        new_vault(read_only[0].with_name("ny.familjeflow"))


def test_a_backup_to_a_read_only_folder_is_told(read_only: tuple[Path, Key], place: Path, key: Key) -> None:
    with opened(place, key) as vault, pytest.raises(VaultError, match="read_only"):
        vault.backup(read_only[0].with_name("kopia.familjeflow"))
