"""The tab Möten: what is booked, what became of the rest, and the keys for both."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QWidget

from familjeflow.i18n import _, ngettext
from familjeflow.services import calendar_files, meetings, undoing
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.meetings import Booking, MeetingLine, MeetingsView
from familjeflow.ui import icons, theme
from familjeflow.ui.case.meetings.form import MeetingForm
from familjeflow.ui.case.meetings.table import MeetingTable
from familjeflow.ui.case.surfaces import ground
from familjeflow.ui.dialogs import Dialogs
from familjeflow.ui.journal.tab import Act
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.panels import EmptyState, Notice
from familjeflow.ui.widgets.text import label

_LIST, _EMPTY, _FORM = range(3)
ICS = "iCalendar (*.ics)"


class MeetingsTab(QWidget):
    """The meetings of one case.

    `invite_wanted` carries the id of a meeting to write a kallelse to, `contacts_wanted` asks for the journal
    with calls, mails and visits. `step` gives the step that is shown, for a new booking.
    """

    invite_wanted = Signal(str)
    contacts_wanted = Signal()

    def __init__(self, desk: Desk, case_id: str, act: Act, dialogs: Dialogs, step: Callable[[], str]) -> None:
        super().__init__()
        self._desk = desk
        self._case_id = case_id
        self._act = act
        self._dialogs = dialogs
        self._step = step
        self._view: MeetingsView | None = None
        self._last = ""
        self.table = MeetingTable()
        self.form = MeetingForm(desk, lambda work: self._act(work))
        self.notice = Notice("done", "", buttons.plain(_("Ångra"), self._undo_last, icon="undo-2"))
        self.saved = Notice("done")
        self._stack = QStackedWidget()
        self._compose()
        self._doings: dict[str, Callable[[MeetingLine], object]] = {
            "came": lambda m: self._end(m, "held"),
            "missed": lambda m: self._end(m, "missed"),
            "cancel": lambda m: self._end(m, "cancelled"),
            "next_meeting": self._next,
            "invite": lambda m: self.invite_wanted.emit(m.meeting_id),
            "move_meeting": self._begin_move,
            "undo": lambda m: self._take_back(m.event_id),
            "ics": self._save_ics,
        }
        self.table.acted.connect(self.do)
        self.table.chosen_changed.connect(self._show_acts)
        self.form.left.connect(self._leave_form)
        self.form.booked.connect(self._book)
        self.form.moved.connect(self._move)

    def reload(self) -> None:
        """Read the meetings again; the chosen one stays chosen."""
        view = self._act(lambda: meetings.meetings(self._desk, self._case_id))
        if view is None:
            return
        self._view = view
        self.table.show_meetings((*view.coming, *view.past))
        self._show_visits(view)
        if self._stack.currentIndex() != _FORM:
            self._show_list()
        self._show_acts()

    def way_in(self) -> QWidget:
        """The keyboard begins in the list, in the form, or with what an empty list offers."""
        return {_LIST: self.table, _EMPTY: self._first, _FORM: self.form.kind}[self._stack.currentIndex()]

    def book(self) -> None:
        """Show an empty booking about the step that is shown."""
        if self._view is not None:
            self.notice.say("")
            self.form.begin(self._view, self._step())
            self._stack.setCurrentIndex(_FORM)
            self._show_acts()
            self.form.kind.setFocus()

    def show_meeting(self, meeting_id: str, doing: str = "") -> None:
        """Choose a meeting and, unless "", do something with it."""
        self.reload()
        self.table.choose_meeting(meeting_id)
        self.way_in().setFocus()
        if doing:
            self.do(doing)

    def do(self, doing: str) -> None:
        """Do something with the chosen meeting, by its id in `ui.actions`."""
        meeting = self.table.meeting()
        if meeting is not None:
            self._doings[doing](meeting)

    # ---- how it looks ----

    def _compose(self) -> None:
        self._first = buttons.primary(_("Boka möte"), self.book)
        text = _("Välj dag, tid och vilka som är med. Kallelsen fylls i av det du bokar.")
        nothing = EmptyState("calendar", _("Inget möte är bokat"), text, self._first)
        for part in (self.table, nothing, self.form):
            self._stack.addWidget(part)
        said = column(self.notice, self.saved)
        layout = column(self._make_head(), said, self._stack, self._make_foot(), spacing=0)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        ground(self, "raised")

    def _make_head(self) -> QFrame:
        self._head = QFrame()
        theme.mark(self._head, surface="bar")
        self.kept, self.missed = label(tone="done"), label(tone="overdue")
        marks = [label(), label()]
        icons.dress(marks[0], "circle-check", "done", 16)
        icons.dress(marks[1], "triangle-alert", "overdue", 16)
        self._visits = [marks[0], marks[1], self.kept, self.missed]
        journal = buttons.link(_("Samtal, mejl och besök i journalen"), self.contacts_wanted.emit)
        self.new = buttons.plain(_("Boka möte"), self.book, icon="plus")
        line = row(marks[0], self.kept, theme.S, marks[1], self.missed, None, journal, self.new)
        line.setContentsMargins(theme.L, theme.S, theme.M, theme.S)
        self._head.setLayout(line)
        return self._head

    def _make_foot(self) -> QFrame:
        self._foot = QFrame()
        theme.mark(self._foot, surface="foot")
        self.acts = {
            "came": buttons.quiet(_("Kom (K)"), lambda: self.do("came"), icon="circle-check"),
            "missed": buttons.quiet(_("Uteblev (U)"), lambda: self.do("missed"), icon="triangle-alert"),
            "next_meeting": buttons.quiet(_("Nästa (N)"), lambda: self.do("next_meeting"), icon="repeat"),
            "invite": buttons.quiet(_("Kallelse (M)"), lambda: self.do("invite"), icon="file-text"),
            "move_meeting": buttons.quiet(_("Flytta (F)"), lambda: self.do("move_meeting"), icon="calendar"),
        }
        menu = QMenu(self)
        self._cancel = menu.addAction(_("Ställ in mötet"), lambda: self.do("cancel"))
        menu.addAction(_("Ångra det senaste om mötet"), lambda: self.do("undo"))
        menu.addAction(_("Spara som kalenderfil"), lambda: self.do("ics"))
        more = buttons.menu_button(_("Mer"), menu)
        more.setAccessibleName(_("Mer att göra med mötet"))
        line = row(*self.acts.values(), None, more, spacing=2)
        line.setContentsMargins(theme.S, theme.XS, theme.M, theme.XS)
        self._foot.setLayout(line)
        return self._foot

    def _show_visits(self, view: MeetingsView) -> None:
        visits = view.visits
        self.kept.setText(ngettext("Kom {n} gång", "Kom {n} gånger", visits.kept).format(n=visits.kept))
        words = ngettext("uteblev {n} gång", "uteblev {n} gånger", visits.missed)
        self.missed.setText(words.format(n=visits.missed))
        for number, parts in ((visits.kept, self._visits[::2]), (visits.missed, self._visits[1::2])):
            for part in parts:
                part.setVisible(number > 0)

    def _show_list(self) -> None:
        self._stack.setCurrentIndex(_LIST if self.table.meeting_rows.rows else _EMPTY)
        self._show_acts()

    def _show_acts(self) -> None:
        place = self._stack.currentIndex()
        meeting = self.table.meeting()
        self._head.setVisible(place == _LIST)
        self._foot.setVisible(place == _LIST)
        if meeting is None:
            return
        been = meeting.starts.date() <= self._desk.today
        self.acts["came"].setEnabled(not meeting.outcome and been)
        self.acts["missed"].setEnabled(not meeting.outcome and been)
        self.acts["move_meeting"].setEnabled(not meeting.outcome)
        self.acts["invite"].setEnabled(not meeting.outcome)
        self.acts["next_meeting"].setEnabled(not meeting.has_next)
        self._cancel.setEnabled(not meeting.outcome)

    # ---- what it does ----

    def _end(self, meeting: MeetingLine, outcome: str) -> None:
        changed = self._act(lambda: meetings.end(self._desk, self._case_id, meeting.meeting_id, outcome))
        words = {
            "held": _("Kom är noterat. Tryck N för att boka nästa möte."),
            "missed": _("Uteblev är noterat. Tryck N för att boka en ny tid."),
            "cancelled": _("Mötet är inställt."),
        }
        self._tell(changed, words[outcome])

    def _next(self, meeting: MeetingLine) -> None:
        changed = self._act(lambda: meetings.book_next(self._desk, self._case_id, meeting.meeting_id))
        self._tell_booked(changed, _("Nästa möte är bokat: {when}."))

    def _book(self, wanted: Booking) -> None:
        changed = self._act(lambda: meetings.book(self._desk, self._case_id, wanted))
        if changed is not None:
            self._leave_form()
        self._tell_booked(changed, _("Bokat: {when}."))

    def _begin_move(self, meeting: MeetingLine) -> None:
        if self._view is not None and not meeting.outcome:
            self.notice.say("")
            self.form.begin_move(self._view, meeting)
            self._stack.setCurrentIndex(_FORM)
            self._show_acts()
            self.form.day.line.setFocus()

    def _move(self, starts: datetime, minutes: int, room: str, interpreter: str, reason: str) -> None:
        meeting = self.table.meeting()
        if meeting is None:
            return
        changed = self._act(
            lambda: meetings.move(
                self._desk,
                self._case_id,
                meeting.meeting_id,
                starts,
                minutes,
                room=room,
                interpreter=interpreter,
                reason=reason,
            )
        )
        if changed is not None:
            self._leave_form()
        self._tell_booked(changed, _("Flyttat till {when}."))

    def _leave_form(self) -> None:
        self._stack.setCurrentIndex(_LIST)
        self._show_list()
        self.way_in().setFocus()

    def _tell_booked(self, changed: ChangeSet | None, words: str) -> None:
        if changed is None:
            return
        booked = meetings.latest_booked(self._desk, self._case_id, changed)
        if booked is None:
            return
        clashes = meetings.warnings(self._desk, booked.starts, booked.minutes, but=booked.meeting_id)
        self._tell(changed, " ".join((words.format(when=booked.when_text), *clashes)))
        self.table.choose_meeting(booked.meeting_id)

    def _tell(self, changed: ChangeSet | None, words: str) -> None:
        """Say what was done, with a way back; the keyboard goes on in the list."""
        if changed is None:
            return
        self._last = changed.event_ids[-1] if changed.event_ids else ""
        self.reload()
        self.saved.say("")
        self.notice.say(words, "done")
        self.way_in().setFocus()

    def _undo_last(self) -> None:
        self._take_back(self._last)

    def _take_back(self, event_id: str) -> None:
        changed = self._act(lambda: undoing.undo(self._desk, self._case_id, event_id))
        if changed is not None:
            self.notice.say("")
            self.reload()
            self.way_in().setFocus()

    def _save_ics(self, meeting: MeetingLine) -> None:
        chosen = self._dialogs.save_file(self, _("Spara som kalenderfil"), "mote.ics", ICS)
        if chosen is not None:
            self._write(chosen, meeting)

    def _write(self, chosen: Path, meeting: MeetingLine) -> None:
        data = self._act(lambda: calendar_files.one_meeting(self._desk, self._case_id, meeting.meeting_id))
        if data is None:
            return
        try:
            calendar_files.save(chosen, data)
        except OSError:
            self.saved.say(_("Filen kunde inte sparas. Välj en annan mapp eller ett annat namn."), "overdue")
            return
        self.saved.say(_("Kalenderfilen är sparad. Den säger bara Möte och ärendets nummer."), "done")
