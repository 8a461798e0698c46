"""The way in to one vault: everything here blocks and runs in a worker, and imports the key's machinery late.

The lock screen is on the screen before any of that is loaded.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from familjeflow.i18n import _

if TYPE_CHECKING:
    from familjeflow.services.vaults import Created, KdfCost, Key


BEYOND_OPENING = frozenset(
    {"damaged", "damaged_key_file", "key_file_missing", "vault_missing", "not_a_vault"}
)
"""Faults of the file itself, where the latest backup is the way on."""


@dataclass(frozen=True)
class Door:
    """A vault's path, and the clock (UTC) and ids of the edge. `cost` is only lowered by tests.

    `read_only` is a backup that is only looked into; `memory` is where this computer remembers backups, the
    usual place where None.
    """

    path: Path
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    cost: "KdfCost | None" = None
    read_only: bool = False
    memory: Path | None = None

    @property
    def name(self) -> str:
        """The vault's name for a person: the file name without its ending."""
        return self.path.stem

    def exists(self) -> bool:
        """Whether there is anything to unlock. A key file alone counts: then something is missing."""
        return self.path.exists() or any(self.path.parent.glob(f"{self.path.stem}.*"))

    def create(self, passphrase: str, _stopped: threading.Event) -> "Created":
        """Make the vault. Raises VaultError."""
        from familjeflow.services import vaults

        vaults.make_folder(self.path.parent)
        return vaults.create(self.path, passphrase, now=self.clock(), new_id=self.new_id, cost=self.cost)

    def unlock(self, way: str, written: str, stopped: threading.Event) -> "Key":
        """The key by "passphrase", "recovery" or "keyring". Raises VaultError."""
        from familjeflow.services import vaults

        if way == "recovery":
            return vaults.unlock_with_recovery(self.path, written)
        if way == "keyring":
            return vaults.unlock_with_keyring(self.path)
        return vaults.unlock_with_passphrase(self.path, written, cancelled=stopped)

    def has_keyring(self, _stopped: threading.Event) -> bool:
        """Whether this vault has a keyring slot that may be used; False where the key file cannot be read."""
        from familjeflow.services import policy, vaults

        if not policy.current().keyring:
            return False
        try:
            return any(slot.kind == "keyring" for slot in vaults.slot_views(self.path))
        except vaults.VaultError:
            return False

    def add_keyring(self, key: "Key", _stopped: threading.Event) -> None:
        """Let the desktop's keyring open the vault too. Raises VaultError."""
        from familjeflow.services import vaults

        vaults.add_keyring_slot(self.path, key, now=self.clock(), new_id=self.new_id)

    def opens(self, code: str) -> bool:
        """Whether a recovery code that was typed back is right. Raises VaultError for a broken key file."""
        from familjeflow.services import vaults

        return vaults.verify_recovery(self.path, code)

    def latest_backup(self, _stopped: threading.Event) -> Path:
        """The latest backup of this vault. Raises VaultError("no_backup")."""
        from familjeflow.services import backups

        return backups.latest_of(self.path, memory=self.memory).path

    def restore(self, source: Path, target: Path, way: str, written: str, stopped: threading.Event) -> "Key":
        """Put a backup in place as a vault; its key. Raises VaultError."""
        from familjeflow.services import restore

        key = replace(self, path=source).unlock(way, written, stopped)
        restore.restore(source, key, target, stopped=stopped)
        return key

    def free_place(self) -> Path:
        """A path beside the vault's own where nothing lies yet; its own where that is free."""
        names = (self.path.stem, *(f"{self.path.stem}-aterstalld-{n}" for n in range(1, 100)))
        places = (self.path.with_name(f"{name}{self.path.suffix}") for name in names)
        return next(place for place in places if not replace(self, path=place).exists())

    def keep_backup_folder(self, key: "Key", folder: Path, _stopped: threading.Event) -> None:
        """Keep backups there from now on. Raises VaultError."""
        from familjeflow.services import backups

        backups.keep_choice(key.vault_id, self.path, folder, memory=self.memory)

    def save_recovery_paper(self, code: str, to: Path, _stopped: threading.Event) -> None:
        """Save the paper with the code, dated today. Raises OSError where the place cannot be written."""
        from familjeflow.services.desk import SWEDEN
        from familjeflow.services.files import write_whole
        from familjeflow.services.papers import recovery_paper

        write_whole(to, recovery_paper(code, self.clock().astimezone(SWEDEN).date()))


def judge(passphrase: str) -> tuple[int, str]:
    """How hard a passphrase is to guess, 0 to 4, and what would help."""
    from familjeflow.services import vaults

    strength = vaults.passphrase_strength(passphrase)
    return strength.score, strength.hint


def fault_code(error: BaseException) -> str:
    """The code of the world's fault; "" for an error of ours, which is raised again."""
    from familjeflow.services.vaults import VaultError

    if isinstance(error, VaultError):
        return error.code
    raise error


def fault_text(error: BaseException) -> str:
    """What happened and what to do, in one paragraph. Errors of ours are raised again."""
    from familjeflow.services.sentences import sentence
    from familjeflow.services.vaults import VaultError

    if isinstance(error, VaultError):
        said = sentence(error)
        return f"{said.title} {said.text}" if said.text else said.title
    raise error


def policy_fault() -> str:
    """Why the organisation's settings file cannot be read, "" where it can or there is none."""
    from familjeflow.services import policy

    fault = policy.current().fault
    if fault is None:
        return ""
    from familjeflow.services.sentences import sentence

    said = sentence(fault)
    advice = _("Tills den är rättad gäller de strängaste reglerna. Säg till it-avdelningen.")
    return f"{said.title}. {said.text} {advice}"


def process_roles(_stopped: threading.Event) -> tuple[tuple[str, str], ...]:
    """The roles of the processes to choose among, as (id, title), each once."""
    from familjeflow.services.processes import offered

    found: dict[str, str] = {}
    for process in offered():
        for role, title in process.info.roles.items():
            found.setdefault(role, title)
    return tuple(found.items())
