"""`python -m benchmarks`: run every benchmark and print its ratios."""

import sys
from collections.abc import Callable, Iterator

from benchmarks import backup, calendar, cases, day, lists, papers, search, start, statistics

ALL: tuple[Callable[[], Iterator[str]], ...] = (
    start.lines,
    cases.lines,
    lists.lines,
    day.lines,
    calendar.lines,
    search.lines,
    statistics.lines,
    papers.lines,
    backup.lines,
)


def main() -> int:
    """Print the report as it grows."""
    sys.stdout.write(f"{'what':58} {'ours':>12} {'floor':>13} {'ratio':>8}\n")
    for benchmark in ALL:
        for line in benchmark():
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
