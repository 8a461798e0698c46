"""The settings that are kept in the vault: the user, the official record and the letterhead."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton

from familjeflow.domain.events import ActorRecorded
from familjeflow.i18n import _
from familjeflow.services import profile as profiles
from familjeflow.services.desk import Desk
from familjeflow.services.processes import offered
from familjeflow.services.profile import RecordSettings
from familjeflow.ui import theme
from familjeflow.ui.start.role_picker import RolePicker
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.fields import Field
from familjeflow.ui.widgets.layouts import column, row, side_by_side
from familjeflow.ui.widgets.panels import Card
from familjeflow.ui.widgets.text import label, reading


class ProfileCard(Card):
    """Who you are. `kept` is sent when it was saved."""

    kept = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Du"))
        self._desk = desk
        self._name, self._title, self._unit = QLineEdit(), QLineEdit(), QLineEdit()
        self.name = Field(_("Namn"), self._name)
        self.roles = RolePicker()
        self.body.addWidget(reading(_("Det här står under det du gör i ärendena."), tone="muted"))
        self.body.addWidget(self.name)
        beside = side_by_side(Field(_("Befattning"), self._title), Field(_("Enhet"), self._unit))
        self.body.addLayout(beside)
        self.body.addWidget(self.roles)
        self.save_button = buttons.plain(_("Spara uppgifterna"), self._save)
        self.body.addLayout(row(self.save_button, None))

    def show_kept(self) -> None:
        """Show what is in the vault."""
        known = profiles.profile(self._desk) or ActorRecorded("", "")
        self._name.setText(known.name)
        self._title.setText(known.title)
        self._unit.setText(known.unit)
        titles = {role: title for process in offered() for role, title in process.info.roles.items()}
        self.roles.offer(titles.items(), known.roles)

    def _save(self) -> None:
        name = self._name.text().strip()
        self.name.show_problem("" if name else _("Skriv ditt namn."))
        if not name:
            self._name.setFocus()
            return
        given = ActorRecorded(
            name, self._title.text().strip(), self.roles.chosen(), self._unit.text().strip()
        )
        profiles.set_profile(self._desk, given)
        self.kept.emit()


class RecordCard(Card):
    """Where the personakt is kept, and what stands on papers. `kept` is sent when it was saved."""

    kept = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Personakten och brevhuvudet"))
        self._desk = desk
        self.external = QRadioButton(_("Personakten förs i ett annat system. Arbetsfilen är en arbetskopia."))
        self.internal = QRadioButton(_("Personakten förs i den här arbetsfilen."))
        group = QButtonGroup(self)
        for button in (self.external, self.internal):
            group.addButton(button)
        self._system, self._municipality, self._unit = QLineEdit(), QLineEdit(), QLineEdit()
        self._address, self._secrecy = QLineEdit(), QLineEdit()
        self.system = Field(_("Systemets namn"), self._system)
        self.external.toggled.connect(self.system.setEnabled)
        place = side_by_side(Field(_("Kommun"), self._municipality), Field(_("Enhet på papper"), self._unit))
        self.save_button = buttons.plain(_("Spara inställningarna"), self._save)
        parts = column(
            self.external,
            self.internal,
            self.system,
            theme.XS,
            label(_("Överst på varje papper"), type_="strong"),
            place,
            Field(_("Adress"), self._address),
            Field(_("Sekretessmärkning"), self._secrecy),
            row(self.save_button, None),
        )
        self.body.addLayout(parts)

    def show_kept(self) -> None:
        """Show what is in the vault."""
        known = profiles.settings(self._desk)
        (self.external if known.record == "external" else self.internal).setChecked(True)
        self.system.setEnabled(known.record == "external")
        self._system.setText(known.system)
        self._municipality.setText(known.municipality)
        self._unit.setText(known.unit)
        self._address.setText(known.address)
        self._secrecy.setText(known.secrecy)

    def _save(self) -> None:
        system = self._system.text().strip()
        external = self.external.isChecked()
        self.system.show_problem(_("Skriv vad systemet heter.") if external and not system else "")
        if external and not system:
            return
        profiles.set_settings(
            self._desk,
            RecordSettings(
                record="external" if external else "internal",
                system=system,
                municipality=self._municipality.text().strip(),
                unit=self._unit.text().strip(),
                address=self._address.text().strip(),
                secrecy=self._secrecy.text().strip(),
                days=profiles.settings(self._desk).days,
            ),
        )
        self.kept.emit()
