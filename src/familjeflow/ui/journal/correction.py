"""Correcting a note: its text, changed, and why. What stood there before stays, struck through."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QWidget

from familjeflow.i18n import _
from familjeflow.services.akt_check import AktPerson
from familjeflow.services.changes import ChangeSet
from familjeflow.services.journal import NoteLine, text_warnings
from familjeflow.services.words import day_word
from familjeflow.ui import theme
from familjeflow.ui.case.case_keys import bind
from familjeflow.ui.case.panel.parts import ReasonLine
from familjeflow.ui.journal.note_page import NotePage
from familjeflow.ui.journal.note_text import NoteText
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.panels import Notice
from familjeflow.ui.widgets.text import meta, page_title


@dataclass(frozen=True)
class CorrectionActs:
    """`correct` is given the new text and the reason. `may_leave` asks before what was typed is dropped."""

    correct: Callable[[str, str], ChangeSet]
    may_leave: Callable[[], bool]
    attempt: Callable[[Callable[[], object]], object]


class NoteCorrector(NotePage):
    """`left` asks to go back, `finished` carries what the correction changed."""

    def __init__(self, note: NoteLine, people: Sequence[AktPerson], acts: CorrectionActs) -> None:
        super().__init__()
        self._people = people
        self._note = note
        self._acts = acts
        self.text = NoteText()
        self.text.setPlainText(note.text)
        self.text.setAccessibleName(_("Den rättade texten"))
        why = _("Skälet och den tidigare texten syns vid anteckningen.")
        self.reason = ReasonLine((_("Skrivfel"), _("Fel uppgift"), _("Något saknades"), _("Fel person")), why)
        self.notice = Notice("overdue")
        self.warning = Notice("waiting")
        self.setObjectName("note-correction")
        self._compose()
        self.text.textChanged.connect(self._look_through)
        self._look_through()
        bind(self, "back", self.leave)
        bind(self, "finish_note", self.finish)

    def flush(self) -> None:
        """A correction is kept only when it is finished: half a correction must never look like one."""

    def focus_first(self) -> None:
        """Begin with the text."""
        self.text.go_to_end()

    def way_in(self) -> QWidget:
        """F6 comes to the text."""
        return self.text

    def finish(self) -> None:
        """Correct, or show first what is missing."""
        text, reason = self.text.toPlainText(), self.reason.text()
        if text.strip() == self._note.text.strip():
            self.notice.say(_("Texten är som förut. Ändra den först."))
            self.text.setFocus()
            return
        self.notice.say("")
        if not reason:
            self.reason.ask()
            return
        changes = self._acts.attempt(lambda: self._acts.correct(text, reason))
        if isinstance(changes, ChangeSet):
            self.finished.emit(changes)

    def leave(self) -> None:
        """Go back, after a question when something has been changed."""
        if self.text.toPlainText() == self._note.text or self._acts.may_leave():
            self.left.emit()

    def _look_through(self) -> None:
        """Say when the text names somebody else than the person whose akt it is in. It stops nothing."""
        found = text_warnings(self.text.toPlainText(), self._note.person_id, self._people)
        self.warning.say("\n".join(found))

    def _compose(self) -> None:
        head = QFrame()
        theme.mark(head, surface="bar")
        back = buttons.quiet(_("Tillbaka till journalen"), self.leave, icon="chevron-left")
        back.setObjectName("back")
        title = page_title(_("Rätta anteckningen"))
        facts = [self._note.kind_word, day_word(self._note.day), self._note.person, self._note.signed]
        inner = column(title, meta(" · ".join(f for f in facts if f), wrap=True), spacing=2)
        inner.setContentsMargins(theme.S, 0, 0, 0)
        line = column(row(back, None), inner, spacing=2)
        line.setContentsMargins(theme.S, theme.S, theme.L, theme.S)
        head.setLayout(line)
        body = column(self.text, self.warning, self.reason, self.notice, spacing=theme.M)
        body.setStretch(0, 1)
        body.setContentsMargins(theme.L, theme.M, theme.L, theme.M)
        foot = QFrame()
        theme.mark(foot, surface="foot")
        done = buttons.primary(_("Rätta"), self.finish)
        done.setObjectName("note-done")
        done.setToolTip("Ctrl+Enter")
        acts = row(None, done)
        acts.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        foot.setLayout(acts)
        layout = column(head, body, foot, spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
