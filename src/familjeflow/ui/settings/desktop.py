"""The settings of this desktop: theme, language and lock time. They are kept at once and need no button."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QComboBox

from familjeflow.i18n import _
from familjeflow.ui import preferences, theme
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import side_by_side
from familjeflow.ui.widgets.panels import Card

_LANGUAGES = (("sv", "Svenska"), ("en", "English"))
"""Each in its own words, so that it is found by somebody who reads nothing else."""


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
        self.language = QComboBox()
        for slug, name in _LANGUAGES:
            self.language.addItem(name, slug)
        self.language.setCurrentIndex(self.language.findData(kept.language))
        self.minutes = QComboBox()
        for minutes in preferences.lock_choices():
            self.minutes.addItem(_("{minutes} minuter").format(minutes=minutes), minutes)
        self.minutes.setCurrentIndex(self.minutes.findData(kept.lock_minutes))
        hint = _("En nedräkning visas den sista halvminuten.")
        if preferences.lock_choices() != preferences.LOCK_CHOICES:
            hint = _("Organisationen har bestämt den längsta tiden.") + " " + hint
        beside = side_by_side(
            Field(_("Utseende"), self.theme),
            Field(_("Lås när ingen har rört datorn på"), self.minutes, hint=hint),
        )
        self.body.addLayout(beside)
        self.body.addWidget(Field(_("Språk"), self.language, hint=_("Gäller från nästa gång du låser upp.")))
        self.language.currentIndexChanged.connect(self._keep)
        self.theme.currentIndexChanged.connect(self._keep)
        self.minutes.currentIndexChanged.connect(self._keep)

    def _keep(self) -> None:
        before = preferences.read()
        minutes = int(self.minutes.currentData())
        chosen = replace(
            before,
            theme=self.theme.currentData(),
            lock_minutes=minutes,
            language=self.language.currentData(),
        )
        preferences.keep(chosen)
        app = QApplication.instance()
        if chosen.theme != before.theme and isinstance(app, QApplication):
            theme.apply(app, chosen.theme)
        if chosen.lock_minutes != before.lock_minutes:
            self.lock_time_chosen.emit(chosen.lock_minutes)
