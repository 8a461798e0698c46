"""The step list: the twin of the picture, with the same steps in reading order and the same acts."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAction, QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListView, QMenu

from familjeflow.i18n import _
from familjeflow.services.views import ActKind, StepView
from familjeflow.ui import theme
from familjeflow.ui.case.step_row import StepRow
from familjeflow.ui.widgets.layouts import name_scroll_bars
from familjeflow.ui.widgets.tips import tip

Index = QModelIndex | QPersistentModelIndex
STEP_ROLE = Qt.ItemDataRole.UserRole


class StepModel(QAbstractListModel):
    """Steps and questions, one a row. Readers get the whole sentence as text and the roles as description."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: tuple[StepView, ...] = ()

    def show_steps(self, steps: Sequence[StepView]) -> None:
        """Show these steps. When they are the same as before, only their words change."""
        same = [s.id for s in steps] == [s.id for s in self._steps]
        if same and steps:
            self._steps = tuple(steps)
            self.dataChanged.emit(self.index(0), self.index(len(steps) - 1))
            return
        self.beginResetModel()
        self._steps = tuple(steps)
        self.endResetModel()

    def row_of(self, step_id: str) -> int:
        """The row of a step, -1 when it is not shown."""
        return next((row for row, step in enumerate(self._steps) if step.id == step_id), -1)

    def step(self, index: Index) -> StepView | None:
        """The step of a row."""
        return self._steps[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index | None = None) -> int:
        """One row for each step."""
        return 0 if parent is not None and parent.isValid() else len(self._steps)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a row, for the eye and for readers."""
        step = self.step(index)
        if step is None:
            return None
        words = {
            Qt.ItemDataRole.DisplayRole: step.label,
            Qt.ItemDataRole.ToolTipRole: tip(_tip(step)),
            Qt.ItemDataRole.AccessibleTextRole: step.spoken,
            Qt.ItemDataRole.AccessibleDescriptionRole: ", ".join(step.roles),
            STEP_ROLE: step,
        }
        return words.get(Qt.ItemDataRole(role))


class StepList(QListView):
    """Moving shows a step in the panel, Enter goes into it, the menu key offers its acts."""

    shown = Signal(str)
    opened = Signal(str)
    act_wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Steglista"))
        name_scroll_bars(self, self.accessibleName())
        theme.mark(self, plain="true")
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.steps = StepModel(self)
        self.setModel(self.steps)
        self.setItemDelegate(StepRow(self))
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.activated.connect(self._activated)

    def show_steps(self, steps: Sequence[StepView]) -> None:
        """Show these steps; the current one stays current."""
        current = self.current_step()
        self.steps.show_steps(steps)
        self.show_current(current)

    def current_step(self) -> str:
        """The id of the current step, "" when there is none."""
        step = self.steps.step(self.currentIndex())
        return step.id if step else ""

    def show_current(self, step_id: str) -> None:
        """Make a step current without telling anybody."""
        row = self.steps.row_of(step_id)
        blocked = self.selectionModel().blockSignals(True)
        self.setCurrentIndex(self.steps.index(row) if row >= 0 else QModelIndex())
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A screen reader hears the step that one is at, not only that this is the list."""
        super().focusInEvent(event)
        QTimer.singleShot(0, self, self._say_current)  # after Qt has said the list's own name

    def _say_current(self) -> None:
        if self.hasFocus() and self.currentIndex().isValid():
            said = QAccessibleEvent(self, QAccessible.Event.Focus)
            said.setChild(self.currentIndex().row())
            QAccessible.updateAccessibility(said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space opens like Enter: the step is worked in the panel."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._activated(self.currentIndex())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The acts of the step under the pointer, or of the current one for the menu key."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        step = self.steps.step(index)
        if step is None or not step.acts:
            return
        self.setCurrentIndex(index)
        menu = QMenu(self)
        for act in step.acts:
            menu.addAction(self._action(menu, act.label, step.id, act.kind))
        place = self.visualRect(index).bottomLeft() if by_key else event.pos()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.viewport().mapToGlobal(QPoint(place)))

    def _action(self, menu: QMenu, text: str, step_id: str, kind: ActKind) -> QAction:
        action = QAction(text, menu)
        action.triggered.connect(lambda *_a: self.act_wanted.emit(step_id, kind))
        return action

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        step = self.steps.step(current)
        if step is not None:
            self.shown.emit(step.id)

    def _activated(self, index: QModelIndex) -> None:
        step = self.steps.step(index)
        if step is not None:
            self.opened.emit(step.id)


def _tip(step: StepView) -> str:
    return "\n".join(part for part in (step.spoken, step.deviation) if part)
