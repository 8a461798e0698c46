"""A line to search a person in, and a list to choose from among those who were found."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from familjeflow.domain.projections import PersonRow
from familjeflow.i18n import _
from familjeflow.services.case_context import full_name
from familjeflow.services.words import protection_word
from familjeflow.ui import icons, theme
from familjeflow.ui.forms.choice_editors import CalmComboBox
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import column, row

_FEWEST_LETTERS = 2
MOST = 50


class PersonSearch(QWidget):
    """`chosen` is the id of the person in sight. `find` reads from the vault; `beside` stands at the list."""

    changed = Signal()

    def __init__(
        self, title: str, hint: str, find: Callable[[str], tuple[PersonRow, ...]], *beside: QWidget
    ) -> None:
        super().__init__()
        self._find_people = find
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Namn eller personnummer"))
        self.found = CalmComboBox()
        self.found.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.found.setMinimumContentsLength(24)
        self.found.setPlaceholderText(_("Sök ovan"))
        self.found.setAccessibleName(_("Personer som hittades"))
        self.found.view().setAccessibleName(_("Personer som hittades"))
        self.line.textChanged.connect(self._find)
        self.line.returnPressed.connect(self.found.setFocus)
        below = row(self.found, *beside, spacing=theme.S)
        below.setStretch(0, 1)
        self.setLayout(column(Field(title, self.line, hint=hint), below, spacing=theme.S))

    def chosen(self) -> str:
        """The person in sight, "" while nobody is."""
        return str(self.found.currentData() or "")

    def text(self) -> str:
        """What is searched for."""
        return self.line.text().strip()

    def clear(self) -> None:
        """Begin again."""
        self.line.clear()

    def ask(self) -> None:
        """Put the keyboard where something is missing."""
        self.line.setFocus()

    def _find(self, text: str) -> None:
        self.found.clear()
        if len(text.strip()) >= _FEWEST_LETTERS:
            for person in self._find_people(text.strip()):
                self._add(person)
            self.found.setPlaceholderText(_("Ingen träff"))
            self.found.setCurrentIndex(0 if self.found.count() else -1)
        self.changed.emit()

    def _add(self, person: PersonRow) -> None:
        parts = (full_name(person), person.number, protection_word(person.protection))
        words = " · ".join(part for part in parts if part)
        if person.protection:
            self.found.addItem(icons.icon("shield-alert", "protected", 16), words, person.person_id)
        else:
            self.found.addItem(words, person.person_id)
