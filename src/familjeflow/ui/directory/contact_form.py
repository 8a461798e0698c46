"""One contact to fill in or look over."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from familjeflow.i18n import _
from familjeflow.services import directory
from familjeflow.services.directory import KINDS, STATUSES, Contact, kind_word, status_word
from familjeflow.ui import theme
from familjeflow.ui.forms.choice_editors import CalmComboBox
from familjeflow.ui.people.person_fields import line
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.panels import Card, Notice

_NOTE_HEIGHT = 84


class ContactForm(Card):
    """`kept` carries the contact to save, `hide_wanted` an id and whether to hide, `left` lets it be."""

    kept = Signal(object)
    hide_wanted = Signal(str, bool)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("contact-form")
        self._contact = Contact("", KINDS[0], "")
        self.kind, self.status = CalmComboBox(), CalmComboBox()
        for slug in KINDS:
            self.kind.addItem(kind_word(slug), slug)
        for slug in STATUSES:
            self.status.addItem(status_word(slug) or _("Inget angivet"), slug)
        self.name = Field(_("Namn"), QLineEdit())
        self.phone = Field(_("Telefon"), QLineEdit())
        self.email = Field(_("E-post"), QLineEdit())
        self.address = Field(_("Adress eller plats"), QLineEdit())
        self.customer = Field(_("Kundnummer"), QLineEdit())
        self.note = QPlainTextEdit()
        self.note.setFixedHeight(_NOTE_HEIGHT)
        self.note.setTabChangesFocus(True)
        self.status_field = Field(
            _("Uppdrag"), self.status, hint=_("Ledig eller intresserad av ett uppdrag.")
        )
        self.old = Notice("waiting")
        self.hide_button = buttons.quiet(_("Dölj kontakten"), self._hide)
        self.save_button = buttons.primary(_("Spara kontakten"), self.save)
        self._compose()
        self.kind.currentIndexChanged.connect(lambda _place: self._fit())
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def show_contact(self, contact: Contact) -> None:
        """Show a contact; one with the id "" is new."""
        self._contact = contact
        self.kind.setCurrentIndex(max(self.kind.findData(contact.kind), 0))
        self.status.setCurrentIndex(max(self.status.findData(contact.status), 0))
        for field, text in (
            (self.name, contact.name),
            (self.phone, contact.phone),
            (self.email, contact.email),
            (self.address, contact.address),
            (self.customer, contact.customer),
        ):
            line(field).setText(text)
            field.show_problem("")
        self.note.setPlainText(contact.note)
        words = _("Gammal uppgift ur källan, kontrollera. När du sparar försvinner märket.")
        self.old.say(words if contact.is_old else "")
        self.hide_button.setText(_("Visa kontakten igen") if contact.is_hidden else _("Dölj kontakten"))
        self.hide_button.setVisible(bool(contact.entry_id))
        self._fit()
        self.name.editor.setFocus()

    def save(self) -> None:
        """Keep what was written."""
        if not line(self.name).text().strip():
            self.name.show_problem(_("Skriv ett namn."))
            self.name.editor.setFocus()
            return
        kind = str(self.kind.currentData())
        self.kept.emit(
            directory.Contact(
                entry_id=self._contact.entry_id,
                kind=kind,
                name=line(self.name).text(),
                phone=line(self.phone).text().strip(),
                email=line(self.email).text().strip(),
                address=line(self.address).text().strip(),
                customer=line(self.customer).text().strip() if kind == "interpreter" else "",
                status=str(self.status.currentData()) if kind == "contact_person" else "",
                note=self.note.toPlainText().strip(),
                is_hidden=self._contact.is_hidden,
            )
        )

    def _hide(self) -> None:
        self.hide_wanted.emit(self._contact.entry_id, not self._contact.is_hidden)

    def _fit(self) -> None:
        """Only what the kind has is asked for."""
        kind = str(self.kind.currentData())
        self.customer.setVisible(kind == "interpreter")
        self.status_field.setVisible(kind == "contact_person")
        for field in (self.phone, self.email):
            field.setVisible(kind != "room")

    def _compose(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.L)
        grid.setVerticalSpacing(theme.M)
        parts: tuple[QWidget, ...] = (
            Field(_("Slag"), self.kind),
            self.name,
            self.phone,
            self.email,
            self.address,
            self.customer,
            self.status_field,
        )
        for place, part in enumerate(parts):
            grid.addWidget(part, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place % 2, 1)
        foot = row(self.save_button, buttons.quiet(_("Avbryt"), self.left.emit), None, self.hide_button)
        note = Field(_("Anteckning"), self.note, hint=_("Skriv inget om en klient här."))
        self.body.addLayout(column(self.old, grid, note, foot, spacing=theme.M))
