"""The first start as a whole: three pages in order, the vault made between the second and its code."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from familjeflow.i18n import _
from familjeflow.services import policy
from familjeflow.ui.dialogs import Dialogs
from familjeflow.ui.start import door as doors
from familjeflow.ui.start.door import Door
from familjeflow.ui.start.handover import Profile
from familjeflow.ui.start.pages import CodePage, PassphrasePage, ProfilePage, WelcomePage
from familjeflow.ui.tasks import run_task

if TYPE_CHECKING:
    from familjeflow.services.vaults import Created, Key


class FirstStart(QStackedWidget):
    """`finished` carries the new key and the Profile. Nothing is made before a passphrase was chosen.

    `restore_asked` comes from who has a backup already.
    """

    finished = Signal(object, object)
    restore_asked = Signal()

    def __init__(self, door: Door, dialogs: Dialogs) -> None:
        super().__init__()
        self._door = door
        self._dialogs = dialogs
        self._key: Key | None = None
        self._code = ""
        rules = policy.current()
        self.welcome = WelcomePage()
        self.passphrase = PassphrasePage(doors.judge)
        self.code_page: CodePage | None = None
        self.profile = ProfilePage(keyring=rules.keyring, backups=rules.backup_folder is None)
        for page in (self.welcome, self.passphrase, self.profile):
            self.addWidget(page)
        self.welcome.notice.say(doors.policy_fault(), "overdue")
        self.welcome.done.connect(self._to_passphrase)
        self.passphrase.chosen.connect(self._create)
        self.profile.done.connect(self._finish)
        self.profile.folder_asked.connect(self._choose_folder)
        self.welcome.restore_asked.connect(self.restore_asked)

    def _to_passphrase(self) -> None:
        self.setCurrentWidget(self.passphrase)
        self.passphrase.first.editor.setFocus()

    def _create(self, written: str) -> None:
        self.passphrase.show_busy(True)
        run_task(self, lambda stopped: self._door.create(written, stopped), self._created, self._not_created)

    def _not_created(self, error: BaseException) -> None:
        self.passphrase.show_busy(False)
        self.passphrase.notice.say(doors.fault_text(error), "overdue")

    def _created(self, created: "Created") -> None:
        self.passphrase.show_busy(False)
        self.passphrase.forget()
        self._key = created.key
        self._code = created.recovery_code
        page = CodePage(created.recovery_code, self._door.opens)
        self.code_page = page
        page.save_asked.connect(self._save_paper)
        page.done.connect(self._to_profile)
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.typed.editor.setFocus()

    def _save_paper(self) -> None:
        title, kind = _("Spara återställningskoden"), _("PDF (*.pdf)")
        chosen = self._dialogs.save_file(self, title, _("aterstallningskod.pdf"), kind)
        if chosen is not None:
            code = self._code
            run_task(
                self,
                lambda stopped: self._door.save_recovery_paper(code, chosen, stopped),
                lambda _none: self._paper_saved(chosen),
                self._paper_failed,
            )

    def _paper_saved(self, where: Path) -> None:
        if self.code_page is not None:
            self.code_page.saved.setText(_("Sparad: {name}").format(name=where.name))

    def _paper_failed(self, error: BaseException) -> None:
        if not isinstance(error, OSError):
            raise error
        if self.code_page is not None:
            text = _("Pappret gick inte att spara där. Välj en annan mapp, eller skriv av koden för hand.")
            self.code_page.notice.say(text, "overdue")

    def _to_profile(self) -> None:
        page = self.code_page
        if page is not None:
            # The code is shown once; the page goes away with it.
            self.code_page = None
            self._code = ""
            self.removeWidget(page)
            page.deleteLater()
        self.setCurrentWidget(self.profile)
        self.profile.name.editor.setFocus()
        run_task(self, doors.process_roles, self.profile.roles.offer, self._no_roles)

    def _choose_folder(self) -> None:
        chosen = self._dialogs.choose_folder(self, _("Välj mapp för säkerhetskopior"))
        if chosen is not None:
            self.profile.show_folder(chosen)

    def _no_roles(self, error: BaseException) -> None:
        raise error

    def _finish(self, name: str, title: str, roles: tuple[str, ...], unit: str, keyring: bool) -> None:
        key = self._key
        assert key is not None
        profile = Profile(name, title, roles, unit)
        folder = self.profile.backup_folder
        if folder is None:
            self._add_ways_in(key, profile, keyring)
            return
        run_task(
            self,
            lambda stopped: self._door.keep_backup_folder(key, folder, stopped),
            lambda _none: self._add_ways_in(key, profile, keyring),
            lambda error: self.profile.notice.say(doors.fault_text(error), "waiting"),
        )

    def _add_ways_in(self, key: "Key", profile: Profile, keyring: bool) -> None:
        if not keyring:
            self.finished.emit(key, profile)
            return
        run_task(
            self,
            lambda stopped: self._door.add_keyring(key, stopped),
            lambda _none: self.finished.emit(key, profile),
            lambda error: self._without_keyring(error, profile),
        )

    def _without_keyring(self, error: BaseException, profile: Profile) -> None:
        self.profile.keyring.setChecked(False)
        advice = _("Det går lika bra utan: skriv lösenfrasen varje gång. Tryck en gång till för att börja.")
        self.profile.notice.say(f"{doors.fault_text(error)} {advice}", "waiting")
