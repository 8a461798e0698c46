"""The one door to what a vault holds, inside a single transaction.

A Store is bound to one connection and handed to the function that Vault.write or Vault.read was given; it is
never kept after that function has returned.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from familjeflow.domain.events import Draft, Event
from familjeflow.domain.projections import CaseLine, CaseRow, CaseRows, LimitRow, PersonRow, TickRow
from familjeflow.storage import cabinet, case_lists, event_log
from familjeflow.storage.cabinet import SavedDraft
from familjeflow.storage.case_lists import Counts
from familjeflow.storage.event_log import StoredEvent


class Store:
    """Facts, rows, bundles, drafts and settings. Every method raises VaultError for the world's faults."""

    def __init__(self, db: Any) -> None:
        self._db = db
        self._lists = case_lists.lists(db)

    # Facts

    def append(
        self, drafts: Sequence[Draft], *, now: datetime, recorded_by: str, new_id: Callable[[], str]
    ) -> tuple[Event, ...]:
        """Write drafts as the vault's next facts and give them back complete. `now` is an aware time."""
        return event_log.append(
            self._db, drafts, origin=self.origin, now=now, recorded_by=recorded_by, new_id=new_id
        )

    def events(self, stream: str) -> tuple[Event, ...]:
        """A stream's facts in fold order; a thinned payload is None."""
        return event_log.events(self._db, stream)

    def streams(self, prefix: str = "") -> tuple[str, ...]:
        """The streams whose name begins so, for example "case:"."""
        return event_log.streams(self._db, prefix)

    def stored(self, stream: str) -> tuple[StoredEvent, ...]:
        """A stream's facts as bytes, for exchange."""
        return event_log.stored(self._db, stream)

    def add_foreign(self, rows: Iterable[StoredEvent]) -> tuple[Event, ...]:
        """Add other desks' facts untouched; gives those that were new. Raises as event_log.add_foreign."""
        return event_log.add_foreign(self._db, rows)

    def thin(self, event_id: str) -> None:
        """Remove what a fact says and keep that it was recorded."""
        event_log.thin(self._db, event_id)

    # Process bundles

    def put_bundle(self, bundle_hash: str, files: Mapping[str, bytes]) -> None:
        """Keep a process's files under their hash."""
        cabinet.put_bundle(self._db, bundle_hash, files)

    def bundle(self, bundle_hash: str) -> dict[str, bytes]:
        """A bundle's files by name; empty when it is not here."""
        return cabinet.bundle(self._db, bundle_hash)

    def bundle_hashes(self) -> tuple[str, ...]:
        """Which bundles the vault holds."""
        return cabinet.bundle_hashes(self._db)

    # Lists

    def replace_rows(self, rows: CaseRows) -> None:
        """Put a case's rows in place of those it had."""
        case_lists.replace_rows(self._db, rows)

    def remove_rows(self, case_id: str) -> None:
        """Take a case out of every list."""
        case_lists.remove_rows(self._lists, case_id)

    def case_rows(
        self, *, open_only: bool = True, text: str = "", limit: int | None = None
    ) -> tuple[CaseRow, ...]:
        """Cases by next due day. `text` matches a client's name or number, or a case number, nothing else."""
        return case_lists.case_rows(self._lists, open_only=open_only, text=text, limit=limit)

    def case_lines(self, today: date, *, open_only: bool = True, text: str = "") -> tuple[CaseLine, ...]:
        """Cases with their clients, in the order and by the search of `case_rows`."""
        return case_lists.case_lines(self._lists, today, open_only=open_only, text=text)

    def overdue_limits(self, today: date) -> int:
        """How many open limits fell before a day."""
        return case_lists.overdue_limits(self._lists, today)

    def limit_rows(self, until: date | None = None) -> tuple[LimitRow, ...]:
        """Open limits that fall on or before a day, or all."""
        return case_lists.limit_rows(self._lists, until)

    def tick_rows(self) -> tuple[TickRow, ...]:
        """What is still to be registered elsewhere."""
        return case_lists.tick_rows(self._lists)

    def counts(self) -> Counts:
        """How much the vault holds."""
        return case_lists.counts(self._lists)

    def put_person(self, row: PersonRow) -> None:
        """Put a person's row in place of the one before."""
        case_lists.put_person(self._lists, row)

    def person(self, person_id: str) -> PersonRow | None:
        """One person, or None."""
        return case_lists.person(self._lists, person_id)

    def persons(self, text: str = "") -> tuple[PersonRow, ...]:
        """People whose name or number matches, by family name; all when nothing is searched for."""
        return case_lists.persons(self._lists, text)

    # Drafts, settings, numbers

    def save_draft(self, key: str, body: str, now: datetime) -> None:
        """Keep a draft (JSON text) in place of the one before with this key."""
        cabinet.save_draft(self._db, key, body, now)

    def draft(self, key: str) -> SavedDraft | None:
        """The draft with this key, or None."""
        return next(iter(cabinet.drafts(self._db, key)), None)

    def drafts(self) -> tuple[SavedDraft, ...]:
        """Every draft, the latest first."""
        return cabinet.drafts(self._db)

    def delete_draft(self, key: str) -> None:
        """Remove a draft."""
        cabinet.delete_draft(self._db, key)

    def setting(self, name: str, default: str) -> str:
        """A setting of the vault (JSON text), or the default."""
        return cabinet.setting(self._db, name, default)

    def put_setting(self, name: str, value: str) -> None:
        """Keep a setting (JSON text)."""
        cabinet.put_setting(self._db, name, value)

    def next_case_number(self, year: int) -> str:
        """The next free case number of a year, for example "2026-0001"."""
        return cabinet.next_case_number(self._db, year)

    # The vault itself

    @property
    def vault_id(self) -> str:
        """The id that the vault was created with."""
        return cabinet.meta(self._db, "vault_id")

    @property
    def origin(self) -> str:
        """The one writer on one host that facts are recorded under now."""
        return cabinet.meta(self._db, "origin")

    def begin_origin(self, origin: str) -> None:
        """Record under a new origin from now on: this file is a copy, restored, or on a new host."""
        cabinet.put_meta(self._db, "origin", origin)

    @property
    def mark(self) -> str:
        """What the last host to open the vault left in it, to know its own file again."""
        return cabinet.meta(self._db, "mark")

    def put_mark(self, mark: str) -> None:
        """Leave a new mark."""
        cabinet.put_meta(self._db, "mark", mark)
