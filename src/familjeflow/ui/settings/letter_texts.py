"""The organisation's own texts of the letters: what every new letter begins with."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QMenu, QPlainTextEdit

from familjeflow.i18n import _
from familjeflow.services import letters
from familjeflow.services.desk import Desk
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import column, row
from familjeflow.ui.widgets.panels import Card, Notice
from familjeflow.ui.widgets.text import meta, reading

_HEIGHT = 260
"""Pixels of the editor: about twelve lines."""


class LetterTextsCard(Card):
    """`kept` is sent when a text was saved. What is written stays while another letter is looked at."""

    kept = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Brevens texter"))
        self._desk = desk
        self._written: dict[str, str] = {}
        self.kind, self.text = QComboBox(), QPlainTextEdit()
        self._shown = letters.KINDS[0]
        for kind in letters.KINDS:
            self.kind.addItem(letters.title_of(kind), kind)
        self.text.setMinimumHeight(_HEIGHT)
        self.text.setTabChangesFocus(True)
        hint = _("# och ## gör en rubrik, - en punkt. En rad vars fält alla är tomma skrivs inte ut.")
        self.text_field = Field(_("Text"), self.text, hint=hint)
        self.notice = Notice("done")
        self.original = buttons.quiet(_("Ta tillbaka originaltexten"), self.bring_back)
        self.insert = buttons.menu_button(_("Lägg in ett fält"), self._fields_menu())
        save = buttons.plain(_("Spara texten"), self.save)
        known = ", ".join(f"{{{name}}}" for name in letters.known_fields())
        about = _("Så här börjar varje nytt brev. Det går alltid att ändra i det enskilda brevet.")
        parts = column(
            reading(about, tone="muted"),
            Field(_("Brev"), self.kind),
            self.text_field,
            meta(_("Fält som fylls i: {known}.").format(known=known), wrap=True),
            self.notice,
            row(save, self.insert, self.original, None),
        )
        self.body.addLayout(parts)
        self.kind.currentIndexChanged.connect(self._change_kind)
        self.text.textChanged.connect(self._check)

    def show_kept(self) -> None:
        """Show what is in the vault."""
        self._written = dict(letters.texts(self._desk))
        self._show()

    def save(self) -> None:
        """Keep the text, or say what must be mended first."""
        if not self._check():
            self.text.setFocus()
            return
        letters.keep_text(self._desk, self._shown, self.text.toPlainText())
        self._show_original()
        self.notice.say(_("Sparat. Nya brev börjar med den här texten."), "done")
        self.kept.emit()

    def bring_back(self) -> None:
        """Show and keep the text that travels with the program."""
        letters.keep_text(self._desk, self._shown, "")
        self.text.setPlainText(letters.default_text(self._shown))
        self.notice.say(_("Originaltexten gäller igen."), "done")
        self.kept.emit()

    def _fields_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName(_("Lägg in ett fält"))
        for name, words in letters.all_fields():
            menu.addAction(f"{words}  {{{name}}}", partial(self._insert, f"{{{name}}}"))
        return menu

    def _insert(self, field: str) -> None:
        self.text.insertPlainText(field)
        self.text.setFocus()

    def _change_kind(self) -> None:
        self._written[self._shown] = self.text.toPlainText()
        self._shown = self.kind.currentData()
        self._show()

    def _show(self) -> None:
        self.text.setPlainText(self._written[self._shown])
        self.notice.say("")
        self._show_original()

    def _check(self) -> bool:
        problem = letters.text_problem(self.text.toPlainText())
        self.text_field.show_problem(problem)
        self._show_original()
        return not problem

    def _show_original(self) -> None:
        original = letters.default_text(self._shown)
        self.original.setVisible(self.text.toPlainText().strip() != original.strip())
