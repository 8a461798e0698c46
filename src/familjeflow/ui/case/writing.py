"""What lies over the tabs of a case until it is left: a form, a letter, a note or a paper."""

from collections.abc import Callable
from typing import Any, Protocol, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from familjeflow.services import letter_drafts, meetings
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.ui.case.case_form import open_form
from familjeflow.ui.case.exports import Exports
from familjeflow.ui.case.letters.opening import Known, open_letter
from familjeflow.ui.case.requests import OpenDocument
from familjeflow.ui.case.trouble import TroubleStrip
from familjeflow.ui.papers.beside import Beside
from familjeflow.ui.papers.leaving import LeavingPaper
from familjeflow.ui.papers.paper_page import PaperPage
from familjeflow.ui.papers.preview_pane import PreviewActs, PreviewPane


class WrittenPage(Protocol):
    """A page over the tabs."""

    def flush(self) -> None:
        """Keep what has been typed."""
        ...

    def surfaces(self) -> tuple[QWidget, ...]:
        """What F6 moves between."""
        ...

    def toggle_preview(self) -> None:
        """Show or hide the paper of it."""
        ...

    def focus_first(self) -> None:
        """Put the keyboard into it."""
        ...


class Writing(QStackedWidget):
    """The tabs, and at most one page over them.

    `opened` carries the step of a form, `closed` the step to go on with ("" for the one that is shown),
    `adopted` a form and its changes; `kept` tells that a draft was kept. `papers` carries the paper that
    takes the room of the step's panel, None when it is given back.
    """

    opened = Signal(str)
    closed = Signal(str)
    adopted = Signal(object, object)
    kept = Signal()
    papers = Signal(object)

    def __init__(
        self, desk: Desk, case_id: str, tabs: QWidget, exports: Exports, trouble: TroubleStrip
    ) -> None:
        super().__init__()
        self._desk = desk
        self._case_id = case_id
        self._tabs = tabs
        self._exports = exports
        self._trouble = trouble
        self.page: WrittenPage | None = None
        self.addWidget(tabs)

    def put(self, page: WrittenPage) -> None:
        """Show a page over the tabs, until it is left."""
        self._cover(page)
        page.focus_first()

    def form(self, wanted: OpenDocument) -> None:
        """Show the form of a document."""
        form = self._made(lambda: open_form(self._desk, self._case_id, wanted, self._exports, self._trouble))
        if form is None:
            return
        form.left.connect(lambda: self.closed.emit(wanted.step))
        form.adopted.connect(lambda changes: self._adopted(wanted, changes))
        form.draft_kept.connect(self.kept)
        self._write(form, form.paper)
        self.opened.emit(wanted.step)
        form.focus_first()

    def letter(self, kind: str, known: Known | None = None) -> None:
        """Show a letter of that kind, ready to be written, with what is known of it filled in."""
        letter = self._made(
            lambda: open_letter(self._desk, self._case_id, kind, self._exports, self._trouble, known)
        )
        if letter is None:
            return
        letter.left.connect(lambda: self.closed.emit(""))
        letter.draft.kept.connect(self.kept)
        self._write(letter, letter.paper)
        letter.focus_first()

    def invite(self, meeting_id: str) -> None:
        """Show a kallelse to a meeting, with its day, time, room and interpreter."""
        desk, case_id = self._desk, self._case_id
        known = self._made(
            lambda: Known(
                meetings.invitation(desk, case_id, meeting_id),
                meetings.receiver_of(desk, case_id, meeting_id),
            )
        )
        if known is not None:
            self.letter("kallelse", known)

    def letter_drafts(self) -> frozenset[str]:
        """The kinds of letter that have been begun."""
        kept = self._trouble.attempt(lambda: letter_drafts.kinds_kept(self._desk, self._case_id))
        return kept or frozenset()

    def paper(self, paper: LeavingPaper) -> None:
        """Show a paper of the case to look at."""
        acts = PreviewActs(
            lambda: paper.make,
            lambda: self._exports.print_paper(paper),
            lambda: self._exports.save_pdf(paper),
        )
        shown = PaperPage(paper.title, PreviewPane(acts, can_close=False))
        shown.left.connect(lambda: self.closed.emit(""))
        self.put(shown)

    def preview(self) -> None:
        """Show the paper of what is being written, or of the case."""
        if self.page is not None:
            self.page.toggle_preview()
        else:
            self.paper(self._exports.case_papers()[0])

    def flush(self) -> None:
        """Keep what has been typed."""
        if self.page is not None:
            self.page.flush()

    def surfaces(self) -> tuple[QWidget, ...]:
        """What F6 moves between while a page lies over the tabs."""
        return self.page.surfaces() if self.page is not None else ()

    def leave(self) -> None:
        """Keep what has been typed and show the tabs again."""
        if self.page is None:
            return
        page, self.page = self.page, None
        page.flush()
        self.papers.emit(None)
        self.setCurrentWidget(self._tabs)
        widget = cast(QWidget, page)
        self.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    def _made(self, make: Callable[[], Any]) -> Any:
        self.leave()
        return self._trouble.attempt(make)

    def _write(self, page: WrittenPage, beside: Beside) -> None:
        beside.toggled.connect(lambda shown: self.papers.emit(beside if shown else None))
        self._cover(page)
        beside.restore()

    def _cover(self, page: WrittenPage) -> None:
        self.leave()
        self.page = page
        widget = cast(QWidget, page)
        self.addWidget(widget)
        self.setCurrentWidget(widget)

    def _adopted(self, wanted: OpenDocument, changes: ChangeSet) -> None:
        """The form stays open on the saved document, ready to be printed."""
        self.adopted.emit(wanted, changes)
        self.form(wanted)
