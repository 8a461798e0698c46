"""The long run: `python -m tests.hostile.fuzz --minutes 10 [--seed 7] [--reader form]` (`make fuzz`).

Prints how many damaged files each reader met and refused, and the seed to run the same again. A file that
brings out anything but a reader's own errors, or that takes seconds, is kept under `--keep`.
"""

import argparse
import hashlib
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from tests.hostile.mutation import Edit, damaged
from tests.hostile.readers import READERS, refusal

SLOW_SECONDS = 5


class TooSlowError(BaseException):
    """A reader has not answered in time. Not an Exception, so that no reader takes it for one of its own."""


@dataclass
class Count:
    """What one reader met. `found` are the files that are to be looked at."""

    executions: int = 0
    refused: int = 0
    codes: set[str] = field(default_factory=set)
    found: int = 0


def edits_of(source: random.Random) -> list[Edit]:
    """One to six edits; few of them, so that most files still have their shape."""
    return [
        (source.getrandbits(16), source.getrandbits(20), source.getrandbits(20))
        for _number in range(source.choice((1, 1, 2, 2, 3, 6)))
    ]


def run(name: str, source: random.Random, until: float, keep: Path, count: Count) -> None:
    """Damage files for one reader until the time (of `time.monotonic`) is up."""
    whole = READERS[name].whole()
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < until:
            data = damaged(source.choice(whole), edits_of(source))
            count.executions += 1
            signal.alarm(SLOW_SECONDS)
            try:
                error = refusal(name, data, Path(folder))
            except BaseException as error:  # whatever it is, it is what this run looks for
                if isinstance(error, KeyboardInterrupt):
                    raise
                signal.alarm(0)
                count.found += 1
                _keep(name, data, keep)
            else:
                signal.alarm(0)
                count.refused += error is not None
                count.codes.add(str(getattr(error, "code", "")))


def _keep(name: str, data: bytes, keep: Path) -> None:
    keep.mkdir(parents=True, exist_ok=True)
    place = keep / f"{name.replace(' ', '_')}-{hashlib.sha256(data).hexdigest()[:12]}"
    place.write_bytes(data)
    sys.stderr.write(f"{place}\n{traceback.format_exc(limit=-4)}\n")


def _too_slow(_number: int, _frame: FrameType | None) -> None:
    raise TooSlowError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run every reader its share of the time. 1 where something was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--reader", choices=READERS, action="append")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-found"))
    options = parser.parse_args(arguments)
    seed = options.seed if options.seed is not None else random.SystemRandom().getrandbits(32)
    names = options.reader or list(READERS)
    signal.signal(signal.SIGALRM, _too_slow)
    found = total = 0
    for name in names:
        count, until = Count(), time.monotonic() + options.minutes * 60 / len(names)
        run(name, random.Random(f"{seed} {name}"), until, options.keep, count)
        found, total = found + count.found, total + count.executions
        sys.stdout.write(
            f"{name:14} {count.executions:9} executions {count.refused:9} refused"
            f" {len(count.codes):4} codes {count.found:4} found\n"
        )
        sys.stdout.flush()
    sys.stdout.write(f"seed {seed}: {total} executions, {found} found\n")
    return int(found > 0)


if __name__ == "__main__":
    raise SystemExit(main())
