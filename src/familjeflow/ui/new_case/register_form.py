"""Registering a person: name, number and protection. A number that looks wrong is said, and allowed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from familjeflow.domain.errors import DomainError
from familjeflow.domain.events import PersonRecorded
from familjeflow.i18n import _
from familjeflow.services import persons
from familjeflow.services.desk import Desk
from familjeflow.services.words import protection_word
from familjeflow.ui import theme
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import column, row

_PROTECTIONS = ("", "marked", "protected", "fictitious")


class RegisterForm(QWidget):
    """`registered` carries the id of the new person; `left` means that nothing was registered."""

    registered = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, save_text: str) -> None:
        super().__init__()
        self._desk = desk
        self._given, self._family, self._number = QLineEdit(), QLineEdit(), QLineEdit()
        self.given = Field(_("Förnamn"), self._given)
        self.family = Field(_("Efternamn"), self._family)
        self.number = Field(_("Personnummer"), self._number, hint=_("Tolv eller tio siffror."))
        self._protection = QComboBox()
        for slug in _PROTECTIONS:
            self._protection.addItem(protection_word(slug) or _("Ingen"), slug)
        protection = Field(_("Skyddade uppgifter"), self._protection, hint=_("Visas tydligt i ärendet."))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.L)
        grid.setVerticalSpacing(theme.M)
        for place, field in enumerate((self.given, self.family, self.number, protection)):
            grid.addWidget(field, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place % 2, 1)
        self.save_button = buttons.primary(save_text, self._save)
        back = buttons.quiet(_("Tillbaka till sökningen"), self.left.emit)
        self.setLayout(column(grid, row(self.save_button, back, None), None, spacing=theme.M))
        self._number.editingFinished.connect(self._check_number)

    def begin(self, searched: str) -> None:
        """Start empty, with what was searched for in its place."""
        digits = any(c.isdigit() for c in searched)
        family, _comma, given = searched.partition(",") if "," in searched else ("", "", searched)
        self._number.setText(searched if digits else "")
        if "," not in searched:
            given, _space, family = searched.rpartition(" ") if " " in searched else (searched, "", "")
        self._given.setText("" if digits else given.strip().title())
        self._family.setText("" if digits else family.strip().title())
        for field in (self.given, self.family, self.number):
            field.show_problem("")
        (self._given if digits else self._number).setFocus()

    def _check_number(self) -> None:
        read = persons.parse_number(self._number.text(), self._desk.today)
        if read.kind in ("personnummer", "samordningsnummer"):
            self._number.setText(read.number)
        warning = _("Kontrollsiffran stämmer inte. Kontrollera numret. Det går att spara ändå.")
        self.number.show_problem(warning if read.warning else "", warning=True)

    def _save(self) -> None:
        self._check_number()
        read = persons.parse_number(self._number.text(), self._desk.today)
        person = PersonRecorded(
            given_name=self._given.text().strip(),
            family_name=self._family.text().strip(),
            number=read.number,
            number_kind=read.kind,
            number_warning=read.warning,
            born=read.born,
            protection=str(self._protection.currentData()),
        )
        try:
            person_id = persons.register(self._desk, person)
        except DomainError as error:
            if error.code != "name_needed":
                raise
            self.given.show_problem(_("Skriv minst ett av namnen."))
            self._given.setFocus()
            return
        self.registered.emit(person_id)
