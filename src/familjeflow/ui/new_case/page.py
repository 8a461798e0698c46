"""The page Nytt ärende: three parts under each other and one act."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from familjeflow.domain.errors import DomainError
from familjeflow.i18n import _
from familjeflow.services import cases, processes
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.ui import theme
from familjeflow.ui.frame.context import Context
from familjeflow.ui.new_case.client_part import ClientPart
from familjeflow.ui.new_case.questions import QuestionBox
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import clear, column, holder, row, scrolling
from familjeflow.ui.widgets.panels import Card
from familjeflow.ui.widgets.text import meta, page_title

_WIDTH = 820


class NewCasePage(QWidget):
    """`opened` carries the id of the new case; `left` means that none was opened."""

    opened = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__()
        theme.mark(self, surface="ground")
        self._desk = desk
        self._context = context
        self._boxes: list[QuestionBox] = []
        self.client = ClientPart(desk)
        self.client.chosen_changed.connect(self._look)
        self._process_id = ""
        self.choices: dict[str, QPushButton] = {}
        self._asks = QVBoxLayout()
        self._asks.setSpacing(theme.L)
        self._asks_card = Card(_("3. Frågor när ärendet öppnas"))
        self._asks_card.body.addLayout(self._asks)
        self._asks_card.hide()
        self.open_button = buttons.primary(_("Öppna ärendet"), self._open)
        self._missing = meta("")
        content = column(self.client, self._process_card(), self._asks_card, None, spacing=theme.M)
        inner = holder(content)
        inner.setMaximumWidth(_WIDTH)
        foot = row(self.open_button, buttons.quiet(_("Avbryt"), self.left.emit), self._missing, None)
        beside = row(inner, None)
        beside.setStretch(0, 1000)
        area = scrolling(holder(beside), name=_("Nytt ärende"))
        parts = column(page_title(_("Nytt ärende")), area, foot, spacing=theme.M, margin=theme.L)
        parts.setStretch(1, 1)
        self.setLayout(parts)
        self._look()

    def _process_card(self) -> Card:
        card = Card(_("2. Process"))
        group = QButtonGroup(self)
        for process in processes.offered():
            info = process.info
            button = buttons.choice(info.short, info.title)
            button.toggled.connect(lambda on, chosen=info.id: self._choose(chosen) if on else None)
            group.addButton(button)
            self.choices[info.id] = button
            card.body.addWidget(button)
        return card

    def _choose(self, process_id: str) -> None:
        self._process_id = process_id
        clear(self._asks)
        definition, _files = processes.offered_process(process_id)
        self._boxes = [QuestionBox(ask, self._desk.today) for ask in definition.info.opening]
        for box in self._boxes:
            self._asks.addWidget(box)
        self._asks_card.setVisible(bool(self._boxes))
        self._look()

    def _look(self) -> None:
        ready = bool(self.client.client_id and self._process_id)
        self.open_button.setEnabled(ready)
        if ready:
            self._missing.setText("")
        elif self.client.client_id:
            self._missing.setText(_("Välj en process."))
        else:
            self._missing.setText(_("Välj eller registrera klienten."))

    def _open(self) -> None:
        answers = {box.ask.id: box.answer() for box in self._boxes if box.answer()}
        try:
            case_id = cases.open_case(self._desk, self._process_id, self.client.client_id, answers=answers)
        except DomainError as error:
            self._context.fault(error)
            return
        self._context.saved()
        self._context.changed(ChangeSet(cases=frozenset({case_id})))
        self.opened.emit(case_id)

    def take_focus(self) -> None:
        """Begin with the search."""
        self.client.search.editor.setFocus()
