"""A vault from a backup, on a new computer or after a disk that broke: which file, which key, which place."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QRadioButton

from familjeflow.i18n import _
from familjeflow.ui import theme
from familjeflow.ui.start.pages import Page, line
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.fields import Field, passphrase_field
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.text import label, reading


class RestorePage(Page):
    """`restore_asked` carries the way ("passphrase" or "recovery") and what was written; `left` goes back.

    The window chooses the files: `source_asked` and `target_asked` ask for it.
    """

    restore_asked = Signal(str, str)
    source_asked = Signal()
    target_asked = Signal()
    left = Signal()

    def __init__(self, target: Path) -> None:
        super().__init__(_("Ny dator eller skadad fil"), _("Återställ från en säkerhetskopia"))
        self.source: Path | None = None
        self.target = target
        about = _(
            "Välj kopian, som slutar på .familjeflow. Filen som slutar på .nycklar ska ligga bredvid. Kopian "
            "ändras inte, och ingenting skrivs över."
        )
        self.body.addWidget(reading(about))
        self._source = label(_("Ingen kopia är vald."), wrap=True)
        self.source_button = buttons.plain(_("Välj kopia …"), self.source_asked.emit)
        self._target = label(str(target), wrap=True)
        self.target_button = buttons.plain(_("Välj plats …"), self.target_asked.emit)
        for title, shown, button in (
            (_("Säkerhetskopia"), self._source, self.source_button),
            (_("Ny arbetsfil"), self._target, self.target_button),
        ):
            line_of = row(shown, button, spacing=theme.M)
            line_of.setStretch(0, 1)
            self.body.addLayout(column(label(title, type_="strong"), line_of, spacing=theme.XS))
        self.by_passphrase = QRadioButton(_("Jag kan lösenfrasen som gällde när kopian togs"))
        self.by_code = QRadioButton(_("Jag har återställningskoden på papper"))
        self.by_passphrase.setChecked(True)
        self.passphrase = passphrase_field(_("Lösenfras"))
        self.code = Field(_("Återställningskod"), QLineEdit(), hint=_("Bindestreck behövs inte."))
        self.code.editor.setProperty("type", "code")
        self.by_code.toggled.connect(self._show_way)
        for part in (self.by_passphrase, self.by_code, self.passphrase, self.code):
            self.body.addWidget(part)
        self.restore_button = buttons.primary(_("Återställ"), self._restore)
        self.acts.addWidget(self.restore_button)
        self.acts.addWidget(buttons.plain(_("Tillbaka"), self.left.emit))
        self.acts.addStretch(1)
        for field in (self.passphrase, self.code):
            line(field).returnPressed.connect(self._restore)
        self._show_way(False)

    def show_source(self, source: Path) -> None:
        """The copy that was chosen."""
        self.source = source
        self._source.setText(source.name)
        self.notice.say("")

    def show_target(self, target: Path) -> None:
        """Where the new vault will lie."""
        self.target = target
        self._target.setText(str(target))
        self.notice.say("")

    def show_busy(self, busy: bool) -> None:
        """Nothing can be pressed twice while it is restored."""
        self.restore_button.setEnabled(not busy)
        self.restore_button.setText(_("Återställer …") if busy else _("Återställ"))

    def show_problem(self, text: str) -> None:
        """Say what is wrong; nothing of what was written is kept."""
        self.show_busy(False)
        for field in (self.passphrase, self.code):
            line(field).clear()
        self.notice.say(text, "overdue")

    def _show_way(self, code: bool) -> None:
        self.code.setVisible(code)
        self.passphrase.setVisible(not code)

    def _restore(self) -> None:
        way, field = ("recovery", self.code) if self.by_code.isChecked() else ("passphrase", self.passphrase)
        written = line(field).text()
        empty = _("Skriv koden från pappret.") if way == "recovery" else _("Skriv lösenfrasen.")
        field.show_problem("" if written.strip() else empty)
        if self.source is None:
            self.notice.say(_("Välj först vilken säkerhetskopia som ska återställas."), "overdue")
        elif written.strip():
            self.restore_asked.emit(way, written)
