"""The way in to one vault: everything here blocks and runs in a worker, and imports the key's machinery late.

The lock screen is on the screen before any of that is loaded.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from familjeflow.services.vaults import Created, KdfCost, Key


@dataclass(frozen=True)
class Door:
    """A vault's path, and the clock (UTC) and ids of the edge. `cost` is only lowered by tests."""

    path: Path
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    cost: "KdfCost | None" = None

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
        """Whether this vault has a keyring slot; False where the key file cannot be read."""
        from familjeflow.services import vaults

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


def process_roles(_stopped: threading.Event) -> tuple[tuple[str, str], ...]:
    """The roles of the shipped processes, as (id, title), each once."""
    from familjeflow.services.processes import shipped

    found: dict[str, str] = {}
    for process in shipped():
        for role, title in process.info.roles.items():
            found.setdefault(role, title)
    return tuple(found.items())
