"""*Insynsskydd*: while a client sits beside, the window shows one case and nothing of anyone else."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from familjeflow.domain.errors import DomainError
from familjeflow.i18n import _
from familjeflow.services.desk import Desk
from familjeflow.services.private_search import case_by_number
from familjeflow.services.sentences import sentence
from familjeflow.ui import theme
from familjeflow.ui.frame.pages import Pages
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import column, holder, row
from familjeflow.ui.widgets.panels import Notice
from familjeflow.ui.widgets.text import reading, section_title

PRIVATE_KEYS = frozenset({"privacy", "lock", "help", "keys", "palette", "next_surface", "previous_surface"})
"""The keys of the window that work while it is on; those of the case itself work as always."""
_WIDTH = 420


class PrivatePage(QWidget):
    """Nothing of anyone, and a line that opens one case by its whole number. `chosen` carries its id."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme.mark(self, surface="ground")
        self._desk = desk
        self.line = QLineEdit()
        self.line.returnPressed.connect(self._open)
        hint = _("Hela numret behövs. Inget annat ärende visas.")
        self._field = Field(_("Ärendenummer eller personnummer"), self.line, hint=hint)
        about = _("Öppna det ärende som ni ska titta på tillsammans.")
        act = buttons.primary(_("Öppna ärendet"), self._open)
        parts = column(
            section_title(_("Inget ärende visas")),
            reading(about, tone="muted"),
            theme.S,
            self._field,
            row(act, None),
            spacing=theme.S,
        )
        inner = holder(parts)
        inner.setFixedWidth(_WIDTH)
        self.setLayout(column(None, row(None, inner, None), None, None, margin=theme.XL))

    def way_in(self) -> QWidget:
        """The line for the number."""
        return self.line

    def _open(self) -> None:
        try:
            case_id = case_by_number(self._desk, self.line.text())
        except DomainError as error:
            said = sentence(error)
            self._field.show_problem(f"{said.title} {said.text}")
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.chosen.emit(case_id)


class Privacy:
    """Switches it on and off. `hidden` is what it hides whole, `open_case` shows a case, `changed` is told
    after each change."""

    def __init__(
        self,
        desk: Desk,
        pages: Pages,
        hidden: Sequence[QWidget],
        open_case: Callable[[str], object],
        changed: Callable[[], object],
    ) -> None:
        self._desk = desk
        self._pages = pages
        self._hidden = tuple(hidden)
        self._open_case = open_case
        self._changed = changed
        self._blank: PrivatePage | None = None
        self.on = False
        self.strip = Notice("accent", "", buttons.plain(_("Visa allt igen"), self.toggle))

    def toggle(self) -> None:
        """On for the case that is shown, or for none until one is opened; off without a question."""
        self.on = not self.on
        for part in self._hidden:
            part.setVisible(not self.on)
        for page in self._pages.cases.values():
            page.set_private(self.on)
        if self.on and self._pages.slug != "case":
            self._blank = PrivatePage(self._desk)
            self._blank.chosen.connect(self._open)
            self._pages.cover(self._blank, "private")
        elif not self.on:
            self._uncover()
        self.say()
        self._changed()

    def say(self, *, refused: bool = False) -> None:
        """What the strip says; `refused` after a key that would show others."""
        if not self.on:
            self.strip.say("")
        elif refused:
            self.strip.say(_("Det skulle visa andras uppgifter. Ctrl+Skift+I visar allt igen."))
        else:
            self.strip.say(_("Insynsskydd är på: bara ett ärende visas. Ctrl+Skift+I visar allt igen."))

    def lets(self, case_id: str) -> bool:
        """Whether a case may be shown now: the one that is, or the first one that is opened."""
        return not self.on or self._pages.case_id in ("", case_id)

    def allows(self, shortcut_id: str) -> bool:
        """Whether a key of the window may do what it does; if not, the strip says so."""
        allowed = not self.on or shortcut_id in PRIVATE_KEYS
        if not allowed:
            self.say(refused=True)
        return allowed

    def _open(self, case_id: str) -> None:
        self._uncover()
        self._open_case(case_id)

    def _uncover(self) -> None:
        blank, self._blank = self._blank, None
        if blank is not None:
            self._pages.uncover()
            self._pages.remove(blank)
