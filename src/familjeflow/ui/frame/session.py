"""What an unlocked session works with."""

from dataclasses import dataclass
from pathlib import Path

from familjeflow.services import vaults
from familjeflow.services.desk import Desk


@dataclass(frozen=True)
class Session:
    """An unlocked vault: who works at it, where it lies, and its key for the settings page."""

    desk: Desk
    path: Path
    key: vaults.Key
