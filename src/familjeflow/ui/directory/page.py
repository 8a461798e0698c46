"""The page Kontakter: interpreter firms, partners, rooms and kontaktpersoner."""

from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from familjeflow.domain.errors import DomainError
from familjeflow.i18n import _, ngettext
from familjeflow.services import directory
from familjeflow.services.desk import Desk
from familjeflow.services.directory import KINDS, Contact, kind_word, status_word
from familjeflow.ui import theme
from familjeflow.ui.directory.contact_form import ContactForm
from familjeflow.ui.forms.choice_editors import CalmComboBox
from familjeflow.ui.frame.context import Context
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, holder, row, scrolling
from familjeflow.ui.widgets.rows_table import Column, RowsModel, RowsTable
from familjeflow.ui.widgets.text import meta, page_title

_WIDTH = 820


def columns() -> tuple[Column[Contact], ...]:
    """What one looks for when a meeting is to be booked; old entries say that they are old."""
    return (
        Column(_("Namn"), lambda c: c.name, 230, strong=True, tone=_tone),
        Column(_("Slag"), lambda c: kind_word(c.kind), 146, tone=lambda _c: "muted"),
        Column(_("Telefon"), lambda c: c.phone, 124),
        Column(_("Uppdrag"), lambda c: status_word(c.status), 96),
        Column(_("Kontrollera"), _state, 316, tone=lambda _c: "waiting", icon=_icon),
        Column(_("Anteckning"), lambda c: " ".join(c.note.split()), 0, tone=lambda _c: "muted"),
    )


def _state(contact: Contact) -> str:
    if contact.is_hidden:
        return _("Dold")
    return _("Gammal uppgift ur källan, kontrollera") if contact.is_old else ""


def _icon(contact: Contact) -> str:
    return "triangle-alert" if contact.is_old and not contact.is_hidden else ""


def _tone(contact: Contact) -> str:
    return "muted" if contact.is_hidden else ""


def spoken(contact: Contact) -> str:
    """The whole line for a screen reader."""
    status = status_word(contact.status)
    parts = (contact.name, kind_word(contact.kind), contact.phone, status, _state(contact))
    return ", ".join(part for part in parts if part)


class DirectoryPage(QWidget):
    """A table, and the chosen contact in its place while it is being written."""

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        theme.mark(self, surface="ground")
        self.setObjectName("directory")
        self._desk = desk
        self._context = context
        self._model: RowsModel[Contact] = RowsModel(columns(), spoken)
        self.table = RowsTable(self._model, _("Kontakter"))
        self.table.opened.connect(lambda place: self.open(self._model.rows[place]))
        self.kind = CalmComboBox()
        self.kind.setAccessibleName(_("Visa"))
        self.kind.view().setAccessibleName(_("Visa"))
        self.kind.addItem(_("Alla slag"), "")
        for slug in KINDS:
            self.kind.addItem(kind_word(slug), slug)
        self.kind.currentIndexChanged.connect(lambda _place: self._read())
        self.hidden = QCheckBox(_("Visa dolda"))
        self.hidden.toggled.connect(lambda _on: self._read())
        self._count = meta("")
        self.form = ContactForm()
        self.form.kept.connect(self._save)
        self.form.hide_wanted.connect(self._hide)
        self.form.left.connect(self._back)
        self._stack = QStackedWidget()
        self._compose()

    def reload(self) -> None:
        """Read the contacts again; the first time with the examples of the processes."""
        directory.add_examples(self._desk)
        self._read()

    def take_focus(self) -> None:
        """Begin in the table, or in what is being written."""
        if self._stack.currentIndex() == 0:
            self.table.setFocus()
        else:
            self.form.name.editor.setFocus()

    def open(self, contact: Contact) -> None:
        """Write on a contact."""
        self._stack.setCurrentIndex(1)
        self.form.show_contact(contact)

    def begin(self) -> None:
        """An empty contact of the kind that is shown."""
        self.open(Contact("", str(self.kind.currentData()) or KINDS[0], ""))

    def rows(self) -> tuple[Contact, ...]:
        """What the table shows."""
        return tuple(self._model.rows)

    def _read(self, chosen: str = "") -> None:
        kind = str(self.kind.currentData())
        found = directory.contacts(self._desk, kind, hidden=self.hidden.isChecked())
        place = self.table.chosen()
        kept = chosen or (self._model.rows[place].entry_id if 0 <= place < len(self._model.rows) else "")
        self._model.show_rows(found)
        words = ngettext("{count} kontakt", "{count} kontakter", len(found))
        self._count.setText(words.format(count=len(found)))
        where = next((n for n, c in enumerate(self._model.rows) if c.entry_id == kept), 0)
        self.table.choose(where)

    def _save(self, contact: Contact) -> None:
        try:
            kept = directory.save(self._desk, contact)
        except DomainError as error:
            self._context.fault(error)
            return
        self._context.saved()
        self._back(kept.entry_id)

    def _hide(self, entry_id: str, hidden: bool) -> None:
        directory.hide(self._desk, entry_id, hidden=hidden)
        self._context.saved()
        self._back()

    def _back(self, chosen: str = "") -> None:
        self._stack.setCurrentIndex(0)
        self._read(chosen)
        self.table.setFocus()

    def _compose(self) -> None:
        new = buttons.primary(_("Ny kontakt"), self.begin)
        head = row(
            page_title(_("Kontakter")), self._count, None, self.kind, self.hidden, new, spacing=theme.M
        )
        inner = holder(column(self.form, None))
        inner.setMaximumWidth(_WIDTH)
        self._stack.addWidget(self.table)
        beside = row(inner, None)
        beside.setStretch(0, 1000)
        self._stack.addWidget(scrolling(holder(beside), name=_("En kontakt")))
        parts = column(head, self._stack, spacing=theme.M, margin=theme.L)
        parts.setStretch(1, 1)
        self.setLayout(parts)
