"""The page Min dag: groups in one column, each row a step to open or a box to tick."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from familjeflow.domain.errors import DomainError
from familjeflow.i18n import _
from familjeflow.services import steps, undoing, watches
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.my_day import DayGroup, DayRow, my_day
from familjeflow.services.processes import FormatError
from familjeflow.ui import theme
from familjeflow.ui.frame.context import Context
from familjeflow.ui.journal.queue import EnterQueue
from familjeflow.ui.my_day.filter_line import DayFilterLine
from familjeflow.ui.my_day.meetings_column import TodayMeetings
from familjeflow.ui.my_day.row_strips import RowStrips
from familjeflow.ui.my_day.table import DayTable
from familjeflow.ui.settings.backup_notice import BackupNotice
from familjeflow.ui.widgets import badges, buttons
from familjeflow.ui.widgets.layouts import clear, column, holder, row, scrolling
from familjeflow.ui.widgets.panels import EmptyState, Notice
from familjeflow.ui.widgets.text import label, meta, page_title

_NARROW = 1000
"""Pixels of the page below which today's meetings stand under the groups."""
_LAST = "register"
"""The group that stands below the notes that wait to be entered."""


class MyDayPage(QWidget):
    """`new_case` and `example_case` come from the empty page's two choices.

    `note_wanted` asks to open the draft of a note, as case id and note id; `told_wanted` a step of a case to
    register what another role has told.
    """

    new_case = Signal()
    example_case = Signal()
    note_wanted = Signal(str, str)
    told_wanted = Signal(str, str)

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        theme.mark(self, surface="ground")
        self._desk = desk
        self._context = context
        self._undo: tuple[str, str] | None = None
        self._all_of: set[str] = set()
        self.tables: list[DayTable] = []
        self._title = page_title("")
        self.filter = DayFilterLine()
        self.filter.changed.connect(self.reload)
        self._groups, self._below = QVBoxLayout(), QVBoxLayout()
        self.queue = EnterQueue(desk, context)
        self.queue.note_wanted.connect(self.note_wanted)
        self.queue.passed.connect(self._pass_queue)
        self._undo_button = buttons.plain(_("Ångra"), self.undo, icon="undo-2")
        self.said = Notice("done", "", self._undo_button)
        self._stack = QStackedWidget()
        groups = column(self._groups, self.queue, self._below, None, spacing=theme.M)
        groups.setContentsMargins(0, 0, theme.S, 0)
        for layout in (self._groups, self._below):
            layout.setSpacing(theme.M)
        area = scrolling(holder(groups), name=_("Min dag"))
        self.strips = RowStrips(desk, area, self._keep)
        self._stack.addWidget(area)
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self._nothing_today())
        hint = meta(_("Enter öppnar · Mellanslag klart · B bevakning · F flytta · R besked · Ctrl+/ alla"))
        head = row(self._title, self.filter, spacing=theme.M)
        head.setStretch(0, 1)
        self.meetings = TodayMeetings(desk, context)
        self.meetings.left.connect(self._leave_meetings)
        self._middle = row(self._stack, self.meetings, spacing=theme.L)
        self._middle.setStretch(0, 1)
        self.backups = BackupNotice(desk, context)
        parts = column(head, self.backups, self.said, self._middle, hint, spacing=theme.M, margin=theme.L)
        parts.setStretch(3, 1)
        self.setLayout(parts)

    def _empty(self) -> EmptyState:
        return EmptyState(
            "sun",
            _("Här samlas det du ska göra"),
            _("När ett ärende är öppnat visas vad som är försenat, vad som gäller idag och vad som kommer."),
            buttons.primary(_("Nytt ärende"), self.new_case.emit),
            buttons.plain(_("Prova med ett påhittat ärende"), self.example_case.emit),
        )

    def _nothing_today(self) -> EmptyState:
        return EmptyState(
            "circle-check",
            _("Inget väntar på dig"),
            _("Inga tidsgränser de närmaste sju dagarna, och inget kvar att registrera."),
            buttons.plain(_("Nytt ärende"), self.new_case.emit),
        )

    def reload(self) -> None:
        """Read the day again and keep the place."""
        self.backups.reload()
        place = self._place()
        self.strips.forget()
        view = my_day(
            self._desk, role=self.filter.role(), client=self.filter.client(), all_of=frozenset(self._all_of)
        )
        self.filter.show_roles(view.roles, view.role)
        self._title.setText(view.title)
        clear(self._groups)
        clear(self._below)
        self.tables = []
        for group in view.groups:
            (self._below if group.slug == _LAST else self._groups).addWidget(self._card(group))
        self.queue.reload()
        queued = not self.queue.is_empty() or not self.queue.notice.isHidden()  # what was done can be undone
        self.queue.setVisible(queued)
        self.meetings.reload()
        self.meetings.setVisible(not self.meetings.is_empty())
        something = bool(view.groups) or queued
        self._stack.setCurrentIndex(0 if something else 2 if view.open_cases else 1)
        if place is not None and self.tables:
            self._go_to(*place)

    def _card(self, group: DayGroup) -> QFrame:
        card = QFrame()
        theme.mark(card, surface="card")
        late = group.slug == "overdue"
        title = label(group.title, type_="strong", tone="overdue" if late else "")
        head = row(theme.XS, title, badges.count(group.total, overdue=late), None, spacing=theme.S)
        head.setContentsMargins(theme.S, theme.S, theme.S, theme.XS)
        table = DayTable(group.title, group.rows)
        table.opened.connect(lambda place: self._open(table.day_rows.rows[place]))
        table.ticked.connect(lambda place: self._tick(table.day_rows.rows[place]))
        table.passed.connect(lambda way: self._pass(table, way))
        table.aside.connect(self.meetings.take_focus)
        table.watch_wanted.connect(lambda: self._about(table, self.strips.watch))
        table.move_wanted.connect(lambda: self._about(table, self._move))
        table.told_wanted.connect(lambda: self._about(table, self._ask_told))
        table.undo_wanted.connect(self.undo)
        self.tables.append(table)
        parts = column(head, table, spacing=0, margin=1)
        if len(group.rows) < group.total:
            text = _("Visa alla {count}").format(count=group.total)
            parts.addLayout(row(theme.S, buttons.link(text, lambda: self._show_all(group.slug)), None))
        card.setLayout(parts)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Today's meetings stand beside the groups where there is room, else under them."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        way = QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight
        self._middle.setDirection(way)
        self.meetings.fit(narrow)

    def _leave_meetings(self) -> None:
        if self.tables:
            self._go_to(0, 0)

    def _show_all(self, slug: str) -> None:
        self._all_of.add(slug)
        self.reload()

    def _open(self, line: DayRow) -> None:
        self._context.open_case(line.case_id, line.step)

    def _about(self, table: DayTable, act: Callable[[DayTable, DayRow], object]) -> None:
        line = table.row()
        if line is not None:
            act(table, line)

    def _move(self, table: DayTable, line: DayRow) -> None:
        if line.kind == "limit":
            self.strips.move(table, line)
        elif line.kind == "watch":
            self.strips.watch(table, line)
        else:
            self._say(_("Den raden har inget datum att flytta. B sätter en bevakning."), "waiting")

    def _ask_told(self, _table: DayTable, line: DayRow) -> None:
        if line.step:
            self.told_wanted.emit(line.case_id, line.step)
        else:
            self._say(_("Raden hör inte till något steg. Öppna ärendet med Enter."), "waiting")

    def _tick(self, line: DayRow) -> None:
        if not line.tickable:
            return

        def work() -> ChangeSet:
            if line.kind == "watch":
                return watches.end_watch(self._desk, line.case_id, line.item)
            return steps.tick(self._desk, line.case_id, line.step, line.item)

        self._keep(line, work, _("Markerat klart: {what}.").format(what=line.what))

    def _keep(self, line: DayRow, work: Callable[[], ChangeSet], told: str) -> bool:
        """Do something about a row, say it and offer to take it back."""
        try:
            changed = work()
        except (DomainError, FormatError) as error:
            self._context.fault(error)
            return False
        if changed.event_ids:
            self._undo = (line.case_id, changed.event_ids[-1])
            self._say(told)
        self._told(changed)
        return True

    def _say(self, words: str, tone: str = "done") -> None:
        self._undo_button.setVisible(tone == "done")
        self.said.say(words, tone)

    def undo(self) -> None:
        """Take back the last thing that was done here."""
        if self._undo is None:
            return
        case_id, event_id = self._undo
        try:
            changed = undoing.undo(self._desk, case_id, event_id)
        except (DomainError, FormatError) as error:
            self._context.fault(error)
            return
        self._undo = None
        self.said.say("")
        self._told(changed)

    def _told(self, changed: ChangeSet) -> None:
        self._context.saved()
        self._context.changed(changed)

    def _pass(self, table: DayTable, way: int) -> None:
        """Arrow keys go on into the group above or below; the queue of notes lies before the last group."""
        place = self.tables.index(table) + way
        after_queue = self._first_below()
        crossed = max(place, place - way) == after_queue
        if crossed and not self.queue.is_empty():
            self.queue.take_focus()
        elif 0 <= place < len(self.tables):
            self._enter_group(place, way)

    def _pass_queue(self, way: int) -> None:
        place = self._first_below() - (way < 0)
        if 0 <= place < len(self.tables):
            self._enter_group(place, way)

    def _first_below(self) -> int:
        """The place of the first group below the queue."""
        return len(self.tables) - self._below.count()

    def _enter_group(self, place: int, way: int) -> None:
        last = self.tables[place].day_rows.rowCount() - 1
        self._go_to(place, 0 if way > 0 else last)

    def _place(self) -> tuple[int, int] | None:
        for number, table in enumerate(self.tables):
            if table.hasFocus():
                return number, table.chosen()
        return None

    def _go_to(self, group: int, line: int) -> None:
        table = self.tables[min(group, len(self.tables) - 1)]
        table.choose(max(0, min(line, table.day_rows.rowCount() - 1)))
        table.setFocus()

    def take_focus(self) -> None:
        """Go to the first row."""
        if self.tables and self._first_below() > 0:
            self._go_to(0, 0)
        elif not self.queue.is_empty():
            self.queue.take_focus()
        elif self.tables:
            self._go_to(0, 0)
