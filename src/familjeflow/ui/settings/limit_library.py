"""The organisation's library of time limits in law: what can be added to a case."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QListWidget, QListWidgetItem, QSpinBox, QWidget

from familjeflow.domain.errors import DomainError
from familjeflow.domain.time_rules import Force
from familjeflow.i18n import _
from familjeflow.services import limit_library
from familjeflow.services.desk import Desk
from familjeflow.services.limit_library import LibraryLimit
from familjeflow.services.limit_words import UNITS, certainty_words, span_of, span_parts, unit_word
from familjeflow.services.sentences import sentence
from familjeflow.services.words import force_word
from familjeflow.ui import theme
from familjeflow.ui.forms.choice_editors import CalmComboBox
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import column, row, side_by_side
from familjeflow.ui.widgets.panels import Card, Notice
from familjeflow.ui.widgets.text import meta, reading

_DATA = Qt.ItemDataRole.UserRole
_LIST_HEIGHT = 190
_NEW = LibraryLimit("", "", "", "P1M", Force.LATEST)


class LimitLibraryCard(Card):
    """A list, and under it the chosen limit. `kept` is sent when something was saved."""

    kept = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Tidsgränser i lag"))
        self._desk = desk
        self.setObjectName("limit-library")
        self.notice = Notice("done")
        self.list = QListWidget()
        self.list.setAccessibleName(_("Tidsgränser i lag"))
        self.list.setFixedHeight(_LIST_HEIGHT)
        self.text, self.anchor, self.remark, self.source = (QLineEdit() for _part in range(4))
        self.certainty = QLineEdit()
        self.span, self.again = SpanEntry(), SpanEntry(never=True)
        self.force = CalmComboBox()
        for force in (Force.LATEST, Force.GUIDELINE):
            self.force.addItem(force_word(force), force)
        self.offered = QCheckBox(_("Kan väljas när en tidsgräns läggs till"))
        self.sure = meta("", wrap=True)
        self.text_field = Field(_("Vad ska vara gjort?"), self.text)
        self.anchor_field = Field(_("Räknas från"), self.anchor)
        self.restore_button = buttons.quiet(_("Återställ"), self.restore_chosen)
        self._compose()
        self.list.currentItemChanged.connect(lambda *_a: self._show_chosen())

    def _compose(self) -> None:
        about = _(
            "De läggs till i ett ärende under Tidsgränser. Det ni ändrar gäller nya tidsgränser, "
            "de som redan finns i ärenden står kvar. Kontrollera mot lagen innan ni litar på dem."
        )
        self.body.addLayout(
            column(
                reading(about, tone="muted"),
                self.notice,
                self.list,
                row(buttons.plain(_("Ny tidsgräns"), self.begin, icon="plus"), self.restore_button, None),
                self.sure,
                self.text_field,
                self.anchor_field,
                side_by_side(Field(_("Tid"), self.span), Field(_("Igen efter"), self.again)),
                side_by_side(Field(_("Gäller som"), self.force), Field(_("Källa"), self.source)),
                Field(_("Anmärkning"), self.remark),
                Field(_("Så är uppgiften kontrollerad"), self.certainty),
                self.offered,
                row(buttons.plain(_("Spara tidsgränsen"), self.save), None),
                spacing=theme.S,
            )
        )

    def show_kept(self, limit_id: str = "") -> None:
        """Show what is in the vault, with one limit chosen."""
        self.list.blockSignals(True)
        self.list.clear()
        for limit in limit_library.library(self._desk, hidden=True):
            item = QListWidgetItem(_listed(limit))
            item.setData(_DATA, limit)
            self.list.addItem(item)
            if limit.id == limit_id:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self._show_chosen()

    def begin(self) -> None:
        """An empty limit to fill in."""
        self.list.setCurrentRow(-1)
        self._show_chosen()
        self.text.setFocus()

    def save(self) -> None:
        """Keep what is written, as the organisation's own words."""
        before = self.chosen() or _NEW
        written = replace(
            before,
            text=self.text.text().strip(),
            anchor=self.anchor.text().strip(),
            span=self.span.span(before.span),
            repeats=self.again.span(before.repeats),
            force=Force(self.force.currentData()),
            remark=self.remark.text().strip(),
            source=self.source.text().strip(),
            certainty=self.certainty.text().strip(),
            hidden=not self.offered.isChecked(),
        )
        try:
            limit_id = limit_library.keep(self._desk, written)
        except DomainError as error:
            said = sentence(error)
            field = self.anchor_field if written.text else self.text_field
            field.show_problem(f"{said.title} {said.text}".strip())
            field.editor.setFocus()
            return
        self._told(_("Tidsgränsen är sparad."), limit_id)

    def restore_chosen(self) -> None:
        """A shipped limit becomes as it came; one of the organisation's own goes."""
        chosen = self.chosen()
        if chosen is None:
            return
        limit_library.restore(self._desk, chosen.id)
        shipped = _is_shipped(chosen)
        told = _("Tidsgränsen är som den var från början.") if shipped else _("Tidsgränsen är borttagen.")
        self._told(told, chosen.id)

    def chosen(self) -> LibraryLimit | None:
        """The limit that is chosen in the list."""
        item = self.list.currentItem()
        found = item.data(_DATA) if item is not None else None
        return found if isinstance(found, LibraryLimit) else None

    def _told(self, words: str, limit_id: str) -> None:
        self.show_kept(limit_id)
        self.notice.say(words, "done")
        self.kept.emit()

    def _show_chosen(self) -> None:
        chosen = self.chosen()
        shown = chosen or _NEW
        self.notice.say("")
        for field in (self.text_field, self.anchor_field):
            field.show_problem("")
        for line, text in (
            (self.text, shown.text),
            (self.anchor, shown.anchor),
            (self.remark, shown.remark),
            (self.source, shown.source),
            (self.certainty, shown.certainty),
        ):
            line.setText(text)
            line.setCursorPosition(0)
        self.span.show_span(shown.span)
        self.again.show_span(shown.repeats)
        self.force.setCurrentIndex(self.force.findData(shown.force))
        self.offered.setChecked(not shown.hidden)
        self.sure.setText(certainty_words(shown) if chosen else "")
        self.sure.setVisible(chosen is not None)
        self.restore_button.setVisible(chosen is not None and chosen.own)
        shipped = chosen is not None and _is_shipped(chosen)
        self.restore_button.setText(_("Återställ") if shipped else _("Ta bort tidsgränsen"))


