"""How files reach the disk: whole, durable, and readable by their owner only."""

import contextlib
import os
import tempfile
from pathlib import Path

from familjeflow.storage.errors import sort_fault


def write_whole(path: Path, data: bytes) -> None:
    """Temporary file in the same folder, mode 600, fsync, rename, fsync of the folder."""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise sort_fault(error) or error from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, path)
        sync_folder(path.parent)
    except OSError as error:
        discard(Path(temporary))
        raise sort_fault(error) or error from error


def sync_file(path: Path) -> None:
    """Make what was written to a file durable."""
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder durable. Windows has no such call, and needs none for NTFS."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def discard(path: Path) -> None:
    """Remove an unfinished file, or leave it: the fault that led here is the one to tell."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
