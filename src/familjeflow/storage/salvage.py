"""What can be saved from a damaged vault: only what proves itself, by its hash or by its page's HMAC."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from familjeflow.domain.events import NO_HASH, Header
from familjeflow.storage import cabinet, codec, event_log, kept_files, rebuilding
from familjeflow.storage.errors import VaultError
from familjeflow.storage.event_log import StoredEvent
from familjeflow.storage.keys import Key
from familjeflow.storage.raw_pages import Pages, read_pages
from familjeflow.storage.raw_rows import Row, Value, rows_on, tree

_CLOCK = "last_recorded_at"
_HASHED = frozenset({"event", "file_piece", "bundle_file"})
_OWN = frozenset({"meta", "case_series"})
Chain = tuple[str, str]


@dataclass
class Salvaged:
    """What several damaged files of one vault hold together. `events` by chain and number; `files` by SHA-256
    and piece; `bundles` by hash and name, not yet proven; `tables` are rows of all else, on good pages.

    `pages`, `bad_pages` and `torn` (bytes) tell of the first file.
    """

    events: dict[Chain, dict[int, tuple[Header, StoredEvent]]] = field(default_factory=dict, repr=False)
    files: dict[str, dict[int, bytes]] = field(default_factory=dict, repr=False)
    bundles: dict[str, dict[str, bytes]] = field(default_factory=dict, repr=False)
    tables: dict[str, list[Row]] = field(default_factory=dict, repr=False)
    pages: int = 0
    bad_pages: int = 0
    torn: int = 0


@dataclass(frozen=True, slots=True)
class ChainLoss:
    """How many facts of a chain were saved, how many were read but hang loose behind a gap, and how many of
    the saved say that something was recorded, but no longer what."""

    stream: str
    saved: int
    loose: int
    emptied: int


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What the new vault holds: its chains, how many facts were refused, whole files, rows by table."""

    chains: tuple[ChainLoss, ...]
    refused: int
    files: int
    lost_files: int
    tables: dict[str, int]


def salvage(vaults: Iterable[Path], key: Key) -> Salvaged:
    """Read what can be read from the files of one vault, the damaged one first, then perhaps a backup.

    Nothing is written. Raises OSError.
    """
    found = Salvaged()
    for place, vault in enumerate(vaults):
        pages = read_pages(vault, key)
        if not place:
            found.pages, found.bad_pages, found.torn = len(pages.plain), len(pages.bad), pages.torn
        for number in pages.plain:
            for row in rows_on(pages, number):
                _sort(found, row.values)
        for name, rows in _other_tables(pages):
            found.tables.setdefault(name, rows)
    return found


def chains(found: Salvaged) -> Iterator[tuple[ChainLoss, list[StoredEvent]]]:
    """Each chain as far as it hangs together from its first fact, and what of it is lost."""
    for (stream, _origin), facts in sorted(found.events.items()):
        whole: list[StoredEvent] = []
        emptied, before = 0, NO_HASH
        while (following := facts.get(len(whole) + 1)) and following[0].previous == before:
            _header, stored = following
            emptied += stored.payload is None
            before = hashlib.sha256(stored.header).hexdigest()
            whole.append(stored)
        yield ChainLoss(stream, len(whole), len(facts) - len(whole), emptied), whole


def whole_files(found: Salvaged) -> dict[str, bytes]:
    """The kept files that are whole, by SHA-256."""
    joined = {sha: b"".join(pieces[n] for n in sorted(pieces)) for sha, pieces in found.files.items()}
    return {sha: data for sha, data in joined.items() if hashlib.sha256(data).hexdigest() == sha}


def take_in(db: Any, found: Salvaged, bundles: Mapping[str, Mapping[str, bytes]]) -> TakenIn:
    """Fill an empty vault with what has proven itself; `bundles` have been judged by their hash."""
    for digest, files in bundles.items():
        cabinet.put_bundle(db, digest, files)
    whole = whole_files(found)
    for data in whole.values():
        kept_files.put_file(db, data)
    losses, refused = [], 0
    for loss, stored in chains(found):
        losses.append(loss)
        refused += put_facts(db, stored)
    tables = put_tables(db, found.tables)
    put_clock(db)
    return TakenIn(tuple(losses), refused, len(whole), len(found.files) - len(whole), tables)


