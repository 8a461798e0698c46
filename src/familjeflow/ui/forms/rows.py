"""The rows of a list, such as goals with their sub-goals: add, move and remove, nothing lost by a slip."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from familjeflow.domain.forms import FormField, JsonValue, Problem, new_row
from familjeflow.i18n import _
from familjeflow.ui import theme
from familjeflow.ui.forms.editor import Changed, Editor
from familjeflow.ui.forms.fields import Fields, FormSurroundings
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import row as beside
from familjeflow.ui.widgets.text import label

Row = dict[str, JsonValue]


def rows_editor(field: FormField, around: FormSurroundings, changed: Changed) -> Editor:
    """The editor of a dynamic list; its answer is a list of objects."""
    rows = Rows(field, around, changed)
    return Editor(rows, rows.add_button, rows.read, rows.write, inner=rows)


class Rows(QWidget):
    """The rows of one list, numbered from 1."""

    def __init__(self, field: FormField, around: FormSurroundings, changed: Changed) -> None:
        super().__init__()
        self._field = field
        self._around = FormSurroundings(around.today, around.options, outside=around.outside)
        self._changed = changed
        self._odd: JsonValue = None
        self._removed: tuple[int, Row] | None = None
        self.rows: list[_RowFrame] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.S)
        self._regret = self._regret_line()
        self._column.addWidget(self._regret)
        self.add_button = buttons.plain(_("Lägg till"), self._add, icon="plus")
        self._column.addWidget(self.add_button, alignment=Qt.AlignmentFlag.AlignLeft)

    def read(self) -> JsonValue:
        """The rows as a list of objects; an answer that was no list of objects comes back untouched."""
        if self._odd is not None and not self.rows:
            return self._odd
        return [row.fields.read() for row in self.rows]

    def write(self, value: JsonValue) -> None:
        """Show the rows of an answer."""
        fits = isinstance(value, list) and all(isinstance(row, dict) for row in value)
        self._odd = None if fits or value is None else value
        found = value if isinstance(value, list) and fits else []
        self._show([row for row in found if isinstance(row, dict)])

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show problems in their rows; the first part of each path is the row's position, from 0."""
        for position, row in enumerate(self.rows):
            own = (p for p in problems if p.path[0] == position and len(p.path) > 1)
            row.fields.show_problems(tuple(Problem(p.path[1:], p.code, p.bound) for p in own))

    def focus_problem(self, path: tuple[str | int, ...]) -> None:
        """Move the keyboard to a field of a row."""
        position = path[0]
        if isinstance(position, int) and position < len(self.rows) and len(path) > 1:
            self.rows[position].fields.focus_problem(path[1:])

    def refresh(self) -> None:
        """Show and hide the fields of the rows after the answers around them."""
        for row in self.rows:
            row.fields.refresh()

    def _answers(self) -> list[Row]:
        return [row.fields.read() for row in self.rows]

    def _show(self, answers: list[Row]) -> None:
        for old in self.rows:
            self._column.removeWidget(old)
            old.setParent(None)
            old.deleteLater()
        self.rows = []
        for position, answer in enumerate(answers):
            row = _RowFrame(self._field, self._around, self._changed)
            row.fields.write(answer)
            row.number(position, len(answers), self._field.label)
            row.up.clicked.connect(lambda *_a, at=position: self._move(at, -1))
            row.down.clicked.connect(lambda *_a, at=position: self._move(at, 1))
            row.remove.clicked.connect(lambda *_a, at=position: self._remove(at))
            self.rows.append(row)
            self._column.insertWidget(position, row)
        self.add_button.raise_()  # Tab follows the order of the children: see ui.case.tab_order

    def _add(self) -> None:
        self._odd = None
        self._show([*self._answers(), new_row(self._field, self._around.today)])
        self._changed()
        first = next(iter(self.rows[-1].fields.boxes.values()), None)
        if first:
            first.focus(())

    def _move(self, position: int, by: int) -> None:
        answers = self._answers()
        target = position + by
        answers[position], answers[target] = answers[target], answers[position]
        self._show(answers)
        self._changed()
        moved = self.rows[target]
        button = moved.up if by < 0 else moved.down
        (button if button.isEnabled() else moved.remove).setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, position: int) -> None:
        answers = self._answers()
        self._removed = (position, answers.pop(position))
        self._show(answers)
        self._regret.show()
        self._changed()
        self._regret_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_back(self) -> None:
        if self._removed:
            answers = self._answers()
            answers.insert(*self._removed)
            self._removed = None
            self._show(answers)
            self._changed()
        self._regret.hide()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _regret_line(self) -> QFrame:
        frame = QFrame()
        self._regret_button = buttons.link(_("Lägg tillbaka"), self._put_back)
        frame.setLayout(beside(label(_("Raden togs bort."), tone="muted"), self._regret_button, None))
        frame.hide()
        return frame


class _RowFrame(QFrame):
    """One row: its number, its fields and the buttons that move or remove it."""

    def __init__(self, field: FormField, around: FormSurroundings, changed: Changed) -> None:
        super().__init__()
        theme.mark(self, surface="card")
        self._number = label(type_="strong")
        self.up = buttons.icon_button("chevron-up", _("Flytta upp"))
        self.down = buttons.icon_button("chevron-down", _("Flytta ned"))
        self.remove = buttons.icon_button("x", _("Ta bort"))
        head = beside(self._number, None, self.up, self.down, self.remove, spacing=theme.XS)
        self.fields = Fields(field.fields, around, changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.M, theme.S, theme.M, theme.M)
        column.setSpacing(theme.S)
        column.addLayout(head)
        column.addWidget(self.fields)

    def number(self, position: int, count: int, name: str) -> None:
        """Write the row's number and say in the buttons' names which row they act on."""
        place = f"{name} {position + 1}"
        self._number.setText(place)
        self.up.setEnabled(position > 0)
        self.down.setEnabled(position < count - 1)
        for button in (self.up, self.down, self.remove):
            button.setAccessibleName(f"{button.toolTip()}: {place}")
