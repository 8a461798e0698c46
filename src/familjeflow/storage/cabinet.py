"""The vault's small drawers: process bundles, drafts, settings, case numbers, and what the vault knows of
itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A text that was saved by itself and is no fact yet. `body` is JSON, left out of repr; `saved_at` is
    UTC."""

    key: str
    saved_at: datetime
    body: str = field(repr=False)


def put_bundle(db: Any, bundle_hash: str, files: Mapping[str, bytes]) -> None:
    """Keep a process's files under their hash. The same bundle again changes nothing; another raises
    ValueError."""
    kept = bundle(db, bundle_hash)
    if kept:
        if kept != dict(files):
            raise ValueError("two bundles with one hash")
        return
    for name, data in sorted(files.items()):
        db.execute_sql(
            "INSERT INTO bundle_file (hash, name, data) VALUES (?, ?, ?)", (bundle_hash, name, data)
        )


def bundle(db: Any, bundle_hash: str) -> dict[str, bytes]:
    """A bundle's files by name; empty when it is not here."""
    rows = db.execute_sql("SELECT name, data FROM bundle_file WHERE hash = ? ORDER BY name", (bundle_hash,))
    return {name: bytes(data) for name, data in rows}


def bundle_hashes(db: Any) -> tuple[str, ...]:
    """Which bundles the vault holds."""
    return tuple(row[0] for row in db.execute_sql("SELECT DISTINCT hash FROM bundle_file ORDER BY hash"))


def save_draft(db: Any, key: str, body: str, now: datetime) -> None:
    """Keep a draft in place of the one before with this key."""
    saved_at = now.astimezone(UTC).isoformat()
    db.execute_sql("REPLACE INTO draft (key, body, saved_at) VALUES (?, ?, ?)", (key, body, saved_at))


def drafts(db: Any, key: str | None = None) -> tuple[SavedDraft, ...]:
    """Every draft, the latest first, or the one with this key."""
    rows = db.execute_sql(
        "SELECT key, saved_at, body FROM draft WHERE ?1 IS NULL OR key = ?1 ORDER BY saved_at DESC, key",
        (key,),
    )
    return tuple(SavedDraft(row[0], datetime.fromisoformat(row[1]), row[2]) for row in rows)


def delete_draft(db: Any, key: str) -> None:
    """Remove a draft; one that is not there is no fault."""
    db.execute_sql("DELETE FROM draft WHERE key = ?", (key,))


def setting(db: Any, name: str, default: str) -> str:
    """A setting of the vault as JSON, or the default."""
    row = db.execute_sql("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else default


def put_setting(db: Any, name: str, value: str) -> None:
    """Keep a setting as JSON."""
    db.execute_sql("REPLACE INTO setting (name, value) VALUES (?, ?)", (name, value))


def next_case_number(db: Any, year: int) -> str:
    """The next free number of a year, for example "2026-0001". A transaction that is rolled back uses
    none."""
    row = db.execute_sql(
        "INSERT INTO case_series (year, last) VALUES (?, 1)"
        " ON CONFLICT (year) DO UPDATE SET last = last + 1 RETURNING last",
        (year,),
    ).fetchone()
    return f"{year:04d}-{row[0]:04d}"


def meta(db: Any, name: str) -> str:
    """What the vault knows of itself: "vault_id", "origin" or "mark"; empty when it was never said."""
    row = db.execute_sql("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def put_meta(db: Any, name: str, value: str) -> None:
    """Change what the vault knows of itself."""
    db.execute_sql("REPLACE INTO meta (name, value) VALUES (?, ?)", (name, value))
