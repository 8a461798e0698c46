"""The small line under a row of Min dag: set a reminder, or move the row's day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea, QWidget

from familjeflow.domain.own_limits import OWN
from familjeflow.i18n import _
from familjeflow.services import own_limits, steps, watches
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.my_day import DayRow
from familjeflow.services.words import day_word
from familjeflow.ui import theme
from familjeflow.ui.case.limits.strips import MoveStrip, Strip, WatchStrip
from familjeflow.ui.my_day.table import DayTable

Keep = Callable[[DayRow, Callable[[], ChangeSet], str], bool]
"""Does something about a row and says it, or says what the world does not allow; whether it was done."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a strip asks about."""

    text: str
    day: date | None


class RowStrips:
    """One strip at a time, over what lies under the row, so that the row it is about stays in sight."""

    def __init__(self, desk: Desk, area: QScrollArea, keep: Keep) -> None:
        self._desk = desk
        self._area = area
        self._content: QWidget = area.widget() or area
        self._keep = keep
        self.shown: Strip | None = None
        self._row: DayRow | None = None
        self._table: DayTable | None = None

    def watch(self, table: DayTable, line: DayRow) -> None:
        """Ask on which day to be reminded; of a row that is a reminder, to which day it is moved."""
        strip = WatchStrip(self._desk.today)
        strip.kept.connect(lambda: self._watch_kept(strip))
        self._show(strip, table, line)
        strip.begin(_Asked(line.what, line.day))

    def move(self, table: DayTable, line: DayRow) -> None:
        """Ask to which day a time limit is moved, and why."""
        strip = MoveStrip(self._desk.today)
        strip.kept.connect(lambda: self._move_kept(strip))
        self._show(strip, table, line)
        strip.begin(_Asked(line.what, line.day))

    def leave(self) -> None:
        """Take the strip away, with the keyboard back on the row."""
        table = self._table
        self.forget()
        if table is not None:
            table.setFocus()

    def forget(self) -> None:
        """Take the strip away."""
        strip, self.shown = self.shown, None
        if self._table is not None:
            self._table.hold(False)
        self._table = self._row = None
        if strip is not None:
            strip.hide()
            strip.deleteLater()

    def _show(self, strip: Strip, table: DayTable, line: DayRow) -> None:
        self.forget()
        self.shown, self._table, self._row = strip, table, line
        table.hold(True)
        strip.left.connect(self.leave)
        content = self._content
        strip.setParent(content)
        theme.mark(strip, surface="strip")
        strip.resize(table.width(), strip.sizeHint().height())
        strip.move(self._place(strip, table, content))
        strip.show()
        strip.raise_()
        self._area.ensureWidgetVisible(strip, 0, theme.S)

    def _place(self, strip: QWidget, table: DayTable, content: QWidget) -> QPoint:
        """Under the row; above it where there is no room under it."""
        row = table.visualRect(table.model().index(table.chosen(), 0))
        below = table.viewport().mapTo(content, row.bottomLeft())
        above = table.viewport().mapTo(content, row.topLeft())
        fits = below.y() + strip.height() <= content.height()
        left = table.mapTo(content, QPoint(0, 0)).x()
        return QPoint(left, below.y() + 1 if fits else max(0, above.y() - strip.height()))

    def _watch_kept(self, strip: WatchStrip) -> None:
        day, text = strip.said()
        line = self._row
        if day is None or line is None:
            return
        moved = line.item if line.kind == "watch" else ""

        def work() -> ChangeSet:
            return watches.set_watch(self._desk, line.case_id, day, text, step=line.step, watch_id=moved)

        self._done(line, work, _("Bevakning satt till {day}.").format(day=day_word(day)))

    def _move_kept(self, strip: MoveStrip) -> None:
        day, reason = strip.said()
        line = self._row
        if day is None or line is None:
            return
        mover = own_limits.move if line.item.startswith(OWN) else steps.move_limit

        def work() -> ChangeSet:
            return mover(self._desk, line.case_id, line.item.removeprefix(OWN), day, reason)

        self._done(line, work, _("Flyttad till {day}.").format(day=day_word(day)))

    def _done(self, line: DayRow, work: Callable[[], ChangeSet], told: str) -> None:
        self.leave()
        self._keep(line, work, told)
