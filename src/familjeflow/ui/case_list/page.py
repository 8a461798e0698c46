"""The page Ärenden: the table, what is shown in it, and what an empty one says."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from familjeflow.domain.projections import CaseLine
from familjeflow.i18n import _, ngettext
from familjeflow.services.case_list import case_list
from familjeflow.services.desk import Desk
from familjeflow.services.words import day_word
from familjeflow.ui import theme
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.panels import EmptyState
from familjeflow.ui.widgets.rows_table import Column, RowsModel, RowsTable
from familjeflow.ui.widgets.text import meta, page_title


def columns() -> tuple[Column[CaseLine], ...]:
    """The columns of the case list; the next act takes the room that is left."""
    return (
        Column(
            _("Klient"), lambda r: r.client_name, 196, strong=True, icon=_mark, tone=lambda r: _client_tone(r)
        ),
        Column(_("Personnummer"), lambda r: r.client_number, 136),
        Column(_("Process"), lambda r: r.process_short, 176),
        Column(_("Nästa"), lambda r: r.next_text, 0),
        Column(_("Senast"), _due, 164, key=lambda r: r.next_due or date.max, tone=_due_tone, icon=_due_icon),
        Column(_("Ärende"), lambda r: r.number, 100, tone=lambda _r: "muted"),
    )


def _mark(row: CaseLine) -> str:
    return "shield-alert" if row.protection else ""


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
    """Every open case, or also the closed ones. `case_chosen` carries a case id."""

    case_chosen = Signal(str)
    new_case = Signal()
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme.mark(self, surface="ground")
        self._desk = desk
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
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState(
                "folder-open",
                _("Inga ärenden ännu"),
                _("Ett ärende följer en process för en klient. Börja med att söka klienten."),
                buttons.primary(_("Nytt ärende"), self.new_case.emit),
            )
        )
        self._stack.addWidget(
            EmptyState(
                "search",
                _("Inget ärende hittades"),
                _("Sök på namn, personnummer eller ärendenummer. Kryssa för att också se avslutade."),
                buttons.plain(_("Nytt ärende"), self.new_case.emit),
            )
        )
        new = buttons.plain(_("Nytt ärende"), self.new_case.emit, icon="plus")
        head = row(self._title, self._count, None, self._closed, new, spacing=theme.M)
        self.setLayout(column(head, self._stack, spacing=theme.M, margin=theme.L))
        self.table.opened.connect(lambda place: self.case_chosen.emit(self._model.rows[place].case_id))
        self.table.left.connect(self.left)

    def search(self, text: str) -> None:
        """Show only what matches; "" shows everything."""
        self._text = text
        self.reload()
        self.table.choose(0 if text else -1)

    def open_first(self) -> None:
        """Open the chosen match, or the first one."""
        if self._model.rows:
            place = max(self.table.chosen(), 0)
            self.case_chosen.emit(self._model.rows[place].case_id)

    def rows(self) -> tuple[CaseLine, ...]:
        """What is shown, in the order that it is shown in."""
        return tuple(self._model.rows)

    def take_focus(self) -> None:
        """Go into the table."""
        self.table.setFocus()

    def reload(self) -> None:
        """Read the cases again and keep the chosen one chosen."""
        place = self.table.chosen()
        kept = self._model.rows[place].case_id if place >= 0 else ""
        rows = case_list(self._desk, self._text, open_only=not self._closed.isChecked())
        self._model.show_rows(rows)
        self._count.setText(ngettext("{count} ärende", "{count} ärenden", len(rows)).format(count=len(rows)))
        self._stack.setCurrentIndex(0 if rows else 2 if self._text else 1)
        for new_place, found in enumerate(self._model.rows):
            if found.case_id == kept:
                self.table.choose(new_place)
                break
