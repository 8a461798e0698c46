"""Statistics on their way out: spreadsheet, paper, picture and event log, made off the GUI thread."""

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from familjeflow.i18n import _
from familjeflow.services import statistics
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.statistics import Numbers, Topic
from familjeflow.ui.case.trouble import WORLD_FAULTS
from familjeflow.ui.frame.context import Context
from familjeflow.ui.tasks import Task, run_task
from familjeflow.ui.widgets.panels import Notice

_TICK = 200
"""Milliseconds between two looks at how far the work has come."""


class Saving:
    """Saves what the page shows. `notice` tells how it went; `working` is called with whether it goes on."""

    def __init__(
        self, owner: QWidget, desk: Desk, context: Context, notice: Notice, working: Callable[[bool], None]
    ) -> None:
        self._owner = owner
        self._desk = desk
        self._context = context
        self._notice = notice
        self._working = working
        self._task: Task[ChangeSet] | None = None
        self._done_of = (0, 0)
        self._timer = QTimer(owner)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._show_progress)

    def spreadsheet(self, topic: Topic) -> None:
        """Save the table as an Excel file."""
        desk = self._desk
        self._save(topic.title, "statistik.xlsx", "Excel (*.xlsx)", lambda _stop: _sheet(desk, topic))

    def paper(self, numbers: Numbers, topic: Topic) -> None:
        """Save picture and table as a PDF."""
        desk = self._desk
        self._save(
            topic.title,
            "statistik.pdf",
            "PDF (*.pdf)",
            lambda _stop: statistics.paper(desk, numbers, topic),
        )

    def picture(self, numbers: Numbers, topic: Topic) -> None:
        """Save the picture as SVG."""
        self._save(topic.title, "statistik.svg", "SVG (*.svg)", lambda _stop: statistics.svg(numbers, topic))

    def event_log(self, numbers: Numbers) -> None:
        """Save the event log of the chosen process."""
        from familjeflow.services import event_logs  # late: XML is read when somebody saves a log

        process, desk = numbers.choice.process, self._desk
        if not process:
            self._notice.say(_("Välj en process först. En händelselogg handlar om en process."), "waiting")
            return

        def make(stop: threading.Event) -> bytes:
            return event_logs.event_log(desk, process, told=self._reached, stopped=stop)

        title = _("Händelselogg, {process}").format(process=numbers.process_name(process))
        self._save(title, "handelselogg.xes", "XES (*.xes)", make)

    def stop(self) -> None:
        """Stop what is being made; nothing is saved."""
        if self._task is not None:
            self._task.cancel()
            self._end()
            self._notice.say(_("Avbrutet. Inget har sparats."), "done")

    def _save(self, title: str, suggestion: str, kind: str, make: Callable[[threading.Event], bytes]) -> None:
        to = self._context.dialogs.save_file(self._owner, title, suggestion, kind)
        if to is None:
            return
        desk = self._desk
        self._done_of = (0, 0)
        self._notice.say(_("Filen görs i ordning …"), "waiting")
        self._working(True)
        self._timer.start()

        def work(stop: threading.Event) -> ChangeSet:
            data = make(stop)
            return ChangeSet() if stop.is_set() else statistics.save(desk, title, data, to)

        self._task = run_task(self._owner, work, lambda _changes: self._saved(to), self._failed)

    def _reached(self, done: int, every: int) -> None:
        self._done_of = (done, every)

    def _show_progress(self) -> None:
        done, every = self._done_of
        if every:
            words = _("{done} av {all} ärenden …").format(done=done, all=every)
            self._notice.say(words, "waiting")

    def _end(self) -> None:
        self._task = None
        self._timer.stop()
        self._working(False)

    def _saved(self, to: Path) -> None:
        self._end()
        self._notice.say(_("Sparat. Filen heter {name}.").format(name=to.name), "done")
        self._context.saved()

    def _failed(self, error: BaseException) -> None:
        self._end()
        if isinstance(error, OSError):
            text = _("Filen kunde inte sparas. Välj en annan mapp eller ett annat namn.")
            self._notice.say(text, "overdue")
        elif isinstance(error, WORLD_FAULTS):
            self._notice.say("")
            self._context.fault(error)
        else:
            raise error


def _sheet(desk: Desk, topic: Topic) -> bytes:
    return statistics.spreadsheet(topic, desk.today)
