"""How the organisation's papers look: arms, colour, footer and where the envelopes have their window."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit

from familjeflow.domain.errors import DomainError
from familjeflow.i18n import _
from familjeflow.services import letterheads
from familjeflow.services.desk import Desk
from familjeflow.services.letterheads import PaperLook
from familjeflow.services.sentences import sentence
from familjeflow.ui.frame.context import Context
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import column, row, side_by_side
from familjeflow.ui.widgets.panels import Card, Notice
from familjeflow.ui.widgets.text import label, reading


class PaperLookCard(Card):
    """`kept` is sent when it was saved. Arms and colour are judged then, and what cannot be used is told."""

    kept = Signal()

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__(_("Papperens utseende"))
        self._desk = desk
        self._context = context
        self._arms = b""
        self.notice = Notice("overdue")
        self.arms = label("", tone="muted", wrap=True)
        self.colour, self.footer, self.envelope = QLineEdit(), QLineEdit(), QComboBox()
        self.colour.setPlaceholderText("#1f4e79")
        self.envelope_field = Field(_("Fönster i kuverten"), self.envelope)
        self.envelope.addItem(_("Till höger (H2)"), "right")
        self.envelope.addItem(_("Till vänster (V2)"), "left")
        self.remove = buttons.quiet(_("Ta bort vapnet"), self._remove_arms)
        choose = buttons.plain(_("Välj vapen"), self._choose_arms)
        hint = _("Skrivs som #1f4e79. Lämna tomt för svart.")
        place = side_by_side(Field(_("Kommunens färg"), self.colour, hint=hint), self.envelope_field)
        self.body.addLayout(
            column(
                reading(_("Gäller alla papper och brev. Prova på ett eget kuvert först."), tone="muted"),
                self.notice,
                label(_("Vapen"), type_="strong"),
                self.arms,
                row(choose, self.remove, None),
                place,
                Field(_("Sidfot"), self.footer),
                row(buttons.plain(_("Spara utseendet"), self.save), None),
            )
        )

    def show_kept(self) -> None:
        """Show what is in the vault."""
        look = letterheads.look(self._desk)
        self._arms = look.arms
        self.colour.setText(look.colour)
        self.footer.setText(look.footer)
        self.envelope.setCurrentIndex(max(self.envelope.findData(look.window), 0))
        self._show_arms()

    def save(self) -> None:
        """Keep the look, or say what cannot be used."""
        window = self.envelope.currentData()
        look = PaperLook(self._arms, self.colour.text().strip(), self.footer.text().strip(), window)
        try:
            letterheads.set_look(self._desk, look)
        except DomainError as error:
            said = sentence(error)
            self.notice.say(f"{said.title} {said.text}", "overdue")
            return
        self.notice.say(_("Utseendet är sparat."), "done")
        self.kept.emit()

    def _choose_arms(self) -> None:
        chosen = self._context.dialogs.choose_file(self, _("Välj vapen"), _("Bilder (*.svg *.png)"))
        if chosen is None:
            return
        try:
            self._arms = chosen.read_bytes()
        except OSError:
            self.notice.say(_("Filen gick inte att läsa."), "overdue")
            return
        self._show_arms()

    def _remove_arms(self) -> None:
        self._arms = b""
        self._show_arms()

    def _show_arms(self) -> None:
        size = _("Ett vapen är valt ({kb} kB).").format(kb=-(-len(self._arms) // 1000))
        self.arms.setText(size if self._arms else _("Inget vapen."))
        self.remove.setVisible(bool(self._arms))
