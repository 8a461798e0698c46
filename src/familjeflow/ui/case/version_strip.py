"""The quiet strip of a case whose process has a newer version: what a move means, a reason, and the act."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QWidget

from familjeflow.i18n import _
from familjeflow.services.versions import Move
from familjeflow.services.views import CaseView
from familjeflow.ui import icons, theme
from familjeflow.ui.case.panel.parts import ReasonLine
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import clear, column, holder, row
from familjeflow.ui.widgets.text import label, meta

MOST_LINES = 6


class VersionStrip(QFrame):
    """Hidden while the case runs on the shipped version. `look` reads what a move means, when asked for."""

    def __init__(self, look: Callable[[], Move | None], move: Callable[[str], object]) -> None:
        super().__init__()
        self._look = look
        self._move = move
        self._reason: ReasonLine | None = None
        theme.mark(self, surface="card")
        mark = label()
        icons.dress(mark, "info", "muted", 18)
        self._said = label(_("Processen har en ny version. Ärendet följer den gamla tills du flyttar det."))
        self.unfold = buttons.link(_("Vad det innebär"), self._unfold)
        self.unfold.setObjectName("version-unfold")
        line = row(mark, self._said, None, self.unfold, spacing=theme.S)
        self._more = column(spacing=theme.S)
        self._body = holder(self._more)
        self._body.hide()
        layout = column(line, self._body, spacing=theme.S)
        layout.setContentsMargins(theme.M, theme.XS, theme.M, theme.XS)
        self.setLayout(layout)
        self.hide()

    def show_case(self, case: CaseView) -> None:
        """Show the strip where there is a newer version to move to."""
        if not case.has_newer:
            self._fold()
        self.setVisible(case.has_newer)

    def _unfold(self) -> None:
        if not self._body.isHidden():
            self._fold()
            return
        found = self._look()
        if found is None:
            return
        clear(self._more)
        for part in self._parts(found):
            self._more.addWidget(part)
        self._body.show()
        self.unfold.setText(_("Inte nu"))
        if self._reason is not None:
            self._reason.setFocus()

    def _parts(self, found: Move) -> list[QWidget]:
        said = list(found.lines[:MOST_LINES]) or [
            _("Alla steg står som förut. Texter eller datum kan vara nya.")
        ]
        if len(found.lines) > MOST_LINES:
            said.append(_("och {n} till").format(n=len(found.lines) - MOST_LINES))
        kept = _("Ingenting försvinner: det som är gjort står kvar i historiken.")
        self._reason = ReasonLine((_("Rutinen är ändrad"), _("Bestämt i enheten")))
        self._reason.setMaximumWidth(theme.LINE_LENGTH)
        self._reason.done.connect(self._press)
        agree = buttons.plain(_("Flytta ärendet"), self._press)
        agree.setObjectName("version-move")
        return [
            meta(
                _("Detta händer: {what}. {kept}").format(what="; ".join(said).rstrip("."), kept=kept),
                wrap=True,
            ),
            self._reason,
            holder(row(agree, None)),
        ]

    def _fold(self) -> None:
        clear(self._more)
        self._reason = None
        self._body.hide()
        self.unfold.setText(_("Vad det innebär"))

    def _press(self) -> None:
        if self._reason is None:
            return
        if self._reason.text():
            self._move(self._reason.text())
        else:
            self._reason.ask()
