"""Keeps Python's garbage collector in the GUI thread.

WORKAROUND: a collection may start in any thread, and one that destroys a QObject outside the GUI thread
crashes Qt (https://github.com/napari/napari/issues/1029). The vault has threads of its own, so collections
are started by a timer here instead.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 5000


def collect_in_gui_thread(owner: QObject) -> QTimer:
    """Turn the automatic collector off and collect every five seconds, for as long as `owner` lives."""
    gc.disable()
    timer = QTimer(owner)
    timer.setInterval(_EVERY)
    timer.timeout.connect(gc.collect)
    timer.start()
    return timer
