"""The page Ärenden: the table, what is shown in it, and what an empty one says."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from familjeflow.domain.errors import DomainError
from familjeflow.domain.projections import CaseLine
from familjeflow.i18n import _, ngettext
from familjeflow.services.case_list import case_list, search
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.vaults import VaultError
from familjeflow.services.words import day_word
from familjeflow.ui import theme
from familjeflow.ui.case_list.calls import CallListPage
from familjeflow.ui.case_list.people_found import PeopleFound
from familjeflow.ui.case_list.sheet import SheetPage
from familjeflow.ui.frame.context import Context
from familjeflow.ui.people.marks import short_protection
from familjeflow.ui.people.person_card import PersonCardPage
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, holder, row
from familjeflow.ui.widgets.panels import EmptyState
from familjeflow.ui.widgets.rows_table import Column, RowsModel, RowsTable
from familjeflow.ui.widgets.text import meta, page_title

T = TypeVar("T")


def columns() -> tuple[Column[CaseLine], ...]:
    """The columns of the case list; the next act takes the room that is left."""
    return (
        Column(
            _("Klient"), lambda r: r.client_name, 196, strong=True, icon=_mark, tone=lambda r: _client_tone(r)
        ),
        Column(_("Personnummer"), _number, 136, tone=lambda r: _client_tone(r)),
        Column(_("Process"), lambda r: r.process_short, 176),
        Column(_("Nästa"), lambda r: r.next_text, 0),
        Column(_("Senast"), _due, 164, key=lambda r: r.next_due or date.max, tone=_due_tone, icon=_due_icon),
        Column(_("Ärende"), lambda r: r.number, 100, tone=lambda _r: "muted"),
    )


def _mark(row: CaseLine) -> str:
    return "shield-alert" if row.protection else ""


def _number(row: CaseLine) -> str:
    """In a list that stands open all day the word takes the place of a protected person's number."""
    return short_protection(row.protection) or row.client_number


def _client_tone(row: CaseLine) -> str:
    return "protected" if row.protection else ""


def _due(row: CaseLine) -> str:
    return day_word(row.next_due) if row.next_due else ""


def _due_tone(row: CaseLine) -> str:
    return "overdue" if row.overdue else ""


def _due_icon(row: CaseLine) -> str:
    return "clock-alert" if row.overdue else ""


def spoken(row: CaseLine) -> str:
    """The whole line for a screen reader."""
    parts = [row.client_name, row.process_short, row.next_text, _due(row)]
    if row.overdue:
        parts.append(_("försenat"))
    if row.protection:
        parts.append(_("skyddad uppgift"))
    return ", ".join(part for part in parts if part)


