"""What the organisation has decided for this computer: one settings file that only an administrator writes.

docs/installation.md describes the file. It may only tighten what the program allows, or give a first value
that the person can change. The lock screen asks for it, so nothing heavy is imported before there is a file.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from familjeflow import paths

if TYPE_CHECKING:
    from familjeflow.formats.errors import FormatError as FormatError
    from familjeflow.formats.toml_table import Table

STRICT_MINUTES = 5
"""Minutes to the lock while the file cannot be read."""
_LONGEST_MINUTES = 60
_MOST_BYTES = 2_000_000
"""What is read of the file; a larger one is refused for its size."""
_WINDOWS = ("right", "left")


@dataclass(frozen=True, slots=True)
class LetterheadDefaults:
    """What papers say until somebody has written something else in Inställningar. `arms` is a PNG or SVG."""

    municipality: str = ""
    unit: str = ""
    address: str = ""
    secrecy: str = ""
    footer: str = ""
    colour: str = ""
    window: str = ""
    arms: Path | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """`lock_minutes` is the longest time to the lock, None for the person's own choice.

    `backup_folder` is where copies are to be kept, `processes_folder` holds one folder for each process of
    the organisation's own. `fault` says why the file could not be read; then the strictest rules hold.
    """

    lock_minutes: int | None = None
    backup_folder: Path | None = None
    keyring: bool = True
    network_vault: bool = False
    processes_folder: Path | None = None
    letterhead: LetterheadDefaults = field(default_factory=LetterheadDefaults)
    fault: "FormatError | None" = None


def current() -> Policy:
    """The rules of this computer; the program's own where there is no file. Read anew at each call.

    A file that is there but cannot be read never means that nothing was decided: the strictest rules hold,
    and `fault` names the file, the line and the key.
    """
    file = paths.policy_file()
    try:
        with file.open("rb") as stream:
            data = stream.read(_MOST_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        return Policy()
    except OSError:
        return _strict(_error("unreadable", file))
    return read(data, str(file))


def read(data: bytes, file: str) -> Policy:
    """The rules in the bytes of a settings file; `file` is its name for the person."""
    from familjeflow.formats import toml_table
    from familjeflow.formats.errors import FormatError

    try:
        return _policy(toml_table.load(data, file))
    except FormatError as fault:
        return _strict(fault)


def _policy(table: "Table") -> Policy:
    lock, keyring, vault = table.table("lock"), table.table("keyring"), table.table("vault")
    backup, processes, head = table.table("backup"), table.table("processes"), table.table("letterhead")
    table.finish()
    found = Policy(
        lock_minutes=_minutes(lock) if lock else None,
        backup_folder=_folder(backup, "folder") if backup else None,
        keyring=keyring.flag("allowed") if keyring and keyring.has("allowed") else True,
        network_vault=vault.flag("network") if vault else False,
        processes_folder=_folder(processes, "folder") if processes else None,
        letterhead=_letterhead(head) if head else LetterheadDefaults(),
    )
    for part in (lock, keyring, vault, backup, processes, head):
        if part is not None:
            part.finish()
    return found


def _minutes(table: "Table") -> int | None:
    minutes = table.whole("minutes")
    if minutes is not None and not 1 <= minutes <= _LONGEST_MINUTES:
        raise table.error("bad_minutes", "minutes")
    return minutes


def _folder(table: "Table", key: str) -> Path | None:
    written = table.maybe(key)
    if written is None:
        return None
    if not Path(written).is_absolute():
        raise table.error("not_absolute", key)
    return Path(written)


def _letterhead(table: "Table") -> LetterheadDefaults:
    return LetterheadDefaults(
        municipality=table.text("municipality"),
        unit=table.text("unit"),
        address=table.text("address"),
        secrecy=table.text("secrecy"),
        footer=table.text("footer"),
        colour=table.text("colour"),
        window=table.one("window", _WINDOWS, "unknown_window") or "",
        arms=_folder(table, "arms"),
    )


def _strict(fault: "FormatError") -> Policy:
    return Policy(lock_minutes=STRICT_MINUTES, keyring=False, fault=fault)


def _error(code: str, file: Path) -> "FormatError":
    from familjeflow.formats.errors import FormatError

    return FormatError(code, str(file), None, "")
