"""What Min dag and the calendar read: one line for each thing with a day, whatever its kind."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class DayLine(NamedTuple):
    """A limit, reminder, meeting, tick or next act with its case. A named tuple: there may be thousands.

    `kind` is "limit", "watch", "meeting", "tick" or "next"; `item` its id (limit, watch, meeting or task).
    `client` has the family name first. `time` is "14:00" for a meeting, `force` the slug of a limit's force,
    `system` the outside system of a tick, `place` a meeting's room and `interpreter` who interprets.
    """

    kind: str
    case_id: str
    number: str
    process_id: str
    process_short: str
    client: str
    protection: str
    day: date | None
    time: str
    text: str
    step: str
    role: str
    item: str
    force: str = ""
    system: str = ""
    place: str = ""
    interpreter: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class DayFilter:
    """What Min dag is narrowed to: roles by slug (None for all) and words of a client's name or number."""

    roles: frozenset[str] | None = None
    client: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The first lines of a list, and how many there are in all."""

    lines: tuple[DayLine, ...]
    total: int
