"""A letter being written: whom to, what is asked for, and the text, which is the organisation's own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLineEdit, QPlainTextEdit, QWidget

from familjeflow.i18n import _
from familjeflow.services import letters
from familjeflow.services.letters import Given, LetterForm, Receiver
from familjeflow.ui import theme
from familjeflow.ui.case.surfaces import ground
from familjeflow.ui.forms.dates import read_date
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import column, holder, row, scrolling, side_by_side
from familjeflow.ui.widgets.panels import Notice
from familjeflow.ui.widgets.text import page_title, reading

_TEXT_HEIGHT = 320
_PAIRS = (("dag", "tid"), ("plats", "rum"), ("tolk", "telefon"))


@dataclass(frozen=True)
class LetterActs:
    """What the page does through the services. `keep_text` is given "" to bring the original text back."""

    save_pdf: Callable[[Given], object]
    save_word: Callable[[Given], object]
    keep_text: Callable[[str], object]


class LetterPage(QWidget):
    """One letter. `left` asks to go back. Only the text of a letter is kept, and only on demand."""

    left = Signal()

    def __init__(self, form: LetterForm, acts: LetterActs, today: date) -> None:
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
        self._compose()
        self.receiver.currentIndexChanged.connect(self._show_receiver)
        self.text.textChanged.connect(self._check_text)
        self._show_receiver()

    def flush(self) -> None:
        """Nothing to keep: a letter is made when it is saved."""

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
            reading(_("Brevet görs av det som står här. Inget sparas i ärendet utom att det skrevs ut.")),
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
        layout = column(self._head(), area, self._foot(), spacing=0)
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
        layout = column(row(back, None), title, spacing=2)
        layout.setContentsMargins(theme.S, theme.S, theme.L, theme.S)
        frame.setLayout(layout)
        return frame

    def _foot(self) -> QFrame:
        frame = QFrame()
        theme.mark(frame, surface="bar")
        pdf = buttons.primary(_("Spara som PDF"), self.save_pdf)
        word = buttons.plain(_("Spara som Word"), self.save_word)
        line = row(pdf, word, None, spacing=theme.S)
        line.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        frame.setLayout(line)
        return frame
