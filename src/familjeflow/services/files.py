"""Files that a person saves: whole or not at all, so that a full disk never spoils the one that was there."""

import os
import shutil
import tempfile
from pathlib import Path

from familjeflow.storage.files import discard, sync_folder


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the place and move it there when it is on the disk.

    A new file is readable by its owner only, one that is replaced keeps its rights. Raises OSError where the
    place cannot be written; then the old file is as it was and nothing half lies beside it.
    """
    target = path.resolve()
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if target.is_file():
            shutil.copymode(target, temporary)
        os.replace(temporary, target)
    except BaseException:
        discard(temporary)
        raise
    sync_folder(target.parent)
