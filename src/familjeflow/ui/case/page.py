"""The page of one case. It reads the case, shows it, and carries out what its parts ask for."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from familjeflow.i18n import _
from familjeflow.services import case_views, cases, versions
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.views import ActKind, CaseView
from familjeflow.ui.case import tab_order
from familjeflow.ui.case.case_keys import bind
from familjeflow.ui.case.closing import ClosingStrip
from familjeflow.ui.case.documents import DocumentsTab
from familjeflow.ui.case.exports import Exports
from familjeflow.ui.case.header import CaseHeader, UndoLine
from familjeflow.ui.case.history import HistoryTab
from familjeflow.ui.case.letters.menu import papers_button
from familjeflow.ui.case.limits.tab import LimitsTab
from familjeflow.ui.case.meetings.tab import MeetingsTab
from familjeflow.ui.case.panel.step_panel import MAX_WIDTH, WIDTH, StepPanel
from familjeflow.ui.case.people import PeopleTab
from familjeflow.ui.case.picture_tab import PictureTab
from familjeflow.ui.case.reference_file import ReferenceFiles
from familjeflow.ui.case.requests import Change, GoTo, OpenDocument, OpenReference, TakeBack, carry_out
from familjeflow.ui.case.step_list import StepList
from familjeflow.ui.case.surfaces import ground
from familjeflow.ui.case.tabs import (
    DOCUMENTS,
    HISTORY,
    JOURNAL,
    LIMITS,
    LIST,
    MEETINGS,
    PEOPLE,
    PICTURE,
    CaseTabs,
    Tab,
)
from familjeflow.ui.case.trouble import TroubleStrip
from familjeflow.ui.case.version_strip import VersionStrip
from familjeflow.ui.case.writing import Writing
from familjeflow.ui.frame.context import Context
from familjeflow.ui.frame.surfaces import enter
from familjeflow.ui.journal.in_case import CaseJournal, Host
from familjeflow.ui.journal.note_page import NotePage
from familjeflow.ui.papers.beside import Beside
from familjeflow.ui.widgets.layouts import column

T = TypeVar("T")


class CasePage(QWidget):
    """One open case.

    `changed` carries the ChangeSet of every act done here; `opened` the case id once it has been read.
    """

    changed = Signal(object)
    opened = Signal(str)

    def __init__(self, desk: Desk, case_id: str, context: Context) -> None:
        super().__init__()
        self._desk = desk
        self._case_id = case_id
        self._context = context
        self._case: CaseView | None = None
        self._as_of: date | None = None
        self.trouble = TroubleStrip()
        self.exports = Exports(self, desk, case_id, context.dialogs, self.trouble)
        self._make_parts()
        self._compose()
        self._connect()
        if self.reload():
            self.opened.emit(case_id)

    @property
    def case(self) -> CaseView | None:
        """What is shown, None when the case could not be read."""
        return self._case

    def reload(self) -> bool:
        """Read the case again and show it; the keyboard's place stays. False when it could not be read."""
        case = self.trouble.attempt(
            lambda: case_views.case_view(self._desk, self._case_id, as_of=self._as_of)
        )
        if case is None:
            return False
        self._case = case
        self.header.show_case(case)
        self._undo.show_case(case)
        self._version.show_case(case)
        self._show_tab()
        self._show_panel()
        return True

    def flush(self) -> None:
        """Keep everything that has been typed, before the page is closed or the vault is locked."""
        self.panel.flush()
        self.writing.flush()
        self.tabs.flush()

    def goto(self, step_id: str) -> None:
        """Show a step in the panel, the picture and the list."""
        self.writing.leave()
        self._show_step(step_id)
        self.picture.show_step(step_id)
        self.list.show_current(step_id)

    def begin(self, step_id: str, kind: ActKind) -> None:
        """Go to a step and prepare one of its acts."""
        self.goto(step_id)
        self.panel.acts.begin(kind)

    def surfaces(self) -> tuple[QWidget, ...]:
        """The surfaces that F6 moves between: what is shown to the left, and the panel."""
        written = self.writing.surfaces()
        return (*(written or (self.tabs.part(self.tabs.place()),)), self.panel)

    def take_focus(self) -> None:
        """Put the keyboard into what is shown to the left."""
        enter(self.surfaces()[0])

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  # Qt's own name
        """Tab follows the reading order."""
        parts = (self.header, self._closing, self.writing, self.panel)
        return tab_order.step(parts, forward) or super().focusNextPrevChild(forward)

    def set_private(self, on: bool) -> None:
        """While a client sits beside: nobody else's contact data, and only notes of the client's own akt."""
        client = self._case.client_id if self._case is not None else ""
        self.tabs.hide_tabs((PEOPLE,) if on else ())
        self.journal.keep_to(client if on else "")
        if on and isinstance(self.writing.page, NotePage):
            self._leave_note()

    def go_to_next(self) -> None:
        """Go to what comes next in the case, with the keyboard in the panel."""
        if self._case is not None and self._case.next is not None:
            self.goto(self._case.next.step)
            self.panel.focus_first()

    def undo(self) -> None:
        """Take back the latest act while that is possible."""
        if self._case is not None and self._case.undo is not None:
            self.ask(TakeBack(self._case.undo.event_id))

    def ask(self, request: object) -> None:
        """Do what a part of the page asks for."""
        if isinstance(request, OpenDocument):
            self.writing.form(request)
        elif isinstance(request, OpenReference):
            self._open_reference(request)
        elif isinstance(request, GoTo):
            self.goto(request.step)
            self.panel.focus_task(request.task)
        elif isinstance(request, Change):
            change = request
            self.act(lambda: carry_out(self._desk, self._case_id, change))

    def act(self, work: Callable[[], T]) -> T | None:
        """Try something that the world may refuse. What changed is read again and told to the window."""
        result = self.trouble.attempt(work)
        if isinstance(result, ChangeSet):
            self.reload()
            self._context.saved()
            self.changed.emit(result)
        return result

    def ask_close(self) -> None:
        """Ask for what is needed to close the case."""
        if self._case is not None:
            self._closing.ask_close(self._case, self._close)

    def ask_reopen(self) -> None:
        """Ask for what is needed to open the case again."""
        self._closing.ask_reopen(self._reopen)

    def save_pdf(self) -> None:
        """Save the case as a PDF where the person wants it."""
        self.flush()
        self.exports.case_pdf()

    def _make_parts(self) -> None:
        today = self._desk.today
        self._undo = UndoLine(self.undo)
        self.header = CaseHeader(self.go_to_next, self.ask_close, self.ask_reopen, self.save_pdf, self._undo)
        self._closing = ClosingStrip()
        self._version = VersionStrip(self._look_at_version, self._move_version)
        self.picture = PictureTab(self._desk, self._case_id, self.exports)
        self.list = StepList()
        # Python must not own it until its tab is shown: the garbage collector may run in another thread.
        self.list.setParent(self)
        self.list.hide()
        self.panel = StepPanel(self.ask, today, self.trouble)
        self.tabs = CaseTabs(self._tab_list())
        self.writing = Writing(self._desk, self._case_id, self.tabs, self.exports, self.trouble)
        host = Host(
            self.act,
            self.trouble.attempt,
            self.writing.put,
            self._leave_note,
            lambda: self.panel.step_id,
        )
        self.journal = CaseJournal(self._desk, self._case_id, self._context, host)
        out = papers_button(self.exports, self.writing.paper, self.writing.letter, self.writing.letter_drafts)
        self.header.add_act(out)

    def _tab_list(self) -> list[Tab]:
        desk, case_id = self._desk, self._case_id
        return [
            Tab(PICTURE, _("Bild"), lambda: self.picture, self._show_picture),
            Tab(LIST, _("Steglista"), lambda: self.list, self._show_list),
            Tab(
                JOURNAL, _("Journal"), lambda: self.journal.tab(), lambda _case: self._part(JOURNAL).reload()
            ),
            Tab(
                LIMITS,
                _("Tidsgränser"),
                lambda: LimitsTab(desk, case_id, self.act, self.ask),
                self._shown_by(LIMITS),
            ),
            Tab(DOCUMENTS, _("Dokument"), lambda: DocumentsTab(self.ask), self._shown_by(DOCUMENTS)),
            Tab(MEETINGS, _("Möten"), self._meetings_tab, lambda _case: self._part(MEETINGS).reload()),
            Tab(
                PEOPLE,
                _("Personer"),
                lambda: PeopleTab(desk, case_id, self.act, self._context.open_case),
                self._shown_by(PEOPLE),
            ),
            Tab(HISTORY, _("Historik"), lambda: HistoryTab(self.ask), self._show_history),
        ]

    def _meetings_tab(self) -> MeetingsTab:
        dialogs = self._context.dialogs
        tab = MeetingsTab(self._desk, self._case_id, self.act, dialogs, lambda: self.panel.step_id)
        tab.invite_wanted.connect(self.writing.invite)
        tab.contacts_wanted.connect(self._show_contacts)
        return tab

    def open_meeting(self, meeting_id: str, doing: str = "") -> None:
        """Show a meeting in its tab and, unless "", do something with it, by its id in `ui.actions`."""
        self.writing.leave()
        self.tabs.go_to(MEETINGS)
        self._part(MEETINGS).show_meeting(meeting_id, doing)

    def _show_contacts(self) -> None:
        """The journal with calls, mails and visits only."""
        self.tabs.go_to(JOURNAL)
        self._part(JOURNAL).show_contacts()
        self.take_focus()

    def _part(self, slug: str) -> Any:
        return self.tabs.part(slug)

    def _shown_by(self, slug: str) -> Callable[[CaseView], object]:
        return lambda case: self._part(slug).show_case(case)

    def _show_picture(self, case: CaseView) -> None:
        self.trouble.attempt(lambda: self.picture.show_case(case))

    def _show_list(self, case: CaseView) -> None:
        self.list.show_steps(case.steps)
        self.list.show_current(self.panel.step_id)

    def _show_history(self, _case: CaseView) -> None:
        lines = self.trouble.attempt(lambda: case_views.history(self._desk, self._case_id))
        self._part(HISTORY).show_lines(lines or ())

    def _compose(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)  # Qt lets the pointer take hold some pixels beside it
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.writing)
        splitter.addWidget(self.panel)
        self.writing.lower()  # a splitter puts each new part first among its children, as a reader hears them
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setSizes([10000, WIDTH])
        self.panel.setMaximumWidth(MAX_WIDTH)
        self.header.hold(self._version)
        self.header.hold(self._closing)
        layout = column(self.header, splitter, spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        ground(self, "ground")

    def _connect(self) -> None:
        self.tabs.shown.connect(lambda _slug: self._show_tab())
        self.list.shown.connect(self._show_step)
        self.list.opened.connect(self._work_on)
        self.list.act_wanted.connect(self.begin)
        self.picture.shown.connect(self._show_step)
        self.picture.opened.connect(self._work_on)
        self.picture.day_chosen.connect(self._show_day)
        self.exports.noted = lambda changes: self.act(lambda: changes)
        bind(self, "undo", self.undo)
        bind(self, "new_note", self.journal.write)
        bind(self, "print", self.writing.preview)
        self.writing.opened.connect(self._show_step)
        self.writing.closed.connect(self._written)
        self.writing.adopted.connect(lambda _wanted, changes: self.act(lambda: changes))
        self.writing.kept.connect(self._context.saved)
        self.writing.papers.connect(self._give_way)

    def _show_tab(self) -> None:
        if self._case is not None:
            self.tabs.show_case(self._case)

    def _show_panel(self) -> None:
        """The step that was shown; at first the one that comes next."""
        if self._case is None:
            return
        upcoming = self._case.next.step if self._case.next else ""
        shown = self.panel.step_id or upcoming
        if any(step.id == shown for step in self._case.steps):
            self._show_step(shown)
            self.picture.show_step(shown)
        else:
            self.panel.show_nothing()

    def _show_step(self, step_id: str) -> None:
        if self._case is not None and any(step.id == step_id for step in self._case.steps):
            self.panel.flush()
            self.panel.show_step(self._case, self._case.step(step_id))
            self.picture.mark_step(step_id)

    def _work_on(self, step_id: str) -> None:
        self._show_step(step_id)
        self.panel.focus_first()

    def _show_day(self, day: date | None) -> None:
        self._as_of = day if day != self._desk.today else None
        self.reload()

    def _close(self, reason: str) -> None:
        if self.act(lambda: cases.close_case(self._desk, self._case_id, reason)) is not None:
            self._closing.hide()

    def _reopen(self, reason: str) -> None:
        if self.act(lambda: cases.reopen_case(self._desk, self._case_id, reason)) is not None:
            self._closing.hide()

    def _look_at_version(self) -> versions.Move | None:
        return self.trouble.attempt(lambda: versions.newer_version(self._desk, self._case_id))

    def _move_version(self, reason: str) -> None:
        self.act(lambda: versions.move(self._desk, self._case_id, {}, reason))

    def _open_reference(self, wanted: OpenReference) -> None:
        if self._case is not None:
            files = ReferenceFiles(
                self, self._desk, self._context.dialogs, self.trouble, self.writing.paper, self.reload
            )
            files.open(self._case.process_id, wanted)

    def _leave_note(self) -> None:
        self.writing.leave()
        self._show_tab()
        self.take_focus()

    def _give_way(self, beside: Beside | None) -> None:
        """The step's panel gives its room to the paper beside a form, and what is said is said there."""
        if beside is not None:
            beside.pane.hold(self.trouble)
        else:
            self.panel.hold(self.trouble)
        self.panel.setVisible(beside is None)

    def _written(self, step_id: str) -> None:
        """Go on where the page that was written on belongs."""
        self.writing.leave()
        self.reload()
        self._work_on(step_id or self.panel.step_id)
