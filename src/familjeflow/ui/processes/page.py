"""The page Processer: a list of the processes, and everything needed to understand the chosen one."""

from PySide6.QtWidgets import QLabel, QListWidget, QVBoxLayout, QWidget

from familjeflow.domain.process import ProcessDefinition
from familjeflow.i18n import _
from familjeflow.services import process_settings, processes, references
from familjeflow.services.desk import Desk
from familjeflow.services.process_guide import GuideStep, guide
from familjeflow.services.processes import FormatError
from familjeflow.services.sentences import sentence
from familjeflow.ui import theme
from familjeflow.ui.frame.context import Context
from familjeflow.ui.processes.references_card import ReferencesCard
from familjeflow.ui.processes.settings_card import SettingsCard
from familjeflow.ui.widgets.layouts import clear, column, holder, row, rule, scrolling
from familjeflow.ui.widgets.panels import Card, Notice
from familjeflow.ui.widgets.text import label, meta, page_title, reading, section_title

_LIST_WIDTH = 220
_NAME_WIDTH = 180


class ProcessesPage(QWidget):
    """To read, apart from the settings: a process is changed in its files, not here."""

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        theme.mark(self, surface="ground")
        self._desk = desk
        self._context = context
        self._offered = processes.offered()
        self.list = QListWidget()
        self.list.setAccessibleName(_("Processer"))
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setSpacing(2)
        for process in self._offered:
            self.list.addItem(process.info.short)
        self._content = QVBoxLayout()
        self._content.setSpacing(theme.M)
        self._content.setContentsMargins(0, 0, theme.S, 0)
        self._area = scrolling(holder(column(self._content, None)), name=_("Om processen"))
        beside = row(self.list, self._area, spacing=theme.L)
        beside.setStretch(1, 1)
        self.faults = Notice("overdue", _said(processes.own_faults()))
        parts = column(page_title(_("Processer")), self.faults, beside, spacing=theme.M, margin=theme.L)
        parts.setStretch(2, 1)
        self.setLayout(parts)
        self.list.currentRowChanged.connect(self._show)

    def reload(self) -> None:
        """The first process is read when the page is first shown; they do not change while it is open."""
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)

    def take_focus(self) -> None:
        """Begin in the list."""
        self.list.setFocus()

    def _show(self, place: int) -> None:
        clear(self._content)
        if not 0 <= place < len(self._offered):
            return
        process = self._offered[place]
        passed = process.info.review_passed(self._desk.today)
        self._content.addWidget(_head(process))
        if passed is not None:
            text = _("Beskrivningen skulle ha setts över {day}. Kontrollera att rutinen fortfarande gäller.")
            self._content.addWidget(Notice("waiting", text.format(day=passed.isoformat())))
        if process.info.settings:
            self._content.addWidget(SettingsCard(self._desk, process, self._context.saved))
        if references.references(self._desk, process):
            card = ReferencesCard(self._desk, process, self._context.dialogs, self._context.saved)
            self._content.addWidget(card)
        chosen = process_settings.chosen(self._desk, process)
        self._content.addWidget(_steps(guide(process, chosen)))
        if process.info.directory:
            self._content.addWidget(_directory(process))
        if process.info.notes:
            self._content.addWidget(_notes(process))
        self._area.verticalScrollBar().setValue(0)


def _said(faults: tuple[FormatError, ...]) -> str:
    """Which of the organisation's own processes cannot be used and why, "" where all can."""
    if not faults:
        return ""
    lines = [_("Egna processer som inte går att använda. Säg till den som ansvarar för dem.")]
    for fault in faults:
        told = sentence(fault)
        lines.append(f"{told.title}. {told.text}")
    return "\n".join(lines)


def _head(process: ProcessDefinition) -> Card:
    info = process.info
    card = Card()
    card.body.addWidget(section_title(info.title))
    if info.purpose:
        card.body.addWidget(reading(info.purpose))
    for name, value in (
        (_("Enhet"), info.unit),
        (_("Källa"), info.source),
        (_("Roller"), ", ".join(info.roles.values())),
        (_("Andra system"), ", ".join(info.systems.values())),
        *((day.text, day.day.isoformat()) for day in info.dates),
    ):
        if value:
            card.body.addLayout(_fact(name, label(value, wrap=True)))
    return card


def _steps(shown: tuple[GuideStep, ...]) -> Card:
    card = Card(_("Steg"))
    for number, step in enumerate(shown):
        if number:
            card.body.addWidget(rule())
        card.body.addWidget(label(step.label, type_="strong", wrap=True))
        said = " · ".join(part for part in (step.lane, step.source) if part)
        card.body.addWidget(meta(said, wrap=True))
        if step.explanation:
            card.body.addWidget(reading(step.explanation))
        for title, lines in step.parts:
            card.body.addLayout(_fact(title, *(label(line, wrap=True) for line in lines)))
    return card


def _directory(process: ProcessDefinition) -> Card:
    card = Card(_("Kontakter som källan nämner"))
    for entry in process.info.directory:
        under = meta(" · ".join(part for part in (entry.kind.capitalize(), entry.details) if part), wrap=True)
        card.body.addLayout(column(label(entry.name, wrap=True), under, spacing=2))
    return card


def _notes(process: ProcessDefinition) -> Card:
    card = Card(_("Att veta om källan"))
    for note in process.info.notes:
        card.body.addWidget(label(note, wrap=True))
    return card


def _fact(name: str, *values: QLabel) -> QVBoxLayout:
    left = label(name, tone="muted", wrap=True)
    left.setFixedWidth(_NAME_WIDTH)
    side = column(left, None, spacing=0)
    beside = row(side, column(*values, spacing=theme.XS), spacing=theme.M)
    beside.setStretch(1, 1)
    return column(beside)
