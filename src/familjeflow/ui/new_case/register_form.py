"""Registering a person: name, number and protection, after the question whether somebody is here already."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from familjeflow.domain.errors import DomainError
from familjeflow.domain.events import PersonRecorded
from familjeflow.i18n import _
from familjeflow.services import persons
from familjeflow.services.desk import Desk
from familjeflow.ui import theme
from familjeflow.ui.people.person_fields import PersonFields, line
from familjeflow.ui.people.same_person import SamePerson
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, row


class RegisterForm(QWidget):
    """`registered` carries the id of the new person, or of the one that it turned out to be; `left` means
    that nothing was registered."""

    registered = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, save_text: str) -> None:
        super().__init__()
        self._desk = desk
        self.fields = PersonFields(desk.today, short=True)
        self.same = SamePerson()
        self.given, self.family, self.number = self.fields.given, self.fields.family, self.fields.number
        self._asked: frozenset[str] = frozenset()
        self._others: frozenset[str] = frozenset()
        self.save_button = buttons.primary(save_text, self._save)
        back = buttons.quiet(_("Tillbaka till sökningen"), self.left.emit)
        foot = row(self.save_button, back, None)
        self.setLayout(column(self.fields, self.same, foot, None, spacing=theme.M))
        self.same.same.connect(self._recognised)
        self.same.other.connect(self._is_other)

    def begin(self, searched: str) -> None:
        """Start empty, with what was searched for in its place."""
        digits = any(c.isdigit() for c in searched)
        family, _comma, given = searched.partition(",") if "," in searched else ("", "", searched)
        if "," not in searched:
            given, _space, family = searched.rpartition(" ") if " " in searched else (searched, "", "")
        names = ("", "") if digits else (given.strip().title(), family.strip().title())
        self.fields.show_person(PersonRecorded(*names, number=searched if digits else ""))
        self._others = frozenset()
        self.same.hide()
        (self.fields.given if digits else self.fields.number).editor.setFocus()

    def _save(self) -> None:
        person = self.fields.read()
        if not self.fields.check_born():
            self.fields.born.editor.setFocus()
            return
        if not person.given_name and not person.family_name:
            self._ask_for_name()
            return
        alike = persons.perhaps_same(self._desk, person)
        self._asked = frozenset(one.person.person_id for one in alike)
        if not self._asked <= self._others:
            self.same.ask(alike)
            return
        try:
            person_id = persons.register(self._desk, person)
        except DomainError as error:
            if error.code != "name_needed":
                raise
            self._ask_for_name()
            return
        self.registered.emit(person_id)

    def _ask_for_name(self) -> None:
        self.fields.given.show_problem(_("Skriv minst ett av namnen."))
        line(self.fields.given).setFocus()

    def _recognised(self, person_id: str) -> None:
        self.same.hide()
        self.registered.emit(person_id)

    def _is_other(self) -> None:
        """Whoever was shown is somebody else; what is changed after this is compared again."""
        self._others |= self._asked
        self.same.hide()
        self._save()
