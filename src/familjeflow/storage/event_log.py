"""The log of facts in the vault: chained per stream and origin, never changed, at most thinned.

Fixed SQL, not built: an act waits for these statements, and building them would cost more than running them.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from familjeflow.domain.events import NO_HASH, Draft, Event, Header, fold_order, kind_of
from familjeflow.storage import codec
from familjeflow.storage.errors import VaultError

_SALT_BYTES = 16
_TELL_EVERY = 5000
_INSERT = (
    "INSERT INTO event (stream, origin, origin_seq, lamport, event_id, header_hash, header, payload, salt)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_IN_FOLD_ORDER = "FROM event WHERE stream = ? ORDER BY lamport, origin, origin_seq"
_LAST = (
    "SELECT origin_seq, header_hash FROM event WHERE stream = ? AND origin = ?"
    " ORDER BY origin_seq DESC LIMIT 1"
)
_CLOCK = "last_recorded_at"


class StoredEvent(NamedTuple):
    """A fact as its bytes, for exchange. `payload` and `salt` are None once thinned."""

    header: bytes
    payload: bytes | None
    salt: bytes | None


@dataclass(frozen=True, slots=True)
class ChainFault:
    """Where a chain does not verify. `why` is "gap", "header", "previous" or "payload".

    `recorded_at` is the UTC time (ISO 8601) that the fact says it was recorded at, "" where it can not be
    read.
    """

    stream: str
    origin: str
    origin_seq: int
    why: str
    recorded_at: str = field(default="", compare=False)


class _Link(NamedTuple):
    seq: int
    header_hash: str


def append(
    db: Any,
    drafts: Sequence[Draft],
    *,
    origin: str,
    now: datetime,
    recorded_by: str,
    new_id: Callable[[], str],
) -> tuple[Event, ...]:
    """Write drafts as this origin's next facts, with ids, numbers, times and hashes. `now` is an aware
    time."""
    clock = _last_time(db)
    last: dict[str, _Link] = {}
    lamports: dict[str, int] = {}
    added = []
    for draft in drafts:
        clock = _next_time(clock, now)
        if draft.stream not in last:
            last[draft.stream] = _last_link(db, draft.stream, origin)
            lamports[draft.stream] = _lamport(db, draft.stream)
        lamports[draft.stream] += 1
        place = (last[draft.stream], lamports[draft.stream], origin)
        event, row = _sealed(draft, place, clock, recorded_by, new_id())
        last[draft.stream] = _insert(db, event.header, row)
        added.append(event)
    if clock is not None:
        db.execute_sql("REPLACE INTO meta (name, value) VALUES (?, ?)", (_CLOCK, clock.isoformat()))
    return tuple(added)


def events(db: Any, stream: str) -> tuple[Event, ...]:
    """The facts of a stream in fold order. Raises VaultError "unknown_kind" or "damaged"."""
    decode_header, decode_payload = codec.decode_header, codec.decode_payload
    found = []
    for head, payload in db.execute_sql(f"SELECT header, payload {_IN_FOLD_ORDER}", (stream,)):
        header = decode_header(head)
        said = None if payload is None else decode_payload(header.kind, header.version, payload)
        found.append(Event(header, said))
    return tuple(found)


def stored(db: Any, stream: str) -> tuple[StoredEvent, ...]:
    """The facts of a stream as bytes, in fold order."""
    rows = db.execute_sql(f"SELECT header, payload, salt {_IN_FOLD_ORDER}", (stream,))
    return tuple(StoredEvent(*row) for row in rows)


def hashes(db: Any, stream: str) -> dict[tuple[str, int], str]:
    """The hash of every header of a stream, by origin and number."""
    rows = db.execute_sql("SELECT origin, origin_seq, header_hash FROM event WHERE stream = ?", (stream,))
    return {(origin, seq): header_hash for origin, seq, header_hash in rows}


def fact_count(db: Any) -> int:
    """How many facts the log holds."""
    return int(db.execute_sql("SELECT count(*) FROM event").fetchone()[0])


def streams(db: Any, prefix: str) -> tuple[str, ...]:
    """The streams of one kind, for example "case:"."""
    between = (prefix, prefix + "\U0010ffff")
    rows = db.execute_sql("SELECT DISTINCT stream FROM event WHERE stream >= ? AND stream < ?", between)
    return tuple(row[0] for row in rows)


def add_foreign(db: Any, rows: Iterable[StoredEvent]) -> tuple[Event, ...]:
    """Add other desks' facts untouched; those already here are passed over. The new ones come back in fold
    order.

    Raises VaultError "forked_chain" where one origin has two facts with one number, "broken_chain" where a
    fact does not follow the one before it, "unknown_kind" where this program is too old for it.
    """
    delivered = sorted(((_foreign_header(row), row) for row in rows), key=lambda pair: pair[0][1:4])
    added = []
    for header, row in delivered:
        link = _last_link(db, header.stream, header.origin)
        if header.origin_seq <= link.seq:
            _refuse_fork(db, header, _sha(row.header))
            continue
        if header.origin_seq != link.seq + 1 or header.previous != link.header_hash:
            raise VaultError("broken_chain", **_place(header))
        _insert(db, header, row)
        said = None if row.payload is None else codec.decode_payload(header.kind, header.version, row.payload)
        added.append(Event(header, said))
    return tuple(sorted(added, key=fold_order))


def thin(db: Any, event_id: str) -> None:
    """Remove what a fact says; that it was recorded, when and by whom stays, and the chain still verifies."""
    db.execute_sql("UPDATE event SET payload = NULL, salt = NULL WHERE event_id = ?", (event_id,))


def verify(db: Any, told: Callable[[int, int], None] | None = None) -> tuple[ChainFault, ...]:
    """Every place where the log does not verify, read from the stored bytes alone. Linear in the facts.

    `told` gets facts done of facts now and then. Only faults are kept in memory.
    """
    faults = []
    facts = fact_count(db) if told else 0
    before: tuple[str, str, int, str] = ("", "", 0, NO_HASH)
    rows = db.execute_sql(
        "SELECT stream, origin, origin_seq, header_hash, header, payload, salt"
        " FROM event ORDER BY stream, origin, origin_seq"
    )
    for number, (stream, origin, seq, header_hash, head, payload, salt) in enumerate(rows, 1):
        same_chain = before[:2] == (stream, origin)
        expected = _Link(before[2], before[3]) if same_chain else _Link(0, NO_HASH)
        if why := _fault(expected, seq, header_hash, StoredEvent(head, payload, salt)):
            faults.append(ChainFault(stream, origin, seq, why, _time_in(head)))
        before = (stream, origin, seq, header_hash)
        if told is not None and not number % _TELL_EVERY:
            told(number, facts)
    return tuple(faults)


def _fault(expected: _Link, seq: int, header_hash: str, row: StoredEvent) -> str:
    try:
        header = codec.decode_header(row.header)
    except VaultError:
        return "header"
    if seq != expected.seq + 1 or header.origin_seq != seq:
        return "gap"
    if _sha(row.header) != header_hash:
        return "header"
    if header.previous != expected.header_hash:
        return "previous"
    return "" if _payload_holds(header, row) else "payload"


def _time_in(head: bytes) -> str:
    try:
        return codec.decode_header(head).recorded_at.isoformat()
    except VaultError:
        return ""


def _sealed(
    draft: Draft, place: tuple[_Link, int, str], clock: datetime, recorded_by: str, event_id: str
) -> tuple[Event, StoredEvent]:
    link, lamport, origin = place
    payload, salt = codec.encode_payload(draft.payload), os.urandom(_SALT_BYTES)
    kind = kind_of(draft.payload)
    header = Header(
        event_id=event_id,
        stream=draft.stream,
        origin=origin,
        origin_seq=link.seq + 1,
        lamport=lamport,
        kind=kind,
        version=codec.current_version(kind),
        recorded_by=recorded_by,
        performed_by=draft.performed_by,
        role=draft.role,
        recorded_at=clock,
        occurred_on=draft.occurred_on,
        payload_hash=_sha(salt + payload),
        previous=link.header_hash,
    )
    return Event(header, draft.payload), StoredEvent(codec.encode_header(header), payload, salt)


def _insert(db: Any, header: Header, row: StoredEvent) -> _Link:
    link = _Link(header.origin_seq, _sha(row.header))
    place = (header.stream, header.origin, header.origin_seq, header.lamport, header.event_id)
    db.execute_sql(_INSERT, (*place, link.header_hash, row.header, row.payload, row.salt))
    return link


def _foreign_header(row: StoredEvent) -> Header:
    try:
        header = codec.decode_header(row.header)
    except VaultError as error:
        raise VaultError("broken_chain") from error
    if header.kind not in codec.PAYLOADS or header.version > codec.current_version(header.kind):
        raise VaultError("unknown_kind", kind=header.kind, version=header.version)
    if not _payload_holds(header, row):
        raise VaultError("broken_chain", **_place(header))
    return header


def _payload_holds(header: Header, row: StoredEvent) -> bool:
    if row.payload is None:
        return True
    return row.salt is not None and _sha(row.salt + row.payload) == header.payload_hash


def _refuse_fork(db: Any, header: Header, header_hash: str) -> None:
    kept = db.execute_sql(
        "SELECT header_hash FROM event WHERE stream = ? AND origin = ? AND origin_seq = ?",
        (header.stream, header.origin, header.origin_seq),
    ).fetchone()
    if kept is None or kept[0] != header_hash:
        raise VaultError("forked_chain", **_place(header))


def _place(header: Header) -> dict[str, str | int]:
    return {"stream": header.stream, "origin": header.origin, "origin_seq": header.origin_seq}


def _last_link(db: Any, stream: str, origin: str) -> _Link:
    row = db.execute_sql(_LAST, (stream, origin)).fetchone()
    return _Link(*row) if row else _Link(0, NO_HASH)


def _lamport(db: Any, stream: str) -> int:
    return int(
        db.execute_sql("SELECT max(lamport) FROM event WHERE stream = ?", (stream,)).fetchone()[0] or 0
    )


def _last_time(db: Any) -> datetime | None:
    row = db.execute_sql("SELECT value FROM meta WHERE name = ?", (_CLOCK,)).fetchone()
    return datetime.fromisoformat(row[0]) if row else None


def _next_time(last: datetime | None, now: datetime) -> datetime:
    # A clock that was set back must not put a later fact before an earlier one.
    utc = now.astimezone(UTC)
    return utc if last is None or utc > last else last + timedelta(microseconds=1)


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
