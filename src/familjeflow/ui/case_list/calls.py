"""Ringlista: the closed cases that are to be called in a week, to tick one by one or to save as a list."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QStackedWidget, QWidget

from familjeflow.domain.errors import DomainError
from familjeflow.i18n import _, ngettext
from familjeflow.services import phone_list, undoing
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.phone_list import Call, PhoneList
from familjeflow.services.processes import FormatError
from familjeflow.ui import theme
from familjeflow.ui.forms.choice_editors import CalmComboBox
from familjeflow.ui.frame.context import Context
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.panels import EmptyState, Notice
from familjeflow.ui.widgets.rows_table import Column, RowsModel, RowsTable
from familjeflow.ui.widgets.text import label, meta, page_title

_KIND = "Excel (*.xlsx)"


def columns() -> tuple[Column[Call], ...]:
    """Whose call it is comes before whom to call: each calls their own."""
    return (
        Column(
            _("Ringt"),
            lambda c: _("försenat") if c.overdue else "",
            104,
            icon=lambda _c: "square",
            tone=_late,
        ),
        Column(_("Handläggare"), lambda c: c.owner or _("ingen noterad"), 190, tone=_owner_tone),
        Column(
            _("Klient"), lambda c: c.client, 0, icon=_mark, tone=lambda c: "protected" if c.protection else ""
        ),
        Column(_("Ärende"), lambda c: c.number, 110, tone=lambda _c: "muted"),
        Column(_("Avslutat"), lambda c: c.closed_on.isoformat(), 120),
        Column(_("Tid från avslut"), _gap, 256, icon=lambda c: "triangle-alert" if c.far else "", tone=_far),
    )


def spoken(call: Call) -> str:
    """The whole line for a screen reader."""
    parts = (
        _("försenat") if call.overdue else "",
        call.client,
        call.number,
        call.owner,
        _("avslutat {day}").format(day=call.closed_on.isoformat()),
        _gap(call),
    )
    return ", ".join(part for part in parts if part)


class CallListPage(QWidget):
    """`left` asks to go back to the cases. Space ticks, Enter opens the case at the step."""

    left = Signal()

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        theme.mark(self, surface="ground")
        self._desk = desk
        self._context = context
        self._view = PhoneList((), None, (), ())
        self._undo: tuple[str, str] | None = None
        self.week: QComboBox = CalmComboBox()
        self.week.setAccessibleName(_("Vecka"))
        self.week.setMinimumContentsLength(34)
        self.week.activated.connect(lambda _place: self._show_week())
        self._model: RowsModel[Call] = RowsModel(columns(), spoken)
        self.table = RowsTable(self._model, _("Ringlista"))
        self.notice = Notice("done", "", buttons.plain(_("Ångra"), self.undo, icon="undo-2"))
        self.settings = meta("", wrap=True)
        self.save_button = buttons.primary(_("Spara som kalkylblad"), self.save)
        self._stack = QStackedWidget()
        self._compose()
        self.table.ticked.connect(lambda place: self.tick(self._model.rows[place]))
        self.table.opened.connect(lambda place: self._open(self._model.rows[place]))
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def _compose(self) -> None:
        back = buttons.quiet(_("Tillbaka till ärendena"), self.left.emit, icon="chevron-left")
        back.setObjectName("back")
        head = column(row(back, None), page_title(_("Ringlista")), spacing=2)
        choice = row(label(_("Vecka"), type_="strong"), self.week, None, self.save_button, spacing=theme.S)
        hint = meta(_("Mellanslag bockar av samtalet · Enter öppnar ärendet"))
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState(
                "circle-check",
                _("Ingen att ringa"),
                _("När ett ärende stängs i en process med telefonuppföljning kommer det hit, på sin vecka."),
                buttons.plain(_("Tillbaka till ärendena"), self.left.emit),
            )
        )
        self._choice = QFrame()
        self._choice.setLayout(column(choice, self.settings, spacing=theme.XS))
        theme.mark(self._choice, surface="clear")
        layout = column(head, self._choice, self.notice, self._stack, hint, spacing=theme.M, margin=theme.L)
        layout.setStretch(3, 1)
        self.setLayout(layout)

    def reload(self) -> None:
        """Read the list again; the week and the row stay."""
        self._read(self._view.monday)

    def take_focus(self) -> None:
        """Begin with the calls."""
        (self.table if self._view.calls else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def tick(self, call: Call) -> None:
        """The call has been made."""
        try:
            changed = phone_list.called(self._desk, call)
        except (DomainError, FormatError) as error:
            self._context.fault(error)
            return
        self._undo = (call.case_id, changed.event_ids[0])
        self.notice.say(_("Ringt: {number}.").format(number=call.number))
        self._told(changed)

    def undo(self) -> None:
        """Take back the latest tick that was made here."""
        if self._undo is None:
            return
        try:
            changed = undoing.undo(self._desk, *self._undo)
        except (DomainError, FormatError) as error:
            self._context.fault(error)
            return
        self._undo = None
        self.notice.say("")
        self._told(changed)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Save the week as a list to print or to share."""
        monday = self._view.monday
        if monday is None or not self._may_leave():
            return
        chosen = self._context.dialogs.save_file(self, _("Ringlista"), "ringlista.xlsx", _KIND)
        if chosen is None:
            return
        self._undo = None
        try:
            phone_list.save(self._desk, monday, chosen)
        except OSError:
            said = _("Filen kunde inte sparas. Välj en annan mapp eller ett annat namn.")
            self._context.dialogs.message(self, _("Ringlista"), said)
            return
        self._context.saved()

    def _may_leave(self) -> bool:
        count = sum(bool(call.protection) for call in self._view.calls)
        if not count:
            return True
        title = _("Listan rör någon med skyddade uppgifter")
        text = ngettext(
            "{count} ärende står där utan namn. Kontrollera vem som får läsa listan.",
            "{count} ärenden står där utan namn. Kontrollera vem som får läsa listan.",
            count,
        ).format(count=count)
        return self._context.dialogs.ask(self, title, text, _("Spara ändå"))

    def _told(self, changed: ChangeSet) -> None:
        self._context.saved()
        self._context.changed(changed)
        self.reload()

    def _open(self, call: Call) -> None:
        self._context.open_case(call.case_id, call.step)

    def _show_week(self) -> None:
        self._read(date.fromisoformat(str(self.week.currentData())))

    def _read(self, monday: date | None) -> None:
        place = self.table.chosen()
        self._view = view = phone_list.phone_list(self._desk, monday)
        self.week.clear()
        for week in view.weeks:
            count = ngettext("{n} att ringa", "{n} att ringa", week.count).format(n=week.count)
            self.week.addItem(f"{week.title} · {count}", week.monday.isoformat())
        if view.monday is not None:
            self.week.setCurrentIndex(self.week.findData(view.monday.isoformat()))
        chosen = " · ".join(view.settings)
        self.settings.setText(_("Inställt: {settings}. Ändras under Processer.").format(settings=chosen))
        self._choice.setVisible(bool(view.weeks))
        self._model.show_rows(view.calls)
        self._stack.setCurrentIndex(0 if view.calls else 1)
        self.table.choose(min(max(place, 0), len(view.calls) - 1))


def _gap(call: Call) -> str:
    return _("{gap}, ej cirka ett år").format(gap=call.gap) if call.far else call.gap


def _far(call: Call) -> str:
    return "waiting" if call.far else ""


def _late(call: Call) -> str:
    return "overdue" if call.overdue else "muted"


def _owner_tone(call: Call) -> str:
    return "" if call.owner else "muted"


def _mark(call: Call) -> str:
    return "shield-alert" if call.protection else ""
