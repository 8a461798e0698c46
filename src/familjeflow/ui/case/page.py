"""The page of one case. It reads the case, shows it, and carries out what its parts ask for."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from familjeflow.i18n import _
from familjeflow.services import case_views, cases, versions
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.views import ActKind, CaseView
from familjeflow.ui.case import tab_order
from familjeflow.ui.case.case_form import open_form
from familjeflow.ui.case.case_keys import bind
from familjeflow.ui.case.closing import ClosingStrip
from familjeflow.ui.case.documents import DocumentsTab
from familjeflow.ui.case.exports import Exports
from familjeflow.ui.case.header import CaseHeader, UndoLine
from familjeflow.ui.case.history import HistoryTab
from familjeflow.ui.case.letters.menu import papers_button
from familjeflow.ui.case.letters.opening import open_letter
from familjeflow.ui.case.letters.page import LetterPage
from familjeflow.ui.case.panel.step_panel import MAX_WIDTH, WIDTH, StepPanel
from familjeflow.ui.case.people import PeopleTab
from familjeflow.ui.case.picture_tab import PictureTab
from familjeflow.ui.case.requests import Change, GoTo, OpenDocument, TakeBack, carry_out
from familjeflow.ui.case.step_list import StepList
from familjeflow.ui.case.surfaces import ground
from familjeflow.ui.case.tabs import CaseTabs
from familjeflow.ui.case.trouble import TroubleStrip
from familjeflow.ui.case.version_strip import VersionStrip
from familjeflow.ui.forms.form_page import FormPage
from familjeflow.ui.frame.context import Context
from familjeflow.ui.frame.surfaces import enter
from familjeflow.ui.widgets.layouts import column

T = TypeVar("T")
PICTURE, LIST, DOCUMENTS, PEOPLE, HISTORY = range(5)


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
        self._form: FormPage | LetterPage | None = None
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
        self._show_tab(self.tabs.place())
        self._show_panel()
        return True

    def flush(self) -> None:
        """Keep everything that has been typed, before the page is closed or the vault is locked."""
        self.panel.flush()
        if self._form is not None:
            self._form.flush()

    def goto(self, step_id: str) -> None:
        """Show a step in the panel, the picture and the list."""
        self._leave_form()
        self._show_step(step_id)
        self.picture.show_step(step_id)
        self.list.show_current(step_id)

    def begin(self, step_id: str, kind: ActKind) -> None:
        """Go to a step and prepare one of its acts."""
        self.goto(step_id)
        self.panel.acts.begin(kind)

    def surfaces(self) -> tuple[QWidget, ...]:
        """The surfaces that F6 moves between: what is shown to the left, and the panel."""
        if self._form is not None:
            return (self._form, self.panel)
        return (self.tabs.part(self.tabs.place()), self.panel)

    def take_focus(self) -> None:
        """Put the keyboard into what is shown to the left."""
        enter(self.surfaces()[0])

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  # Qt's own name
        """Tab follows the reading order."""
        parts = (self.header, self._closing, self._main, self.panel)
        return tab_order.step(parts, forward) or super().focusNextPrevChild(forward)

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
            self._open_form(request)
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
        self.header = CaseHeader(self.go_to_next, self.ask_close, self.ask_reopen, self.save_pdf)
        self.header.add_act(papers_button(self.exports, self.write_letter))
        self._undo = UndoLine(self.undo)
        self._closing = ClosingStrip()
        self._version = VersionStrip(self._look_at_version, self._move_version)
        self.picture = PictureTab(self._desk, self._case_id, self.exports)
        self.list = StepList()
        # Python must not own it until its tab is shown: the garbage collector may run in another thread.
        self.list.setParent(self)
        self.list.hide()
        self.panel = StepPanel(self.ask, today, self.trouble)
        self.tabs = CaseTabs(
            [
                (_("Bild"), lambda: self.picture),
                (_("Steglista"), lambda: self.list),
                (_("Dokument"), lambda: DocumentsTab(self.ask)),
                (_("Personer"), lambda: PeopleTab(self._desk, self._case_id, self.act)),
                (_("Historik"), lambda: HistoryTab(self.ask)),
            ],
            self._undo,
        )

    def _compose(self) -> None:
        self._main = QStackedWidget()
        self._main.addWidget(self.tabs)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)  # Qt lets the pointer take hold some pixels beside it
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._main)
        splitter.addWidget(self.panel)
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
        self.tabs.shown.connect(self._show_tab)
        self.list.shown.connect(self._show_step)
        self.list.opened.connect(self._work_on)
        self.list.act_wanted.connect(self.begin)
        self.picture.shown.connect(self._show_step)
        self.picture.opened.connect(self._work_on)
        self.picture.day_chosen.connect(self._show_day)
        self.exports.noted = lambda changes: self.act(lambda: changes)
        bind(self, "undo", self.undo)
        bind(self, "print", self.save_pdf)

    def _show_tab(self, place: int) -> None:
        case = self._case
        if case is None:
            return
        part = self.tabs.part(place)
        if isinstance(part, StepList):
            part.show_steps(case.steps)
            part.show_current(self.panel.step_id)
        elif isinstance(part, HistoryTab):
            lines = self.trouble.attempt(lambda: case_views.history(self._desk, self._case_id))
            part.show_lines(lines or ())
        elif isinstance(part, PictureTab):
            self.trouble.attempt(lambda: self.picture.show_case(case))
        elif isinstance(part, DocumentsTab | PeopleTab):
            part.show_case(case)

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

    def _open_form(self, wanted: OpenDocument) -> None:
        self._leave_form()
        form = self.trouble.attempt(
            lambda: open_form(self._desk, self._case_id, wanted, self.exports, self.trouble)
        )
        if form is None:
            return
        self._form = form
        form.left.connect(lambda: self._close_form(wanted.step))
        form.adopted.connect(lambda changes: self._form_adopted(wanted, changes))
        form.draft_kept.connect(self._context.saved)
        self._main.addWidget(form)
        self._main.setCurrentWidget(form)
        self._show_step(wanted.step)
        form.focus_first()

    def write_letter(self, kind: str) -> None:
        """Show a letter of that kind, ready to be written."""
        self._leave_form()
        letter = self.trouble.attempt(
            lambda: open_letter(self._desk, self._case_id, kind, self.exports, self.trouble)
        )
        if letter is None:
            return
        self._form = letter
        letter.left.connect(lambda: self._close_form(self.panel.step_id))
        self._main.addWidget(letter)
        self._main.setCurrentWidget(letter)
        letter.focus_first()

    def _form_adopted(self, wanted: OpenDocument, changes: ChangeSet) -> None:
        """The form stays open on the saved document, ready to be printed."""
        self.act(lambda: changes)
        self._open_form(wanted)

    def _close_form(self, step_id: str) -> None:
        self._leave_form()
        self.reload()
        self._work_on(step_id)

    def _leave_form(self) -> None:
        if self._form is None:
            return
        form, self._form = self._form, None
        form.flush()
        self._main.setCurrentWidget(self.tabs)
        self._main.removeWidget(form)
        form.hide()
        form.deleteLater()
