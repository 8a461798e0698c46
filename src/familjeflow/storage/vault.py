"""The open vault: one encrypted file, one thread that writes it and one that reads it."""

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from familjeflow.storage import cabinet, connection, copies, event_log, upgrade
from familjeflow.storage.connection import PLAINTEXT_HEADER, PageReport
from familjeflow.storage.errors import VaultError, sort_fault
from familjeflow.storage.event_log import ChainFault
from familjeflow.storage.files import discard, sync_folder
from familjeflow.storage.keys import Key
from familjeflow.storage.lock import VaultLock
from familjeflow.storage.migrations import MIGRATIONS
from familjeflow.storage.store import Store
from familjeflow.storage.worker import SqlWorker

T = TypeVar("T")
_PATIENCE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check of the whole vault found: broken pages, broken chains of facts, rows without their
    case."""

    pages: PageReport
    chains: tuple[ChainFault, ...]
    orphans: int

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return self.pages.sound and not self.chains and not self.orphans


class Vault:
    """An open vault. Every method may be called from any thread but the vault's own, and blocks until it is
    done.

    All but `close` raise VaultError("locked") once the vault is locked.
    """

    def __init__(self, path: Path, key: Key, lock: VaultLock, migrations: Sequence[ModuleType]) -> None:
        self.path = path
        self._key = key
        self._lock = lock
        self._open = True
        self._closing = threading.Lock()
        self._writer = SqlWorker("vault-writer", lambda: _prepared(path, key, migrations), "BEGIN IMMEDIATE")
        try:
            self._reader = SqlWorker("vault-reader", lambda: connection.reader(path, key), "BEGIN")
        except BaseException:
            self._writer.stop(0)
            raise
        try:
            self.vault_id = self.read(lambda store: store.vault_id)
            if key.vault_id != self.vault_id:
                raise VaultError("wrong_key_file")
        except BaseException:
            self._stop()
            raise

    @property
    def origin(self) -> str:
        """The one writer on one host that facts are recorded under now."""
        return self.read(lambda store: store.origin)

    def write(self, work: Callable[[Store], T]) -> T:
        """Run work in one transaction of the writer thread. It is durable when this returns.

        Whatever work raises undoes the transaction and is raised here.
        """
        return self.submit_write(work).result()

    def read(self, work: Callable[[Store], T]) -> T:
        """Run work in the reader thread, on the vault as it stood when work first read."""
        return self.submit_read(work).result()

    def submit_write(self, work: Callable[[Store], T]) -> "Future[T]":
        """As `write`, without waiting."""
        return self._writer.run(work)

    def submit_read(self, work: Callable[[Store], T]) -> "Future[T]":
        """As `read`, without waiting."""
        return self._reader.run(work)

    def close(self) -> None:
        """Lock: interrupt what is being read, let accepted writes finish, join both threads, tidy the file.

        A write that takes longer than two seconds is interrupted and undone. May be called again.
        """
        with self._closing:
            if self._open:
                self._open = False
                self._stop()
                self._lock.release()

    def backup(self, to: Path) -> None:
        """Keep an encrypted copy at `to` and its key file beside it; both are checked before they are there.

        Raises VaultError "exists", "disk_full", "read_only" or "damaged".
        """
        self._writer.run_alone(lambda db: copies.copy_vault(db, self.path, to, self._key)).result()

    def check(self) -> CheckReport:
        """Read every page and every chain. About a second per 200 MB."""
        pages = connection.check_pages(self.path, self._key, "integrity_check")
        if not pages.sound:
            return CheckReport(pages, (), 0)
        chains, orphans = self._reader.run_alone(_check_content).result()
        return CheckReport(pages, chains, orphans)

    def _stop(self) -> None:
        self._reader.stop(patience=0)
        self._writer.stop(patience=_PATIENCE_SECONDS)


def create_vault(path: Path, key: Key, origin: str) -> None:
    """Make an empty vault file, in place only when it is whole. Raises VaultError "exists" and disk
    faults."""
    if not path.parent.is_dir():
        raise VaultError("folder_missing")
    if path.exists():
        raise VaultError("exists", name=path.name)
    unfinished = path.with_name(f".{path.name}.part")
    try:
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _fill(unfinished, key, origin)
        with unfinished.open("rb") as stream:
            if stream.read(len(PLAINTEXT_HEADER)) == PLAINTEXT_HEADER:
                raise RuntimeError("the vault was written without encryption")
        os.replace(unfinished, path)
        sync_folder(path.parent)
    except BaseException as error:
        discard(unfinished)
        fault = sort_fault(error)
        if fault is None:
            raise
        raise fault from error


def open_vault(
    path: Path, key: Key, *, take_over: bool = False, migrations: Sequence[ModuleType] = MIGRATIONS
) -> Vault:
    """Open a vault with its key.

    `take_over` says that the other host named in the lock file no longer uses it. Raises VaultError
    "vault_missing", "not_a_vault", "in_use", "wrong_key", "wrong_key_file", "damaged", "newer_version",
    "read_only", "disk_full".
    """
    connection.refuse_other_files(path)
    lock = VaultLock(path, take_over=take_over)
    try:
        return Vault(path, key, lock, migrations)
    except BaseException:
        lock.release()
        raise


def _fill(path: Path, key: Key, origin: str) -> None:
    db = connection.writer(path, key)
    try:
        upgrade.upgrade(db, lambda version: None)
        for name, value in (("vault_id", key.vault_id), ("origin", origin), ("mark", "")):
            cabinet.put_meta(db, name, value)
    finally:
        db.close()


def _prepared(path: Path, key: Key, migrations: Sequence[ModuleType]) -> Any:
    db = connection.writer(path, key)
    try:
        upgrade.upgrade(
            db, lambda version: copies.copy_vault(db, path, copies.beside(path, version), key), migrations
        )
    except BaseException:
        db.close()
        raise
    return db


def _check_content(db: Any) -> tuple[tuple[ChainFault, ...], int]:
    chains = event_log.verify(db)
    return chains, len(db.execute_sql("PRAGMA foreign_key_check").fetchall())
