"""Own reminders (*bevakning*): a day on which to look at a case again, apart from every time limit."""

from datetime import date

from familjeflow.domain import events as e
from familjeflow.domain.errors import DomainError
from familjeflow.domain.watches import Watch, watches
from familjeflow.domain.work_events import WatchEnded, WatchSet
from familjeflow.i18n import _
from familjeflow.services.case_work import Loaded, act, load
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk


def open_watches(desk: Desk, case_id: str) -> tuple[Watch, ...]:
    """The reminders of a case that are open, by day."""
    return desk.vault.read(lambda store: watches(load(store, case_id).facts))


def set_watch(
    desk: Desk, case_id: str, day: date, text: str = "", *, step: str = "", watch_id: str = ""
) -> ChangeSet:
    """Set a reminder, or with `watch_id` move one. Raises DomainError "past_day" or "unknown_watch"."""
    if day < desk.today:
        raise DomainError("past_day", day=day.isoformat())

    def decide(now: Loaded) -> tuple[e.Payload, ...]:
        known = _known(now, watch_id) if watch_id else None
        words = text.strip() or (known.text if known else _("Bevakning"))
        place = step or (known.step if known else "")
        return (WatchSet(watch_id or desk.new_id(), day, words, place),)

    return act(desk, case_id, decide)


def end_watch(desk: Desk, case_id: str, watch_id: str) -> ChangeSet:
    """The reminder has been dealt with. Raises DomainError "unknown_watch"."""

    def decide(now: Loaded) -> tuple[e.Payload, ...]:
        _known(now, watch_id)
        return (WatchEnded(watch_id),)

    return act(desk, case_id, decide)


def _known(now: Loaded, watch_id: str) -> Watch:
    found = next((w for w in watches(now.facts) if w.watch_id == watch_id), None)
    if found is None:
        raise DomainError("unknown_watch")
    return found
