"""Closing a case, or opening it again: what is still open, the reason and the act, in a strip."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from familjeflow.i18n import _, ngettext
from familjeflow.services import reason_kinds, steps
from familjeflow.services.views import CaseView
from familjeflow.ui import theme
from familjeflow.ui.case.panel.parts import ReasonLine
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import clear, column, row
from familjeflow.ui.widgets.text import label, meta

MOST_LINES = 4


class ClosingStrip(QFrame):
    """Hidden until it is asked for. `act` is called with the reason."""

    def __init__(self) -> None:
        super().__init__()
        theme.mark(self, surface="card")
        self._body = column(spacing=theme.S)
        self._body.setContentsMargins(theme.L, theme.M, theme.L, theme.M)
        self.setLayout(self._body)
        self._reason: ReasonLine | None = None
        self._needs_reason = False
        self._act: Callable[[str], object] = lambda _reason: None
        self.hide()

    def ask_close(self, case: CaseView, act: Callable[[str], object]) -> None:
        """Ask before closing: what is still open stays with the case and needs a reason."""
        count = len(case.still_open)
        self._needs_reason = count > 0
        self._compose(
            _("Stäng ärendet"), tuple(_(text) for _slug, text in reason_kinds.CLOSE) if count else (), act
        )
        if count:
            said = ngettext("{n} sak är öppen:", "{n} saker är öppna:", count).format(n=count)
            shown = "; ".join(case.still_open[:MOST_LINES])
            rest = _(" och {n} till").format(n=count - MOST_LINES) if count > MOST_LINES else ""
            self._body.insertWidget(1, meta(f"{said} {shown}{rest}.", wrap=True))
        else:
            words = _("Ärendet kan öppnas igen. Ingenting tas bort.")
            self._body.insertWidget(1, meta(words, wrap=True))

    def ask_reopen(self, act: Callable[[str], object]) -> None:
        """Ask before opening again; the reason is kept in the history."""
        self._needs_reason = True
        self._compose(_("Öppna ärendet igen"), steps.reasons("reopen"), act)

    def _compose(self, title: str, suggestions: tuple[str, ...], act: Callable[[str], object]) -> None:
        clear(self._body)
        self._act = act
        self._reason = ReasonLine(suggestions) if self._needs_reason else None
        agree = buttons.primary(title, self._press)
        agree.setObjectName("close-agree")
        line = row(agree, buttons.plain(_("Avbryt"), self.hide), None)
        parts: list[QWidget] = [label(title, type_="section")]
        for part in parts + ([self._reason] if self._reason else []):
            self._body.addWidget(part)
        self._body.addLayout(line)
        if self._reason is not None:
            self._reason.setMaximumWidth(theme.LINE_LENGTH)
            self._reason.done.connect(self._press)
        self.show()
        (self._reason or agree).setFocus(Qt.FocusReason.OtherFocusReason)

    def _press(self) -> None:
        reason = self._reason.text() if self._reason else ""
        if self._reason is not None and not reason:
            self._reason.ask()
            return
        self._act(reason)
