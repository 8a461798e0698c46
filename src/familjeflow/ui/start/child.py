"""The session process as the start process sees it: started early, given the key late, gone when locked."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from familjeflow.ui.start.handover import Handover, read_report

_END_WAIT = 3000
"""Milliseconds that a waiting session process gets to end by itself."""


def _environment() -> QProcessEnvironment:
    """Where this very program lies, also when it is installed outside Python's own folders; nothing of the
    person's own Python packages."""
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("PYTHONPATH", str(Path(__file__).resolve().parents[3]))
    environment.insert("PYTHONNOUSERSITE", "1")
    return environment


class SessionChild(QObject):
    """`ready` when its window is shown; `ended` with exit code, what it said, and the window's place."""

    ready = Signal()
    ended = Signal(int, str, object)

    def __init__(self, command: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._command = list(command)
        self._process: QProcess | None = None
        self._problem = ""
        self._frame: tuple[int, int, int, int] | None = None
        self.is_open = False
        self.held_elsewhere = False
        self.damaged = False

    def prepare(self) -> None:
        """Start the process, so that it has loaded everything when the key comes."""
        if self._process is not None:
            return
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._pass_on_errors)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._not_started)
        self._problem, self._frame, self.held_elsewhere, self.damaged = "", None, False, False
        self._process = process
        process.setProcessEnvironment(_environment())
        process.start(self._command[0], self._command[1:])

    def open(self, handover: Handover) -> None:
        """Give it the key. It answers with `ready` or ends."""
        self.prepare()
        self.is_open = True
        if self._process is not None:
            self._process.write(handover.to_line())

    def ask_forward(self) -> None:
        """Ask it to bring its window to the front."""
        if self._process is not None:
            self._process.write(b"raise\n")

    def break_pipe(self) -> None:
        """Close its stdin, as happens when this process ends: an open session then locks itself."""
        if self._process is not None:
            self._process.closeWriteChannel()

    def end(self) -> None:
        """End a process that waits: it sees the closed pipe. One that hangs is ended by force."""
        process = self._process
        if process is None:
            return
        self._process = None
        process.finished.disconnect(self._finished)
        process.errorOccurred.disconnect(self._not_started)
        process.closeWriteChannel()
        if process.state() != QProcess.ProcessState.NotRunning and not process.waitForFinished(_END_WAIT):
            process.kill()
            process.waitForFinished(_END_WAIT)

    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            report = read_report(bytes(self._process.readLine().data()))
            if report is None:
                continue
            if report.kind == "ready":
                self.ready.emit()
            elif report.kind in ("problem", "held_elsewhere", "damaged"):
                self._problem = report.text
                self.held_elsewhere = report.kind == "held_elsewhere"
                self.damaged = report.kind == "damaged"
            elif report.kind == "frame":
                self._frame = report.frame

    def _pass_on_errors(self) -> None:
        if self._process is not None:
            sys.stderr.write(bytes(self._process.readAllStandardError().data()).decode(errors="replace"))

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._finished(1, QProcess.ExitStatus.CrashExit)

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        process, was_open = self._process, self.is_open
        self._process = None
        self.is_open = False
        if process is not None:
            process.deleteLater()
        crashed = status == QProcess.ExitStatus.CrashExit
        # One that ends before it was given a key is simply started again with the next key.
        if was_open:
            self.ended.emit(-1 if crashed else code, self._problem, self._frame)
