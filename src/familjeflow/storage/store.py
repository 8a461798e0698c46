"""The one door to what a vault holds, inside a single transaction.

A Store is bound to one connection and handed to the function that Vault.write or Vault.read was given; it is
never kept after that function has returned.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from familjeflow.domain.day_lines import DayFilter, DayLine, Found
from familjeflow.domain.events import Draft, Event
from familjeflow.domain.projections import (
    CallRow,
    CaseHead,
    CaseLine,
    CaseRow,
    CaseRows,
    LimitRow,
    MeetingRow,
    NoteRow,
    PersonRow,
    TickRow,
    WatchRow,
)
from familjeflow.domain.statistics import Period, Tallies
from familjeflow.storage import (
    cabinet,
    calendar_lists,
    call_lists,
    case_lists,
    case_search,
    day_lists,
    event_log,
    kept_files,
    people_lists,
    rebuilding,
    salvage,
    step_lists,
    work_lists,
)
from familjeflow.storage.cabinet import SavedDraft
from familjeflow.storage.case_lists import Counts
from familjeflow.storage.case_search import Answer
from familjeflow.storage.event_log import StoredEvent
from familjeflow.storage.kept_files import ReferenceFile
from familjeflow.storage.people_lists import DirectoryRow, PersonCase, RelationRow
from familjeflow.storage.salvage import Salvaged, TakenIn


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

    def hashes(self, stream: str) -> dict[tuple[str, int], str]:
        """The hash of every header of a stream, by origin and number, without reading what they say."""
        return event_log.hashes(self._db, stream)

    def fact_count(self) -> int:
        """How many facts the vault holds."""
        return event_log.fact_count(self._db)

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

    def search(self, today: date, text: str, *, open_only: bool, limit: int) -> Answer:
        """The first cases that `case_lines` would give, and people who are the client of no open case."""
        return case_search.search(self._db, today, text, open_only=open_only, limit=limit)

    def open_cases(self) -> int:
        """How many cases are open."""
        return day_lists.open_cases(self._db)

    def overdue(self, today: date) -> int:
        """How many open limits and reminders fell before a day."""
        return day_lists.overdue(self._db, today)

    def due(self, first: date | None, last: date | None, wanted: DayFilter, limit: int) -> Found:
        """Open limits and reminders between two days, both included, the earliest first."""
        return day_lists.due(self._db, first, last, wanted, limit)

    def warned(self, today: date, after: date, wanted: DayFilter, limit: int) -> Found:
        """Open limits that fall after a day and whose warning has begun, the earliest first."""
        return day_lists.warned(self._db, today, after, wanted, limit)

    def ticks(self, wanted: DayFilter, limit: int) -> Found:
        """What is still to be registered in other systems, case by case."""
        return day_lists.ticks(self._db, wanted, limit)

    def undated(self, wanted: DayFilter, limit: int) -> Found:
        """The leading next act of each open case where it has no day."""
        return day_lists.undated(self._db, wanted, limit)

    def waiting(self, mine: frozenset[str], wanted: DayFilter, limit: int) -> Found:
        """The leading next act of each open case where it belongs to somebody else's role."""
        return day_lists.waiting(self._db, mine, wanted, limit)

    def meetings(self, first: date, last: date, wanted: DayFilter, limit: int) -> Found:
        """Meetings that begin between two days, both included, with their cases, by time."""
        return day_lists.meetings(self._db, first, last, wanted, limit)

    def day_counts(self, first: date, last: date) -> dict[date, dict[str, int]]:
        """How many limits (by force), reminders and meetings lie on each day between two days."""
        return calendar_lists.day_counts(self._db, first, last)

    def lines_of_day(self, day: date, counts: Mapping[str, int], most: int) -> tuple[DayLine, ...]:
        """The first lines of a day, at most so many; `counts` is what `day_counts` tells of it."""
        return calendar_lists.lines_of_day(self._db, day, counts, most)

    def taken_up(
        self, process_id: str, limits: Sequence[tuple[str, str]], until: date, most: int
    ) -> tuple[DayLine, ...]:
        """Cases of a process that wait at a step until a day; `limits` are steps and limits' ids begun."""
        return calendar_lists.taken_up(self._db, process_id, limits, until, most)

    def shared_rooms(self) -> tuple[str, ...]:
        """Rooms that more than one case has met in, the most used first."""
        return calendar_lists.shared_rooms(self._db)

    def calls(self, process_id: str, limit: str) -> tuple[CallRow, ...]:
        """Closed cases of a process where a limit is open, by its day; `limit` is how its id begins."""
        return call_lists.calls(self._db, process_id, limit)

    def limit_rows(self, until: date | None = None) -> tuple[LimitRow, ...]:
        """Open limits that fall on or before a day, or all."""
        return case_lists.limit_rows(self._lists, until)

    def tick_rows(self) -> tuple[TickRow, ...]:
        """What is still to be registered elsewhere."""
        return case_lists.tick_rows(self._lists)

    def note_rows(self, state: str) -> tuple[NoteRow, ...]:
        """Notes of all cases in a state, "to_enter" or "entered", the earliest day first."""
        return work_lists.note_rows(self._db, state)

    def note_count(self, state: str) -> int:
        """How many notes are in a state."""
        return work_lists.note_count(self._db, state)

    def meeting_rows(self, first: date, last: date) -> tuple[MeetingRow, ...]:
        """Meetings of all cases that begin on these days, both included, by time."""
        return work_lists.meeting_rows(self._db, first, last)

    def watch_rows(self, until: date | None = None) -> tuple[WatchRow, ...]:
        """Open reminders of all cases on or before a day, or all."""
        return work_lists.watch_rows(self._db, until)

    def case_head(self, case_id: str) -> CaseHead | None:
        """A case's number and client, None for a case that is not in the lists."""
        return work_lists.case_head(self._db, case_id)

    def tallies(self, period: Period, today: date, actors: Sequence[str] | None = None) -> Tallies:
        """What statistics of a period are made from; of cases opened by some actors, or of all."""
        return step_lists.tallies(self._db, period, today, actors)

    def openers(self) -> tuple[str, ...]:
        """The actors who have opened cases."""
        return step_lists.openers(self._db)

    def uncounted(self) -> tuple[str, ...]:
        """Cases whose rows are from before there were statistics."""
        return step_lists.uncounted(self._db)

    def years(self) -> tuple[int, int] | None:
        """The years of the first and the latest opened case, None without cases."""
        return step_lists.years(self._db)

    def counts(self) -> Counts:
        """How much the vault holds."""
        return case_lists.counts(self._lists)

    def put_person(self, row: PersonRow) -> None:
        """Put a person's row in place of the one before."""
        case_lists.put_person(self._lists, row)

    def person(self, person_id: str) -> PersonRow | None:
        """One person, or None."""
        return case_lists.person(self._lists, person_id)

    def persons(self, text: str = "", limit: int | None = None) -> tuple[PersonRow, ...]:
        """People whose name or number matches, by family name; all when nothing is searched for."""
        return case_lists.persons(self._lists, text, limit)

    def perhaps_same(self, row: PersonRow) -> tuple[PersonRow, ...]:
        """Others who share a number, a day of birth or a whole name with a person."""
        return case_lists.perhaps_same(self._lists, row)

    def cases_of(self, person_id: str) -> tuple[PersonCase, ...]:
        """The cases of which a person is the client, open ones first."""
        return people_lists.cases_of(self._db, person_id)

    def put_relation(self, row: RelationRow) -> None:
        """Keep how one person is related to another."""
        people_lists.put_relation(self._db, row)

    def end_relation(self, person_id: str, other_id: str) -> None:
        """Take a relation away."""
        people_lists.end_relation(self._db, person_id, other_id)

    def relations(self, person_id: str) -> tuple[RelationRow, ...]:
        """The relations of a person, in both directions."""
        return people_lists.relations(self._db, person_id)

    def put_family(self, family_id: str, members: tuple[str, ...]) -> None:
        """Put the members of a family group in place of those it had."""
        people_lists.put_family(self._db, family_id, members)

    def family_of(self, person_id: str) -> str:
        """The family group that a person is in, "" for none."""
        return people_lists.family_of(self._db, person_id)

    def family_members(self, family_id: str) -> tuple[str, ...]:
        """The members of a family group."""
        return people_lists.family_members(self._db, family_id)

    def put_entry(self, row: DirectoryRow) -> None:
        """Keep an entry of the directory."""
        people_lists.put_entry(self._db, row)

    def entries(self, kind: str = "") -> tuple[DirectoryRow, ...]:
        """The entries of the directory of a kind, or all of them."""
        return people_lists.entries(self._db, kind)

    def take_in(self, found: Salvaged, bundles: Mapping[str, Mapping[str, bytes]]) -> TakenIn:
        """Fill an empty vault with what was saved from a damaged one and has proven itself."""
        return salvage.take_in(self._db, found, bundles)

    def clear_rows(self) -> None:
        """Empty every list, to fill it again from the facts."""
        rebuilding.clear(self._db)

    def row_differences(self, other: "Store") -> dict[str, int]:
        """How many rows stand in only one of two vaults' lists, by table; only tables with any."""
        return rebuilding.differences(self._db, other._db)  # noqa: SLF001 - the same class

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

    def raise_series(self, year: int, last: int) -> None:
        """Let the case numbers of a year go on after `last`, unless they already do."""
        rebuilding.raise_series(self._db, year, last)

    def next_case_number(self, year: int) -> str:
        """The next free case number of a year, for example "2026-0001"."""
        return cabinet.next_case_number(self._db, year)

    # Files

    def put_file(self, data: bytes) -> str:
        """Keep a file's bytes and give its SHA-256. Raises VaultError "file_too_big" or "file_empty"."""
        return kept_files.put_file(self._db, data)

    def file(self, sha256: str) -> bytes:
        """A kept file's bytes. Raises VaultError "unknown_file" or "damaged"."""
        return kept_files.file(self._db, sha256)

    def put_reference(self, process_id: str, kept: ReferenceFile) -> None:
        """Attach a kept file where a process refers to one."""
        kept_files.put_reference(self._db, process_id, kept)

    def references(self, process_id: str) -> tuple[ReferenceFile, ...]:
        """The organisation's files of a process."""
        return kept_files.references(self._db, process_id)

    def remove_reference(self, process_id: str, reference: str) -> None:
        """Take an organisation's file away."""
        kept_files.remove_reference(self._db, process_id, reference)

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
