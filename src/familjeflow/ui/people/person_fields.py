"""What is known of a person, as fields. A number that looks wrong is said, and allowed."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from familjeflow.domain.events import PersonRecorded
from familjeflow.i18n import _
from familjeflow.services import persons
from familjeflow.services.words import number_word, protection_word
from familjeflow.ui import theme
from familjeflow.ui.forms.choice_editors import CalmComboBox
from familjeflow.ui.forms.dates import read_date
from familjeflow.ui.people.hidden_address import AddressField
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import column

PROTECTIONS = ("", "marked", "protected", "fictitious")
_HUNDRED = 100


class PersonFields(QWidget):
    """`short` leaves out what is not needed to register somebody. `read` gives what was written."""

    def __init__(self, today: date, *, short: bool) -> None:
        super().__init__()
        self._today = today
        self._before = PersonRecorded("", "")
        self._born_read: date | None = None
        self.given = Field(_("Förnamn"), QLineEdit())
        self.family = Field(_("Efternamn"), QLineEdit())
        number_hint = _("Personnummer, samordningsnummer eller eget nummer.")
        self.number = Field(_("Nummer"), QLineEdit(), hint=number_hint)
        self.born = Field(_("Född"), QLineEdit(), hint=_("Fylls i ur numret och går att ändra."))
        self.protection = Field(_("Skyddade uppgifter"), _protections(), hint=_("Visas tydligt i ärendet."))
        self.language = Field(_("Språk"), QLineEdit())
        self.interpreter = QCheckBox(_("Behöver tolk"))
        self.phone = Field(_("Telefon"), QLineEdit())
        self.email = Field(_("E-post"), QLineEdit())
        self.address = AddressField()
        first: list[QWidget] = [self.given, self.family, self.number, self.born, self.protection]
        rest: list[QWidget] = [self.language, self.phone, self.email, self.address]
        self.setLayout(_grid(first if short else [*first, self._language_part(), *rest[1:]]))
        for part in (self.language, self.interpreter, *rest) if short else ():
            part.setParent(self)
            part.hide()
        line(self.number).editingFinished.connect(self.check_number)
        line(self.born).editingFinished.connect(self.check_born)

    def show_person(self, person: PersonRecorded) -> None:
        """Show what is known."""
        self._before = person
        self._born_read = None
        for field, text in (
            (self.given, person.given_name),
            (self.family, person.family_name),
            (self.number, person.number),
            (self.born, person.born.isoformat() if person.born else ""),
            (self.language, person.language),
            (self.phone, person.phone),
            (self.email, person.email),
        ):
            line(field).setText(text)
            field.show_problem("")
        box = self.protection.editor
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(max(box.findData(person.protection), 0))
        self.interpreter.setChecked(person.interpreter)
        self.address.write(person.address)
        self.check_number()

    def read(self) -> PersonRecorded:
        """What was written. A day of birth that cannot be read is left as it was."""
        self.check_number()
        found = persons.parse_number(line(self.number).text(), self._today)
        box = self.protection.editor
        assert isinstance(box, QComboBox)
        return replace(
            self._before,
            given_name=line(self.given).text().strip(),
            family_name=line(self.family).text().strip(),
            number=found.number,
            number_kind=found.kind,
            number_warning=found.warning,
            born=self._read_born(),
            protection=str(box.currentData()),
            language=line(self.language).text().strip(),
            interpreter=self.interpreter.isChecked(),
            phone=line(self.phone).text().strip(),
            email=line(self.email).text().strip(),
            address=self.address.text(),
        )

    def check_number(self) -> None:
        """Spell the number as it is kept, fill in the day of birth from it, and say what looks wrong."""
        found = persons.parse_number(line(self.number).text(), self._today)
        if found.kind in ("personnummer", "samordningsnummer"):
            line(self.number).setText(found.number)
        written = self._read_born()
        if found.born is not None and (written is None or written == self._born_read):
            line(self.born).setText(found.born.isoformat())
        self._born_read = found.born
        warning = _("Kontrollsiffran stämmer inte. Kontrollera numret. Det går att spara ändå.")
        self.number.show_problem(warning if found.warning else "", warning=True)
        if not found.warning and found.kind in ("samordningsnummer", "reserve"):
            self.number.show_problem(
                _("Sparas som {kind}.").format(kind=number_word(found.kind).lower()), warning=True
            )

    def check_born(self) -> bool:
        """Spell the day of birth. False where it cannot be read, and then it says so."""
        text = line(self.born).text().strip()
        day = self._read_date()
        if day is not None:
            line(self.born).setText(day.isoformat())
        is_wrong = bool(text) and day is None
        words = _("Datumet går inte att läsa. Skriv det som 2015-03-15.")
        self.born.show_problem(words if is_wrong else "")
        return not is_wrong

    def _read_date(self) -> date | None:
        day = read_date(line(self.born).text(), self._today)
        if day is not None and day > self._today:
            day = read_date(f"{day.year - _HUNDRED}{day:%m%d}", self._today)
        return day

    def _read_born(self) -> date | None:
        text = line(self.born).text().strip()
        return self._read_date() or (self._before.born if text else None)

    def _language_part(self) -> QWidget:
        part = QWidget()
        part.setLayout(column(self.language, self.interpreter, spacing=theme.XS))
        return part


def line(field: Field) -> QLineEdit:
    """The line of a field that has one."""
    assert isinstance(field.editor, QLineEdit)
    return field.editor


def _protections() -> QComboBox:
    box = CalmComboBox()
    for slug in PROTECTIONS:
        box.addItem(protection_word(slug) or _("Inget skydd"), slug)
    return box


def _grid(parts: list[QWidget]) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.L)
    grid.setVerticalSpacing(theme.M)
    for place, part in enumerate(parts):
        grid.addWidget(part, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(place % 2, 1)
    return grid
