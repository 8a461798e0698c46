"""A *besked*: what another role has told, written down here as theirs."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from familjeflow.domain.events import Told
from familjeflow.i18n import _
from familjeflow.services.words import how_word
from familjeflow.ui import theme
from familjeflow.ui.forms.text_editors import DateEntry
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.text import label

HOWS = ("phone", "meeting", "system")


class ToldForm(QWidget):
    """From whom, how, when and what they said. Begins with today and telefon, so that two fields suffice."""

    done = Signal()

    def __init__(self, from_whom: str, today: date) -> None:
        super().__init__()
        self.setObjectName("told-form")
        self._who = QLineEdit(from_whom)
        self._who.setObjectName("told:who")
        self._answer = QLineEdit()
        self._answer.setObjectName("told:answer")
        self._day = DateEntry(today)
        self._day.line.setObjectName("told:day")
        self._day.set_day(today)
        self._answer.returnPressed.connect(self.done)
        self._hows = QButtonGroup(self)
        self.setLayout(
            column(
                self._named(_("Från vem"), self._who),
                self._named(_("Vad som sades"), self._answer),
                self._how_row(),
                self._named(_("När"), self._day, self._day.line),
                spacing=theme.S,
            )
        )
        self.setFocusProxy(self._who)

    def told(self) -> Told | None:
        """The besked, or None while somebody or the day is missing; then the keyboard goes there."""
        day = self._day.day()
        who = self._who.text().strip()
        theme.mark(self._who, problem="false" if who else "true")
        theme.mark(self._day.line, problem="false" if day else "true")
        if not who:
            self._who.setFocus(Qt.FocusReason.OtherFocusReason)
        elif day is None:
            self._day.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            return Told(who, HOWS[self._hows.checkedId()], day, self._answer.text().strip())
        return None

    def _how_row(self) -> QWidget:
        result = QWidget()
        parts = row(spacing=theme.M)
        for number, how in enumerate(HOWS):
            button = QRadioButton(how_word(how).capitalize())
            button.setAccessibleDescription(_("Hur beskedet kom"))
            button.setChecked(number == 0)
            self._hows.addButton(button, number)
            parts.addWidget(button)
        parts.addStretch()
        result.setLayout(parts)
        return result

    def _named(self, name: str, editor: QWidget, control: QWidget | None = None) -> QWidget:
        result = QWidget()
        words = label(name, type_="strong")
        words.setBuddy(control or editor)
        (control or editor).setAccessibleName(name)
        result.setLayout(column(words, editor, spacing=2))
        return result
