"""What statistics are asked for: which process, how long a period and which, and which unit."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from familjeflow.domain.statistics import PeriodKind, periods
from familjeflow.i18n import _
from familjeflow.services.statistics import Choice, Offers, period_word
from familjeflow.ui import theme
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import row

_LEAST_WIDTH = 150


class StatisticsChoices(QWidget):
    """`changed` is sent with every choice of a person."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._first_year = today.year
        self.process, self.kind, self.period, self.unit = (QComboBox() for _number in range(4))
        self.process.addItem(_("Alla processer"), "")
        words = {PeriodKind.MONTH: _("Månad"), PeriodKind.QUARTER: _("Kvartal"), PeriodKind.YEAR: _("År")}
        for kind, word in words.items():
            self.kind.addItem(word, kind)
        self.kind.setCurrentIndex(list(words).index(PeriodKind.YEAR))
        self._show_periods()
        self.unit_field = Field(_("Enhet"), self.unit)
        fields = (
            Field(_("Process"), self.process),
            Field(_("Tid"), self.kind),
            Field(_("Period"), self.period),
            self.unit_field,
        )
        for field in fields:
            field.editor.setMinimumWidth(_LEAST_WIDTH)
        line = row(*fields, None, spacing=theme.L)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)
        self.unit_field.hide()
        for box in (self.process, self.period, self.unit):
            box.currentIndexChanged.connect(self.changed)
        self.kind.currentIndexChanged.connect(self._change_kind)

    def offer(self, offers: Offers) -> None:
        """Offer what there is; what was chosen stays."""
        self._first_year = offers.first_year or self._today.year
        _fill(self.process, [("", _("Alla processer")), *offers.processes])
        units = [(unit, unit or _("Utan enhet")) for unit in offers.units]
        _fill(self.unit, [(None, _("Alla enheter")), *units])
        self.unit_field.setVisible(len(units) > 1)
        self._show_periods()

    def choice(self) -> Choice:
        """What is chosen now."""
        return Choice(self.period.currentData(), self.process.currentData() or "", self.unit.currentData())

    def _change_kind(self) -> None:
        self._show_periods()
        self.changed.emit()

    def _show_periods(self) -> None:
        found = periods(self.kind.currentData(), self._first_year, self._today)
        _fill(self.period, [(period, period_word(period)) for period in found])


def _fill(box: QComboBox, items: Sequence[tuple[object, str]]) -> None:
    chosen = box.currentText()
    with QSignalBlocker(box):
        box.clear()
        for value, word in items:
            box.addItem(word, value)
        box.setCurrentIndex(max(0, box.findText(chosen)))
