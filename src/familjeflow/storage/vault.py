"""The open vault: one encrypted file, one thread that writes it and one that reads it."""

import contextlib
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from familjeflow.domain.errors import DomainError
from familjeflow.storage import cabinet, connection, copies, event_log, keyfile, slots, upgrade
from familjeflow.storage.connection import PLAINTEXT_HEADER, PageReport
from familjeflow.storage.copies import Told
from familjeflow.storage.errors import VaultError, sort_fault
from familjeflow.storage.event_log import ChainFault
from familjeflow.storage.files import discard, sync_folder
from familjeflow.storage.keys import Key
from familjeflow.storage.lock import VaultLock
from familjeflow.storage.migrations import MIGRATIONS
from familjeflow.storage.store import Store
from familjeflow.storage.worker import SqlWorker

T = TypeVar("T")
Connect = Callable[[Path, Key], Any]
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

    def __init__(
        self,
        path: Path,
        key: Key,
        lock: VaultLock | None,
        migrations: Sequence[ModuleType],
        *,
        shared_disk: bool = False,
    ) -> None:
        self.path = path
        self.read_only = lock is None
        self._shared_disk = shared_disk
        self._key = key
        self._lock = lock
        self._open = True
        self._closing = threading.Lock()
        connect = connection.sole if shared_disk else connection.writer
        if self.read_only:
            self._writer = SqlWorker("vault-reader", lambda: _unchanged(path, key, migrations), "BEGIN")
        else:
            self._writer = SqlWorker(
                "vault-writer", lambda: _prepared(connect, path, key, migrations), "BEGIN IMMEDIATE"
            )
        self._reader = self._writer if shared_disk or self.read_only else self._second_thread()
        try:
            self.vault_id = self.read(lambda store: store.vault_id)
            if key.vault_id != self.vault_id:
                raise VaultError("wrong_key_file")
        except BaseException:
            self._stop()
            raise

    def _second_thread(self) -> SqlWorker:
        try:
            return SqlWorker("vault-reader", lambda: connection.reader(self.path, self._key), "BEGIN")
        except BaseException:
            self._writer.stop(0)
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
        """As `write`, without waiting. Raises DomainError("read_only_session") in a read-only vault."""
        if self.read_only:
            raise DomainError("read_only_session")
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
                if self._lock is not None:
                    self._lock.release()

    def backup(
        self,
        to: Path,
        *,
        approve: Callable[["Vault"], None] | None = None,
        told: Told | None = None,
        stopped: threading.Event | None = None,
    ) -> None:
        """Keep an encrypted copy at `to` and its key file beside it; both are checked before they are there.

        Reads through a connection of its own, so that nobody waits for it. `approve` gets the unfinished copy
        opened read-only and may raise; `told` gets pages done of pages. Raises VaultError "exists",
        "disk_full", "read_only", "folder_missing", "vault_missing", "damaged" or "cancelled".
        """

        def copy(db: Any) -> None:
            copies.copy_vault(
                db,
                self.path,
                to,
                self._key,
                approve=None if approve is None else lambda path: self._approve(path, approve),
                told=told,
                stopped=lambda: not self._open or (stopped is not None and stopped.is_set()),
            )

        if not self._open:
            raise VaultError("locked")
        if self._shared_disk:
            self._writer.run_alone(copy).result()
            return
        if not self.path.exists():
            raise VaultError("vault_missing")  # a network disk that went away
        with contextlib.closing(connection.reader(self.path, self._key)) as db:
            copy(db)

    def open_copy(self, path: Path) -> "Vault":
        """A copy of this vault, opened read-only with the same key. Raises as `open_read_only`."""
        return open_read_only(path, self._key)

    def restore_copy(self, source: Path, target: Path, *, stopped: threading.Event | None = None) -> None:
        """Put a copy of this vault in another place, with its key file. Raises as `copies.copy_files`."""
        copies.copy_files(source, target, self._key, stopped=lambda: stopped is not None and stopped.is_set())

    def key_file_fits(self, path: Path) -> bool:
        """Whether the key file beside a copy holds this vault's key, unchanged since it was written."""
        return slots.belongs(keyfile.read(keyfile.path_beside(path)), self._key)

    def _approve(self, path: Path, approve: Callable[["Vault"], None]) -> None:
        with contextlib.closing(self.open_copy(path)) as copy:
            approve(copy)

    def check(self, told: Told | None = None) -> CheckReport:
        """Read every page and every chain. About a second per 200 MB. `told` gets facts done of facts."""
        pages = self._check_pages()
        if not pages.sound:
            return CheckReport(pages, (), 0)
        chains, orphans = self._reader.run_alone(lambda db: _check_content(db, told)).result()
        return CheckReport(pages, chains, orphans)

    def _check_pages(self) -> PageReport:
        if not self._shared_disk:
            if not self.read_only:
                # The check reads the file alone: what still lies in the log beside it belongs there first.
                self._writer.run_alone(connection.fold_in_log).result()
            return connection.check_pages(self.path, self._key, "integrity_check")
        work = self._writer.run_alone(lambda db: connection.check_own_pages(self.path, db, "integrity_check"))
        return work.result()

    def _stop(self) -> None:
        if self._reader is not self._writer:
            self._reader.stop(patience=0)
        self._writer.stop(patience=_PATIENCE_SECONDS)