class CaseListPage(QWidget):
    """Every open case, or also the closed ones. `case_chosen` carries a case id, `new_case_for` a person's.

    A list that is being saved as a spreadsheet, the list of calls or a person's card takes the table's place
    until it is left.
    """

    case_chosen = Signal(str)
    new_case = Signal()
    new_case_for = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        theme.mark(self, surface="ground")
        self._desk = desk
        self._context = context
        self.sheet: SheetPage | CallListPage | PersonCardPage | None = None
        self._text = ""
        self._model: RowsModel[CaseLine] = RowsModel(columns(), spoken)
        self.table = RowsTable(self._model, _("Ärenden"))
        self.table.setSortingEnabled(True)
        self.table.horizontalHeader().setSortIndicatorClearable(True)
        self.table.sortByColumn(-1, self.table.horizontalHeader().sortIndicatorOrder())
        self._title = page_title(_("Ärenden"))
        self._count = meta("")
        self._closed = QCheckBox(_("Visa avslutade"))
        self._closed.toggled.connect(self.reload)
        self._stack = self._tables()
        new = buttons.plain(_("Nytt ärende"), self.new_case.emit, icon="plus")
        export = buttons.plain(_("Spara som kalkylblad …"), self.save_as_sheet, icon="download")
        calls = buttons.plain(_("Ringlista …"), self.show_calls)
        calls.setObjectName("call-list")
        head = row(self._title, self._count, None, self._closed, calls, export, new, spacing=theme.M)
        self._whole = QStackedWidget()
        self.found = PeopleFound()
        whole = column(head, self._stack, self.found, spacing=theme.M, margin=theme.L)
        whole.setStretch(1, 1)
        self._whole.addWidget(holder(whole))
        self.setLayout(column(self._whole))
        self.table.opened.connect(lambda place: self.case_chosen.emit(self._model.rows[place].case_id))
        self.table.left.connect(self.left)
        self.found.left.connect(self.left)
        self.found.case_wanted.connect(self.new_case_for)
        self.found.card_wanted.connect(self.open_card)

    def _tables(self) -> QStackedWidget:
        """The table, and what an empty one says."""
        stack = QStackedWidget()
        stack.addWidget(self.table)
        stack.addWidget(
            EmptyState(
                "folder-open",
                _("Inga ärenden ännu"),
                _("Ett ärende följer en process för en klient. Börja med att söka klienten."),
                buttons.primary(_("Nytt ärende"), self.new_case.emit),
            )
        )
        stack.addWidget(
            EmptyState(
                "search",
                _("Inget ärende hittades"),
                _("Sök på namn, personnummer eller ärendenummer. Kryssa för att också se avslutade."),
                buttons.plain(_("Nytt ärende"), self.new_case.emit),
            )
        )
        return stack

    def search(self, text: str) -> None:
        """Show only what matches; "" shows everything."""
        self._leave_sheet()
        self._text = text
        self.reload()
        self.table.choose(0 if text else -1)

    def open_first(self) -> None:
        """Open the chosen match, or the first one."""
        if self._model.rows:
            place = max(self.table.chosen(), 0)
            self.case_chosen.emit(self._model.rows[place].case_id)
        elif self.found.people():
            self.found.take_focus()

    def rows(self) -> tuple[CaseLine, ...]:
        """What is shown, in the order that it is shown in."""
        return tuple(self._model.rows)

    def take_focus(self) -> None:
        """Go into the table, or into what is being saved or read."""
        if self.sheet is not None:
            self.sheet.take_focus()
        elif not self._model.rows and self.found.people():
            self.found.take_focus()
        else:
            self.table.setFocus()

    def save_as_sheet(self) -> None:
        """Choose what a spreadsheet shall hold, and save it."""
        self._put(SheetPage(self._desk, self._context))

    def show_calls(self) -> None:
        """Show the closed cases that are to be called, week by week."""
        self._put(CallListPage(self._desk, self._context))

    def _put(self, page: SheetPage | CallListPage | PersonCardPage) -> None:
        self._leave_sheet()
        self.sheet = page
        page.left.connect(self._back_to_table)
        self._whole.addWidget(page)
        self._whole.setCurrentWidget(page)
        page.reload()
        page.take_focus()

    def open_card(self, person_id: str) -> None:
        """Show the card of a person in the table's place."""
        card = PersonCardPage(self._desk, self._act)
        card.case_wanted.connect(self.case_chosen)
        if card.show_person(person_id):
            self._put(card)

    def _act(self, work: Callable[[], T]) -> T | None:
        try:
            result = work()
        except (DomainError, VaultError) as error:
            self._context.fault(error)
            return None
        if isinstance(result, ChangeSet):
            self._context.saved()
            self._context.changed(result)
        return result

    def flush(self) -> None:
        """Keep what is being written on a card."""
        if isinstance(self.sheet, PersonCardPage):
            self.sheet.flush()

    def _back_to_table(self) -> None:
        self._leave_sheet()
        self.reload()
        self.table.setFocus()

    def _leave_sheet(self) -> None:
        if self.sheet is None:
            return
        self.flush()
        sheet, self.sheet = self.sheet, None
        self._whole.setCurrentIndex(0)
        self._whole.removeWidget(sheet)
        sheet.hide()
        sheet.deleteLater()

    def _read(self) -> tuple[tuple[CaseLine, ...], str]:
        """The cases to show, and how many they are; who was found beside them is shown at once."""
        open_only = not self._closed.isChecked()
        if not self._text:
            self.found.show_people(())
            rows = case_list(self._desk, open_only=open_only)
        else:
            answer = search(self._desk, self._text, open_only=open_only)
            self.found.show_people(answer.people)
            rows = answer.cases
            if answer.is_cut:
                words = _("De första {count}. Skriv mer för att se färre.")
                return rows, words.format(count=len(rows))
        return rows, ngettext("{count} ärende", "{count} ärenden", len(rows)).format(count=len(rows))

    def reload(self) -> None:
        """Read the cases again and keep the chosen one chosen."""
        if self.sheet is not None:
            self.sheet.reload()
            return
        place = self.table.chosen()
        kept = self._model.rows[place].case_id if place >= 0 else ""
        rows, words = self._read()
        self._model.show_rows(rows)
        self._count.setText(words)
        self._stack.setCurrentIndex(0 if rows else 2 if self._text else 1)
        for new_place, found in enumerate(self._model.rows):
            if found.case_id == kept:
                self.table.choose(new_place)
                break
