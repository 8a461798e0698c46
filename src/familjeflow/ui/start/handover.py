"""What the start process and the session process say to each other, one JSON object a line over pipes.

The key travels only here, never on a command line or in the environment where other programs can read it.
"""

import json
from dataclasses import asdict, dataclass, field

LOCKED = 10
"""Exit code of a session that was locked: the lock screen comes back."""
QUIT = 0
"""Exit code of a session that was closed: the program ends."""
REFUSED = 11
"""Exit code of a session that could not open the vault and has said why."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Who works, from the last page of the first start. See domain.events.ActorRecorded."""

    name: str
    title: str
    roles: tuple[str, ...]
    unit: str


Frame = tuple[int, int, int, int]
"""A window's place on the screen: x, y, width, height in pixels."""


@dataclass(frozen=True, slots=True)
class Return:
    """How a session ended, for the lock screen that comes back: its exit code and the window's place.

    The start process begins anew then, so that the key it held is gone from its memory too.
    """

    code: int
    frame: Frame | None = None

    def to_argument(self) -> str:
        """As one command line argument, for example "10,40,60,900,700"."""
        return ",".join(map(str, (self.code, *(self.frame or ()))))


def return_from(argument: str) -> Return | None:
    """The return that an argument tells of; None for anything else."""
    try:
        code, *place = map(int, argument.split(","))
    except ValueError:
        return None
    frame = (place[0], place[1], place[2], place[3]) if len(place) == len(("x", "y", "w", "h")) else None
    return Return(code, frame)


@dataclass(frozen=True, slots=True)
class Handover:
    """What a session needs: where the vault lies, its key as hex, and at first start who works there.

    `frame` is the window's place on the screen as x, y, width, height in pixels. `take_over` is the person's
    word that another computer, which the file says has it open, no longer uses it. `read_only` opens it only
    to look.
    """

    vault: str
    key: str = field(repr=False)
    profile: Profile | None = None
    frame: Frame | None = None
    take_over: bool = False
    read_only: bool = False

    def to_line(self) -> bytes:
        """One line for the child's stdin."""
        return json.dumps(asdict(self), ensure_ascii=True).encode() + b"\n"


def from_line(line: bytes) -> Handover | None:
    """The handover, or None when the pipe was closed before one came."""
    if not line.strip():
        return None
    found = json.loads(line)
    profile = found["profile"]
    if profile is not None:
        profile = Profile(**{**profile, "roles": tuple(profile["roles"])})
    frame = found["frame"]
    place = tuple(frame) if frame else None
    return Handover(found["vault"], found["key"], profile, place, found["take_over"], found["read_only"])


@dataclass(frozen=True, slots=True)
class Report:
    """From the session: "ready", "problem" with a text, "held_elsewhere" with a text when another computer
    has the vault, "damaged" when the file is broken, or at the end "frame" with the window's place."""

    kind: str
    text: str = ""
    frame: Frame | None = None

    def to_line(self) -> str:
        """One line for stdout."""
        return json.dumps(asdict(self), ensure_ascii=True)


def read_report(line: bytes) -> Report | None:
    """The report on a line of the session's stdout; None for anything else that a library may print there."""
    try:
        found = json.loads(line)
        frame = found["frame"]
        return Report(found["kind"], found["text"], tuple(frame) if frame else None)
    except (ValueError, KeyError, TypeError):
        return None
