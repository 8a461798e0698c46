"""Adding a limit beside those of the process: from the library, with the day worked out, or in own words."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from familjeflow.domain.errors import DomainError
from familjeflow.domain.time_rules import Force
from familjeflow.i18n import _
from familjeflow.services import limit_library, own_limits
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.limit_library import LibraryLimit
from familjeflow.services.limit_views import day_note
from familjeflow.services.limit_words import library_lines
from familjeflow.services.words import day_word, force_word
from familjeflow.ui import theme
from familjeflow.ui.case.panel.parts import lines
from familjeflow.ui.forms.choice_editors import CalmComboBox
from familjeflow.ui.forms.text_editors import DateEntry
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import clear, column, holder, row, scrolling
from familjeflow.ui.widgets.panels import Notice
from familjeflow.ui.widgets.text import reading, section_title

_WIDTH = 560
_OWN = ""


class AddPage(QWidget):
    """`kept` asks the tab to call `add`; `left` that nothing shall be added."""

    kept = Signal()
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._library: dict[str, LibraryLimit] = {}
        self.rule = CalmComboBox()
        self.rule.setMaxVisibleItems(20)
        self.rule.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.rule.setMinimumContentsLength(30)
        self.text, self.source = QLineEdit(), QLineEdit()
        self.force = CalmComboBox()
        for force in (Force.LATEST, Force.GUIDELINE):
            self.force.addItem(force_word(force), force)
        self.day = DateEntry(desk.today)
        self.text_field = Field(_("Vad ska vara gjort?"), self.text)
        self.source_field = Field(
            _("Källa"), self.source, hint=_("Får vara tom. Då står det att källan inte anges.")
        )
        self.force_field = Field(_("Gäller som"), self.force)
        self.day_field = Field(_("Vilken dag?"), self.day)
        self.day.line.setAccessibleName(_("Vilken dag?"))
        self.result = Notice("done")
        self._facts = column(spacing=theme.XS)
        self._compose()
        self.rule.currentIndexChanged.connect(lambda _i: self._show_rule())
        self.day.line.textChanged.connect(lambda _t: self._show_day())
        for editor in (self.day.line, self.text, self.source):
            editor.returnPressed.connect(self.keep)

    def _compose(self) -> None:
        self.save = buttons.primary(_("Lägg till tidsgränsen"), self.keep)
        acts = row(self.save, buttons.quiet(_("Avbryt"), self.left.emit), None)
        self._own_parts = (self.text_field, self.force_field, self.source_field)
        inner = holder(
            column(
                section_title(_("Lägg till tidsgräns")),
                reading(_("Den läggs bredvid processens egna och syns i Min dag."), tone="muted"),
                Field(_("Vilken?"), self.rule),
                self._facts,
                self.text_field,
                self.day_field,
                self.force_field,
                self.source_field,
                self.result,
                acts,
                None,
                spacing=theme.M,
                margin=theme.L,
            )
        )
        inner.setMaximumWidth(_WIDTH)
        beside = row(inner, None)
        beside.setStretch(0, 1000)
        area = scrolling(holder(beside), name=_("Lägg till tidsgräns"))
        self.setLayout(column(area))
        self.setFocusProxy(self.rule)

    def begin(self) -> None:
        """An empty form, with what the library offers now."""
        self._library = {limit.id: limit for limit in limit_library.library(self._desk)}
        self.rule.blockSignals(True)
        self.rule.clear()
        for limit in self._library.values():
            self.rule.addItem(limit.text, limit.id)
        self.rule.addItem(_("En egen, med egna ord"), _OWN)
        self.rule.setCurrentIndex(0)
        self.rule.blockSignals(False)
        for editor in (self.text, self.source, self.day.line):
            editor.clear()
        self._show_rule()
        self.rule.setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self, case_id: str) -> ChangeSet:
        """Add what has been chosen to a case. Raises DomainError."""
        day = self.day.day()
        assert day is not None, "kept is only sent with a day"
        chosen = self._chosen()
        if chosen is not None:
            return own_limits.add_from_library(self._desk, case_id, chosen.id, day)
        written = own_limits.NewLimit(
            self.text.text(), day, Force(self.force.currentData()), self.source.text()
        )
        return own_limits.add_own(self._desk, case_id, written)

    def keep(self) -> None:
        """Ask for it to be added when everything has been said."""
        self.text_field.show_problem("")
        self.day_field.show_problem("")
        if self._chosen() is None and not self.text.text().strip():
            self.text_field.show_problem(_("Skriv vad som ska vara gjort."))
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._falls() is None:
            self.day_field.show_problem(_("Skriv en dag, till exempel 2026-03-04, idag eller +14."))
            self.day.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.kept.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _chosen(self) -> LibraryLimit | None:
        return self._library.get(str(self.rule.currentData() or _OWN))

    def _show_rule(self) -> None:
        chosen = self._chosen()
        clear(self._facts)
        if chosen is not None:
            self._facts.addWidget(lines(library_lines(chosen)))
        for part in self._own_parts:
            part.setVisible(chosen is None)
        name = chosen.anchor if chosen else _("Vilken dag?")
        self.day_field.title.setText(name)
        self.day.line.setAccessibleName(name)
        self._show_day()

    def _show_day(self) -> None:
        """The day that it falls, before anything is added."""
        falls, chosen = self._falls(), self._chosen()
        if falls is None:
            self.result.say("")
            return
        force = chosen.force if chosen else Force(self.force.currentData())
        note = day_note(falls)
        late = _("Dagen har redan varit.") if falls < self._desk.today else ""
        said = " ".join(part for part in (f"{force_word(force)} {day_word(falls)}.", note, late) if part)
        self.result.say(said, "waiting" if note or late else "done")

    def _falls(self) -> date | None:
        day, chosen = self.day.day(), self._chosen()
        if day is None or chosen is None:
            return day
        try:
            return own_limits.falls_on(self._desk, chosen.id, day)
        except DomainError:  # the calendar of years ends there
            return None
