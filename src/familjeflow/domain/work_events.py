"""The facts of the daily work beside the process: notes, meetings, own reminders, attached files, kinship."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """A note was finished. It is never edited; `NoteCorrected` sets a new text beside it.

    `kind` is "journal", "file_note", "phone", "mail", "visit" or "decision". `filed_under` is the one person
    whose akt it belongs to; notes of one act for several persons share `act_id`, each with a text of its own.
    `record` is "external" (it waits to be copied into the other system) or "internal" (it is locked here).
    `signed_name` and `signed_title` are the writer's as they were then. The header's `occurred_on` is the day
    it is about, its `recorded_at` when it was written.
    """

    note_id: str
    kind: str
    filed_under: str
    text: str
    record: str
    signed_name: str
    signed_title: str
    step: str = ""
    act_id: str = ""


@dataclass(frozen=True, slots=True)
class NoteCorrected:
    """A note was corrected: `text` is the whole new text; the earlier one stays and is shown struck out.

    `replaces` is the fact whose text was struck, so that two desks that struck the same one are seen.
    """

    note_id: str
    text: str
    reason: str
    signed_name: str
    signed_title: str
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class NoteEntered:
    """A note was copied into the system where the record is kept ("Införd").

    `copied` is the fact whose text was copied, so that a correction from another desk is not taken as copied.
    """

    note_id: str
    copied: str = ""


@dataclass(frozen=True, slots=True)
class NoteCleared:
    """The text of a note that was entered elsewhere was cleared here; that it was written stays.

    `cleared` are the facts whose payloads went. What their headers do not say, and what is kept, stands here.
    """

    note_id: str
    kind: str = ""
    filed_under: str = ""
    step: str = ""
    signed_name: str = ""
    signed_title: str = ""
    cleared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingBooked:
    """A meeting in the case, in Swedish local time: `starts` is "2026-11-24T10:00", `minutes` its length.

    `people` are person ids, `others` roles or names of colleagues, `writer` who writes the journal.
    `kind` is a slug of the process's or the program's kinds of meeting.
    """

    meeting_id: str
    kind: str
    starts: str
    minutes: int
    people: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    room: str = ""
    interpreter: str = ""
    writer: str = ""
    step: str = ""
    follows: str = ""


@dataclass(frozen=True, slots=True)
class MeetingMoved:
    """A meeting was moved to another time or room."""

    meeting_id: str
    starts: str
    minutes: int
    room: str = ""
    interpreter: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MeetingEnded:
    """What became of a meeting: "held", "missed" (uteblev) or "cancelled"."""

    meeting_id: str
    outcome: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class WatchSet:
    """An own reminder (*bevakning*), apart from every time limit; the same id again moves it."""

    watch_id: str
    day: date
    text: str
    step: str = ""


@dataclass(frozen=True, slots=True)
class WatchEnded:
    """A reminder was dealt with."""

    watch_id: str


@dataclass(frozen=True, slots=True)
class OwnLimitSet:
    """A time limit beside those of the process; the same id again moves it, for a `reason`.

    `rule` is the id of an entry in the library of legal limits, "" for one in a person's own words.
    `force` is the slug of a limit's force, `repeats` an ISO 8601 duration to the next time or "".
    """

    limit_id: str
    rule: str
    text: str
    force: str
    anchor: str
    anchor_day: date
    day: date
    source: str
    repeats: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OwnLimitEnded:
    """A limit of that kind was met ("met") or no longer applies ("gone"), on the day that it happened."""

    limit_id: str
    outcome: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FileAttached:
    """A file that belongs to the case, kept in the vault under its SHA-256 (hex); `size` in bytes."""

    file_id: str
    title: str
    file_name: str
    media_type: str
    size: int
    sha256: str
    filed_under: str
    step: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class FileRemoved:
    """An attached file was taken away; that it was here stays."""

    file_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class RelationRecorded:
    """How another person is related to the person of the stream: the other is its "mother", "father",
    "guardian", "sibling" or "partner", or what the words themselves say, such as "moster".
    """

    other_id: str
    relation: str


@dataclass(frozen=True, slots=True)
class RelationEnded:
    """A relation was recorded by mistake or no longer holds."""

    other_id: str


@dataclass(frozen=True, slots=True)
class FamilyGroupSet:
    """A *Familjegrupp*: persons whose cases are worked with together. Each change names all members."""

    members: tuple[str, ...]


WorkPayload = (
    NoteWritten
    | NoteCorrected
    | NoteEntered
    | NoteCleared
    | MeetingBooked
    | MeetingMoved
    | MeetingEnded
    | WatchSet
    | WatchEnded
    | OwnLimitSet
    | OwnLimitEnded
    | FileAttached
    | FileRemoved
    | RelationRecorded
    | RelationEnded
    | FamilyGroupSet
)
