"""A column of fields: a whole form, a group in it, or one row of a list."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from familjeflow.domain.forms import (
    Answers,
    FieldKind,
    FormField,
    JsonValue,
    Option,
    Problem,
    deciding_day,
    shown,
)
from familjeflow.ui import theme
from familjeflow.ui.forms import choice_editors, text_editors
from familjeflow.ui.forms.editor import Changed, Editor
from familjeflow.ui.forms.field_box import FieldBox
from familjeflow.ui.forms.markdown import safe_html
from familjeflow.ui.widgets.layouts import rule
from familjeflow.ui.widgets.text import section_title


@dataclass(frozen=True)
class FormSurroundings:
    """What fields need from outside the form: today's civil date and the choices that the case offers.

    `outside` gives the answers around a row, which its conditions may ask for.
    """

    today: date
    options: Mapping[str, tuple[Option, ...]]
    prefilled: frozenset[str] = frozenset()
    outside: Callable[[], Answers] = dict

    def options_of(self, field: FormField) -> tuple[Option, ...]:
        """The form's own choices and then those of the case, each once."""
        found = {o.value: o for o in (*field.options, *self.options.get(field.options_from or "", ()))}
        return tuple(found.values())


class Fields(QWidget):
    """The fields of one level. Groups belong to the level around them, lists hold levels of their own."""

    def __init__(self, fields: tuple[FormField, ...], around: FormSurroundings, changed: Changed) -> None:
        super().__init__()
        self._fields = fields
        self._depends = _depends(fields)
        self._around = around
        self._inside = replace(around, outside=self._with_outside)
        self._changed = changed
        self._parts: list[tuple[str, QWidget]] = []
        self._unasked: dict[str, JsonValue] = {}
        self._writing = False
        self.boxes: dict[str, FieldBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.L)
        self._fill(column, fields)
        self.refresh()

    def read(self) -> dict[str, JsonValue]:
        """The answers as they stand, with those that the form does not ask for kept as they were."""
        return {**self._unasked, **{key: box.editor.read() for key, box in self.boxes.items()}}

    def write(self, answers: Answers) -> None:
        """Show answers. What the form does not ask for is kept and comes back from `read`."""
        self._writing = True
        self._unasked = {k: v for k, v in answers.items() if k not in self.boxes}
        for key, box in self.boxes.items():
            if key in answers:
                box.editor.write(answers[key])
        self._writing = False
        self.refresh()

    def refresh(self) -> None:
        """Show the fields that the answers ask for, hide the others, and offer the right day's choices."""
        if not self._depends:
            return
        answers = self.read()
        in_sight = set(_ids(shown(self._fields, answers, self._around.outside())))
        for field_id, part in self._parts:
            part.setVisible(field_id in in_sight)
        for box in self.boxes.values():
            if box.field.valid_on and box.editor.offer:
                day = deciding_day(box.field, answers)
                options = self._around.options_of(box.field)
                fitting = tuple(o for o in options if day is None or o.valid_on(day))
                box.editor.offer(fitting, day is None)
            if box.editor.inner:
                box.editor.inner.refresh()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show these problems beside their fields, and no others. Paths are counted from this level."""
        for key, box in self.boxes.items():
            box.show_problems(tuple(_inside(p) for p in problems if p.path[0] == key))

    def focus_problem(self, path: tuple[str | int, ...]) -> None:
        """Move the keyboard to the field at that path."""
        if box := self.boxes.get(str(path[0])):
            box.focus(path[1:])

    def _fill(self, column: QVBoxLayout, fields: tuple[FormField, ...]) -> None:
        for field in fields:
            if part := self._part(field):
                column.addWidget(part)
                self._parts.append((field.id, part))
            if field.kind is FieldKind.GROUP:
                self._fill(column, field.fields)

    def _part(self, field: FormField) -> QWidget | None:
        """What the field itself shows; a group without a name shows nothing of its own."""
        if field.kind is FieldKind.MARKDOWN:
            return markdown_label(field.label)
        if field.kind is FieldKind.SEPARATOR:
            return rule()
        if field.kind is not FieldKind.GROUP:
            return self._box(field)
        if not field.label:
            return None
        title = section_title(field.label)
        title.setContentsMargins(0, theme.S, 0, 0)
        return title

    def _with_outside(self) -> Answers:
        """What the rows of this level may ask for."""
        return {**self._around.outside(), **self.read()}

    def _box(self, field: FormField) -> FieldBox:
        def touched() -> None:
            if not self._writing:
                box.touched()
                box.clear_problem()
                self.refresh()
                self._changed()

        # The editor may report a change while it is being made; the box exists only afterwards.
        self._writing = True
        editor = make_editor(field, self._inside, touched)
        box = FieldBox(field, editor, field.key in self._around.prefilled)
        self._writing = False
        self.boxes[field.key] = box
        return box


def make_editor(field: FormField, around: FormSurroundings, changed: Changed) -> Editor:
    """The editor for a field that holds an answer. Raises KeyError for kinds that are only shown."""
    if field.network:
        from familjeflow.ui.forms.network.part import network_editor  # as with rows

        return network_editor(field, around, changed)
    if field.kind is FieldKind.LIST:
        from familjeflow.ui.forms.rows import rows_editor  # rows hold fields and fields hold rows

        return rows_editor(field, around, changed)
    choosing = {
        FieldKind.CHECKLIST: choice_editors.checklist_editor,
        FieldKind.RADIO: choice_editors.radio_editor,
        FieldKind.SELECT: choice_editors.select_editor,
    }
    if make := choosing.get(field.kind):
        return make(field, around.options_of(field), changed)
    if field.kind is FieldKind.DATE:
        return text_editors.date_editor(field, changed, around.today)
    simple: dict[FieldKind, Callable[[FormField, Changed], Editor]] = {
        FieldKind.TEXT: text_editors.text_editor,
        FieldKind.TEXT_AREA: text_editors.area_editor,
        FieldKind.NUMBER: text_editors.number_editor,
        FieldKind.TIME: text_editors.time_editor,
        FieldKind.CHECKBOX: choice_editors.checkbox_editor,
    }
    return simple[field.kind](field, changed)


def markdown_label(text: str) -> QLabel:
    """Words of the form itself, to read and to copy. Links cannot be followed and nothing is loaded."""
    label = QLabel(safe_html(text))
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setMaximumWidth(theme.LINE_LENGTH)
    label.setOpenExternalLinks(False)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _depends(fields: tuple[FormField, ...]) -> bool:
    """Whether anything shown here hangs on an answer: most rows have nothing of the kind."""
    return any(f.hidden_when or f.valid_on or _depends(f.fields) for f in fields)


def _ids(fields: tuple[FormField, ...]) -> Iterator[str]:
    for field in fields:
        yield field.id
        if field.kind is FieldKind.GROUP:
            yield from _ids(field.fields)


def _inside(problem: Problem) -> Problem:
    return Problem(problem.path[1:], problem.code, problem.bound)
