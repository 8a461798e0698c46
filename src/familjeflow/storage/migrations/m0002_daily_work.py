"""Format 2.0: notes, meetings, reminders, attached files, kinship, and what the organisation keeps beside."""

from typing import Any

VERSION = 2000
WHY = "new kinds of facts for the daily work, with the rows that lists read"

_TABLES = (
    # Rows that are already there are seen on their day until the case is worked with again.
    "ALTER TABLE limit_row ADD COLUMN warn TEXT NOT NULL DEFAULT ''",
    "UPDATE limit_row SET warn = due",
    "CREATE INDEX limit_warn ON limit_row (due, warn) WHERE warn < due",
    # A search goes from the people to their cases, or down the list in its order until the screen is full.
    "CREATE INDEX case_client ON case_row (client_id)",
    "CREATE INDEX case_by_number ON case_row (case_number)",
    "CREATE INDEX case_by_due ON case_row (next_due IS NULL, next_due, case_number)",
    """
    CREATE TABLE note_row (
        case_id TEXT NOT NULL REFERENCES case_row ON DELETE CASCADE,
        note_id TEXT NOT NULL,
        state TEXT NOT NULL,
        kind TEXT NOT NULL,
        day TEXT NOT NULL,
        written_at TEXT NOT NULL,
        filed_under TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX note_case ON note_row (case_id)",
    "CREATE INDEX note_state ON note_row (state, day)",
    """
    CREATE TABLE meeting_row (
        case_id TEXT NOT NULL REFERENCES case_row ON DELETE CASCADE,
        meeting_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        starts TEXT NOT NULL,
        minutes INTEGER NOT NULL,
        room TEXT NOT NULL,
        interpreter TEXT NOT NULL,
        step TEXT NOT NULL,
        outcome TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX meeting_case ON meeting_row (case_id)",
    "CREATE INDEX meeting_starts ON meeting_row (starts)",
    """
    CREATE TABLE watch_row (
        case_id TEXT NOT NULL REFERENCES case_row ON DELETE CASCADE,
        watch_id TEXT NOT NULL,
        day TEXT NOT NULL,
        text TEXT NOT NULL,
        step TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX watch_case ON watch_row (case_id)",
    "CREATE INDEX watch_day ON watch_row (day)",
    # What statistics are counted from, so that no case has to be folded for them.
    """
    CREATE TABLE step_row (
        case_id TEXT NOT NULL REFERENCES case_row ON DELETE CASCADE,
        process_id TEXT NOT NULL,
        step TEXT NOT NULL,
        round INTEGER NOT NULL,
        state TEXT NOT NULL,
        started_on TEXT,
        ended_on TEXT,
        skipped INTEGER NOT NULL,
        reason TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX step_case ON step_row (case_id)",
    """
    CREATE TABLE outcome_row (
        case_id TEXT PRIMARY KEY REFERENCES case_row ON DELETE CASCADE,
        opened_by TEXT NOT NULL,
        ended_early INTEGER NOT NULL,
        reason TEXT NOT NULL,
        goals INTEGER NOT NULL,
        fulfilled INTEGER NOT NULL
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE relation_row (
        person_id TEXT NOT NULL, other_id TEXT NOT NULL, relation TEXT NOT NULL,
        PRIMARY KEY (person_id, other_id)
    ) WITHOUT ROWID, STRICT
    """,
    "CREATE INDEX relation_other ON relation_row (other_id)",
    """
    CREATE TABLE family_row (
        family_id TEXT NOT NULL, person_id TEXT NOT NULL, PRIMARY KEY (family_id, person_id)
    ) WITHOUT ROWID, STRICT
    """,
    "CREATE INDEX family_person ON family_row (person_id)",
    # A file's bytes in pieces, once however often it is attached; the key is the SHA-256 of the whole.
    """
    CREATE TABLE file_piece (
        sha256 TEXT NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (sha256, number)
    ) STRICT
    """,
    """
    CREATE TABLE reference_file (
        process_id TEXT NOT NULL,
        reference TEXT NOT NULL,
        file_name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        size INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        attached_at TEXT NOT NULL,
        PRIMARY KEY (process_id, reference)
    ) STRICT
    """,
    """
    CREATE TABLE directory_entry (
        entry_id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX directory_kind ON directory_entry (kind, name)",
)


def upgrade(db: Any) -> None:
    """Make the tables. Called inside a transaction."""
    for statement in _TABLES:
        db.execute_sql(statement)
