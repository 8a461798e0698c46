"""Writing a note: in the page's main area, kept as it is typed, and finished when it is ready.

A note for several persons has one text for each akt. Ctrl+Enter then goes to the next text that nobody has
reviewed, and finishes the note once they all have been.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from familjeflow.i18n import _
from familjeflow.services.changes import ChangeSet
from familjeflow.services.journal import JournalView, NoteDraft, text_warnings
from familjeflow.services.snippets import Snippet
from familjeflow.services.words import time_word
from familjeflow.ui import theme
from familjeflow.ui.case.case_keys import bind
from familjeflow.ui.forms.form_page import SAVE_AFTER
from familjeflow.ui.journal import snippet_choice
from familjeflow.ui.journal.note_facts import NoteFacts
from familjeflow.ui.journal.note_page import NotePage
from familjeflow.ui.journal.note_text import NoteText
from familjeflow.ui.journal.person_bar import PersonBar
from familjeflow.ui.journal.texts import Texts
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.panels import Notice
from familjeflow.ui.widgets.text import meta, page_title


@dataclass(frozen=True)
class WritingActs:
    """What the editor does through the services. Each may raise DomainError or VaultError.

    `attempt` runs one of them and says what the world did not allow; it gives None then.
    """

    save: Callable[[NoteDraft], datetime]
    finish: Callable[[NoteDraft], ChangeSet]
    discard: Callable[[], None]
    may_discard: Callable[[QWidget], bool]
    snippets: Callable[[], Sequence[Snippet]]
    attempt: Callable[[Callable[[], object]], object]


class NoteEditor(NotePage):
    """One note being written.

    `draft_kept` tells that what was typed lies in the vault.
    """

    draft_kept = Signal()

    def __init__(self, draft: NoteDraft, view: JournalView, acts: WritingActs, today: date) -> None:
        super().__init__()
        self._draft = draft
        self._acts = acts
        self._is_internal = view.record == "internal"
        self._dirty = False
        self._is_kept = draft.begun_at is not None
        self._akts = view.people
        self._names = {p.id: p.name for p in view.people}
        self.texts = Texts(draft.texts)
        self._person = next(iter(draft.texts), "")
        self.facts = NoteFacts(draft, view.people, view.steps, today)
        self.people = PersonBar(self._names)
        self.text = NoteText()
        self.warning = Notice("waiting")
        self._saved = meta("")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER)
        self._timer.timeout.connect(self.flush)
        self.setObjectName("note-editor")
        self._compose()
        self._connect()
        self._saved.setText(_("Det du skriver sparas medan du skriver."))
        self._show_person(self._person)

    def focus_first(self) -> None:
        """Begin with the text: all else has a good value already."""
        self.text.go_to_end()

    def way_in(self) -> QWidget:
        """F6 comes to the text."""
        return self.text

    def flush(self) -> None:
        """Keep what has been typed now, and look through it for others' names."""
        self._timer.stop()
        if self._dirty and (self._is_kept or not self.texts.is_empty()):
            kept = self._acts.attempt(lambda: self._acts.save(self._read()))
            if isinstance(kept, datetime):
                self._dirty, self._is_kept = False, True
                self._saved.setText(_("Sparat {time}").format(time=time_word(kept)))
                self.draft_kept.emit()
        self._look_through()

    def leave(self) -> None:
        """Go back. What has been typed is kept as a draft; a note without a word is not."""
        if self.texts.is_empty():
            self._drop()
        self.flush()
        self.left.emit()

    def finish(self) -> None:
        """Finish the note, or show first what is left to review or to mend."""
        if self.facts.read_day() is None:
            self.facts.ask_for_day()
            return
        self.texts.review(self._person)
        left = self.texts.unreviewed()
        if left:
            self._go_on_to(left[0])
            return
        changes = self._acts.attempt(lambda: self._acts.finish(self._read()))
        if isinstance(changes, ChangeSet):
            self._timer.stop()
            self._dirty = False
            self.finished.emit(changes)

    def choose_snippet(self) -> None:
        """Show the phrases of the unit."""
        found = self._acts.attempt(self._acts.snippets)
        if isinstance(found, Sequence):
            snippet_choice.choose(self, found, self.facts.kind(), self.text.put)

    def discard(self) -> None:
        """Throw the draft away, after a question when anything is written."""
        if self.texts.is_empty() or self._acts.may_discard(self):
            self._drop()
            self.left.emit()

    def _drop(self) -> None:
        self._timer.stop()
        self._dirty = False
        if self._is_kept:
            self._acts.attempt(self._acts.discard)
            self._is_kept = False

    def _read(self) -> NoteDraft:
        return replace(
            self._draft,
            kind=self.facts.kind(),
            day=self.facts.day_or_last(),
            step=self.facts.chosen_step(),
            texts=self.texts.kept(),
        )

    def _typed(self) -> None:
        self.texts.write(self._person, self.text.toPlainText())
        self._changed()

    def _changed(self) -> None:
        self._dirty = True
        self._saved.setText(_("Sparas …"))
        if not self._timer.isActive():
            self._timer.start()
        self._show_way_on()

    def _tick(self, person: str, ticked: bool) -> None:
        self.texts.tick(person, ticked)
        if not ticked and person in self.texts.people():
            self.facts.tick_again(person)
        shown = self._person if self._person in self.texts.people() else self.texts.people()[0]
        self._show_person(shown)
        self._changed()

    def _go_on_to(self, person: str) -> None:
        self._show_person(person)
        self.text.go_to_end()

    def _show_person(self, person: str) -> None:
        self._person = person
        if self.text.toPlainText() != self.texts.text(person):
            with QSignalBlocker(self.text):
                self.text.setPlainText(self.texts.text(person))
        several = len(self.texts.people()) > 1
        name = self._names.get(person, "")
        self.text.setAccessibleName(
            _("Anteckning i akten för {name}").format(name=name) if several else _("Anteckning")
        )
        self._show_way_on()
        self._look_through()

    def _show_way_on(self) -> None:
        """What Ctrl+Enter does now."""
        left = self.texts.unreviewed()
        self.people.show_people(self.texts.people(), left, self._person)
        others = [person for person in left if person != self._person]
        if others:
            words = _("Granska nästa: {name}").format(name=self._names.get(others[0], ""))
        else:
            words = _("Lås anteckning") if self._is_internal else _("Klar att föra in")
        self.done.setText(words)

    def _look_through(self) -> None:
        """Say when the text names somebody else than the person whose akt it goes into. It stops nothing."""
        self.warning.say("\n".join(text_warnings(self.texts.text(self._person), self._person, self._akts)))

    def _connect(self) -> None:
        self.text.textChanged.connect(self._typed)
        self.facts.changed.connect(self._changed)
        self.facts.ticked.connect(self._tick)
        self.people.shown.connect(self._show_person)
        bind(self, "back", self.leave)
        bind(self, "finish_note", self.finish)
        bind(self, "snippet", self.choose_snippet)
        self.facts.bind_letters(self)

    def _compose(self) -> None:
        self.done = buttons.primary("", self.finish)
        self.done.setObjectName("note-done")
        self.done.setToolTip("Ctrl+Enter")
        snippets = buttons.plain(_("Fraser"), self.choose_snippet)
        snippets.setObjectName("note-snippets")
        snippets.setToolTip(_("Ctrl+Mellanslag"))
        discard = buttons.quiet(_("Kasta utkastet"), self.discard)
        discard.setObjectName("note-discard")
        body = column(self.facts, self.people, self.text, self.warning, spacing=theme.M)
        body.setStretch(2, 1)
        body.setContentsMargins(theme.L, theme.M, theme.L, theme.M)
        foot = QFrame()
        theme.mark(foot, surface="foot")
        line = row(self._saved, None, discard, snippets, self.done, spacing=theme.S)
        line.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        foot.setLayout(line)
        layout = column(self._head(), body, foot, spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _head(self) -> QFrame:
        frame = QFrame()
        theme.mark(frame, surface="bar")
        back = buttons.quiet(_("Tillbaka"), self.leave, icon="chevron-left")
        back.setObjectName("back")
        title = page_title(_("Utkast") if self._is_kept else _("Ny anteckning"))
        line = row(back, title, None, spacing=theme.S)
        line.setContentsMargins(theme.S, theme.S, theme.L, theme.S)
        frame.setLayout(line)
        return frame
