"""What the source leaves open and the organisation decides, one line to choose in for each."""

from collections.abc import Callable
from functools import partial

from familjeflow.domain.process import ProcessDefinition, Setting
from familjeflow.i18n import _
from familjeflow.services import process_settings
from familjeflow.services.desk import Desk
from familjeflow.ui import theme
from familjeflow.ui.forms.choice_editors import CalmComboBox
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.panels import Card
from familjeflow.ui.widgets.text import meta


class SettingsCard(Card):
    """Kept as soon as something else is chosen; `kept` is then called."""

    def __init__(self, desk: Desk, process: ProcessDefinition, kept: Callable[[], object]) -> None:
        super().__init__(_("Det här bestämmer ni"))
        self._desk = desk
        self._process = process
        self._kept = kept
        words = _("Källan anger inte det här. Valet gäller ärenden som öppnas efter det.")
        self.body.addWidget(meta(words, wrap=True))
        chosen = process_settings.chosen(desk, process)
        for setting in process.info.settings:
            field = self._field(setting, chosen[setting.id])
            field.setMaximumWidth(theme.LINE_LENGTH)
            self.body.addWidget(field)
            if setting.explanation:
                self.body.addWidget(meta(setting.explanation, wrap=True))

    def _field(self, setting: Setting, choice: str) -> Field:
        combo = CalmComboBox()
        combo.setObjectName(f"setting:{setting.id}")
        combo.setMinimumContentsLength(20)
        combo.setSizeAdjustPolicy(CalmComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for slug, text in setting.choices:
            combo.addItem(text, slug)
        combo.setCurrentIndex(combo.findData(choice))
        combo.currentIndexChanged.connect(partial(self._choose, setting.id, combo))
        field = Field(setting.text, combo)
        combo.setAccessibleDescription(setting.explanation)
        return field

    def _choose(self, setting_id: str, combo: CalmComboBox, _place: int) -> None:
        process_settings.choose(self._desk, self._process, setting_id, str(combo.currentData()))
        self._kept()
