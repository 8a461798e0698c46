"""A letter being written: whom to, what is asked for, and the text, which is the organisation's own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLineEdit, QPlainTextEdit, QWidget

from familjeflow.i18n import _
from familjeflow.services import letters
from familjeflow.services.letter_drafts import KeptLetter, LetterDraft
from familjeflow.services.letters import Given, LetterForm, Receiver
from familjeflow.ui import theme
from familjeflow.ui.case.letters.draft import DraftLine
from familjeflow.ui.case.surfaces import ground
from familjeflow.ui.forms.dates import read_date
from familjeflow.ui.papers.beside import Beside
from familjeflow.ui.papers.leaving import Make
from familjeflow.ui.papers.preview_pane import PreviewActs, PreviewPane
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import column, holder, row, scrolling, side_by_side
from familjeflow.ui.widgets.panels import Notice
from familjeflow.ui.widgets.text import page_title, reading

_TEXT_HEIGHT = 320
_PAIRS = (("dag", "tid"), ("plats", "rum"), ("tolk", "telefon"))


@dataclass(frozen=True)
class LetterActs:
    """What the page does through the services. `keep_text` is given "" to bring the original text back.

    `make_letter` gives what makes the paper, in another thread. `keep_draft` gives the moment that the draft
    was kept, None when it could not be.
    """

    save_pdf: Callable[[Given], object]
    save_word: Callable[[Given], object]
    print_letter: Callable[[Given], object]
    keep_text: Callable[[str], object]
    make_letter: Callable[[Given], Make]
    keep_draft: Callable[[LetterDraft], object] = lambda _draft: None
    discard_draft: Callable[[], object] = lambda: None


class LetterPage(QWidget):
    """One letter. `left` asks to go back. What is typed is kept as a draft until the letter is saved."""

    left = Signal()

    def __init__(
        self, form: LetterForm, acts: LetterActs, today: date, kept: KeptLetter | None = None
    ) -> None:
        super().__init__()
        self._today = today
        self._form = form
        self._acts = acts
        self._strict = False
        self.receiver = QComboBox()
        for person in form.receivers:
            self.receiver.addItem(f"{person.name} ({person.part.lower()})", person.person_id)
        self.with_address = QCheckBox(_("Skriv adressen så att den syns i kuvertets fönster"))
        self.address = Notice("protected")
        self.lines = {name: QLineEdit(form.given.get(name, "")) for name, _label in form.fields}
        self.fields = {name: Field(title, self.lines[name]) for name, title in form.fields}
        self.text = QPlainTextEdit(form.text)
        self.text.setMinimumHeight(_TEXT_HEIGHT)
        self.text.setTabChangesFocus(True)
        hint = _("Fält inom klamrar fylls i. En rad vars fält är tomma skrivs inte ut.")
        self.text_field = Field(_("Brevets text"), self.text, hint=hint)
        self.draft = DraftLine(self.drafted, acts.keep_draft)
        self.again = buttons.quiet(_("Börja om"), self.start_over)
        self._thrown: LetterDraft | None = None
        self._compose()
        self.receiver.currentIndexChanged.connect(self._show_receiver)
        self.text.textChanged.connect(self._check_text)
        self._show_receiver()
        self._unwritten = self.drafted()
        self._follow()
        if kept is not None:
            self._write(kept.draft)
            self.draft.show_kept(kept.saved_at)
        self.again.setVisible(kept is not None)

    def flush(self) -> None:
        """Keep what has been typed now."""
        self.draft.flush()

    def drafted(self) -> LetterDraft:
        """What has been typed, as it stands on the screen."""
        text = self.text.toPlainText()
        values = {name: line.text() for name, line in self.lines.items()}
        person = self.receiver.currentData() or ""
        return LetterDraft(
            person, values, "" if text == self._form.text else text, self.with_address.isChecked()
        )

    def start_over(self) -> None:
        """Begin again with an unwritten letter; pressed once more it brings back what was there."""
        brought, self._thrown = self._thrown, None
        if brought is not None:
            self._write(brought)
            return
        thrown = self.drafted()
        self._write(self._unwritten)
        self._acts.discard_draft()
        self._thrown = thrown
        self.draft.forget(_("Utkastet är borttaget."))
        self.again.setText(_("Ta tillbaka det jag skrev"))

    def focus_first(self) -> None:
        """Begin with whom the letter is to."""
        self.receiver.setFocus()

    def given(self) -> Given:
        """What has been chosen and written."""
        values = {name: line.text() for name, line in self.lines.items()}
        day = read_date(values.get("dag", ""), self._today)
        if day is not None:
            values["dag"] = letters.letter_day(day)
        person = self.receiver.currentData() or ""
        return Given(person, self.text.toPlainText(), values, self.with_address.isChecked())

    def save_pdf(self) -> None:
        """Save the letter as a PDF, or show what must be mended first."""
        self._save(self._acts.save_pdf)

    def save_word(self) -> None:
        """Save the letter as a Word file, or show what must be mended first."""
        self._save(self._acts.save_word)

    def print_letter(self) -> None:
        """Print the letter, or show what must be mended first."""
        self._save(self._acts.print_letter)

    def toggle_preview(self) -> None:
        """Show the letter's paper beside it, or hide it."""
        self.paper.toggle()

    def surfaces(self) -> tuple[QWidget, ...]:
        """What F6 moves between."""
        return self.paper.surfaces()

    def keep_text(self) -> None:
        """Keep the text as the organisation's own."""
        if not self._check_text():
            self.text.setFocus()
            return
        self._acts.keep_text(self.text.toPlainText())
        self._original.setVisible(True)

    def bring_back(self) -> None:
        """Show and keep the text that travels with the program."""
        self._acts.keep_text("")
        self.text.setPlainText(letters.default_text(self._form.kind))
        self._original.setVisible(False)

    def _save(self, save: Callable[[Given], object]) -> None:
        missing = [name for name in self._form.needed if not self.lines[name].text().strip()]
        for name, field in self.fields.items():
            field.show_problem(_("Behövs i en kallelse.") if name in missing else "")
        if missing:
            first = next(name for name in self.lines if name in missing)
            self.lines[first].setFocus()
        elif not self._check_text():
            self.text.setFocus()
        else:
            save(self.given())

    def _follow(self) -> None:
        for line in self.lines.values():
            line.textChanged.connect(self._touch)
        self.text.textChanged.connect(self._touch)
        self.receiver.currentIndexChanged.connect(self._touch)
        self.with_address.toggled.connect(self._touch)

    def _touch(self) -> None:
        self.draft.touch()
        self.paper.pane.changed()
        self._thrown = None
        self.again.setText(_("Börja om"))
        self.again.show()

    def _write(self, draft: LetterDraft) -> None:
        """Show a draft. Whether the address may stand there is judged again."""
        self.receiver.setCurrentIndex(max(self.receiver.findData(draft.receiver), 0))
        for name, line in self.lines.items():
            line.setText(draft.values.get(name, ""))
        self.text.setPlainText(draft.text or self._form.text)
        if draft.with_address is not None and self.receiver.currentData() == draft.receiver:
            self.with_address.setChecked(draft.with_address and self.with_address.isEnabled())

    def _check_text(self) -> bool:
        problem = letters.text_problem(self.text.toPlainText())
        self.text_field.show_problem(problem)
        return not problem

    def _chosen(self) -> Receiver | None:
        person = self.receiver.currentData()
        return next((r for r in self._form.receivers if r.person_id == person), None)

    def _show_receiver(self) -> None:
        """A protected address is left out unless somebody wants it there, and always where it may not be."""
        person = self._chosen()
        may_show = person is not None and person.may_show
        self.with_address.setEnabled(may_show)
        self.with_address.setChecked(person is not None and not person.protection)
        words = ""
        if person is not None and not may_show:
            words = _(
                "{word}. Adressen skrivs inte ut. Brevet skickas genom Skatteverkets förmedling."
            ).format(word=person.protection_word)
        elif person is not None and person.protection:
            words = _("{word}. Pröva om adressen får stå på brevet.").format(word=person.protection_word)
        self.address.say(words)

    def _compose(self) -> None:
        self._original = buttons.quiet(_("Ta tillbaka originaltexten"), self.bring_back)
        self._original.setVisible(self._form.is_own)
        keep = buttons.quiet(_("Spara texten för enheten"), self.keep_text)
        pairs = [side_by_side(self.fields[a], self.fields[b]) for a, b in _PAIRS]
        parts = column(
            reading(
                _("Brevet görs av det som står här. Ärendet minns bara att det sparades eller skrevs ut.")
            ),
            Field(_("Till"), self.receiver),
            self.with_address,
            self.address,
            *pairs,
            self.fields["meddelande"],
            self.text_field,
            row(keep, self._original, None),
            spacing=theme.M,
        )
        content = holder(parts)
        content.setMaximumWidth(theme.LINE_LENGTH + 2 * theme.XL)
        around = row(content, None)
        around.setStretch(0, 100)
        around.setContentsMargins(theme.L, theme.L, theme.L, theme.XL)
        area = scrolling(holder(around), name=self._form.title)
        acts = PreviewActs(
            paper=lambda: self._acts.make_letter(self.given()),
            print_paper=self.print_letter,
            save_pdf=self.save_pdf,
            save_word=self.save_word,
        )
        self.paper = Beside(area, PreviewPane(acts))
        layout = column(self._head(), self.paper, self._foot(), spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        ground(self, "raised")

    def _head(self) -> QFrame:
        frame = QFrame()
        theme.mark(frame, surface="bar")
        back = buttons.quiet(_("Tillbaka till ärendet"), self.left.emit, icon="chevron-left")
        back.setObjectName("back")
        title = page_title(self._form.title)
        title.setContentsMargins(theme.S, 0, 0, 0)
        layout = column(row(back, None, self.paper.button), title, spacing=2)
        layout.setContentsMargins(theme.S, theme.S, theme.L, theme.S)
        frame.setLayout(layout)
        return frame

    def _foot(self) -> QFrame:
        frame = QFrame()
        theme.mark(frame, surface="bar")
        pdf = buttons.primary(_("Spara som PDF"), self.save_pdf)
        word = buttons.plain(_("Spara som Word"), self.save_word)
        out = buttons.plain(_("Skriv ut"), self.print_letter, icon="printer")
        line = row(pdf, word, out, None, self.draft, self.again, spacing=theme.S)
        line.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        frame.setLayout(line)
        return frame
