"""The start process: the lock screen and the first start. It never sees case data.

Unlocking hands the key to a session process that was started while the person wrote. When that process ends,
everything it knew is gone, and the lock screen comes back. Only light modules may be imported here: the lock
screen must be on the screen almost as soon as an empty window would be.
"""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QProcess, QRect, QTimer, QTranslator
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from familjeflow import i18n, resources
from familjeflow.i18n import _
from familjeflow.ui import preferences, theme
from familjeflow.ui.dialogs import Dialogs, ScreenDialogs
from familjeflow.ui.start import door as doors
from familjeflow.ui.start.backup_ways import BackupWays
from familjeflow.ui.start.child import SessionChild
from familjeflow.ui.start.claim import Claim
from familjeflow.ui.start.door import Door
from familjeflow.ui.start.handover import LOCKED, QUIT, REFUSED, Handover, Profile, Return
from familjeflow.ui.start.lock_screen import LockScreen
from familjeflow.ui.tasks import Task, run_task, wait_for_all

if TYPE_CHECKING:
    from familjeflow.services.vaults import Key
    from familjeflow.ui.start.first_start import FirstStart

PROGRAM = ("-P", "-m", "familjeflow")
"""-P: modules are never taken from the folder that the program happens to be started in."""
SESSION = (*PROGRAM, "session")
_SIZE = (1280, 720)


