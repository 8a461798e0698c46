"""Format 1.0: the log of facts, what lists show, drafts, settings and process bundles."""

from typing import Any

VERSION = 1000
WHY = "the first format"

# The event log is clustered by its key, so that the facts of one case lie together on few pages.
_TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """
    CREATE TABLE event (
        stream TEXT NOT NULL,
        origin TEXT NOT NULL,
        origin_seq INTEGER NOT NULL,
        lamport INTEGER NOT NULL,
        event_id TEXT NOT NULL UNIQUE,
        header_hash TEXT NOT NULL,
        header BLOB NOT NULL,
        payload BLOB,
        salt BLOB,
        PRIMARY KEY (stream, origin, origin_seq)
    ) WITHOUT ROWID, STRICT
    """,
    "CREATE INDEX event_order ON event (stream, lamport)",
    """
    CREATE TABLE bundle_file (
        hash TEXT NOT NULL, name TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (hash, name)
    ) STRICT
    """,
    """
    CREATE TABLE person_row (
        person_id TEXT PRIMARY KEY,
        given_name TEXT NOT NULL,
        family_name TEXT NOT NULL,
        number TEXT NOT NULL,
        protection TEXT NOT NULL,
        born TEXT,
        name_key TEXT NOT NULL,
        number_key TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE case_row (
        case_id TEXT PRIMARY KEY,
        case_number TEXT NOT NULL,
        process_id TEXT NOT NULL,
        process_short TEXT NOT NULL,
        client_id TEXT NOT NULL,
        opened_on TEXT NOT NULL,
        closed_on TEXT,
        next_text TEXT NOT NULL,
        next_step TEXT NOT NULL,
        next_role TEXT NOT NULL,
        next_due TEXT
    ) STRICT
    """,
    """
    CREATE TABLE limit_row (
        case_id TEXT NOT NULL REFERENCES case_row ON DELETE CASCADE,
        step TEXT NOT NULL,
        limit_id TEXT NOT NULL,
        text TEXT NOT NULL,
        role TEXT NOT NULL,
        due TEXT NOT NULL,
        force TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX limit_case ON limit_row (case_id)",
    "CREATE INDEX limit_due ON limit_row (due)",
    """
    CREATE TABLE tick_row (
        case_id TEXT NOT NULL REFERENCES case_row ON DELETE CASCADE,
        step TEXT NOT NULL,
        task TEXT NOT NULL,
        system TEXT NOT NULL,
        text TEXT NOT NULL,
        role TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX tick_case ON tick_row (case_id)",
    "CREATE TABLE draft (key TEXT PRIMARY KEY, body TEXT NOT NULL, saved_at TEXT NOT NULL) STRICT",
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE case_series (year INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT",
)


def upgrade(db: Any) -> None:
    """Make every table. Called inside a transaction."""
    for statement in _TABLES:
        db.execute_sql(statement)
