"""Files kept in the vault: bytes in pieces under their SHA-256, once however often they are attached."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from familjeflow.storage.errors import VaultError

LARGEST = 25 * 1024 * 1024
"""Bytes of the largest file that a vault takes."""

PIECE = 256 * 1024
"""Bytes of one stored piece."""


@dataclass(frozen=True, slots=True)
class ReferenceFile:
    """An organisation's own file where a process only refers to one. `size` in bytes, `attached_at` UTC."""

    reference: str
    file_name: str
    media_type: str
    size: int
    sha256: str
    attached_at: datetime


def put_file(db: Any, data: bytes) -> str:
    """Keep a file's bytes and give its SHA-256 (hex). Raises VaultError "file_too_big" or "file_empty"."""
    if len(data) > LARGEST:
        raise VaultError("file_too_big", size=len(data), largest=LARGEST)
    if not data:
        raise VaultError("file_empty")
    sha256 = hashlib.sha256(data).hexdigest()
    for number, start in enumerate(range(0, len(data), PIECE)):
        db.execute_sql(
            "INSERT OR IGNORE INTO file_piece (sha256, number, data) VALUES (?, ?, ?)",
            (sha256, number, data[start : start + PIECE]),
        )
    return sha256


def file(db: Any, sha256: str) -> bytes:
    """A kept file's bytes. Raises VaultError "unknown_file", or "damaged" when they are not what was kept."""
    pieces = db.execute_sql("SELECT data FROM file_piece WHERE sha256 = ? ORDER BY number", (sha256,))
    data = b"".join(bytes(piece) for (piece,) in pieces)
    if not data:
        raise VaultError("unknown_file")
    if hashlib.sha256(data).hexdigest() != sha256:
        raise VaultError("damaged", kind="file")
    return data


def forget_file(db: Any, sha256: str) -> None:
    """Remove a file's bytes; SQLite writes over them (`secure_delete`)."""
    db.execute_sql("DELETE FROM file_piece WHERE sha256 = ?", (sha256,))


def put_reference(db: Any, process_id: str, kept: ReferenceFile) -> None:
    """Attach a kept file where a process refers to one, in place of the one before."""
    remove_reference(db, process_id, kept.reference, keep=kept.sha256)
    db.execute_sql(
        "REPLACE INTO reference_file VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            process_id,
            kept.reference,
            kept.file_name,
            kept.media_type,
            kept.size,
            kept.sha256,
            kept.attached_at.astimezone(UTC).isoformat(),
        ),
    )


def references(db: Any, process_id: str) -> tuple[ReferenceFile, ...]:
    """The organisation's files of a process."""
    rows = db.execute_sql(
        "SELECT reference, file_name, media_type, size, sha256, attached_at FROM reference_file"
        " WHERE process_id = ? ORDER BY reference",
        (process_id,),
    )
    return tuple(
        ReferenceFile(name, file_name, kind, size, sha256, datetime.fromisoformat(at))
        for name, file_name, kind, size, sha256, at in rows
    )


def remove_reference(db: Any, process_id: str, reference: str, *, keep: str = "") -> None:
    """Take an organisation's file away, and its bytes when nothing else refers to them."""
    found = next((kept for kept in references(db, process_id) if kept.reference == reference), None)
    if found is None:
        return
    db.execute_sql(
        "DELETE FROM reference_file WHERE process_id = ? AND reference = ?", (process_id, reference)
    )
    (others,) = db.execute_sql(
        "SELECT count(*) FROM reference_file WHERE sha256 = ?", (found.sha256,)
    ).fetchone()
    if not others and found.sha256 != keep:
        forget_file(db, found.sha256)
