"""The journal inside a case page: its tab, and the pages in the tabs' place while a note is worked on."""

from collections.abc import Callable
from dataclasses import dataclass

from familjeflow.services import family_notes, journal, snippets
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.journal import JournalView, NoteDraft, NoteLine
from familjeflow.ui.frame.context import Context
from familjeflow.ui.journal.correction import CorrectionActs, NoteCorrector
from familjeflow.ui.journal.editor import NoteEditor, WritingActs
from familjeflow.ui.journal.note_page import NotePage
from familjeflow.ui.journal.questions import may_discard, may_drop_correction
from familjeflow.ui.journal.reader import NoteReader
from familjeflow.ui.journal.tab import Act, JournalTab


@dataclass(frozen=True)
class Host:
    """What the case page lends. `show` puts a page in the tabs' place, `leave` takes it away again.

    `act` tries something and tells what changed, `attempt` tries something without telling; `step` is the
    step that is shown, "" for none.
    """

    act: Act
    attempt: Callable[[Callable[[], object]], object]
    show: Callable[[NotePage], None]
    leave: Callable[[], None]
    step: Callable[[], str]


class CaseJournal:
    """Opens what the tab and the keys ask for."""

    def __init__(self, desk: Desk, case_id: str, context: Context, host: Host) -> None:
        self._desk = desk
        self._case_id = case_id
        self._context = context
        self._host = host
        self._only = ""
        self._tab: JournalTab | None = None

    def tab(self) -> JournalTab:
        """The tab, read when it is shown."""
        made = JournalTab(self._desk, self._case_id, self._host.act, self._context.dialogs)
        made.new_wanted.connect(self.write)
        made.opened.connect(self.open)
        made.correct_wanted.connect(self.correct)
        made.keep_to(self._only)
        self._tab = made
        return made

    def keep_to(self, person_id: str) -> None:
        """Show only notes of one person's akt; "" for all."""
        self._only = person_id
        if self._tab is not None:
            self._tab.keep_to(person_id)

    def write(self) -> None:
        """A new note about the step that is shown."""
        step = self._host.step()
        draft = self._host.act(lambda: journal.new_draft(self._desk, self._case_id, step=step))
        if draft is not None:
            self._write_on(draft)

    def open_draft(self, note_id: str) -> None:
        """Write on a draft, if it is still there."""
        draft = self._host.act(lambda: journal.draft(self._desk, self._case_id, note_id))
        if draft is not None:
            self._write_on(draft)

    def open(self, note: NoteLine) -> None:
        """A draft to write on, any other note to read."""
        if note.state == "draft":
            self.open_draft(note.note_id)
            return
        page = NoteReader(note)
        page.correct_wanted.connect(lambda: self.correct(note))
        self._show(page)

    def correct(self, note: NoteLine) -> None:
        """The text of a note, to be corrected."""
        view = self._read()
        if view is None:
            return
        acts = CorrectionActs(
            correct=lambda text, why: journal.correct(self._desk, self._case_id, note.note_id, text, why),
            may_leave=lambda: may_drop_correction(self._context.dialogs, page),
            attempt=self._host.attempt,
        )
        page = NoteCorrector(note, view.people, acts)
        self._show(page)

    def _write_on(self, draft: NoteDraft) -> None:
        view = self._host.act(self._read_with_family)
        if view is None:
            return
        page = NoteEditor(draft, view, self._writing(draft.note_id), self._desk.today)
        page.draft_kept.connect(self._context.saved)
        self._show(page)

    def _read(self) -> JournalView | None:
        return self._host.act(lambda: journal.journal(self._desk, self._case_id))

    def _read_with_family(self) -> JournalView:
        """A note may also be about siblings; their texts land in their own cases."""
        view = journal.journal(self._desk, self._case_id)
        return family_notes.with_family(self._desk, self._case_id, view)

    def _writing(self, note_id: str) -> WritingActs:
        desk, case_id = self._desk, self._case_id
        return WritingActs(
            save=lambda draft: journal.save_draft(desk, case_id, draft),
            finish=lambda draft: family_notes.finish(desk, case_id, draft),
            discard=lambda: journal.discard_draft(desk, case_id, note_id),
            may_discard=lambda parent: may_discard(self._context.dialogs, parent),
            snippets=lambda: snippets.snippets(desk),
            attempt=self._host.attempt,
        )

    def _show(self, page: NotePage) -> None:
        page.left.connect(self._host.leave)
        page.finished.connect(self._done)
        self._host.show(page)

    def _done(self, changes: ChangeSet) -> None:
        self._host.act(lambda: changes)
        self._host.leave()
