"""The branch question: the answers as large choices with the source's condition under each."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from familjeflow.i18n import _
from familjeflow.services.views import AnswerView, QuestionView
from familjeflow.ui import theme
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column
from familjeflow.ui.widgets.panels import Notice


class QuestionSection(QWidget):
    """The answers to choose from. Choosing does nothing yet: *Markera klart* does."""

    chosen = Signal(str)

    def __init__(self, question: QuestionView, *, can_act: bool) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._flows: dict[QAbstractButton, str] = {}
        layout = column(spacing=theme.S)
        if question.proposal:
            layout.addWidget(Notice("accent", question.proposal))
        for answer in question.answers:
            button = self._choice(answer)
            button.setEnabled(can_act)
            layout.addWidget(button)
        self.setLayout(layout)
        # Toggled and not clicked: a screen reader's own "choose" makes no click.
        self._group.buttonToggled.connect(self._toggled)

    def flow(self) -> str:
        """The flow of the answer that is marked, "" when none is."""
        button = self._group.checkedButton()
        return self._flows[button] if button is not None else ""

    def choose(self, flow: str) -> None:
        """Mark an answer, for example the one marked before the panel was drawn again."""
        for button, own in self._flows.items():
            if own == flow:
                button.setChecked(True)

    def focus_first(self) -> None:
        """Move the keyboard to the first answer."""
        if self._flows:
            next(iter(self._flows)).setFocus()

    def _toggled(self, button: QAbstractButton, on: bool) -> None:
        if on:
            self.chosen.emit(self._flows[button])

    def _choice(self, answer: AnswerView) -> QAbstractButton:
        under = [_("Föreslås av svaren")] if answer.proposed else []
        under += [answer.condition] if answer.condition else []
        button = buttons.choice(answer.text, " · ".join(under))
        button.setObjectName(f"answer:{answer.flow}")
        button.setChecked(answer.chosen)
        self._group.addButton(button)
        self._flows[button] = answer.flow
        return button
