"""The settings of this desktop: theme and lock time. They are kept at once and need no button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QComboBox

from familjeflow.i18n import _
from familjeflow.ui import preferences, theme
from familjeflow.ui.preferences import Preferences
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import side_by_side
from familjeflow.ui.widgets.panels import Card


class DesktopCard(Card):
    """`lock_time_chosen` carries minutes."""

    lock_time_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(_("Utseende och låsning"))
        kept = preferences.read()
        self.theme = QComboBox()
        for choice, word in (
            ("light", _("Ljust")),
            ("dark", _("Mörkt")),
            ("system", _("Som datorn")),
        ):
            self.theme.addItem(word, choice)
        self.theme.setCurrentIndex(self.theme.findData(kept.theme))
        self.minutes = QComboBox()
        for minutes in preferences.LOCK_CHOICES:
            self.minutes.addItem(_("{minutes} minuter").format(minutes=minutes), minutes)
        self.minutes.setCurrentIndex(self.minutes.findData(kept.lock_minutes))
        hint = _("En nedräkning visas den sista halvminuten.")
        beside = side_by_side(
            Field(_("Utseende"), self.theme),
            Field(_("Lås när ingen har rört datorn på"), self.minutes, hint=hint),
        )
        self.body.addLayout(beside)
        self.theme.currentIndexChanged.connect(self._keep)
        self.minutes.currentIndexChanged.connect(self._keep)

    def _keep(self) -> None:
        before = preferences.read()
        chosen = Preferences(self.theme.currentData(), int(self.minutes.currentData()))
        preferences.keep(chosen)
        app = QApplication.instance()
        if chosen.theme != before.theme and isinstance(app, QApplication):
            theme.apply(app, chosen.theme)
        if chosen.lock_minutes != before.lock_minutes:
            self.lock_time_chosen.emit(chosen.lock_minutes)
