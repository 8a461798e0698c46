"""What a person chooses for a spreadsheet: which list, which columns and which cases."""

from collections.abc import Iterable, Mapping
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from familjeflow.i18n import _
from familjeflow.services import spreadsheets
from familjeflow.services.spreadsheets import Choice, Line
from familjeflow.ui import theme
from familjeflow.ui.forms.dates import read_date
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import clear, column, holder, side_by_side
from familjeflow.ui.widgets.text import label, meta


class SheetChoices(QWidget):
    """`changed` is sent with every choice. `choice` is None while something must be mended first."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._kept: dict[str, tuple[str, ...]] = {}
        self._lines: Mapping[str, tuple[Line, ...]] = {}
        self._kind = spreadsheets.KINDS[0]
        self.boxes: dict[str, QCheckBox] = {}
        self.kind, self.process, self.state, self.role = (QComboBox() for _number in range(4))
        self.first, self.last = QLineEdit(), QLineEdit()
        self._about = meta("", wrap=True)
        self._columns = QGridLayout()
        self._columns.setVerticalSpacing(theme.XS)
        self._no_column = label("", type_="meta", tone="overdue", wrap=True)
        for kind in spreadsheets.KINDS:
            self.kind.addItem(spreadsheets.title_of(kind), kind)
        for state, word in (("open", _("Öppna")), ("closed", _("Avslutade")), ("all", _("Alla"))):
            self.state.addItem(word, state)
        self.first_field = Field(_("Från och med"), self.first)
        self.last_field = Field(_("Till och med"), self.last)
        self._compose()
        self.kind.currentIndexChanged.connect(self._change_kind)
        for picker in (self.process, self.state, self.role):
            picker.currentIndexChanged.connect(self.changed)
        for line in (self.first, self.last):
            line.textChanged.connect(self.changed)

    def show_lines(self, lines: Mapping[str, tuple[Line, ...]], kept: Mapping[str, tuple[str, ...]]) -> None:
        """Offer the processes and roles of these lines, and the columns that were chosen the last time."""
        self._lines = lines
        self._kept = {**kept, **self._kept}
        self._show_kind()

    def choice(self) -> Choice | None:
        """What has been chosen. What cannot be read is pointed out."""
        first = self._day(self.first_field, self.first)
        last = self._day(self.last_field, self.last)
        backwards = first is not None and last is not None and last < first
        if backwards:
            self.last_field.show_problem(_("Den dagen är före den första."))
        columns = self._chosen_columns()
        self._no_column.setText("" if columns else _("Välj minst en kolumn."))
        self._no_column.setVisible(not columns)
        if backwards or not columns or self.first_field.problem() or self.last_field.problem():
            return None
        return Choice(
            self._kind,
            columns,
            process=self.process.currentData() or "",
            state=self.state.currentData(),
            role=self.role.currentData() or "",
            first=first,
            last=last,
        )

    def _day(self, field: Field, line: QLineEdit) -> date | None:
        written = line.text().strip()
        day = read_date(written, self._today) if written else None
        field.show_problem(_("Skriv dagen så här: 2026-03-31.") if written and day is None else "")
        return day

    def _chosen_columns(self) -> tuple[str, ...]:
        return tuple(slug for slug, box in self.boxes.items() if box.isChecked())

    def _change_kind(self) -> None:
        self._kept[self._kind] = self._chosen_columns()
        self._kind = self.kind.currentData()
        self._show_kind()
        self.changed.emit()

    def _show_kind(self) -> None:
        self._about.setText(spreadsheets.about(self._kind))
        lines = self._lines.get(self._kind, ())
        _offer(self.process, _("Alla processer"), spreadsheets.processes_in(lines))
        _offer(self.role, _("Alla roller"), ((role, role) for role in spreadsheets.roles_in(lines)))
        clear(self._columns)
        self.boxes = {}
        chosen = self._kept.get(self._kind) or spreadsheets.usual_columns(self._kind)
        for place, (slug, heading) in enumerate(spreadsheets.columns_of(self._kind)):
            box = QCheckBox(heading)
            box.setChecked(slug in chosen)
            box.toggled.connect(self.changed)
            self.boxes[slug] = box
            self._columns.addWidget(box, *divmod(place, 2))

    def _compose(self) -> None:
        self._no_column.hide()
        period = holder(side_by_side(self.first_field, self.last_field))
        layout = column(
            Field(_("Lista"), self.kind),
            self._about,
            label(_("Kolumner"), type_="strong"),
            self._columns,
            self._no_column,
            Field(_("Process"), self.process),
            Field(_("Ärenden"), self.state),
            Field(_("Roll"), self.role),
            period,
            meta(_("Med en period tas de ärenden med som var öppna någon dag i den."), wrap=True),
            None,
            spacing=theme.M,
        )
        layout.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        self.setLayout(layout)


def _offer(picker: QComboBox, everything: str, choices: Iterable[tuple[str, str]]) -> None:
    """Other choices, with the chosen one kept where it is still there."""
    with QSignalBlocker(picker):
        chosen = picker.currentData()
        picker.clear()
        picker.addItem(everything, "")
        for value, word in choices:
            picker.addItem(word, value)
        picker.setCurrentIndex(max(picker.findData(chosen), 0))