class StartWindow(QMainWindow):
    """The one window of the start process. Closing it ends the program.

    A QMainWindow, since a screen reader looks for a window and takes a bare QStackedWidget for a part of one.
    """

    def __init__(
        self,
        door: Door,
        dialogs: Dialogs,
        command: Sequence[str],
        claim: Callable[[Path], bool] = lambda _path: True,
        begin_again: Callable[[Path, Return], None] | None = None,
    ) -> None:
        super().__init__()
        theme.mark(self, surface="ground")
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)
        self.setWindowTitle("FamiljeFlow")
        self.resize(*_SIZE)
        self._door = door
        self._dialogs = dialogs
        self._task: Task[Key] | None = None
        self._way = 0
        self._claim = claim
        self._begin_again = begin_again
        self._take_over = False
        self.first_start: FirstStart | None = None
        self.lock_screen = LockScreen(_named(door))
        self._pages.addWidget(self.lock_screen)
        self.lock_screen.passphrase_given.connect(lambda text: self._unlock("passphrase", text))
        self.lock_screen.code_given.connect(lambda text: self._unlock("recovery", text))
        self.lock_screen.keyring_asked.connect(lambda: self._unlock("keyring", ""))
        self.lock_screen.cancelled.connect(self._cancel)
        self.lock_screen.other_asked.connect(self._open_other)
        self.lock_screen.take_over_asked.connect(self._ask_take_over)
        self.backups = BackupWays(self._pages, dialogs, self._go_on_with, self._restored)
        self.lock_screen.backup_asked.connect(lambda: self.backups.look(self._door, self.lock_screen))
        self.lock_screen.restore_asked.connect(self._ask_restore)
        self.session = SessionChild(command, self)
        self.session.ready.connect(self.hide)
        self.session.ended.connect(self._session_ended)
        self.open()

    def open(self) -> None:
        """Show what fits: the first start where there is no vault, else the lock screen."""
        if self._door.exists():
            self._pages.setCurrentWidget(self.lock_screen)
            self.lock_screen.show_ready()
            if fault := doors.policy_fault():
                self.lock_screen.show_fault(fault)
        else:
            self._show_first_start()

    def warm_up(self) -> None:
        """Do what may wait until the window is seen: start the session process, look for a keyring slot."""
        self.session.prepare()
        if self._door.exists():
            run_task(self, self._door.has_keyring, self.lock_screen.offer_keyring, _raise)

    def _open_other(self) -> None:
        """Another vault in the same window. One that a window already has comes forward there instead."""
        kind = _("Arbetsfil (*.familjeflow)")
        chosen = self._dialogs.choose_file(self, _("Öppna en annan arbetsfil"), kind)
        if chosen is not None and chosen != self._door.path and self._claim(chosen):
            self._go_on_with(replace(self._door, path=chosen, read_only=False), "")

    def _go_on_with(self, door: Door, text: str) -> None:
        """Ask for the passphrase of another vault, or of a backup; `text` says what will happen then."""
        self._door = door
        self._take_over = False
        self.lock_screen.show_name(_named(self._door))
        self.lock_screen.offer_keyring(False)
        self.open()
        if text:
            self.lock_screen.show_fault(text, "waiting")
        self.warm_up()

    def _ask_restore(self) -> None:
        """Go to the page that makes a vault of a backup, and from there back to this one."""
        here = self.first_start or self.lock_screen
        self.backups.restore(self._door, lambda: self._pages.setCurrentWidget(here))

    def _restored(self, door: Door, key: "Key") -> None:
        """Open the vault that was restored: nobody is asked twice."""
        if not self._claim(door.path):
            self.open()
            return
        self._door = door
        self.lock_screen.show_name(_named(door))
        self._hand_over(key, None)

    def _ask_take_over(self) -> None:
        """The person's word that the other computer has let go of the file; the passphrase is asked again."""
        title = _("Öppna fast en annan dator har arbetsfilen?")
        text = _(
            "Gör det bara om du vet att programmet är stängt på den andra datorn, till exempel för att den "
            "har gått sönder. Används filen på två datorer samtidigt kan den skadas och det som skrivs gå "
            "förlorat."
        )
        if self._dialogs.ask(self, title, text, _("Öppna ändå"), danger=True):
            self._take_over = True
            self.lock_screen.show_fault(
                _("Skriv lösenfrasen en gång till, så öppnas arbetsfilen."), "waiting"
            )

    def _show_first_start(self) -> None:
        from familjeflow.ui.start.first_start import FirstStart

        self.first_start = FirstStart(self._door, self._dialogs)
        self.first_start.finished.connect(self._hand_over)
        self.first_start.restore_asked.connect(self._ask_restore)
        self._pages.addWidget(self.first_start)
        self._pages.setCurrentWidget(self.first_start)
        self.first_start.welcome.next_button.setFocus()

    def _unlock(self, way: str, written: str) -> None:
        self._way = 1 if way == "recovery" else 0
        self.lock_screen.show_busy(_("Låser upp. Det tar omkring en sekund."))
        self._task = run_task(
            self,
            lambda stopped: self._door.unlock(way, written, stopped),
            lambda key: self._hand_over(key, None),
            self._not_unlocked,
        )

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.lock_screen.show_ready(self._way)

    def _not_unlocked(self, error: BaseException) -> None:
        self._task = None
        code = doors.fault_code(error)
        if code in ("wrong_key", "recovery_code_typo", "empty_passphrase"):
            keep = code == "recovery_code_typo"
            self.lock_screen.show_problem(doors.fault_text(error), way=self._way, keep=keep)
        else:
            self.lock_screen.show_fault(doors.fault_text(error))
            self.lock_screen.offer_backup(code in doors.BEYOND_OPENING)

    def _hand_over(self, key: "Key", profile: Profile | None) -> None:
        self._task = None
        self.lock_screen.show_busy(_("Öppnar arbetsfilen."))
        self._pages.setCurrentWidget(self.lock_screen)
        if self.first_start is not None:
            self._pages.removeWidget(self.first_start)
            self.first_start.deleteLater()
            self.first_start = None
        frame = self.geometry()
        place = (frame.x(), frame.y(), frame.width(), frame.height())
        taking, self._take_over = self._take_over, False
        path, only = str(self._door.path), self._door.read_only
        self.session.open(Handover(path, key.to_bytes().hex(), profile, place, taking, only))

    def _session_ended(self, code: int, problem: str, frame: object) -> None:
        if code == QUIT:
            self.close()
            return
        ended = Return(code, frame if isinstance(frame, tuple) else None)
        if code != REFUSED and self._begin_again is not None:
            self._begin_again(self._door.path, ended)
            return
        self.come_back(ended)
        if code == REFUSED:
            self.lock_screen.show_fault(problem)
            self.lock_screen.offer_take_over(self.session.held_elsewhere)
            self.lock_screen.offer_backup(self.session.held_elsewhere or self.session.damaged)
        self.show()
        self.session.prepare()

    def come_back(self, ended: Return) -> None:
        """Show the lock screen where the window of the session was."""
        if ended.frame is not None:
            self.setGeometry(QRect(*ended.frame))
        self.open()
        if ended.code not in (LOCKED, REFUSED):
            self.lock_screen.show_fault(
                _("Programmet avslutades oväntat. Det du sparade finns kvar. Lås upp igen för att fortsätta.")
            )

    def come_forward(self) -> None:
        """Somebody started the program again: bring the window that is in use to the front."""
        if self.session.is_open:
            self.session.ask_forward()
            return
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The program ends here: the waiting session process too."""
        if self._task is not None:
            self._task.cancel()
        self.session.end()
        event.accept()
        QApplication.quit()


def _named(door: Door) -> str:
    return _("Arbetsfil: {name}").format(name=door.name)


def _raise(error: BaseException) -> None:
    raise error


def run(
    argv: Sequence[str],
    vault_path: Path,
    *,
    clock: Callable[[], datetime],
    new_id: Callable[[], str],
    ended: Return | None = None,
    language: str | None = None,
) -> int:
    """Show the lock screen or the first start for a vault until the program ends; the exit code.

    `ended` tells how the session ended that this start follows. `language` goes before the chosen one.
    """
    i18n.speak(language or preferences.read().language)
    app = application(argv)
    claim = Claim()
    if not claim.take(vault_path):
        return 0
    app.setQuitOnLastWindowClosed(False)
    program = (sys.executable, *PROGRAM, *(("--lang", language) if language else ()))

    def begin_again(path: Path, ended: Return) -> None:
        wait_for_all()
        claim.release()
        run_instead((*program, "--vault", str(path), "--after", ended.to_argument()))

    door = Door(vault_path, clock, new_id)
    window = StartWindow(door, ScreenDialogs(), session_command(), claim.take, begin_again)
    if ended is not None:
        window.come_back(ended)
    window.show()
    QTimer.singleShot(0, lambda: _after_shown(window, claim))
    code = app.exec()
    wait_for_all()
    claim.release()
    return code


def session_command() -> tuple[str, ...]:
    """What starts a session process, in the language that is spoken here."""
    return (sys.executable, *PROGRAM, "--lang", i18n.language(), "session")


def run_instead(command: Sequence[str]) -> None:
    """Let a new program take this one's place: what lay in memory is gone, such as the key of the vault."""
    if sys.platform == "win32":
        QProcess.startDetached(command[0], list(command[1:]))
        QApplication.quit()
    else:
        os.execv(command[0], list(command))


def _after_shown(window: StartWindow, claim: Claim) -> None:
    """What can wait until the person sees the window; the socket library alone takes 17 ms, the log 11."""
    from familjeflow import log, paths
    from familjeflow.ui.crash import show_crashes

    log.begin(paths.log_file())
    show_crashes(window, ScreenDialogs())
    claim.answer(window, window.come_forward)
    window.warm_up()


def application(argv: Sequence[str]) -> QApplication:
    """The QApplication of this process, dressed in the chosen theme."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        app = existing
    else:
        app = QApplication(list(argv))
        _translate_qt(app)
    app.setApplicationName("FamiljeFlow")
    app.setApplicationDisplayName("FamiljeFlow")
    app.setWindowIcon(QIcon(str(resources.path("icons/app/familjeflow.svg"))))
    app.setDesktopFileName("se.familjeflow.FamiljeFlow")
    theme.apply(app, preferences.read().theme)
    return app


def _translate_qt(app: QApplication) -> None:
    """Let Qt's own texts, such as a text field's menu, follow the language. Their source is English."""
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{i18n.language()}", folder):
        app.installTranslator(translator)
