"""The client of a new case: search first, register only after a search, so that nobody is there twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from familjeflow.domain.projections import PersonRow
from familjeflow.i18n import _, ngettext
from familjeflow.services import persons
from familjeflow.services.desk import Desk
from familjeflow.services.words import protection_word
from familjeflow.ui import theme
from familjeflow.ui.new_case.register_form import RegisterForm
from familjeflow.ui.people.marks import ProtectionMark
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import Switch, column, holder, row
from familjeflow.ui.widgets.panels import Card
from familjeflow.ui.widgets.rows_table import Column, RowsModel, RowsTable
from familjeflow.ui.widgets.text import label, meta

_LIST_HEIGHT = 150
_MOST = 50


def person_name(person: PersonRow) -> str:
    """Family name first, as in the lists."""
    return ", ".join(part for part in (person.family_name, person.given_name) if part)


def _columns() -> tuple[Column[PersonRow], ...]:
    return (
        Column(_("Namn"), person_name, 0, strong=True, icon=_icon, tone=_tone),
        Column(_("Personnummer"), lambda p: p.number, 150),
        Column(_("Skydd"), lambda p: protection_word(p.protection), 190, tone=_tone),
    )


def _icon(person: PersonRow) -> str:
    return "shield-alert" if person.protection else ""


def _tone(person: PersonRow) -> str:
    return "protected" if person.protection else ""


def _spoken(person: PersonRow) -> str:
    parts = (person_name(person), person.number, protection_word(person.protection))
    return ", ".join(part for part in parts if part)


class ClientPart(Card):
    """`chosen_changed` is sent when a client was chosen or let go. The id is in `client_id`."""

    chosen_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("1. Klient"))
        self._desk = desk
        self.client_id = ""
        self._searched = ""
        self.search = Field(_("Sök klienten först"), QLineEdit(), hint=_("Namn eller personnummer."))
        self._line().textChanged.connect(self._find)
        self._line().returnPressed.connect(self._enter)
        self._model: RowsModel[PersonRow] = RowsModel(_columns(), _spoken)
        self.table = RowsTable(self._model, _("Klienter som hittades"))
        self.table.horizontalHeader().hide()
        self.table.setFixedHeight(_LIST_HEIGHT)
        self.table.opened.connect(lambda place: self._choose(self._model.rows[place]))
        self.table.clicked.connect(lambda index: self._choose(self._model.rows[index.row()]))
        self._found = meta("")
        self.register_button = buttons.plain(_("Registrera ny klient"), self._open_form, icon="plus")
        self.form = RegisterForm(desk, _("Registrera klienten"))
        self.form.registered.connect(self.choose)
        self.form.left.connect(self._let_go)
        self._switch = Switch(self._search_side(), self.form, self._chosen_side())
        self.body.addWidget(self._switch)
        self._find("")

    def _search_side(self) -> QWidget:
        below = row(self._found, None, self.register_button)
        return holder(column(self.search, self.table, below, spacing=theme.S))

    def _chosen_side(self) -> QWidget:
        self._name = label("", type_="strong", wrap=True)
        self._number = label("", tone="muted")
        self._protection = ProtectionMark()
        self.change_button = buttons.plain(_("Byt klient"), self._let_go)
        words = row(self._name, self._number, self._protection, None, self.change_button, spacing=theme.M)
        return holder(column(words, None))

    def _line(self) -> QLineEdit:
        assert isinstance(self.search.editor, QLineEdit)
        return self.search.editor

    def _find(self, text: str) -> None:
        self._searched = text.strip()
        found = persons.find(self._desk, self._searched, limit=_MOST) if self._searched else ()
        self._model.show_rows(found)
        self.table.setVisible(bool(found))
        self.register_button.setEnabled(bool(self._searched))
        if not self._searched:
            self._found.setText(_("Sök innan du registrerar, så finns ingen två gånger."))
        elif found:
            words = ngettext("{count} träff. Välj i listan.", "{count} träffar. Välj i listan.", len(found))
            self._found.setText(words.format(count=len(found)))
        else:
            self._found.setText(_("Ingen träff."))

    def _enter(self) -> None:
        if self._model.rows:
            self.table.setFocus()
            self.table.choose(0)
        elif self._searched:
            self._open_form()

    def _open_form(self) -> None:
        self.form.begin(self._searched)
        self._switch.show_part(1)

    def choose(self, person_id: str) -> None:
        """Choose somebody who is registered."""
        known = persons.person(self._desk, person_id)
        self._choose(
            PersonRow(
                person_id, known.given_name, known.family_name, known.number, known.protection, known.born
            )
        )

    def _choose(self, person: PersonRow) -> None:
        self.client_id = person.person_id
        self._name.setText(person_name(person))
        self._number.setText(person.number)
        self._protection.show_protection(person.protection)
        self._switch.show_part(2)
        self.chosen_changed.emit()

    def _let_go(self) -> None:
        self.client_id = ""
        self._switch.show_part(0)
        self._line().setFocus()
        self.chosen_changed.emit()
