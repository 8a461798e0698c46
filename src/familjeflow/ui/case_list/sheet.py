"""A list on its way out as a spreadsheet: what is chosen at the left, what the file will hold beside it."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from familjeflow.i18n import _, ngettext
from familjeflow.services import spreadsheets
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.spreadsheets import Choice, Material, Preview
from familjeflow.ui import theme
from familjeflow.ui.case.trouble import WORLD_FAULTS
from familjeflow.ui.case_list.sheet_choices import SheetChoices
from familjeflow.ui.frame.context import Context
from familjeflow.ui.tasks import run_task
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import clear, column, holder, row, scrolling
from familjeflow.ui.widgets.panels import Notice
from familjeflow.ui.widgets.rows_table import Column, RowsModel, RowsTable
from familjeflow.ui.widgets.text import label, meta, page_title

SHOWN = 20
"""Rows in the preview."""

_PAUSE = 120
"""Milliseconds of rest before the preview follows what is typed."""

_CHOICES_WIDTH = 340
_NARROWEST, _CELL_WIDTH, _LETTER_WIDTH, _MARGIN = 72, 260, 8, 28
_KIND = "Excel (*.xlsx)"


class SheetPage(QWidget):
    """Everything that takes time is done off the GUI thread. `left` asks to go back to the list."""

    left = Signal()

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        self._desk = desk
        self._context = context
        self._material: Material | None = None
        self._choice: Choice | None = None
        self._made = Preview((), (), 0)
        self.choices = SheetChoices(desk.today)
        self.notice = Notice("done")
        self.count = label("", type_="strong")
        self.told = meta("", wrap=True)
        self.table: RowsTable | None = None
        self._around_table = QVBoxLayout()
        self.save_button = buttons.primary(_("Spara kalkylbladet"), self.save)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.show_preview)
        self.choices.changed.connect(self._timer.start)
        self._compose()
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def reload(self) -> None:
        """Read the cases again; what has been chosen stays."""
        desk = self._desk
        run_task(self, lambda _stop: spreadsheets.material(desk), self._show, self._failed)

    def take_focus(self) -> None:
        """Begin with which list it is."""
        self.choices.kind.setFocus()

    def show_preview(self) -> None:
        """Show the first rows of what would be saved, and how many there are."""
        self._timer.stop()
        material = self._material
        self._choice = self.choices.choice() if material is not None else None
        if material is None or self._choice is None:
            self.save_button.setEnabled(False)
            return
        self._made = spreadsheets.preview(material.lines, self._choice, self._desk.today)
        count = len(self._made.rows)
        words = ngettext("{count} rad", "{count} rader", count).format(count=count)
        if count > SHOWN:
            words = _("{rows}. Här syns de första {shown}.").format(rows=words, shown=SHOWN)
        self.count.setText(words if count else _("Inga rader. Ändra urvalet till vänster."))
        self.save_button.setEnabled(count > 0)
        self._show_table()

    def save(self) -> None:
        """Ask where, and first of all whether, when somebody on the list has protected data."""
        self.show_preview()
        choice = self._choice
        if choice is None or not self._made.rows or not self._may_leave():
            return
        title = spreadsheets.title_of(choice.kind)
        suggestion = _FILE_NAMES[choice.kind]
        chosen = self._context.dialogs.save_file(self, title, suggestion, _KIND)
        if chosen is not None:
            self.save_button.setEnabled(False)
            self.notice.say(_("Kalkylbladet görs i ordning …"), "waiting")
            desk, to = self._desk, chosen
            run_task(
                self,
                lambda _stop: spreadsheets.save(desk, choice, to),
                partial(self._saved, to),
                self._failed,
            )

    def _may_leave(self) -> bool:
        count = self._made.protected
        if not count:
            return True
        title = _("Listan rör någon med skyddade uppgifter")
        text = ngettext(
            "{count} ärende står där utan namn och personnummer. Kontrollera vem som får läsa listan.",
            "{count} ärenden står där utan namn och personnummer. Kontrollera vem som får läsa listan.",
            count,
        ).format(count=count)
        return self._context.dialogs.ask(self, title, text, _("Spara ändå"))

    def _show(self, material: Material) -> None:
        self._material = material
        self.choices.show_lines(material.lines, material.columns)
        told = material.told
        latest = told[0] if told else None
        self.told.setText(
            _("Senast sparad härifrån: {what}, {day}.").format(what=latest.what, day=latest.on.isoformat())
            if latest
            else _("Det noteras i arbetsfilen att en lista har sparats, vilken och när.")
        )
        self.show_preview()

    def _saved(self, to: Path, _changes: ChangeSet) -> None:
        self.notice.say(_("Sparat. Filen heter {name}.").format(name=to.name), "done")
        self._context.saved()
        self.reload()

    def _failed(self, error: BaseException) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, OSError):
            text = _("Filen kunde inte sparas. Välj en annan mapp eller ett annat namn.")
            self.notice.say(text, "overdue")
        elif isinstance(error, WORLD_FAULTS):
            self.notice.say("")
            self._context.fault(error)
        else:
            raise error

    def _show_table(self) -> None:
        rows = [tuple(map(_word, cells)) for cells in self._made.rows[:SHOWN]]
        model: RowsModel[tuple[str, ...]] = RowsModel(_columns(self._made.header, rows), ", ".join)
        model.show_rows(rows)
        clear(self._around_table)
        self.table = RowsTable(model, _("Listans första rader"))
        model.setParent(self.table)
        self._around_table.addWidget(self.table)

    def _compose(self) -> None:
        theme.mark(self, surface="ground")
        chosen = scrolling(self.choices, name=_("Vad listan ska innehålla"))
        chosen.setFixedWidth(_CHOICES_WIDTH)
        shown = column(
            self.notice, self.count, self._around_table, self.told, spacing=theme.S, margin=theme.L
        )
        shown.setStretch(2, 1)
        beside = row(chosen, holder(shown), spacing=0)
        beside.setStretch(1, 1)
        layout = column(self._head(), beside, self._foot(), spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.count.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.save_button.setEnabled(False)

    def _head(self) -> QFrame:
        frame = QFrame()
        theme.mark(frame, surface="bar")
        back = buttons.quiet(_("Tillbaka till ärendena"), self.left.emit, icon="chevron-left")
        back.setObjectName("back")
        title = page_title(_("Spara som kalkylblad"))
        title.setContentsMargins(theme.S, 0, 0, 0)
        layout = column(row(back, None), title, spacing=2)
        layout.setContentsMargins(theme.S, theme.S, theme.L, theme.S)
        frame.setLayout(layout)
        return frame

    def _foot(self) -> QFrame:
        frame = QFrame()
        theme.mark(frame, surface="foot")
        without = meta(_("Fri text ur ärendena tas aldrig med."))
        line = row(without, None, self.save_button, spacing=theme.S)
        line.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        frame.setLayout(line)
        return frame


_FILE_NAMES = {
    "clients": "klientlista.xlsx",
    "measures": "matpunkter.xlsx",
    "registrations": "kvar-att-registrera.xlsx",
}


def _word(cell: object) -> str:
    return "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)


def _columns(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> tuple[Column[tuple[str, ...]], ...]:
    """As wide as their words, up to a point."""

    def cell(place: int, cells: tuple[str, ...]) -> str:
        return cells[place]

    found = []
    for place, heading in enumerate(header):
        longest = max([heading, *(cells[place] for cells in rows)], key=len)
        width = min(_CELL_WIDTH, max(_NARROWEST, len(longest) * _LETTER_WIDTH + _MARGIN))
        found.append(Column(heading, partial(cell, place), width))
    return tuple(found)