def put_facts(db: Any, stored: Iterable[StoredEvent]) -> int:
    """Add a chain to the new vault; gives how many facts were refused, because this program is too old."""
    facts = list(stored)
    try:
        event_log.add_foreign(db, facts)
    except VaultError:
        return len(facts)
    return 0


def put_tables(db: Any, tables: Mapping[str, list[Row]]) -> dict[str, int]:
    """Add rows of everything that is neither fact nor list to the new vault; gives how many, by table."""
    known = {row[0] for row in db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table'")}
    computed = frozenset(rebuilding.row_tables(db)) | _HASHED | _OWN
    return {name: _put(db, name, rows) for name, rows in tables.items() if name in known - computed}


def put_clock(db: Any) -> None:
    """Let later facts be recorded after those that were saved, whatever the clock says."""
    latest = max(
        (codec.decode_header(row[0]).recorded_at for row in db.execute_sql("SELECT header FROM event")),
        default=None,
    )
    if latest is not None:
        db.execute_sql("REPLACE INTO meta (name, value) VALUES (?, ?)", (_CLOCK, latest.isoformat()))


def _sort(found: Salvaged, values: tuple[Value, ...]) -> None:
    match values:
        case (str(), str(), int(), int(), str(), str(digest), bytes(head), payload, salt) if (
            hashlib.sha256(head).hexdigest() == digest
        ):
            _event(found, StoredEvent(head, payload, salt))  # type: ignore[arg-type]  # judged there
        case (str(digest), int(number), bytes(data)) if len(digest) == 64:
            found.files.setdefault(digest, {}).setdefault(number, data)
        case (str(digest), str(name), bytes(data)) if len(digest) == 64:
            found.bundles.setdefault(digest, {}).setdefault(name, data)


def _event(found: Salvaged, stored: StoredEvent) -> None:
    """Keep a fact; one whose words are not what was hashed is kept without them: its chain goes on."""
    try:
        header = codec.decode_header(stored.header)
    except VaultError:
        return
    if (
        not isinstance(stored.payload, bytes)
        or not isinstance(stored.salt, bytes)
        or hashlib.sha256(stored.salt + stored.payload).hexdigest() != header.payload_hash
    ):
        stored = StoredEvent(stored.header, None, None)
    chain = found.events.setdefault((header.stream, header.origin), {})
    known = chain.get(header.origin_seq)
    if known is None or known[1].payload is None:
        chain[header.origin_seq] = (header, stored)


def _other_tables(pages: Pages) -> Iterator[tuple[str, list[Row]]]:
    """The tables that the schema names; none where it can not be read."""
    for row in tree(pages, 1):
        match row.values:
            case ("table", str(name), _table, int(root), str()) if name not in _HASHED:
                yield name, [found for found in tree(pages, root) if found.clean]


def _put(db: Any, table: str, rows: list[Row]) -> int:
    info = db.execute_sql(f"PRAGMA table_info({table})").fetchall()
    keys = [column[1] for column in sorted(info, key=lambda column: column[5]) if column[5]]
    sql = str(db.execute_sql("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0])
    columns = [column[1] for column in info]
    if "WITHOUT ROWID" in sql.upper():
        columns = keys + [name for name in columns if name not in keys]
    marks = ", ".join("?" * len(columns))
    insert = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({marks})"
    fitting = [row for row in rows if len(row.values) == len(columns)]
    for row in fitting:
        # A column that is the row's number is stored as nothing at all.
        alone = [
            row.rowid if name in keys and value is None else value
            for name, value in zip(columns, row.values, strict=True)
        ]
        db.execute_sql(insert, alone)
    return len(fitting)
