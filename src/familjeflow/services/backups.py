"""Automatic backups: encrypted copies of the vault in a folder of the person's or the organisation's choice.

Where they go and how the last one went is remembered on this computer, not in the vault: the lock screen
needs it when the vault can not be opened. A backup that fails is told and tried again; it never stands in
the way of the work. All of it blocks and belongs in a worker.
"""

import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from familjeflow.domain import backup_rule
from familjeflow.domain.backup_rule import KeepRule
from familjeflow.domain.errors import DomainError
from familjeflow.formats.errors import FormatError
from familjeflow.services import backup_memory, policy
from familjeflow.services.backup_memory import Remembered
from familjeflow.services.case_work import load
from familjeflow.services.desk import Desk
from familjeflow.services.vaults import SUFFIX
from familjeflow.storage import keyfile, places
from familjeflow.storage.errors import VaultError, sort_fault
from familjeflow.storage.files import discard
from familjeflow.storage.vault import Vault

Told = Callable[[int, int], None]
_ENOUGH_SECONDS = 10.0
"""So long may cases be folded to judge a copy; one always is. *Prova återställning* folds them all."""
_STAMP = "%Y%m%d-%H%M%SZ"
_STALE_SECONDS = 86_400
_SHORT = 12


@dataclass(frozen=True, slots=True)
class Copy:
    """One backup: the vault file with its key file beside. `made_at` UTC, `size` bytes of both."""

    path: Path
    made_at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How it is with the backups. `decided`: the organisation chose the folder. `fault` is the code of why
    the last attempt failed, "" where it did not. `same_disk` and `place` (a service that copies the folder
    elsewhere, or a kind of network disk) are told, never refused.
    """

    folder: Path | None
    decided: bool = False
    latest: datetime | None = None
    fault: str = ""
    same_disk: bool = False
    place: str = ""

    def late(self, now: datetime) -> bool:
        """Whether it is time to remind the person."""
        return backup_rule.late(self.latest, now)


def standing(desk: Desk, *, memory: Path | None = None) -> Standing:
    """How it is with the backups of a vault on this computer."""
    known = backup_memory.read(desk.vault.vault_id, memory)
    decided = policy.current().backup_folder
    folder = decided or known.folder
    if folder is None:
        return Standing(None, latest=known.latest, fault=known.fault)
    kind = places.place_of(folder / "kopia", places.surroundings())
    return Standing(
        folder,
        decided is not None,
        known.latest,
        known.fault,
        _same_disk(desk.vault.path, folder),
        kind.name if kind.kind in ("synced", "network") else "",
    )


def choose_folder(desk: Desk, folder: Path, *, memory: Path | None = None) -> None:
    """Keep backups in a folder from now on. Raises VaultError "folder_missing", "read_only", "disk_full"."""
    keep_choice(desk.vault.vault_id, desk.vault.path, folder, memory=memory)


def keep_choice(vault_id: str, vault: Path, folder: Path, *, memory: Path | None = None) -> None:
    """As `choose_folder`, at the first start, when nobody has opened the vault yet."""
    _refuse_unwritable(folder)
    known = backup_memory.read(vault_id, memory)
    backup_memory.keep(vault_id, Remembered(vault, folder, known.latest), memory)


def due(desk: Desk, *, at_start: bool, memory: Path | None = None) -> bool:
    """Whether to make a backup now; never without a folder."""
    found = standing(desk, memory=memory)
    return found.folder is not None and backup_rule.due(found.latest, desk.clock(), at_start=at_start)


def make(
    desk: Desk,
    *,
    told: Told | None = None,
    stopped: threading.Event | None = None,
    memory: Path | None = None,
    rule: KeepRule = KeepRule(),  # noqa: B008 - a frozen value
) -> Copy:
    """Make a backup, judge it, and let the oldest go by the rule. How it went is remembered.

    The copy is whole and checked before it has its name: every page, the key file, and cases are opened.
    Raises VaultError "folder_missing", "read_only", "disk_full", "damaged", "unreadable_copy", "cancelled".
    """
    vault_id, now = desk.vault.vault_id, desk.clock()
    folder = standing(desk, memory=memory).folder
    if folder is None:
        raise VaultError("folder_missing")
    known = backup_memory.read(vault_id, memory)
    path = _free_place(folder, vault_id, now)
    try:
        _sweep(folder, vault_id)
        desk.vault.backup(path, approve=lambda copy: _judge(desk.vault, copy), told=told, stopped=stopped)
    except (OSError, VaultError) as error:
        fault = sort_fault(error) or VaultError("disk_error")
        if fault.code not in ("cancelled", "locked"):
            backup_memory.keep(
                vault_id, Remembered(desk.vault.path, known.folder, known.latest, fault.code), memory
            )
        raise fault from error
    backup_memory.keep(vault_id, Remembered(desk.vault.path, known.folder, now), memory)
    made_at = _made_at(path.name, vault_id) or now
    _let_go(folder, vault_id, rule, made_at)
    return _copy(path, made_at)


def copies(folder: Path, vault_id: str) -> tuple[Copy, ...]:
    """The backups of a vault in a folder, the latest first; files that are anything else are passed over.

    Raises VaultError "folder_missing" or "read_only" where the folder can not be read.
    """
    try:
        found = [(at, path) for path in folder.iterdir() if (at := _made_at(path.name, vault_id))]
        return tuple(
            _copy(path, at) for at, path in sorted(found, reverse=True) if keyfile.path_beside(path).exists()
        )
    except FileNotFoundError as error:
        raise VaultError("folder_missing") from error
    except OSError as error:
        raise sort_fault(error) or error from error


def latest_of(vault: Path, *, memory: Path | None = None) -> Copy:
    """The latest backup of the vault at a path, known although the vault can not be opened.

    Raises VaultError("no_backup").
    """
    for vault_id, known in backup_memory.every(memory):
        folder = policy.current().backup_folder or known.folder
        if known.vault == vault and folder is not None:
            try:
                return copies(folder, vault_id)[0]
            except (VaultError, IndexError):
                continue
    raise VaultError("no_backup")


def _judge(live: Vault, copy: Vault) -> None:
    """At least one case of a copy is opened, and all there is time for. A case that can not be shown in the
    vault itself is no fault of its copy."""
    begun = time.monotonic()
    for stream in copy.read(lambda store: store.streams("case:")):
        case_id = stream.partition(":")[2]
        if not opens(copy, case_id) and opens(live, case_id):
            raise VaultError("unreadable_copy", count=1)
        if time.monotonic() - begun > _ENOUGH_SECONDS:
            return


def opens(vault: Vault, case_id: str) -> bool:
    """Whether a case can be folded from what a vault holds."""
    try:
        vault.read(lambda store: load(store, case_id))
    except (DomainError, FormatError, VaultError):
        return False
    return True


def _let_go(folder: Path, vault_id: str, rule: KeepRule, written: datetime) -> None:
    """Remove what the rule does not keep. What can not be removed now is removed another time."""
    try:
        found = copies(folder, vault_id)
    except VaultError:
        return
    keep = backup_rule.kept((copy.made_at for copy in found), rule, written=written)
    for copy in found:
        if copy.made_at not in keep:
            discard(copy.path)
            discard(keyfile.path_beside(copy.path))


def _sweep(folder: Path, vault_id: str) -> None:
    """Remove what an attempt that was killed left behind more than a day ago."""
    for path in folder.glob(f".{_name(vault_id)}*.part*"):
        if time.time() - path.stat().st_mtime > _STALE_SECONDS:
            discard(path)


def _free_place(folder: Path, vault_id: str, now: datetime) -> Path:
    """A name that says when; two backups in one second are told a second apart."""
    times = (now.astimezone(UTC) + timedelta(seconds=later) for later in count())
    places = (folder / f"{_name(vault_id)}{at:{_STAMP}}{SUFFIX}" for at in times)
    return next(path for path in places if not path.exists() and not keyfile.path_beside(path).exists())


def _name(vault_id: str) -> str:
    """How a vault's backups begin: several vaults may share a folder, and a name says nothing of anybody."""
    return f"kopia-{hashlib.sha256(vault_id.encode()).hexdigest()[:_SHORT]}-"


def _made_at(name: str, vault_id: str) -> datetime | None:
    start = _name(vault_id)
    if not name.startswith(start) or not name.endswith(SUFFIX):
        return None
    try:
        return datetime.strptime(name[len(start) : -len(SUFFIX)], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _copy(path: Path, made_at: datetime) -> Copy:
    size = path.stat().st_size + keyfile.path_beside(path).stat().st_size
    return Copy(path, made_at.astimezone(UTC).replace(microsecond=0), size)


def _same_disk(vault: Path, folder: Path) -> bool:
    try:
        return vault.stat().st_dev == folder.stat().st_dev
    except OSError:
        return False


def _refuse_unwritable(folder: Path) -> None:
    if not folder.is_dir():
        raise VaultError("folder_missing")
    trial = folder / ".familjeflow-prov"
    try:
        trial.write_bytes(b"")
        trial.unlink()
    except OSError as error:
        raise sort_fault(error) or VaultError("read_only") from error
