"""Start to a usable lock screen, key derivation, and steady memory, each against a bare window."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.many_cases import new_id, now
from benchmarks.side_by_side import compare

_BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QPushButton("Lås upp"))
window.resize(1100, 720)
window.show()
QTimer.singleShot(0, lambda: (sys.stdout.write("shown\\n"), sys.stdout.flush()))
app.exec()
"""
_OURS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4
from PySide6.QtCore import QTimer
from familjeflow.ui.dialogs import ScreenDialogs
from familjeflow.ui.start.door import Door
from familjeflow.ui.start_process import SESSION, StartWindow, application
app = application(sys.argv[:1])
door = Door(Path(sys.argv[1]), lambda: datetime.now(UTC), lambda: uuid4().hex)
window = StartWindow(door, ScreenDialogs(), (sys.executable, *SESSION))
window.show()
def say(word):
    sys.stdout.write(word + "\\n")
    sys.stdout.flush()
def shown():
    say("shown")
    window.warm_up()
    if len(sys.argv) > 2:
        window.session.ready.connect(lambda: say("open"))
        window.lock_screen.passphrase_given.emit(sys.argv[2])
QTimer.singleShot(0, shown)
app.exec()
"""


def lines() -> Iterator[str]:
    """The lines of the report."""
    from familjeflow.services import vaults

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "matning.familjeflow"
        vaults.create(path, "bara för mätningen", now=now(), new_id=new_id)
        ours, bare = [sys.executable, "-c", _OURS, str(path)], [sys.executable, "-c", _BARE]
        yield compare(lambda: _until_shown(ours), lambda: _until_shown(bare), 7).line(
            "start to a usable lock screen vs a bare window", "1.6"
        )
        begun = time.perf_counter()
        vaults.unlock_with_passphrase(path, "bara för mätningen")
        yield f"key derivation in a child process: {time.perf_counter() - begun:.2f} s (bound 1 s)"
        bare_kib = statistics.median(_steady_memory(bare) for _ in range(3))
        yield _memory("locked", statistics.median(_steady_memory(ours) for _ in range(3)), bare_kib)
        unlocked = [*ours, "bara för mätningen"]
        yield _memory("unlocked", statistics.median(_steady_memory(unlocked, 2) for _ in range(3)), bare_kib)


def _memory(when: str, ours_kib: float, bare_kib: float) -> str:
    sizes = f"{ours_kib / 1024:.0f} MiB vs {bare_kib / 1024:.0f} MiB"
    return f"steady memory of all processes, {when} (PSS): {sizes}, {ours_kib / bare_kib:.2f} x (bound 2.5)"


def _started(command: Sequence[str]) -> "subprocess.Popen[str]":
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def _until_shown(command: Sequence[str]) -> None:
    _end(_started(command))


def _end(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()


def _steady_memory(command: Sequence[str], words: int = 1) -> int:
    """Proportional set size in KiB of a process and its children, two seconds after its last word."""
    process = _started(command)
    for _word in range(words - 1):
        assert process.stdout is not None
        process.stdout.readline()
    time.sleep(2)
    total = sum(_pss(pid) for pid in [process.pid, *_children(process.pid)])
    _end(process)
    return total


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found] + [deep for child in found for deep in _children(int(child))]


def _pss(pid: int) -> int:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
