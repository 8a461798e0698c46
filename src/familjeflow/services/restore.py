"""From a backup to a vault: trying that it can be done, doing it, and looking into a copy unchanged.

A restored vault begins a new origin when it is opened, which is a fact, so that no chain of facts forks.
"""

import tempfile
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from familjeflow.services import backups, vault_places, vaults
from familjeflow.services.backups import Copy
from familjeflow.services.desk import Desk
from familjeflow.services.vaults import Key
from familjeflow.storage import copies, keyfile
from familjeflow.storage.errors import VaultError
from familjeflow.storage.store import Store
from familjeflow.storage.vault import Vault, open_read_only

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a trial restore found. `later` facts came to the vault after the copy was made; `foreign` facts of
    the copy are not in the vault, or differ; `unreadable` cases open in the vault but not in the copy.
    """

    copy: Copy
    cases: int
    facts: int
    later: int
    foreign: int
    unreadable: int

    @property
    def sound(self) -> bool:
        """Whether everything would be back, as it was when the copy was made."""
        return not self.foreign and not self.unreadable


def try_restore(
    desk: Desk, copy: Copy, *, told: Told | None = None, stopped: threading.Event | None = None
) -> Trial:
    """Restore a backup into a temporary folder, still encrypted, open it, fold every case, compare every
    header with the vault's, and remove it again. `told` gets streams done of streams.

    Raises VaultError "damaged" for broken pages or chains, "damaged_key_file", "cancelled", disk faults.
    """
    halted = stopped or threading.Event()
    with tempfile.TemporaryDirectory(prefix="familjeflow-prov-", ignore_cleanup_errors=True) as folder:
        restored = Path(folder) / f"prov{vaults.SUFFIX}"
        desk.vault.restore_copy(copy.path, restored, stopped=halted)
        if not desk.vault.key_file_fits(restored):
            raise VaultError("damaged_key_file")
        with closing(desk.vault.open_copy(restored)) as opened:
            check = opened.check()
            if not check.sound:
                raise VaultError("damaged", pages=check.pages.pages, damaged_pages=check.pages.bad_pages)
            return _compared(desk.vault, opened, copy, told, halted)


def _compared(live: Vault, opened: Vault, copy: Copy, told: Told | None, stopped: threading.Event) -> Trial:
    streams = opened.read(lambda store: store.streams())
    cases = facts = foreign = unreadable = 0
    for number, stream in enumerate(streams, 1):
        if stopped.is_set():
            raise VaultError("cancelled")
        there = opened.read(partial(Store.hashes, stream=stream))
        here = live.read(partial(Store.hashes, stream=stream))
        facts += len(there)
        foreign += sum(here.get(place) != value for place, value in there.items())
        kind, _colon, case_id = stream.partition(":")
        if kind == "case":
            cases += 1
            unreadable += not backups.opens(opened, case_id) and backups.opens(live, case_id)
        if told is not None:
            told(number, len(streams))
    later = live.read(Store.fact_count) - (facts - foreign)
    return Trial(copy, cases, facts, later, foreign, unreadable)


def restore(source: Path, key: Key, target: Path, *, stopped: threading.Event | None = None) -> None:
    """Put a backup and its key file in place as a vault. Nothing is ever written over.

    Raises VaultError "exists", "damaged", "cancelled", disk faults, and as `vault_places.shared_disk`.
    """
    vault_places.shared_disk(target)
    for taken in (target, keyfile.path_beside(target)):
        if taken.exists():
            raise VaultError("exists", name=taken.name)
    vaults.make_folder(target.parent)
    halted = stopped or threading.Event()
    copies.copy_files(source, target, key, stopped=halted.is_set)


def look(path: Path, key: Key) -> Vault:
    """Open a vault or a backup to look in it: every act is refused with DomainError("read_only_session").

    Raises VaultError as `vault.open_read_only`.
    """
    return open_read_only(path, key)
