"""Floor: the technical log and the crash report. Neither ever holds anything about a person.

An error of ours is written as its type and the places in the code, without messages or values, since those
may quote what somebody has typed.
"""

import logging
import sys
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_LOGGER = logging.getLogger("familjeflow")
_KEPT = 3
_BYTES = 256 * 1024


def begin(file: Path) -> None:
    """Write the log to `file`, in at most four pieces of 256 kB; where it cannot be written, nothing is."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _LOGGER.addHandler(handler)
    _LOGGER.setLevel(logging.INFO)


def crash_report(kind: type[BaseException], where: TracebackType | None) -> str:
    """The type of an error and the places in the code it passed, without any values."""
    places = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(where)]
    return "\n".join([kind.__name__, *places])


def catch_crashes(show: Callable[[str], None] | None = None) -> None:
    """Log every error of ours as a crash report, and hand the report to `show`."""

    def hook(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, where)
            return
        report = crash_report(kind, where)
        _LOGGER.error("crash\n%s", report)
        if show is not None:
            show(report)
        else:
            sys.stderr.write(report + "\n")

    sys.excepthook = hook
