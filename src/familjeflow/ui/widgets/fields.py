"""A field: its name above, the editor, a hint, and its problem in words beside it."""

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from familjeflow.i18n import _
from familjeflow.ui import icons, theme
from familjeflow.ui.widgets.buttons import icon_button
from familjeflow.ui.widgets.layouts import row
from familjeflow.ui.widgets.text import label, meta


class Field(QWidget):
    """An editor with its name, read together by a screen reader. `problem` shows what is wrong, in words."""

    def __init__(self, name: str, editor: QWidget, *, hint: str = "", beside: QWidget | None = None) -> None:
        super().__init__()
        self.editor = editor
        self.title = label(name, type_="strong")
        self.title.setBuddy(editor)
        editor.setAccessibleName(name)
        editor.setProperty("problem", "false")
        if isinstance(editor, QComboBox):
            editor.view().setAccessibleName(name)
        self._hint_text = hint
        self._hint = meta(hint, wrap=True)
        if not hint:  # shown with the field; alone it would flash as a window of its own
            self._hint.hide()
        self._problem_icon = QLabel()
        icons.dress(self._problem_icon, "triangle-alert", "overdue", 16)
        self._problem = label("", type_="meta", tone="overdue", wrap=True)
        self._problem.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.XS)
        layout.addWidget(self.title)
        layout.addLayout(row(editor, *([beside] if beside else []), spacing=theme.XS))
        layout.addLayout(row(self._problem_icon, self._problem, spacing=6))
        layout.addWidget(self._hint)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_problem("")

    def problem(self) -> str:
        """What is shown as wrong, "" for nothing."""
        return self._problem.text()

    def show_problem(self, text: str, *, warning: bool = False) -> None:
        """Show what is wrong under the editor; "" takes it away. A warning leaves the frame as it is."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self._problem_icon.setVisible(bool(text))
        tone = "waiting" if warning else "overdue"
        icons.dress(self._problem_icon, "triangle-alert", tone, 16)
        theme.mark(self._problem, tone=tone)
        theme.mark(self.editor, problem="true" if text and not warning else "false")
        self.editor.setAccessibleDescription(text or self._hint_text)


def passphrase_field(name: str, *, hint: str = "") -> Field:
    """A hidden line with a button beside it that shows what is written."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    eye = icon_button("eye", _("Visa {name}").format(name=name.lower()))
    eye.setCheckable(True)

    def show(shown: bool) -> None:
        line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        icons.dress(eye, "eye-off" if shown else "eye", "muted")

    eye.toggled.connect(show)
    return Field(name, line, hint=hint, beside=eye)
