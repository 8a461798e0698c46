"""Takes a vault file to the format of this program, one numbered step at a time, with a copy before each."""

from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

from familjeflow.storage.errors import VaultError
from familjeflow.storage.migrations import MAJOR, MIGRATIONS

KeepCopy = Callable[[int], None]


def upgrade(db: Any, keep_copy: KeepCopy, migrations: Sequence[ModuleType] = MIGRATIONS) -> None:
    """Run the steps that the file has not taken. `keep_copy(version)` is called before each, on an existing
    file.

    Each step is one transaction, so a step that fails leaves the format before it. Raises
    VaultError("newer_version") for a newer major; a newer minor is left as it is.
    """
    found = version(db)
    newest = migrations[-1].VERSION
    if found // MAJOR > newest // MAJOR:
        raise VaultError("newer_version", found=found, supported=newest)
    for step in migrations:
        if found < step.VERSION:
            if found:
                keep_copy(step.VERSION)
            _take(db, step)
            found = step.VERSION


def refuse_other_format(db: Any, migrations: Sequence[ModuleType] = MIGRATIONS) -> None:
    """Raises VaultError "older_version" or "newer_version" unless the file can be read as it is."""
    found, newest = version(db), migrations[-1].VERSION
    if found // MAJOR > newest // MAJOR:
        raise VaultError("newer_version", found=found, supported=newest)
    if found < newest:
        raise VaultError("older_version", found=found, supported=newest)


def version(db: Any) -> int:
    """The file's format: major * 1000 + minor, 0 for a file without tables."""
    return int(db.execute_sql("PRAGMA user_version").fetchone()[0])


def _take(db: Any, step: ModuleType) -> None:
    db.begin("IMMEDIATE")
    try:
        step.upgrade(db)
        db.execute_sql(f"PRAGMA user_version = {step.VERSION:d}")
        db.commit()
    except BaseException:
        roll_back(db)
        raise


def roll_back(db: Any) -> None:
    """Undo the open transaction; on a full disk SQLite has already done it, and would refuse."""
    if db.connection().in_transaction:
        db.rollback()