class SpanEntry(QWidget):
    """A span as a number and a unit; with `never` it may also be nothing."""

    def __init__(self, *, never: bool = False) -> None:
        super().__init__()
        self.number = QSpinBox()
        self.number.setRange(0 if never else 1, 999)
        self.number.setAccessibleName(_("Antal"))
        self.unit: QComboBox = CalmComboBox()
        self.unit.setAccessibleName(_("Dagar, veckor, månader eller år"))
        for unit in UNITS:
            self.unit.addItem(unit_word(unit), unit)
        if never:
            self.number.setSpecialValueText(_("aldrig"))
        layout = row(self.number, self.unit, spacing=theme.S)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.number)
        self._shown = ("", 0, "")

    def show_span(self, span: str) -> None:
        """Show a span of one unit; "" is never."""
        number, unit = span_parts(span) if span else (0, "M")
        self.number.setValue(number)
        self.unit.setCurrentIndex(self.unit.findData(unit))
        self._shown = (span, number, unit)

    def span(self, before: str) -> str:
        """The span that is written; `before` itself where nothing was changed."""
        written = (before, self.number.value(), str(self.unit.currentData()))
        if written == self._shown:
            return before
        return span_of(*written[1:]) if written[1] else ""


def _is_shipped(limit: LibraryLimit) -> bool:
    return any(limit.id == shipped.id for shipped in limit_library.shipped())


def _listed(limit: LibraryLimit) -> str:
    marks = [_("ändrad av er") if _is_shipped(limit) else _("egen")] if limit.own else []
    marks += [_("kan inte väljas")] if limit.hidden else []
    return f"{limit.text} ({', '.join(marks)})" if marks else limit.text