def create_vault(path: Path, key: Key, origin: str, *, shared_disk: bool = False) -> None:
    """Make an empty vault file, in place only when it is whole; `shared_disk` as `open_vault`.

    Raises VaultError "exists", "folder_missing" and disk faults.
    """
    if not path.parent.is_dir():
        raise VaultError("folder_missing")
    if path.exists():
        raise VaultError("exists", name=path.name)
    unfinished = path.with_name(f".{path.name}.part")
    try:
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _fill(unfinished, key, origin, connection.sole if shared_disk else connection.writer)
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
    path: Path,
    key: Key,
    *,
    take_over: bool = False,
    migrations: Sequence[ModuleType] = MIGRATIONS,
    shared_disk: bool = False,
) -> Vault:
    """Open a vault with its key.

    `take_over` says that the other host named in the lock file no longer uses it. On a `shared_disk` (a
    network's) one connection reads and writes, with a rollback journal, and holds the file alone. Raises
    VaultError "vault_missing", "not_a_vault", "in_use", "wrong_key", "wrong_key_file", "damaged",
    "newer_version", "read_only", "disk_full".
    """
    connection.refuse_other_files(path)
    lock = VaultLock(path, take_over=take_over)
    try:
        return Vault(path, key, lock, migrations, shared_disk=shared_disk)
    except BaseException:
        lock.release()
        raise


def open_read_only(
    path: Path, key: Key, *, migrations: Sequence[ModuleType] = MIGRATIONS, shared_disk: bool = False
) -> Vault:
    """Open a vault or a copy to look in it: every write is refused and no lock is taken.

    Raises VaultError as `open_vault`, and "older_version" for a file that would first have to be taken to the
    format of this program.
    """
    connection.refuse_other_files(path)
    return Vault(path, key, None, migrations, shared_disk=shared_disk)


def _fill(path: Path, key: Key, origin: str, connect: Connect) -> None:
    db = connect(path, key)
    try:
        upgrade.upgrade(db, lambda version: None)
        for name, value in (("vault_id", key.vault_id), ("origin", origin), ("mark", "")):
            cabinet.put_meta(db, name, value)
    finally:
        db.close()


def _prepared(connect: Connect, path: Path, key: Key, migrations: Sequence[ModuleType]) -> Any:
    db = connect(path, key)
    try:
        upgrade.upgrade(
            db, lambda version: copies.copy_vault(db, path, copies.beside(path, version), key), migrations
        )
    except BaseException:
        db.close()
        raise
    return db


def _unchanged(path: Path, key: Key, migrations: Sequence[ModuleType]) -> Any:
    db = connection.reader(path, key)
    try:
        upgrade.refuse_other_format(db, migrations)
    except BaseException:
        db.close()
        raise
    return db


def _check_content(db: Any, told: Told | None) -> tuple[tuple[ChainFault, ...], int]:
    chains = event_log.verify(db, told)
    return chains, len(db.execute_sql("PRAGMA foreign_key_check").fetchall())
