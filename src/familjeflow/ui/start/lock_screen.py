"""The lock screen: the name of the work file, one line to write on, one button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from familjeflow.i18n import _
from familjeflow.ui import icons, theme
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.fields import Field, passphrase_field
from familjeflow.ui.widgets.layouts import column, holder, row
from familjeflow.ui.widgets.panels import Notice
from familjeflow.ui.widgets.text import label, meta

_WIDTH = 440


class LockScreen(QWidget):
    """Asks for the passphrase or the recovery code. It knows no key: it only says what was written.

    `passphrase_given` and `code_given` carry what was written, the others nothing. `other_asked` wants
    another vault, `take_over_asked` this one although another computer has it, `backup_asked` to look in the
    latest backup, `restore_asked` to make a vault of one.
    """

    passphrase_given = Signal(str)
    code_given = Signal(str)
    keyring_asked = Signal()
    cancelled = Signal()
    other_asked = Signal()
    take_over_asked = Signal()
    backup_asked = Signal()
    restore_asked = Signal()

    def __init__(self, vault_name: str) -> None:
        super().__init__()
        theme.mark(self, surface="ground")
        self._notice = Notice("overdue")
        self.take_over_button = buttons.plain(_("Öppna ändå"), self.take_over_asked.emit)
        self.backup_button = buttons.plain(
            _("Öppna senaste säkerhetskopian skrivskyddat"), self.backup_asked.emit
        )
        self.take_over_button.hide()
        self.backup_button.hide()
        self._ways = QStackedWidget()
        self.passphrase = passphrase_field(_("Lösenfras"))
        self.code = Field(
            _("Återställningskod"),
            QLineEdit(),
            hint=_("Står på pappret som du sparade när arbetsfilen skapades. Bindestreck behövs inte."),
        )
        self.keyring_button = buttons.plain(_("Lås upp utan att skriva"), self.keyring_asked.emit)
        self.keyring_button.hide()
        self._ways.addWidget(self._passphrase_way())
        self._ways.addWidget(self._code_way())
        self._ways.addWidget(self._busy_way())
        self.setLayout(_centred(self._card(vault_name)))

    def _card(self, vault_name: str) -> QFrame:
        card = QFrame()
        theme.mark(card, surface="card")
        card.setFixedWidth(_WIDTH)
        mark = QLabel()
        icons.dress(mark, "lock", "accent", 28)
        self._name = label(vault_name, tone="muted", wrap=True)
        head = column(label("FamiljeFlow", type_="page"), self._name, spacing=0)
        top = row(mark, head, spacing=theme.M)
        top.setStretch(1, 1)
        foot = meta(
            _("Allt ligger krypterat på den här datorn. Programmet använder inget nätverk."), wrap=True
        )
        self.other_button = buttons.link(_("Öppna en annan arbetsfil"), self.other_asked.emit)
        self.restore_button = buttons.link(_("Återställ från en säkerhetskopia"), self.restore_asked.emit)
        parts = (
            top,
            theme.S,
            self._notice,
            row(self.backup_button, None),
            row(self.take_over_button, None),
            self._ways,
            foot,
            column(row(self.other_button, None), row(self.restore_button, None), spacing=0),
        )
        card.setLayout(column(*parts, spacing=theme.M, margin=theme.XL))
        return card

    def _passphrase_way(self) -> QWidget:
        self.unlock_button = buttons.primary(_("Lås upp"), self._give_passphrase)
        self._line(self.passphrase).returnPressed.connect(self._give_passphrase)
        other = buttons.link(_("Återställningskod"), lambda: self._show_way(1))
        acts = row(self.unlock_button, self.keyring_button, None, other)
        return holder(column(self.passphrase, theme.XS, acts, None, spacing=theme.M))

    def _code_way(self) -> QWidget:
        self.code.editor.setProperty("type", "code")
        self._line(self.code).returnPressed.connect(self._give_code)
        self.code_button = buttons.primary(_("Lås upp med koden"), self._give_code)
        back = buttons.link(_("Lösenfras i stället"), lambda: self._show_way(0))
        return holder(column(self.code, theme.XS, row(self.code_button, None, back), None, spacing=theme.M))

    def _busy_way(self) -> QWidget:
        mark = QLabel()
        icons.dress(mark, "hourglass", "muted", 20)
        self._busy_text = label("", wrap=True)
        words = row(mark, self._busy_text, spacing=theme.M)
        words.setStretch(1, 1)
        self.cancel_button = buttons.plain(_("Avbryt"), self.cancelled.emit)
        return holder(column(words, theme.XS, row(self.cancel_button, None), None, spacing=theme.M))

    def show_name(self, vault_name: str) -> None:
        """Which vault is asked for."""
        self._name.setText(vault_name)

    def offer_take_over(self, offered: bool) -> None:
        """Show the way past a lock that another computer has left; the notice above says whose it is."""
        self.take_over_button.setVisible(offered)

    def offer_backup(self, offered: bool) -> None:
        """Show the way to the latest backup; the notice above says why the work file itself is no way."""
        self.backup_button.setVisible(offered)

    def offer_keyring(self, offered: bool) -> None:
        """Show the way in through the desktop's keyring."""
        self.keyring_button.setVisible(offered)

    def show_busy(self, text: str) -> None:
        """Say calmly what goes on; nothing moves."""
        self.take_over_button.hide()
        self.backup_button.hide()
        self._notice.say("")
        self._busy_text.setText(text)
        self._ways.setCurrentIndex(2)
        self.cancel_button.setFocus()

    def show_ready(self, way: int = 0) -> None:
        """Ask again, with nothing left of what was written. `way` is 0 for the passphrase, 1 for the code."""
        for field in (self.passphrase, self.code):
            self._line(field).clear()
            field.show_problem("")
        self._show_way(way)

    def show_problem(self, text: str, *, way: int = 0, keep: bool = False) -> None:
        """Say what is wrong beside the line that it is about; `keep` leaves what was written."""
        field = self.code if way == 1 else self.passphrase
        written = self._line(field).text()
        self.show_ready(way)
        if keep:
            self._line(field).setText(written)
        field.show_problem(text)

    def show_fault(self, text: str, tone: str = "overdue") -> None:
        """Say what is wrong with the file or the session, above the line."""
        self.show_ready()
        self.take_over_button.hide()
        self.backup_button.hide()
        self._notice.say(text, tone)

    def fault(self) -> str:
        """What is said above the line, "" for nothing."""
        return self._notice.text.text()

    def _show_way(self, way: int) -> None:
        self._notice.say("")
        self._ways.setCurrentIndex(way)
        self._line(self.code if way == 1 else self.passphrase).setFocus()

    def _give_passphrase(self) -> None:
        written = self._line(self.passphrase).text()
        if not written.strip():
            self.show_problem(_("Skriv din lösenfras."))
            return
        self.passphrase_given.emit(written)

    def _give_code(self) -> None:
        written = self._line(self.code).text()
        if not written.strip():
            self.show_problem(_("Skriv koden från pappret."), way=1)
            return
        self.code_given.emit(written)

    @staticmethod
    def _line(field: Field) -> QLineEdit:
        editor = field.editor
        assert isinstance(editor, QLineEdit)
        return editor


def _centred(card: QWidget) -> QVBoxLayout:
    result = QVBoxLayout()
    result.addStretch(2)
    result.addLayout(row(None, card, None))
    result.addStretch(3)
    return result
