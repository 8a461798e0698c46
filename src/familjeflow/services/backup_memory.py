"""What this computer remembers of a vault's backups: where they go and how the last one went. No name of
anybody, no content."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from familjeflow.storage.errors import VaultError
from familjeflow.storage.files import write_whole


@dataclass(frozen=True, slots=True)
class Remembered:
    """`vault` is where the vault lies. `latest` (UTC) is the last backup that succeeded, `fault` the code of
    why one failed after it."""

    vault: Path | None = None
    folder: Path | None = None
    latest: datetime | None = None
    fault: str = ""


def read(vault_id: str, memory: Path | None = None) -> Remembered:
    """What is remembered; nothing where there is nothing that can be read."""
    return _read(_file(vault_id, memory))


def keep(vault_id: str, known: Remembered, memory: Path | None = None) -> None:
    """Remember from now on. A computer that can keep nothing only asks again."""
    written = {
        "vault": str(known.vault or ""),
        "folder": str(known.folder or ""),
        "latest": known.latest.isoformat() if known.latest else "",
        "fault": known.fault,
    }
    file = _file(vault_id, memory)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, json.dumps(written).encode())
    except (OSError, VaultError):
        return


def every(memory: Path | None = None) -> Iterator[tuple[str, Remembered]]:
    """Every vault that is remembered, by id."""
    folder = memory or _folder()
    for file in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        yield file.stem, _read(file)


def _read(file: Path) -> Remembered:
    try:
        found = json.loads(file.read_text("utf-8"))
        latest = datetime.fromisoformat(found["latest"]) if found["latest"] else None
        if latest is not None and latest.tzinfo is None:
            latest = None
        vault, folder = str(found["vault"]), str(found["folder"])
        return Remembered(
            Path(vault) if vault else None, Path(folder) if folder else None, latest, str(found["fault"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Remembered()


def _file(vault_id: str, memory: Path | None) -> Path:
    return (memory or _folder()) / (re.sub(r"[^0-9A-Za-z-]", "_", vault_id) + ".json")


def _folder() -> Path:
    import platformdirs  # late: the lock screen needs it only when something is wrong

    return platformdirs.user_state_path("familjeflow") / "kopior"
