"""The page Processer: a list of the processes and what stands at the head of the chosen one."""

from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from familjeflow.domain.process import ProcessDefinition
from familjeflow.i18n import _
from familjeflow.services import processes
from familjeflow.services.desk import Desk
from familjeflow.ui import theme
from familjeflow.ui.widgets.layouts import clear, column, holder, row, scrolling
from familjeflow.ui.widgets.panels import Card, Notice
from familjeflow.ui.widgets.text import label, meta, page_title, reading, section_title

_LIST_WIDTH = 280


class ProcessesPage(QWidget):
    """Read only: a process is changed in its files, not here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme.mark(self, surface="ground")
        self._desk = desk
        self._shipped = processes.shipped()
        self.list = QListWidget()
        self.list.setAccessibleName(_("Processer"))
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setSpacing(2)
        for process in self._shipped:
            self.list.addItem(process.info.short)
        self._content = QVBoxLayout()
        self._content.setSpacing(theme.M)
        area = scrolling(holder(column(self._content, None)), name=_("Om processen"))
        beside = row(self.list, area, spacing=theme.L)
        beside.setStretch(1, 1)
        parts = column(page_title(_("Processer")), beside, spacing=theme.M, margin=theme.L)
        parts.setStretch(1, 1)
        self.setLayout(parts)
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)

    def reload(self) -> None:
        """The processes do not change while the program runs."""

    def take_focus(self) -> None:
        """Begin in the list."""
        self.list.setFocus()

    def _show(self, place: int) -> None:
        clear(self._content)
        if not 0 <= place < len(self._shipped):
            return
        process = self._shipped[place]
        passed = process.info.review_passed(self._desk.today)
        self._content.addWidget(_head(process))
        if passed is not None:
            text = _("Beskrivningen skulle ha setts över {day}. Kontrollera att rutinen fortfarande gäller.")
            self._content.addWidget(Notice("waiting", text.format(day=passed.isoformat())))
        self._content.addWidget(_steps(process))


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
        *((day.text, day.day.isoformat()) for day in info.dates),
    ):
        if value:
            card.body.addLayout(_fact(name, value))
    for note in info.notes:
        card.body.addWidget(meta(note, wrap=True))
    return card


def _steps(process: ProcessDefinition) -> Card:
    card = Card(_("Steg"))
    lanes = {lane.id: lane.name for lane in process.graph.lanes}
    for node in process.steps:
        text = process.step(node.id).label or node.name
        card.body.addLayout(_fact(text, lanes.get(node.lane or "", ""), muted_value=True))
    return card


def _fact(name: str, value: str, *, muted_value: bool = False) -> QVBoxLayout:
    left = label(name, tone="" if muted_value else "muted", wrap=True)
    right = label(value, tone="muted" if muted_value else "", wrap=True)
    left.setFixedWidth(360 if muted_value else 180)
    beside = row(left, right, spacing=theme.M)
    beside.setStretch(1, 1)
    return column(beside)
