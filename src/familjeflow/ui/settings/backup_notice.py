"""The line in Min dag that says when something must be done about the backups."""

import threading

from familjeflow.i18n import _
from familjeflow.services import backup_words, backups
from familjeflow.services.desk import Desk
from familjeflow.services.vaults import VaultError
from familjeflow.ui.frame.context import Context
from familjeflow.ui.tasks import run_task
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.panels import Notice


class BackupNotice(Notice):
    """Hidden while all is well. Its button is what the person can do about it here and now."""

    def __init__(self, desk: Desk, context: Context) -> None:
        self.act = buttons.plain(_("Kopiera nu"), self._do)
        super().__init__("waiting", "", self.act)
        self._desk = desk
        self._context = context
        self._folder_known = False

    def reload(self) -> None:
        """Look again, off the GUI thread: the folder may lie on a network."""
        desk = self._desk
        if desk.vault.read_only:
            return

        def look(_stopped: threading.Event) -> tuple[str, bool]:
            found = backups.standing(desk)
            return backup_words.reminder(found, desk.clock()), found.folder is not None

        run_task(self, look, lambda found: self._show(*found), self._failed)

    def _show(self, text: str, folder_known: bool) -> None:
        self._folder_known = folder_known
        self.act.setText(_("Kopiera nu") if folder_known else _("Välj mapp …"))
        self.act.setEnabled(True)
        self.say(text, "waiting")

    def _do(self) -> None:
        desk = self._desk
        if self._folder_known:
            self.act.setEnabled(False)
            run_task(self, lambda stopped: backups.make(desk, stopped=stopped), self._made, self._failed)
            return
        chosen = self._context.dialogs.choose_folder(self, _("Välj mapp för säkerhetskopior"))
        if chosen is None:
            return
        self.act.setEnabled(False)

        def work(stopped: threading.Event) -> None:
            backups.choose_folder(desk, chosen)
            backups.make(desk, stopped=stopped)

        run_task(self, work, self._made, self._failed)

    def _made(self, _done: object) -> None:
        self._context.saved()
        self.reload()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, VaultError):
            raise error
        self.act.setEnabled(True)
        self.say(backup_words.fault_words(error.code), "waiting")
