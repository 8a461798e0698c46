"""Statistics and heat map of 10 000 cases, against the bare SQL on the same file."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.many_cases import fill_steps, vault_with
from benchmarks.side_by_side import compare
from familjeflow.domain.statistics import PeriodKind, period_of
from familjeflow.services import heat_map, statistics, statistics_topics
from familjeflow.services.statistics import Choice
from familjeflow.storage.connection import reader
from familjeflow.storage.step_lists import statements


def lines() -> Iterator[str]:
    """The lines of the report."""
    with tempfile.TemporaryDirectory() as folder, vault_with(10_000, Path(folder)) as (desk, _ids, key):
        fill_steps(desk)
        period = period_of(PeriodKind.YEAR, desk.today)
        process = statistics.offers(desk).processes[0][0]
        db = reader(desk.vault.path, key)

        def floor() -> None:
            for statement, values in statements(period, desk.today):
                db.execute_sql(statement, values).fetchall()

        def topics() -> None:
            statistics_topics.topics(statistics.numbers(desk, Choice(period)))

        def heat() -> None:
            numbers = statistics.numbers(desk, Choice(period, process))
            for measure in heat_map.MEASURES:
                heat_map.heat_map(numbers, measure)

        yield compare(topics, floor, 9).line("statistics of 10 000 cases vs bare SQL (<= 1 s)", "2")
        yield compare(heat, floor, 9).line("four heat maps of 10 000 cases vs bare SQL (<= 1 s)", "2")
        db.close()
