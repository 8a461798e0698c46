"""The unit's phrases and templates for notes: what Ctrl+Space offers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit

from familjeflow.domain.errors import DomainError
from familjeflow.i18n import _
from familjeflow.services import snippets
from familjeflow.services.desk import Desk
from familjeflow.services.journal import NOTE_KINDS, kind_word
from familjeflow.services.sentences import sentence
from familjeflow.services.snippets import Snippet
from familjeflow.ui import theme
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import column, row, side_by_side
from familjeflow.ui.widgets.panels import Card, Notice
from familjeflow.ui.widgets.text import reading

_DATA = Qt.ItemDataRole.UserRole
_LIST_HEIGHT = 190
_TEXT_HEIGHT = 130


class SnippetsCard(Card):
    """A list, and under it the chosen phrase. `kept` is sent when something was saved or removed."""

    kept = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Fraser och mallar"))
        self._desk = desk
        self.setObjectName("snippets")
        self.notice = Notice("done")
        self.list = QListWidget()
        self.list.setAccessibleName(_("Fraser och mallar"))
        self.list.setFixedHeight(_LIST_HEIGHT)
        self.name, self.kind, self.text = QLineEdit(), QComboBox(), QPlainTextEdit()
        self.text.setFixedHeight(_TEXT_HEIGHT)
        self.text.setTabChangesFocus(True)
        self.kind.addItem(_("Alla slag av anteckningar"), "")
        for kind in NOTE_KINDS:
            self.kind.addItem(kind_word(kind), kind)
        self.name_field = Field(_("Namn"), self.name)
        self.text_field = Field(_("Text"), self.text)
        self.remove = buttons.quiet(_("Ta bort frasen"), self.remove_chosen)
        about = _("Ctrl+Mellanslag i en anteckning visar dem. Skriv inga uppgifter om enskilda här.")
        self.body.addLayout(
            column(
                reading(about, tone="muted"),
                self.notice,
                self.list,
                row(buttons.plain(_("Ny fras"), self.begin, icon="plus"), self.remove, None),
                side_by_side(self.name_field, Field(_("Föreslås för"), self.kind)),
                self.text_field,
                row(buttons.plain(_("Spara frasen"), self.save), None),
                spacing=theme.S,
            )
        )
        self.list.currentItemChanged.connect(lambda *_a: self._show_chosen())

    def show_kept(self, name: str = "") -> None:
        """Show what is in the vault, with the phrase of a name chosen."""
        self.list.blockSignals(True)
        self.list.clear()
        for snippet in snippets.snippets(self._desk):
            kind = kind_word(snippet.kind) if snippet.kind else ""
            says_more = kind not in ("", snippet.name)
            item = QListWidgetItem(f"{snippet.name} · {kind}" if says_more else snippet.name)
            item.setData(_DATA, snippet)
            self.list.addItem(item)
            if snippet.name == name:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self._show_chosen()

    def begin(self) -> None:
        """An empty phrase to fill in."""
        self.list.setCurrentRow(-1)
        self._show_chosen()
        self.name.setFocus()

    def save(self) -> None:
        """Keep the phrase; another name for a chosen one takes the place of the old."""
        before = self._chosen()
        new = Snippet(self.name.text().strip(), self.text.toPlainText(), str(self.kind.currentData()))
        try:
            snippets.put(self._desk, new)
        except DomainError as error:
            said = sentence(error)
            field = self.text_field if new.name else self.name_field
            field.show_problem(f"{said.title} {said.text}".strip())
            field.editor.setFocus()
            return
        if before is not None and before.name.casefold() != new.name.casefold():
            snippets.remove(self._desk, before.name)
        self._told(_("Frasen är sparad."), new.name)

    def remove_chosen(self) -> None:
        """Remove the chosen phrase. Notes that it was put into are not touched."""
        chosen = self._chosen()
        if chosen is not None:
            snippets.remove(self._desk, chosen.name)
            self._told(_("Frasen är borttagen. Det som redan är skrivet med den står kvar."))

    def _told(self, words: str, name: str = "") -> None:
        self.show_kept(name)
        self.notice.say(words, "done")
        self.kept.emit()

    def _chosen(self) -> Snippet | None:
        item = self.list.currentItem()
        found = item.data(_DATA) if item is not None else None
        return found if isinstance(found, Snippet) else None

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        self.notice.say("")
        for field in (self.name_field, self.text_field):
            field.show_problem("")
        self.remove.setEnabled(chosen is not None)
        self.name.setText(chosen.name if chosen else "")
        self.text.setPlainText(chosen.text if chosen else "")
        self.kind.setCurrentIndex(max(self.kind.findData(chosen.kind if chosen else ""), 0))
