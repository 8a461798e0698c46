"""What the start window offers when the work file can not be opened: a backup to look in, or to restore."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from familjeflow.i18n import _
from familjeflow.ui.dialogs import Dialogs
from familjeflow.ui.start import door as doors
from familjeflow.ui.start.door import Door
from familjeflow.ui.start.lock_screen import LockScreen
from familjeflow.ui.tasks import run_task

if TYPE_CHECKING:
    from familjeflow.services.vaults import Key
    from familjeflow.ui.start.restore_page import RestorePage


class BackupWays:
    """Two ways from a backup, behind the lock screen's and the first start's buttons.

    `open_door` lets the window go on with another vault; `hand_over` with the vault that was restored.
    """

    def __init__(
        self,
        pages: QStackedWidget,
        dialogs: Dialogs,
        open_door: Callable[[Door, str], None],
        hand_over: Callable[[Door, "Key"], None],
    ) -> None:
        self._pages = pages
        self._dialogs = dialogs
        self._open_door = open_door
        self._hand_over = hand_over
        self.page: RestorePage | None = None

    def look(self, door: Door, lock_screen: LockScreen) -> None:
        """Ask for the passphrase of the latest backup, to open it without being able to change anything."""

        def found(copy: Path) -> None:
            text = _("Skriv lösenfrasen, så öppnas säkerhetskopian. Den går bara att läsa.")
            self._open_door(replace(door, path=copy, read_only=True), text)

        run_task(
            self._pages,
            door.latest_backup,
            found,
            lambda error: lock_screen.show_fault(doors.fault_text(error)),
        )

    def restore(self, door: Door, back: Callable[[], None]) -> None:
        """Show the page that restores a backup. The suggested place is the usual one, where it is free."""
        from familjeflow.ui.start.restore_page import RestorePage

        page = RestorePage(door.free_place())
        self.page = page

        def leave() -> None:
            self._close()
            back()

        page.left.connect(leave)
        page.source_asked.connect(self._choose_source)
        page.target_asked.connect(self._choose_target)
        page.restore_asked.connect(lambda way, written: self._restore(page, door, way, written))
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.source_button.setFocus()

    def _choose_source(self) -> None:
        assert self.page is not None
        kind = _("Arbetsfil (*.familjeflow)")
        chosen = self._dialogs.choose_file(self.page, _("Välj säkerhetskopia"), kind)
        if chosen is not None:
            self.page.show_source(chosen)

    def _choose_target(self) -> None:
        assert self.page is not None
        kind = _("Arbetsfil (*.familjeflow)")
        suggestion = self.page.target.name
        chosen = self._dialogs.save_file(self.page, _("Var ska den nya arbetsfilen ligga?"), suggestion, kind)
        if chosen is not None:
            self.page.show_target(chosen)

    def _restore(self, page: "RestorePage", door: Door, way: str, written: str) -> None:
        source, target = page.source, page.target
        assert source is not None
        page.show_busy(True)

        def done(key: "Key") -> None:
            self._close()
            self._hand_over(replace(door, path=target, read_only=False), key)

        run_task(
            page,
            lambda stopped: door.restore(source, target, way, written, stopped),
            done,
            lambda error: page.show_problem(doors.fault_text(error)),
        )

    def _close(self) -> None:
        if self.page is not None:
            self._pages.removeWidget(self.page)
            self.page.deleteLater()
            self.page = None
