"""What a document has gone through: the changes since the version before, and the earlier ones to open."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from familjeflow.domain.forms import Answers, shown_answers
from familjeflow.i18n import _
from familjeflow.services.form_filling import FormView
from familjeflow.services.plan_versions import SavedVersion, change_lines
from familjeflow.services.words import day_word
from familjeflow.ui import theme
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import clear, column, row
from familjeflow.ui.widgets.text import label, meta

OpenVersion = Callable[[int], None]


class VersionsPart(QFrame):
    """Stands above the form. Hidden for a document without versions to tell of."""

    def __init__(self, view: FormView, open_version: OpenVersion) -> None:
        super().__init__()
        theme.mark(self, surface="card")
        self._view = view
        self._title = label(_("Sedan förra versionen"), type_="section")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.XS)
        earlier = [_earlier(version, open_version) for version in reversed(view.versions[:-1])]
        self._listed = bool(earlier)
        heading = label(_("Tidigare versioner"), type_="strong")
        layout = column(self._title, self._lines, heading, *earlier, spacing=theme.S, margin=theme.M)
        self.setLayout(layout)
        heading.setVisible(bool(earlier))
        self.hide()

    def show_changes(self, answers: Answers, *, is_typed: bool) -> None:
        """Tell how the answers differ: from what is saved when something is typed, else from before that."""
        base = self._base(is_typed)
        now = shown_answers(self._view.form, answers)
        lines = change_lines(self._view.form, base.answers, now) if base else ()
        clear(self._lines)
        for line in lines:
            self._lines.addWidget(label(f"• {line}", wrap=True))
        self._title.setVisible(bool(lines))
        self.setVisible(bool(lines) or self._listed)

    def _base(self, is_typed: bool) -> SavedVersion | None:
        versions = self._view.versions
        if is_typed:
            return versions[-1] if versions else None
        return versions[-2] if len(versions) > 1 else None


def _earlier(version: SavedVersion, open_version: OpenVersion) -> QHBoxLayout:
    name = _("Version {n}").format(n=version.number)
    button = buttons.link(_("Spara som PDF"), partial(open_version, version.number))
    button.setAccessibleName(f"{button.text()}: {name}")
    about = ", ".join(part for part in (day_word(version.day), version.who) if part)
    return row(label(name), meta(about), button, None, spacing=theme.S)
