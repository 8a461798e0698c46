"""Copies of a vault: encrypted, with their key file, opened and checked before they count."""

import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from familjeflow.storage import cabinet, connection
from familjeflow.storage.errors import VaultError, sort_fault
from familjeflow.storage.files import discard, sync_folder
from familjeflow.storage.keyfile import path_beside
from familjeflow.storage.keys import Key


def copy_vault(db: Any, source: Path, target: Path, key: Key) -> None:
    """Write an encrypted copy of an open vault to `target`, its key file beside it, and check it by opening
    it.

    The copy has no mark, so that opening it begins a new origin. Nothing is written over: raises
    VaultError("exists"). A copy that fails leaves no file.
    """
    if not target.parent.is_dir():
        raise VaultError("folder_missing")
    keys = path_beside(target)
    for path in (target, keys):
        if path.exists():
            raise VaultError("exists", name=path.name)
    unfinished = target.with_name(f".{target.name}.part")
    try:
        unfinished.unlink(missing_ok=True)
        db.execute_sql("VACUUM INTO ?", (str(unfinished),))
        unfinished.chmod(0o600)
        _forget_mark(unfinished, key)
        _refuse_broken(unfinished, key)
        if path_beside(source).exists():
            shutil.copy2(path_beside(source), keys)
        os.replace(unfinished, target)
        sync_folder(target.parent)
    except BaseException as error:
        discard(unfinished)
        discard(keys)
        fault = sort_fault(error)
        if fault is None:
            raise
        raise fault from error


def beside(vault: Path, version: int) -> Path:
    """Where the copy before a format step is kept: in the same folder, named after the format that
    follows."""
    names = (vault.with_name(f"{vault.stem}-fore-{version}{part}{vault.suffix}") for part in _parts())
    return next(path for path in names if not path.exists() and not path_beside(path).exists())


def _parts() -> Iterator[str]:
    yield ""
    yield from (f"-{number}" for number in count(2))


def _forget_mark(copy: Path, key: Key) -> None:
    db = connection.writer(copy, key)
    try:
        # One file, without a write-ahead log beside it that a move would leave behind.
        db.execute_sql("PRAGMA journal_mode = delete")
        cabinet.put_meta(db, "mark", "")
    finally:
        db.close()


def _refuse_broken(copy: Path, key: Key) -> None:
    report = connection.check_pages(copy, key, "integrity_check")
    if not report.sound:
        raise VaultError("damaged", pages=report.pages, damaged_pages=report.bad_pages)
