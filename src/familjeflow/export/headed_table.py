"""A table under a heading of its own, as the papers of a whole case have several."""

from collections.abc import Sequence

from familjeflow.export.document import Paper


def headed_table(
    paper: Paper, heading: str, header: Sequence[str], rows: Sequence[Sequence[str]], empty: str = ""
) -> None:
    """The table; without rows the words of `empty`, and without those nothing at all."""
    if not rows and not empty:
        return
    with paper.section(heading):
        if rows:
            paper.table(header, rows)
        else:
            paper.p(empty)
