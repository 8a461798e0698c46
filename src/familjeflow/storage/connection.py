"""Connections to the encrypted file through peewee, and telling a wrong key from a damaged file."""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2

from familjeflow.storage.errors import VaultError, sort_fault
from familjeflow.storage.keys import SALT_BYTES, Key

# peewee logs every statement with its values at debug level; what a vault holds must reach no log.
logging.getLogger("peewee").disabled = True

PLAINTEXT_HEADER = b"SQLite format 3\0"
PAGE_BYTES = 4096
_BUSY_SECONDS = 5.0

# cipher_log first: SQLCipher otherwise writes to stderr on a wrong key. Temporary data stays in memory, never
# on disk unencrypted. FULL: a commit survives a power cut, for 0.2 ms per save.
_PRAGMAS = (
    ("cipher_log", "off"),
    ("foreign_keys", 1),
    ("temp_store", "memory"),
    ("cache_size", -16000),
)
_WRITER = (*_PRAGMAS, ("journal_mode", "wal"), ("synchronous", "full"))
_READER = (*_PRAGMAS, ("query_only", 1))
# A write-ahead log needs memory that all readers share, which no network disk gives. Exclusive comes first:
# a log that is already there is then read without that memory, and folded in.
_SOLE = (
    *_PRAGMAS,
    ("locking_mode", "exclusive"),
    ("journal_mode", "delete"),
    ("synchronous", "full"),
)


def writer(path: Path, key: Key) -> Any:
    """A connected database that may write. Only for the thread that calls; the file must exist.

    Raises VaultError as `explain`.
    """
    return _connected(path, key, "rw", _WRITER)


def sole(path: Path, key: Key) -> Any:
    """A connected database on a network's disk, that reads and writes alone: nobody else can open the file.

    Raises VaultError "in_use" where somebody has it, else as `explain`.
    """
    database = _connected(path, key, "rw", _SOLE)
    try:
        database.execute_sql("BEGIN EXCLUSIVE")
        database.commit()
    except Exception as error:
        database.close()
        fault = sort_fault(error)
        if fault is None:
            raise
        raise fault from error
    return database


def reader(path: Path, key: Key) -> Any:
    """A connected database that can only read. Only for the thread that calls."""
    return _connected(path, key, "ro", _READER)


def fold_in_log(database: Any) -> None:
    """Move what the write-ahead log holds into the file. What a reader still needs is left there."""
    database.execute_sql("PRAGMA wal_checkpoint(truncate)").fetchall()


def in_memory() -> Any:
    """A connected database without a file, for rows that are only compared."""
    database = SqlCipherDatabase(
        ":memory:", passphrase=os.urandom(SALT_BYTES).hex(), pragmas=_PRAGMAS, autoconnect=False
    )
    database.connect()
    return database


def blank(path: Path, key: Key) -> Any:
    """A bare connection to an empty file that is to be filled, encrypted with the key and its salt."""
    connection = dbapi2.connect(uri(path, "rw"), uri=True, timeout=_BUSY_SECONDS)
    connection.execute("PRAGMA cipher_log = off")
    connection.execute(f'PRAGMA key = "{key.pragma()}"')
    connection.execute("PRAGMA synchronous = full")
    return connection


def refuse_other_files(path: Path) -> None:
    """Raises VaultError "vault_missing", "read_only" or "not_a_vault" before any key is tried on the file."""
    try:
        with path.open("rb") as stream:
            start = stream.read(PAGE_BYTES)
    except OSError as error:
        raise sort_fault(error) or error from error
    if not start:
        raise VaultError("not_a_vault", why="empty")
    if start.startswith(PLAINTEXT_HEADER):
        raise VaultError("not_a_vault", why="plaintext")
    if len(start) < PAGE_BYTES:
        raise VaultError("not_a_vault", why="short")


@dataclass(frozen=True, slots=True)
class PageReport:
    """What the two integrity checks say. `bad_pages` fail their HMAC; `structure` are SQLite's own words."""

    pages: int
    bad_pages: int
    structure: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether neither check found anything."""
        return not self.bad_pages and not self.structure


def check_pages(path: Path, key: Key, depth: Literal["quick_check", "integrity_check"]) -> PageReport:
    """Run both checks on a connection of their own: each alone calls some broken files sound.

    `cipher_integrity_check` says nothing about a truncated file, and SQLite's check stops at the first page
    that fails its HMAC, after which the connection can not be used.
    """
    return _report(path, lambda question: _ask(path, key, question), depth)


def check_own_pages(
    path: Path, database: Any, depth: Literal["quick_check", "integrity_check"]
) -> PageReport:
    """As `check_pages`, through a connection that is alone with the file. It may be of no use afterwards."""
    return _report(path, lambda question: _rows(database.connection(), question), depth)


def _report(path: Path, ask: Callable[[str], list[str]], depth: str) -> PageReport:
    pages = path.stat().st_size // PAGE_BYTES
    bad = ask("PRAGMA cipher_integrity_check")
    structure = ask(f"PRAGMA {depth}")
    return PageReport(pages, min(len(bad), pages), tuple(line for line in structure if line != "ok"))


def explain(path: Path, key: Key) -> VaultError:
    """Why a file "is not a database" with this key: wrong_key, wrong_key_file or damaged.

    SQLite says the same words for all three. With the wrong key every page fails its HMAC; with the right one
    only the damaged pages do. The salt at the start of the file tells whose key file this is.
    """
    report = check_pages(path, key, "quick_check")
    if report.bad_pages < report.pages:
        return VaultError("damaged", pages=report.pages, damaged_pages=report.bad_pages)
    with path.open("rb") as stream:
        same_salt = stream.read(SALT_BYTES) == key.salt
    return VaultError("wrong_key", slot=key.slot) if same_salt else VaultError("wrong_key_file")


def _connected(path: Path, key: Key, mode: str, pragmas: tuple[tuple[str, str | int], ...]) -> Any:
    database = SqlCipherDatabase(
        uri(path, mode),
        uri=True,
        passphrase=key.pragma(),
        pragmas=pragmas,
        timeout=_BUSY_SECONDS,
        autoconnect=False,
    )
    try:
        database.connect()
        database.execute_sql("SELECT count(*) FROM sqlite_master").fetchone()
    except Exception as error:
        database.close()
        fault = sort_fault(error)
        if fault is None:
            raise
        raise explain(path, key) if fault.code == "damaged" else fault from error
    return database


def uri(path: Path, mode: str) -> str:
    """The path as SQLite takes it with a mode; å, spaces and ? are escaped. "rw" never creates a file."""
    return f"{path.resolve().as_uri()}?mode={mode}"


def _ask(path: Path, key: Key, question: str) -> list[str]:
    connection = dbapi2.connect(uri(path, "ro"), uri=True, timeout=_BUSY_SECONDS)
    try:
        connection.execute("PRAGMA cipher_log = off")
        connection.execute(f'PRAGMA key = "{key.pragma()}"')
        return _rows(connection, question)
    finally:
        connection.close()


def _rows(connection: Any, question: str) -> list[str]:
    try:
        return [str(row[0]) for row in connection.execute(question)]
    except dbapi2.DatabaseError as error:
        fault = sort_fault(error)
        if fault is None or fault.code != "damaged":
            raise
        return [str(error)]
