"""The list of limits: the day first, then how strict, what, and which step."""

from PySide6.QtWidgets import QSizePolicy

from familjeflow.domain.time_rules import Force
from familjeflow.i18n import _
from familjeflow.services.case_limits import GONE, LATE, MET, SOON, WAITING, LimitLine
from familjeflow.ui import theme
from familjeflow.ui.widgets.rows_table import Column, RowsModel, RowsTable

_ICONS = {
    LATE: "clock-alert",
    SOON: "triangle-alert",
    WAITING: "hourglass",
    MET: "check",
    GONE: "circle-slash",
}
_TONES = {LATE: "overdue", SOON: "waiting", WAITING: "muted", MET: "muted", GONE: "muted"}


def columns() -> tuple[Column[LimitLine], ...]:
    """What takes the room that is left is what the limit is about."""
    return (
        Column(_("När"), _when, 152, icon=_icon, tone=_tone),
        Column(_("Gäller som"), lambda li: li.force_word, 116, icon=_force_icon, tone=_quiet),
        Column(_("Vad"), lambda li: li.text, 0, tone=_quiet),
        Column(_("Steg"), _step, 196, tone=lambda _li: "muted"),
    )


def standing_word(line: LimitLine) -> str:
    """How the limit stands, in a word; "" for one that only has its day."""
    return {
        LATE: _("Försenat"),
        SOON: _("Snart"),
        WAITING: _("Väntar på det den räknas från"),
        MET: _("Gjort"),
        GONE: _("Gäller inte"),
    }.get(line.standing, "")


def spoken(line: LimitLine) -> str:
    """The whole line for a screen reader."""
    parts = (standing_word(line), line.force_word, line.when_text, line.text, _step(line))
    return ", ".join(part for part in (*parts, _("flyttad") if line.moved else "") if part)


class LimitTable(RowsTable):
    """The limits of one case."""

    def __init__(self) -> None:
        self.lines: RowsModel[LimitLine] = RowsModel(columns(), spoken)
        super().__init__(self.lines, _("Tidsgränser"))
        self.setObjectName("limits")
        theme.mark(self, plain="true")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(110)

    def line(self) -> LimitLine | None:
        """The chosen limit."""
        place = self.chosen()
        return self.lines.rows[place] if 0 <= place < len(self.lines.rows) else None

    def show_lines(self, lines: tuple[LimitLine, ...]) -> None:
        """Show limits; the chosen one stays chosen."""
        before = self.line()
        self.lines.show_rows(lines)
        kept = next((n for n, li in enumerate(lines) if before and li.id == before.id), 0)
        self.choose(kept)


def _when(line: LimitLine) -> str:
    return f"{line.when_text} *" if line.moved and line.open else line.when_text


def _icon(line: LimitLine) -> str:
    return _ICONS.get(line.standing, "calendar")


def _tone(line: LimitLine) -> str:
    return _TONES.get(line.standing, "")


def _quiet(line: LimitLine) -> str:
    return "" if line.open else "muted"


def _force_icon(line: LimitLine) -> str:
    return "flag" if line.force is Force.LATEST else "signpost"


def _step(line: LimitLine) -> str:
    return line.step_label or _("Tillagd i ärendet")
