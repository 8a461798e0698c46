"""The papers: tagged PDF against plain ReportLab, against itself at ten times the length, and WeasyPrint.

Each run is a process of its own and is counted in seconds of the processor, so that other programs on the
machine disturb less; the two sides take turns.
"""

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

_FEW, _MANY = 300, 3000  # notes


@dataclass(frozen=True)
class Run:
    """What one paper cost: seconds of the processor, KiB at the most, and what came of it."""

    seconds: float
    peak_kib: int
    pages: int
    bytes: int

    @property
    def milliseconds_a_page(self) -> float:
        """What one page took."""
        return self.seconds / self.pages * 1000


def lines() -> Iterator[str]:
    """The lines of the report."""
    few = [(_run("tagged", _FEW), _run("plain", _FEW)) for _round in range(5)]
    many = [(_run("tagged", _MANY), _run("plain", _MANY)) for _round in range(3)]
    yield _seconds(f"journal of {_FEW} notes, tagged vs plain ReportLab", few, "1.4")
    yield _seconds(f"journal of {_MANY} notes, tagged vs plain ReportLab", many, "-")
    yield _line(
        f"peak of memory at {_MANY} notes, tagged vs plain",
        [(ours.peak_kib / 1024, peer.peak_kib / 1024) for ours, peer in many],
        "MiB",
        "2",
    )
    each = zip((ours for ours, _peer in many), (ours for ours, _peer in few), strict=False)
    pages = [(long.milliseconds_a_page, short.milliseconds_a_page) for long, short in each]
    yield _line(f"time for a page: {_MANY} notes vs {_FEW}", pages, "ms", "1.2")
    sizes = [(ours.bytes / 1024, peer.bytes / 1024) for ours, peer in few]
    yield _line(f"size of {_FEW} notes, tagged vs plain", sizes, "KiB", "1.1")
    yield from _against_weasyprint()
    plan = [_run("plan") for _round in range(5)]
    seconds = statistics.median(run.seconds for run in plan)
    yield f"first plan of {plan[0].pages} pages after start, imports included: {seconds:.2f} s (bound 0.6 s)"


def _against_weasyprint() -> Iterator[str]:
    try:
        pairs = [(_run("tagged", _FEW), _run("weasyprint", _FEW)) for _round in range(3)]
    except subprocess.CalledProcessError as error:
        if "cannot load library" not in error.stderr:
            raise
        yield "SKIPPED: WeasyPrint as a peer needs libpango-1.0-0 and libpangoft2-1.0-0 (apt-get install)"
        return
    yield _seconds(f"journal of {_FEW} notes, tagged vs WeasyPrint pdf/ua-1", pairs, "0.125")


def _seconds(what: str, pairs: list[tuple[Run, Run]], bound: str) -> str:
    return _line(what, [(ours.seconds * 1000, peer.seconds * 1000) for ours, peer in pairs], "ms", bound)


def _line(what: str, pairs: list[tuple[float, float]], unit: str, bound: str) -> str:
    ours, peer = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    return f"{what:58} {ours:9.2f} {unit:3} {peer:9.2f} {unit:3} {ratio:6.2f} x  (bound {bound})"


def _run(engine: str, notes: int = 0) -> Run:
    command = [sys.executable, "-m", "benchmarks.paper_engines", engine, str(notes)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Run(**json.loads(done.stdout))
