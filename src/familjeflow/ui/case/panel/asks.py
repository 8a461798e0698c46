"""What the panel asks for, so that the program can reckon: a date, yes or no, a choice, words."""

from datetime import date

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from familjeflow.i18n import _
from familjeflow.services.views import AskView
from familjeflow.ui import theme
from familjeflow.ui.case.panel.parts import Ask
from familjeflow.ui.case.requests import RecordAnswer
from familjeflow.ui.forms.choice_editors import CalmComboBox
from familjeflow.ui.forms.plain_text import PlainText
from familjeflow.ui.forms.text_editors import DateEntry
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.text import label, meta

_MANY = 4


class AskRow(QWidget):
    """One question of the panel. The answer is kept as soon as it is given."""

    def __init__(self, step_id: str, asked: AskView, ask: Ask, today: date, *, can_act: bool) -> None:
        super().__init__()
        self._step_id = step_id
        self._asked = asked
        self._ask = ask
        self._today = today
        self._text: PlainText | None = None
        self._control: QWidget = self
        self._kept = asked.value
        name = label(ask_name(asked), type_="strong", wrap=True)
        editor = self._editor()
        editor.setEnabled(can_act)
        name.setBuddy(self._control)
        parts: list[QWidget] = [name]
        if asked.explanation:
            parts.append(meta(asked.explanation, wrap=True))
        self.setLayout(column(*parts, editor, spacing=theme.XS))

    def flush(self) -> None:
        """Keep words that have been typed but not left yet."""
        if self._text is not None:
            self._record(self._text.toPlainText().strip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Words are kept when the keyboard leaves them."""
        if event.type() == QEvent.Type.FocusOut:
            self.flush()
        return False

    def _editor(self) -> QWidget:
        kind = self._asked.kind
        if kind == "date":
            return self._date()
        if kind == "yes_no":
            return self._radios((("yes", _("Ja")), ("no", _("Nej"))), across=True)
        if kind == "choice" and len(self._asked.choices) <= _MANY:
            return self._radios(self._asked.choices, across=False)
        return self._combo() if kind == "choice" else self._words()

    def _date(self) -> QWidget:
        entry = DateEntry(self._today)
        entry.line.setText(self._asked.value)
        self._name(entry.line)
        entry.line.editingFinished.connect(lambda: self._date_given(entry))
        entry.picked.connect(lambda: self._date_given(entry))
        return entry

    def _date_given(self, entry: DateEntry) -> None:
        day = entry.day()
        theme.mark(entry.line, problem="true" if entry.line.text().strip() and not day else "false")
        if day:
            self._record(day.isoformat())

    def _radios(self, choices: tuple[tuple[str, str], ...], *, across: bool) -> QWidget:
        holder = QWidget()
        group = QButtonGroup(holder)
        layout = row(spacing=theme.L) if across else column(spacing=theme.XS)
        for slug, words in choices:
            button = QRadioButton(words.replace("&", "&&"))
            button.setChecked(slug == self._asked.value)
            self._name(button, own=words)
            button.setObjectName(f"{button.objectName()}:{slug}")
            # Toggled and not clicked: a screen reader's own "choose" makes no click.
            button.toggled.connect(lambda on, chosen=slug: self._record(chosen) if on else None)
            group.addButton(button)
            layout.addWidget(button)
        layout.addStretch()
        holder.setLayout(layout)
        self._control = group.buttons()[0] if group.buttons() else holder
        return holder

    def _combo(self) -> QWidget:
        combo = CalmComboBox()
        combo.addItem(_("Välj …"), "")
        for slug, words in self._asked.choices:
            combo.addItem(words, slug)
        combo.setCurrentIndex(max(0, combo.findData(self._asked.value)))
        combo.setSizeAdjustPolicy(CalmComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.activated.connect(lambda *_a: self._record(str(combo.currentData())))
        self._name(combo)
        return combo

    def _words(self) -> QWidget:
        self._text = PlainText(min_lines=2)
        self._text.setPlainText(self._asked.value)
        self._text.installEventFilter(self)
        self._name(self._text)
        return self._text

    def _name(self, control: QWidget, own: str = "") -> None:
        self._control = control
        control.setObjectName(f"ask:{self._asked.id}:{self._asked.person_id or ''}")
        control.setAccessibleName(own or ask_name(self._asked))
        control.setAccessibleDescription(ask_name(self._asked) if own else self._asked.explanation)

    def _record(self, value: str) -> None:
        if value and value != self._kept:
            self._kept = value
            self._ask(RecordAnswer(self._step_id, self._asked.id, value, self._asked.person_id))


def ask_name(asked: AskView) -> str:
    """The question, with the person it is about."""
    words = f"{asked.text}: {asked.person}" if asked.person else asked.text
    return _("{ask} (behöver besvaras)").format(ask=words) if asked.required and not asked.value else words
