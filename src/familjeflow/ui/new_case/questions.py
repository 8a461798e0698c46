"""What a process asks when a case is opened, as ordinary editors. Answers are slugs, ISO dates or text."""

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QDateEdit, QLineEdit, QRadioButton, QWidget

from familjeflow.domain.process import Ask, AskKind
from familjeflow.i18n import _
from familjeflow.ui import theme
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.text import label, meta


class QuestionBox(QWidget):
    """One question. `answer` is "" while it has none."""

    def __init__(self, ask: Ask, today: date) -> None:
        super().__init__()
        self.ask = ask
        self._yes = QRadioButton(_("Ja"))
        self._no = QRadioButton(_("Nej"))
        self._date = QDateEdit(QDate(today.year, today.month, today.day))
        self._known = QCheckBox(_("Datum känt"))
        self._choice = QComboBox()
        self._text = QLineEdit()
        if ask.kind is AskKind.YES_NO:
            self._ask_yes_or_no()
        elif ask.kind is AskKind.DATE:
            self._ask_date()
        elif ask.kind is AskKind.CHOICE:
            self._ask_choice()
        else:
            self.setLayout(column(Field(ask.text, self._text, hint=ask.explanation)))

    def answer(self) -> str:
        """A slug ("yes", "no" or a choice), an ISO date or text."""
        kind = self.ask.kind
        if kind is AskKind.YES_NO:
            return "yes" if self._yes.isChecked() else "no" if self._no.isChecked() else ""
        if kind is AskKind.DATE:
            return str(self._date.date().toString(Qt.DateFormat.ISODate)) if self._known.isChecked() else ""
        if kind is AskKind.CHOICE:
            return str(self._choice.currentData() or "")
        return self._text.text().strip()

    def _ask_yes_or_no(self) -> None:
        group = QButtonGroup(self)
        for button, word in ((self._yes, _("Ja")), (self._no, _("Nej"))):
            group.addButton(button)
            button.setAccessibleName(f"{self.ask.text} {word}")
        parts = column(label(self.ask.text, type_="strong", wrap=True), spacing=theme.XS)
        parts.addLayout(row(self._yes, self._no, None, spacing=theme.L))
        if self.ask.explanation:
            parts.addWidget(meta(self.ask.explanation, wrap=True))
        self.setLayout(parts)

    def _ask_date(self) -> None:
        self._date.setCalendarPopup(True)
        self._date.setDisplayFormat("yyyy-MM-dd")
        self._date.setEnabled(False)
        self._known.setAccessibleName(f"{self.ask.text}: {_('Datum känt')}")
        self._known.toggled.connect(self._date.setEnabled)
        field = Field(self.ask.text, self._date, hint=self.ask.explanation, beside=self._known)
        self.setLayout(column(field))

    def _ask_choice(self) -> None:
        self._choice.addItem(_("Välj"), "")
        for slug, word in self.ask.choices:
            self._choice.addItem(word, slug)
        self.setLayout(column(Field(self.ask.text, self._choice, hint=self.ask.explanation)))
