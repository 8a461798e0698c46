"""One field as the form shows it: label, what to know about it, the editor, and what is wrong beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from familjeflow.domain.forms import FieldKind, FormField, Problem
from familjeflow.i18n import _
from familjeflow.ui import icons, theme
from familjeflow.ui.forms.editor import Editor
from familjeflow.ui.forms.problem_words import problem_text
from familjeflow.ui.widgets.layouts import row
from familjeflow.ui.widgets.text import label, meta

_LONG_LABEL = 36
"""Characters from which a label may wrap; a short one that may wrap would break too early."""


class FieldBox(QWidget):
    """The frame around an editor. Screen readers get its name, description and problem."""

    def __init__(self, field: FormField, editor: Editor, prefilled: bool = False) -> None:
        super().__init__()
        self.field = field
        self.editor = editor
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        self._from_case = label(_("hämtat från ärendet"), type_="meta", tone="accent")
        if not prefilled:
            self._from_case.hide()
        column.addLayout(self._heading())
        if field.description:
            column.addWidget(meta(field.description, wrap=True))
        column.addWidget(editor.widget)
        self._problem = _ProblemLine()
        column.addWidget(self._problem)
        self._name_control()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show what is wrong with this answer; paths are counted from this field."""
        own = next((p for p in problems if not p.path), None)
        text = problem_text(own, self.field) if own else ""
        self._problem.show_text(text)
        theme.mark(self.editor.control, problem="true" if text else "false")
        self._name_control(text)
        if self.editor.inner:
            self.editor.inner.show_problems(tuple(p for p in problems if p.path))

    def clear_problem(self) -> None:
        """Forget the problem while the answer is being mended; rows keep theirs."""
        if self._problem.isHidden():
            return
        self._problem.show_text("")
        theme.mark(self.editor.control, problem="false")
        self._name_control()

    def problem(self) -> str:
        """The sentence shown under the field, "" when all is well."""
        return self._problem.text()

    def touched(self) -> None:
        """The answer is now the person's own, no longer fetched from the case."""
        self._from_case.hide()

    def is_marked_prefilled(self) -> bool:
        """Whether the field says that its answer was fetched from the case."""
        return not self._from_case.isHidden()

    def focus(self, path: tuple[str | int, ...]) -> None:
        """Move the keyboard here, or to the row inside that the path names."""
        if path and self.editor.inner:
            self.editor.inner.focus_problem(path)
        else:
            self.editor.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _heading(self) -> QHBoxLayout:
        parts = row(spacing=theme.S)
        if not self.editor.own_label:
            size = "section" if self.field.kind is FieldKind.LIST else "strong"
            is_long = len(self.field.label) > _LONG_LABEL
            name = label(self.field.label, type_=size, wrap=is_long)
            name.setBuddy(self.editor.control)
            parts.addWidget(name, 100 if is_long else 0)
        if self.field.required:
            parts.addWidget(meta(_("måste fyllas i")))
        parts.addWidget(self._from_case)
        parts.addStretch()
        return parts

    def _name_control(self, problem: str = "") -> None:
        """A choice of a radio or checklist is named by itself, the add button of a list by the list."""
        control = self.editor.control
        said = [problem, _("Måste fyllas i.") if self.field.required else "", self.field.description]
        if self.is_marked_prefilled():
            said.append(_("Hämtat från ärendet."))
        if self.field.kind in (FieldKind.RADIO, FieldKind.CHECKLIST):
            said.insert(0, self.field.label)
        elif self.field.kind is FieldKind.LIST:
            control.setAccessibleName(_("Lägg till: {list}").format(list=self.field.label))
        else:
            control.setAccessibleName(self.field.label)
        control.setAccessibleDescription(" ".join(s for s in said if s))


class _ProblemLine(QWidget):
    """The calm red line under a field: icon and words."""

    def __init__(self) -> None:
        super().__init__()
        sign = QLabel()
        icons.dress(sign, "triangle-alert", "overdue", 16)
        self._words = label(type_="meta", tone="overdue", wrap=True)
        parts = row(spacing=theme.XS)
        parts.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
        parts.addWidget(self._words, 1)
        self.setLayout(parts)
        self.hide()

    def show_text(self, text: str) -> None:
        """Show a sentence; "" hides the line."""
        self._words.setText(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """The sentence shown."""
        return self._words.text()
