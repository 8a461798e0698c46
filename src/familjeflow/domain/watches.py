"""Own reminders (*bevakning*) in a case, apart from every time limit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from familjeflow.domain import events as e
from familjeflow.domain import work_events as w
from familjeflow.domain.fold import live_facts, new_names


@dataclass(frozen=True, slots=True)
class Watch:
    """An open reminder. `latest` is the fact that set or last moved it."""

    watch_id: str
    day: date
    text: str
    step: str
    latest: str


def watches(facts: Iterable[e.Event]) -> tuple[Watch, ...]:
    """The reminders that are open, by day. One that has ended and is set again is open again."""
    ordered = live_facts(facts)
    names = new_names(ordered)
    found: dict[str, Watch] = {}
    for fact in ordered:
        said = fact.payload
        if isinstance(said, w.WatchSet):
            step = names.get(said.step, said.step)
            found[said.watch_id] = Watch(said.watch_id, said.day, said.text, step, fact.id)
        elif isinstance(said, w.WatchEnded):
            found.pop(said.watch_id, None)
    return tuple(sorted(found.values(), key=lambda watch: (watch.day, watch.watch_id)))
