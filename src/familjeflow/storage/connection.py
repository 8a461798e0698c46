"""Connections to the encrypted file through peewee, and telling a wrong key from a damaged file."""

import logging
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


def writer(path: Path, key: Key) -> Any:
    """A connected database that may write. Only for the thread that calls; the file must exist.

    Raises VaultError as `explain`.
    """
    return _connected(path, key, "rw", _WRITER)


def reader(path: Path, key: Key) -> Any:
    """A connected database that can only read. Only for the thread that calls."""
    return _connected(path, key, "ro", _READER)


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
    pages = path.stat().st_size // PAGE_BYTES
    bad = _ask(path, key, "PRAGMA cipher_integrity_check")
    structure = _ask(path, key, f"PRAGMA {depth}")
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
        return [str(row[0]) for row in connection.execute(question)]
    except dbapi2.DatabaseError as error:
        fault = sort_fault(error)
        if fault is None or fault.code != "damaged":
            raise
        return [str(error)]
    finally:
        connection.close()
