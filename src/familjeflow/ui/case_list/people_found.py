"""People that a search found who have no open case of their own, under the cases."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from familjeflow.domain.projections import PersonRow
from familjeflow.i18n import _, ngettext
from familjeflow.services.case_context import full_name
from familjeflow.services.words import protection_word
from familjeflow.ui import theme
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.rows_table import Column, RowsModel, RowsTable
from familjeflow.ui.widgets.text import label, meta

_ROW_HEIGHT = 36
_MOST_ROWS = 4


def columns() -> tuple[Column[PersonRow], ...]:
    """Whoever is looked for is told from others by the number."""
    return (
        Column(_("Namn"), full_name, 0, strong=True, icon=_icon, tone=_tone),
        Column(_("Nummer"), lambda p: p.number, 150),
        Column(_("Född"), lambda p: p.born.isoformat() if p.born else "", 110),
        Column(_("Skydd"), lambda p: protection_word(p.protection), 190, tone=_tone),
    )


def _icon(person: PersonRow) -> str:
    return "shield-alert" if person.protection else ""


def _tone(person: PersonRow) -> str:
    return "protected" if person.protection else ""


def spoken(person: PersonRow) -> str:
    """The whole line for a screen reader."""
    parts = (full_name(person), person.number, protection_word(person.protection), _("inget öppet ärende"))
    return ", ".join(part for part in parts if part)


class PeopleFound(QWidget):
    """`case_wanted` and `card_wanted` carry a person's id. Hidden while nobody is found."""

    case_wanted = Signal(str)
    card_wanted = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("people-found")
        self._model: RowsModel[PersonRow] = RowsModel(columns(), spoken)
        self.table = RowsTable(self._model, _("Personer utan öppet ärende"))
        self.table.horizontalHeader().hide()
        self._count = meta("")
        self.new_button = buttons.plain(_("Nytt ärende"), self._new_case, icon="plus")
        self.new_button.setToolTip(_("Enter i listan"))
        self.card_button = buttons.plain(_("Öppna personkort"), self._open_card, icon="user")
        title = label(_("Personer utan öppet ärende"), type_="section")
        head = row(title, self._count, None, self.card_button, self.new_button, spacing=theme.M)
        self.setLayout(column(head, self.table, spacing=theme.S))
        self.table.opened.connect(lambda _place: self._new_case())
        self.table.left.connect(self.left)
        self.hide()

    def show_people(self, found: Sequence[PersonRow]) -> None:
        """Show who was found."""
        self._model.show_rows(found)
        self.table.setFixedHeight(min(len(found), _MOST_ROWS) * _ROW_HEIGHT + 4)
        self._count.setText(
            ngettext("{count} person", "{count} personer", len(found)).format(count=len(found))
        )
        self.setVisible(bool(found))

    def take_focus(self) -> None:
        """Go into the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.choose(max(self.table.chosen(), 0))

    def people(self) -> tuple[PersonRow, ...]:
        """Who is shown."""
        return tuple(self._model.rows)

    def _chosen(self) -> str:
        place = max(self.table.chosen(), 0)
        return self._model.rows[place].person_id if place < len(self._model.rows) else ""

    def _new_case(self) -> None:
        if self._chosen():
            self.case_wanted.emit(self._chosen())

    def _open_card(self) -> None:
        if self._chosen():
            self.card_wanted.emit(self._chosen())
