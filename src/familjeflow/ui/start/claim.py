"""One window for each vault: the second one that starts brings the first to the front and ends."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QLockFile, QObject, QStandardPaths

if TYPE_CHECKING:
    from familjeflow.ui.single_instance import Guard


class Claim:
    """Holds a vault for this program. It can be moved to another vault, when that one is opened instead."""

    def __init__(self) -> None:
        self._lock: QLockFile | None = None
        self._guard: Guard | None = None
        self._path: Path | None = None
        self._answer: tuple[QObject, Callable[[], object]] | None = None

    def take(self, vault: Path) -> bool:
        """Hold a vault and let the one before go. False when a window that has it came forward instead."""
        lock = only_one(vault)
        if not lock.tryLock(0) and _raise_other(vault):
            return False
        self.release()
        self._lock, self._path = lock, vault
        if self._answer is not None:
            self.answer(*self._answer)
        return True

    def answer(self, parent: QObject, come_forward: Callable[[], object]) -> None:
        """Come forward when the program is started again. The socket library is loaded here, not before."""
        from familjeflow.ui.single_instance import Guard, server_name

        self._answer = (parent, come_forward)
        if self._path is not None:
            self._guard = Guard(server_name(self._path), parent)
            self._guard.asked_forward.connect(come_forward)

    def release(self) -> None:
        """Let the vault go."""
        if self._guard is not None:
            self._guard.close()
            self._guard.deleteLater()
            self._guard = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None


def only_one(vault_path: Path) -> QLockFile:
    """The lock that says whether a window for this vault runs already; quicker to ask than a socket."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.TempLocation)
    seed = QCryptographicHash.hash(str(vault_path.absolute()).encode(), QCryptographicHash.Algorithm.Sha256)
    lock = QLockFile(f"{folder}/familjeflow-{bytes(seed.toHex().data()).decode()[:20]}.lock")
    lock.setStaleLockTime(0)
    return lock


def _raise_other(vault_path: Path) -> bool:
    from familjeflow.ui.single_instance import raise_running, server_name

    return raise_running(server_name(vault_path))
