"""One program at a time: a lock file beside the vault that names who holds it.

The system's own file lock decides, so a lock left by a program that died is free at once. The name in the
file is for the message, and for a vault on a shared disk where another host's lock may not be seen.
"""

import json
import os
import socket
import sys
from pathlib import Path

from familjeflow.storage.errors import VaultError, sort_fault

SUFFIX = ".lock"
# Windows locks a range and refuses others to read it, so the locked byte lies far behind the text.
_LOCKED_BYTE = 1 << 30

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> None:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class VaultLock:
    """Held from creation until `release`. Closing the handle, or dying, frees the lock."""

    def __init__(self, vault: Path, *, take_over: bool = False) -> None:
        """Take the lock of a vault.

        `take_over` is the person's word that the other host named in the file no longer uses the vault.
        Raises VaultError "in_use" (host, pid), "read_only" or "disk_full".
        """
        path = vault.with_name(vault.name + SUFFIX)
        try:
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise sort_fault(error) or error from error
        try:
            self._claim(take_over)
        except OSError as error:
            os.close(self._handle)
            raise sort_fault(error) or error from error
        except VaultError:
            os.close(self._handle)
            raise

    def release(self) -> None:
        """Let the next one in. The file stays: removing it would let two programs hold one lock each."""
        os.ftruncate(self._handle, 0)
        os.close(self._handle)

    def _claim(self, take_over: bool) -> None:
        named = self._named()
        try:
            _try_lock(self._handle)
        except OSError as error:
            raise VaultError("in_use", **named) from error
        if named and named["host"] != socket.gethostname() and not take_over:
            raise VaultError("in_use", **named)
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, json.dumps({"host": socket.gethostname(), "pid": os.getpid()}).encode())

    def _named(self) -> dict[str, str | int]:
        os.lseek(self._handle, 0, os.SEEK_SET)
        try:
            found = json.loads(os.read(self._handle, 1024))
            return {"host": str(found["host"]), "pid": int(found["pid"])}
        except (ValueError, KeyError, TypeError):
            return {}  # empty, or half written by a program that died: the system's lock decides
