"""Editors for choices: a tick, several ticks, one of some, one of many."""

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
    holder = QWidget()
    column = _column(holder)
    group = QButtonGroup(holder)
    clear = link(_("Ta bort svaret"))
    radios: dict[str, QRadioButton] = {}

    def add(option: Option) -> None:
        radio = QRadioButton(option.label.replace("&", "&&"))
        radio.setAccessibleDescription(field.label)
        radios[option.value] = radio
        group.addButton(radio)
        column.insertWidget(len(radios) - 1, radio)

    def read() -> JsonValue:
        return next((v for v, radio in radios.items() if radio.isChecked()), "")

    def write(value: JsonValue) -> None:
        slug = value if isinstance(value, str) else ""
        if slug and slug not in radios:
            add(Option(slug, slug))
        group.setExclusive(False)
        for own, radio in radios.items():
            radio.setChecked(own == slug)
        group.setExclusive(True)
        clear.setVisible(bool(slug) and not field.required)

    def toggled() -> None:
        clear.setVisible(bool(read()) and not field.required)
        changed()

    def cleared() -> None:
        write("")
        changed()

    for option in options:
        add(option)
    column.addWidget(clear)
    clear.hide()
    group.buttonClicked.connect(toggled)
    clear.clicked.connect(cleared)
    return Editor(holder, next(iter(radios.values()), holder), read, write)


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
    combo = CalmComboBox()
    combo.setMaximumWidth(theme.LINE_LENGTH)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(20)
    combo.addItem(_("Välj …"), "")
    for option in options:
        combo.addItem(option.label, option.value)

    def write(value: JsonValue) -> None:
        slug = value if isinstance(value, str) else ""
        if combo.findData(slug) < 0:
            combo.addItem(slug, slug)
        combo.setCurrentIndex(combo.findData(slug))

    combo.currentIndexChanged.connect(changed)
    return Editor(combo, combo, lambda: str(combo.currentData() or ""), write)


def _column(holder: QWidget) -> QVBoxLayout:
    column = column_of(spacing=theme.XS)
    holder.setLayout(column)
    return column
