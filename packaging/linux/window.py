"""Start the program's window and say when it is shown and when an unlocked session is open.

`python3 -I window.py PROGRAM VAULT [PASSPHRASE]`; PROGRAM is the folder that holds the package familjeflow.
The libraries are those of the installed program either way, so that only the program differs.
"""

import sys

sys.path.insert(0, "/usr/lib/familjeflow")
sys.path.insert(0, sys.argv[1])

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QTimer

from familjeflow.ui.dialogs import ScreenDialogs
from familjeflow.ui.start.door import Door
from familjeflow.ui.start_process import SESSION, StartWindow, application


def main() -> int:
    """Show the lock screen; with a passphrase, unlock and wait for the session's window."""
    app = application(["familjeflow"])
    door = Door(Path(sys.argv[2]).expanduser(), lambda: datetime.now(UTC), lambda: uuid4().hex)
    window = StartWindow(door, ScreenDialogs(), (sys.executable, *SESSION))
    window.session.ready.connect(lambda: _end(window, "open"))
    window.session.ended.connect(lambda *told: _end(window, f"ended {told[:2]}"))
    window.show()
    QTimer.singleShot(0, lambda: _shown(window))
    return app.exec()


def _shown(window: StartWindow) -> None:
    _say("shown")
    if len(sys.argv) == 3:
        window.close()
        return
    window.warm_up()
    window.lock_screen.passphrase_given.emit(sys.argv[3])


def _end(window: StartWindow, word: str) -> None:
    _say(word)
    window.session.break_pipe()
    QTimer.singleShot(0, window.close)


def _say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
