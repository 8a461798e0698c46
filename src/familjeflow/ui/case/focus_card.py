"""The small card beside a step that the keyboard has reached: state, who, when and why."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QWidget

from familjeflow.services.views import StepView
from familjeflow.ui import theme
from familjeflow.ui.case.step_button import described
from familjeflow.ui.widgets.layouts import column
from familjeflow.ui.widgets.text import label, meta

WIDTH = 260


class FocusCard(QFrame):
    """Lies over the picture and takes neither mouse nor keyboard. Readers have the same words on the step."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self._steps: Mapping[str, StepView] = {}
        theme.mark(self, surface="card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._title = label(type_="strong", wrap=True)
        self._lines = meta("", wrap=True)
        self.setLayout(column(self._title, self._lines, spacing=2, margin=theme.M))
        self.setFixedWidth(WIDTH)
        self.hide()

    def know(self, steps: Mapping[str, StepView]) -> None:
        """The steps that there may be cards for."""
        self._steps = steps

    def show_beside(self, step_id: str, area: QRect) -> None:
        """Show a step's card under its box, or above where there is no room. `area` is in the parent."""
        step = self._steps.get(step_id)
        if step is None:
            return
        self._title.setText(step.spoken)
        self._lines.setText("\n".join(described(step)))
        layout = self.layout()
        height = layout.totalHeightForWidth(WIDTH) if layout is not None else 80
        self.resize(WIDTH, height)
        room = self._around.rect()
        left = max(4, min(area.left(), room.width() - WIDTH - 4))
        under = area.bottom() + 4
        top = under if under + height <= room.height() else max(4, area.top() - height - 4)
        self.move(QPoint(left, top))
        self.raise_()
        self.show()
