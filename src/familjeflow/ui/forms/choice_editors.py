"""Editors for choices: a tick, several ticks, one of some, one of many."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QRadioButton, QVBoxLayout, QWidget

from familjeflow.domain.forms import FormField, JsonValue, Option
from familjeflow.i18n import _
from familjeflow.ui import theme
from familjeflow.ui.forms.editor import Changed, Editor
from familjeflow.ui.widgets.buttons import link
from familjeflow.ui.widgets.layouts import column as column_of


def checkbox_editor(field: FormField, changed: Changed) -> Editor:
    """One tick with its own words."""
    box = QCheckBox(field.label.replace("&", "&&"))
    box.toggled.connect(changed)
    return Editor(box, box, box.isChecked, lambda value: box.setChecked(value is True), own_label=True)


def checklist_editor(field: FormField, options: tuple[Option, ...], changed: Changed) -> Editor:
    """Several ticks. A saved choice that the form no longer offers stays as a row of its own."""
    holder = QWidget()
    column = _column(holder)
    boxes: dict[str, QCheckBox] = {}

    def add(option: Option) -> None:
        box = QCheckBox(option.label.replace("&", "&&"))
        box.setAccessibleDescription(field.label)
        box.toggled.connect(changed)
        boxes[option.value] = box
        column.addWidget(box)

    def write(value: JsonValue) -> None:
        chosen = [str(v) for v in value] if isinstance(value, list) else []
        for missing in [v for v in chosen if v not in boxes]:
            add(Option(missing, missing))
        for slug, box in boxes.items():
            box.setChecked(slug in chosen)

    for option in options:
        add(option)
    control = next(iter(boxes.values()), holder)
    return Editor(holder, control, lambda: [v for v, box in boxes.items() if box.isChecked()], write)


def radio_editor(field: FormField, options: tuple[Option, ...], changed: Changed) -> Editor:
    """One of some choices, all in sight. A choice that is not required can be taken away again."""
    radios = _Radios(field, options, changed)
    return Editor(radios, radios.first(), radios.read, radios.write)


class _Radios(QWidget):
    def __init__(self, field: FormField, options: tuple[Option, ...], changed: Changed) -> None:
        super().__init__()
        self._field = field
        self._changed = changed
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        self._column = _column(self)
        self._clear = link(_("Ta bort svaret"), self._take_away)
        self._clear.hide()
        for option in options:
            self._add(option)
        self._column.addWidget(self._clear)
        # Toggled and not clicked: a screen reader's own "choose" makes no click.
        self._group.buttonToggled.connect(lambda _button, on: self._pressed() if on else None)

    def first(self) -> QWidget:
        """The control that takes the keyboard."""
        return next(iter(self._buttons.values()), self)

    def read(self) -> JsonValue:
        """The slug of the choice, "" for none."""
        return next((slug for slug, button in self._buttons.items() if button.isChecked()), "")

    def write(self, value: JsonValue) -> None:
        """Show a choice; one that is no longer offered gets a row of its own."""
        chosen = value if isinstance(value, str) else ""
        if chosen and chosen not in self._buttons:
            self._add(Option(chosen, chosen))
        with QSignalBlocker(self._group):
            self._group.setExclusive(False)
            for slug, button in self._buttons.items():
                button.setChecked(slug == chosen)
            self._group.setExclusive(True)
        self._show_clear()

    def _add(self, option: Option) -> None:
        button = QRadioButton(option.label.replace("&", "&&"))
        button.setAccessibleDescription(self._field.label)
        self._group.addButton(button)
        self._column.insertWidget(len(self._buttons), button)
        self._buttons[option.value] = button

    def _show_clear(self) -> None:
        self._clear.setVisible(bool(self.read()) and not self._field.required)

    def _pressed(self) -> None:
        self._show_clear()
        self._changed()

    def _take_away(self) -> None:
        self.write("")
        self._changed()


class CalmComboBox(QComboBox):
    """A combo box that leaves the wheel to the page, so that scrolling past it changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.view().setAccessibleName(_("Alternativ"))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the scroll area have it."""
        event.ignore()


def select_editor(field: FormField, options: tuple[Option, ...], changed: Changed) -> Editor:
    """One of many choices. A saved choice that is no longer offered stays selectable."""
    combo = _Choices(options)
    combo.currentIndexChanged.connect(changed)
    return Editor(combo, combo, combo.slug, combo.write, offer=combo.offer)


class _Choices(CalmComboBox):
    def __init__(self, options: tuple[Option, ...]) -> None:
        super().__init__()
        self._all = {option.value: option for option in options}
        self.setMaximumWidth(theme.LINE_LENGTH)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(20)
        self._fill(options, dated=True)

    def slug(self) -> str:
        """The choice, "" for none."""
        return str(self.currentData() or "")

    def write(self, value: JsonValue) -> None:
        """Show a choice; one that is not offered gets a line of its own."""
        chosen = value if isinstance(value, str) else ""
        if self.findData(chosen) < 0:
            option = self._all.get(chosen, Option(chosen, chosen))
            self.addItem(_words(option, dated=True), chosen)
        self.setCurrentIndex(self.findData(chosen))

    def offer(self, options: tuple[Option, ...], dated: bool) -> None:
        """Offer these choices. What has been chosen stays, so that nothing changes by itself."""
        chosen = self.slug()
        before = self.blockSignals(True)
        self._fill(options, dated=dated)
        self.write(chosen)
        self.blockSignals(before)

    def _fill(self, options: tuple[Option, ...], *, dated: bool) -> None:
        self.clear()
        self.addItem(_("Välj …"), "")
        for option in options:
            self.addItem(_words(option, dated=dated), option.value)


def _words(option: Option, *, dated: bool) -> str:
    """The choice, and the days it is good for when it is not yet known which day decides."""
    if dated and option.last_day is not None:
        return _("{choice} – t.o.m. {day}").format(choice=option.label, day=option.last_day.isoformat())
    if dated and option.first_day is not None:
        return _("{choice} – fr.o.m. {day}").format(choice=option.label, day=option.first_day.isoformat())
    return option.label


def _column(holder: QWidget) -> QVBoxLayout:
    column = column_of(spacing=theme.XS)
    holder.setLayout(column)
    return column
