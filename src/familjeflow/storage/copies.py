"""Copies of a vault: encrypted, with their key file, opened and checked before they count."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from familjeflow.storage import connection
from familjeflow.storage.errors import VaultError, sort_fault
from familjeflow.storage.files import discard, sync_file, sync_folder, write_whole
from familjeflow.storage.keyfile import path_beside
from familjeflow.storage.keys import Key

Told = Callable[[int, int], None]
"""Is called with how much is done and how much there is."""

_PAGES_AT_A_TIME = 1024


def copy_vault(
    db: Any,
    source: Path,
    target: Path,
    key: Key,
    *,
    approve: Callable[[Path], None] | None = None,
    told: Told | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> None:
    """Write an encrypted copy of an open vault to `target`, its key file beside it, and check it by opening
    it.

    The copy is the vault as it stood when this began, whatever is written meanwhile. It has no mark, so that
    opening it begins a new origin. `approve` may read the unfinished copy and refuse it by raising; `told`
    gets pages done of pages. Nothing is written over: raises VaultError("exists"), "cancelled" where
    `stopped` says so, and disk faults. A copy that fails leaves no file.
    """
    if not target.parent.is_dir():
        raise VaultError("folder_missing")
    for path in (target, path_beside(target)):
        if path.exists():
            raise VaultError("exists", name=path.name)
    unfinished, unfinished_keys = (path.with_name(f".{path.name}.part") for path in _pair(target))
    with _all_or_nothing(unfinished, unfinished_keys):
        write_pages(db, unfinished, key, told, stopped)
        _refuse_broken(unfinished, key)
        _go_on(stopped)
        if path_beside(source).exists():
            write_whole(unfinished_keys, path_beside(source).read_bytes())
        if approve is not None:
            approve(unfinished)
        _go_on(stopped)
        _put_in_place(unfinished, unfinished_keys, target)


def copy_files(source: Path, target: Path, key: Key, *, stopped: Callable[[], bool] = lambda: False) -> None:
    """Put a vault that nobody has open, such as a backup, and its key file in a new place, checked.

    Nothing is written over. Raises as `copy_vault`, and "damaged" when the copy does not hold.
    """
    with closing(connection.reader(source, key)) as db:
        copy_vault(db, source, target, key, stopped=stopped)


def beside(vault: Path, version: int) -> Path:
    """Where the copy before a format step is kept: in the same folder, named after the format that
    follows."""
    names = (vault.with_name(f"{vault.stem}-fore-{version}{part}{vault.suffix}") for part in _parts())
    return next(path for path in names if not path.exists() and not path_beside(path).exists())


def _parts() -> Iterator[str]:
    yield ""
    yield from (f"-{number}" for number in count(2))


def _pair(vault: Path) -> tuple[Path, Path]:
    return vault, path_beside(vault)


@contextmanager
def _all_or_nothing(*unfinished: Path) -> Iterator[None]:
    try:
        for path in unfinished:
            path.unlink(missing_ok=True)
        yield
    except BaseException as error:
        for path in unfinished:
            discard(path)
        if not unfinished[0].parent.is_dir():
            raise VaultError("folder_missing") from error  # a network disk that went away meanwhile
        fault = sort_fault(error)
        if fault is None:
            raise
        raise fault from error


def write_pages(db: Any, unfinished: Path, key: Key, told: Told | None, stopped: Callable[[], bool]) -> None:
    """SQLite's own backup, from inside one read transaction: a write meanwhile does not wait."""

    def step(_status: int, left: int, pages: int) -> None:
        _go_on(stopped)
        if told is not None:
            told(pages - left, pages)

    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with closing(connection.blank(unfinished, key)) as copy:
        db.execute_sql("BEGIN")
        try:
            db.execute_sql("SELECT count(*) FROM sqlite_master").fetchone()
            db.connection().backup(copy, pages=_PAGES_AT_A_TIME, progress=step, sleep=0)
        finally:
            db.rollback()
        # One file, without a write-ahead log beside it that a move would leave behind.
        copy.execute("PRAGMA journal_mode = delete").fetchone()
        copy.execute("REPLACE INTO meta (name, value) VALUES ('mark', '')")
        copy.commit()


def _go_on(stopped: Callable[[], bool]) -> None:
    if stopped():
        raise VaultError("cancelled")


def _put_in_place(unfinished: Path, unfinished_keys: Path, target: Path) -> None:
    """The key file first: a vault without one can not be opened, a key file without one harms nobody."""
    sync_file(unfinished)
    keys = path_beside(target)
    if unfinished_keys.exists():
        os.replace(unfinished_keys, keys)
    try:
        os.replace(unfinished, target)
    except BaseException:
        discard(keys)
        raise
    sync_folder(target.parent)


def _refuse_broken(copy: Path, key: Key) -> None:
    report = connection.check_pages(copy, key, "integrity_check")
    if not report.sound:
        raise VaultError("damaged", pages=report.pages, damaged_pages=report.bad_pages)
