"""The session process: gets the key over its stdin, opens the vault, shows the window, and ends when locked.

Everything slow is imported before the key comes, while the person writes the passphrase. A process that has
ended keeps no secrets, so locking is ending.
"""

import os
import socket
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from familjeflow import log
from familjeflow.domain.errors import DomainError
from familjeflow.domain.events import ActorRecorded
from familjeflow.services import profile as profiles
from familjeflow.services import restore, vaults
from familjeflow.services.desk import Desk
from familjeflow.services.sentences import sentence
from familjeflow.ui.crash import show_crashes
from familjeflow.ui.dialogs import ScreenDialogs
from familjeflow.ui.frame.read_only import mark_read_only
from familjeflow.ui.frame.session import Session
from familjeflow.ui.garbage import collect_in_gui_thread
from familjeflow.ui.main_window import MainWindow
from familjeflow.ui.settings.backup_watch import BackupWatch
from familjeflow.ui.start.door import BEYOND_OPENING
from familjeflow.ui.start.handover import REFUSED, Handover, Report, from_line
from familjeflow.ui.start_process import application
from familjeflow.ui.tasks import wait_for_all


class _Pipe(QObject):
    """What the start process says after the key: "raise", or the end of the pipe when it is gone."""

    asked_forward = Signal()
    broken = Signal()

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor = descriptor

    def listen(self) -> None:
        """Wait in a thread of its own; it ends with the process."""
        threading.Thread(target=self._read, name="pipe", daemon=True).start()

    def _read(self) -> None:
        # Not sys.stdin: Python aborts at its end when a thread still waits in a buffered file.
        while said := os.read(self._descriptor, 64):
            if b"raise" in said:
                self.asked_forward.emit()
        self.broken.emit()


def run(*, clock: Callable[[], datetime], new_id: Callable[[], str]) -> int:
    """Wait for the key, work, and return how it ended: see ui.start.handover."""
    log.catch_crashes()
    os.environ.pop("PYTHONPATH", None)  # it led here; programs that are opened from here have their own
    app = application(["familjeflow"])
    app.setQuitOnLastWindowClosed(False)
    collect_in_gui_thread(app)
    handover = from_line(sys.stdin.buffer.readline())
    if handover is None:
        return 0
    desk = _open(handover, clock, new_id)
    return REFUSED if desk is None else _work(app, desk, handover)


def _open(handover: Handover, clock: Callable[[], datetime], new_id: Callable[[], str]) -> Desk | None:
    key = vaults.Key.from_bytes(bytes.fromhex(handover.key))
    try:
        path, over = Path(handover.vault), handover.take_over
        if handover.read_only:
            return Desk(restore.look(path, key), key.vault_id, clock, new_id)
        vault = vaults.open(path, key, now=clock(), new_id=new_id, take_over=over)
    except vaults.VaultError as error:
        said = sentence(error)
        elsewhere = error.code == "in_use" and error.facts.get("host") not in (None, socket.gethostname())
        broken = "damaged" if error.code in BEYOND_OPENING else "problem"
        _say(Report("held_elsewhere" if elsewhere else broken, f"{said.title} {said.text}"))
        return None
    desk = Desk(vault, vault.vault_id, clock, new_id)
    if handover.profile is not None:
        given = handover.profile
        actor = ActorRecorded(given.name, given.title, given.roles, given.unit)
        try:
            profiles.set_profile(desk, actor)
        except DomainError as error:
            _say(Report("problem", sentence(error).text))
    return desk


def _work(app: QApplication, desk: Desk, handover: Handover) -> int:
    key = vaults.Key.from_bytes(bytes.fromhex(handover.key))
    session = Session(desk, Path(handover.vault), key)
    window = MainWindow(session, ScreenDialogs())
    show_crashes(window, ScreenDialogs())
    if handover.frame is not None:
        window.setGeometry(*handover.frame)
    pipe = _Pipe(sys.stdin.fileno())
    pipe.asked_forward.connect(window.come_forward, Qt.ConnectionType.QueuedConnection)
    pipe.broken.connect(window.lock, Qt.ConnectionType.QueuedConnection)
    watch = BackupWatch(desk, window, window.pages.reload_shown)
    if desk.vault.read_only:
        mark_read_only(window, ScreenDialogs())
    else:
        watch.begin()
    window.show()
    _say(Report("ready"))
    pipe.listen()
    code = app.exec()
    watch.end()
    log.catch_crashes()  # from here on there is no window to tell anybody in
    frame = window.geometry()
    _say(Report("frame", frame=(frame.x(), frame.y(), frame.width(), frame.height())))
    wait_for_all()
    if desk.vault.read_only:
        desk.vault.close()
    else:
        vaults.close(desk.vault, new_id=desk.new_id)
    return code


def _say(report: Report, stream: TextIO | None = None) -> None:
    out = stream or sys.stdout
    try:
        out.write(report.to_line() + "\n")
        out.flush()
    except BrokenPipeError:
        # The start process was killed: nobody listens, and what is left unsaid must not fail at the exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
