"""Two ways of doing a thing, timed in turn, so that a machine whose speed drifts is fair to both."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """Medians in milliseconds, and the median of the ratios pair by pair."""

    ours: float
    floor: float
    ratio: float

    def line(self, what: str, bound: str) -> str:
        """One line of a report."""
        return f"{what:58} {self.ours:9.2f} ms  {self.floor:9.2f} ms  {self.ratio:6.2f} x  (bound {bound})"


def compare(ours: Callable[[], object], floor: Callable[[], object], rounds: int = 9) -> Ratio:
    """Time both in turn, after one uncounted round of each."""
    ours(), floor()
    pairs = [(_time(ours), _time(floor)) for _round in range(rounds)]
    return Ratio(
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def _time(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000
