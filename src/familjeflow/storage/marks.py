"""How a host knows its own vault again: a mark left in the vault and on the host, new at each opening and
closing.

Where they differ, the file is a copy, was restored, or comes from another host, and begins a new origin.
"""

import re
from pathlib import Path

from familjeflow.storage.errors import VaultError
from familjeflow.storage.files import write_whole


def remembered(folder: Path, vault_id: str) -> str:
    """The mark that this host left last, or "" where it knows none."""
    try:
        return _file(folder, vault_id).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def remember(folder: Path, vault_id: str, mark: str) -> None:
    """Keep a mark. A host that can keep none only begins a new origin at each opening."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(_file(folder, vault_id), mark.encode())
    except (OSError, VaultError):
        return


def _file(folder: Path, vault_id: str) -> Path:
    return folder / re.sub(r"[^0-9A-Za-z-]", "_", vault_id)
