"""Work off the GUI thread: the window never freezes, and an answer that nobody waits for is dropped."""

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

T = TypeVar("T")


def _nothing(_given: object) -> Any:
    """What is done when the work has been delivered."""


class Task(QObject, Generic[T]):
    """Running work. `cancel` asks it to stop through `stopped`, which the work may look at."""

    _finished = Signal(object, object)

    def __init__(
        self,
        owner: QObject,
        work: Callable[[threading.Event], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        super().__init__()
        self.stopped = threading.Event()
        self._owner = owner
        self._work = work
        self._done = done
        self._failed = failed
        self.thread_of_work = threading.Thread(target=self._run, name="task", daemon=True)
        # Emitted in the worker and received in the GUI thread, so Qt queues it by itself.
        self._finished.connect(self._deliver)

    def cancel(self) -> None:
        """Drop the answer; the work itself ends when it sees `stopped`."""
        self.stopped.set()

    def _run(self) -> None:
        # What the work holds on to, such as a passphrase, goes when it has been done.
        work, self._work = self._work, _nothing
        try:
            result = work(self.stopped)
        except BaseException as error:  # noqa: BLE001 - every fault is shown by the GUI thread, none is lost
            self._finished.emit(None, error)
        else:
            self._finished.emit(result, None)

    def _deliver(self, result: T, error: BaseException | None) -> None:
        _running.discard(self)
        done, failed = self._done, self._failed
        self._done = self._failed = _nothing
        if self.stopped.is_set() or not isValid(self._owner):
            return
        if error is None:
            done(result)
        else:
            failed(error)


# A task is no child of the widget: its worker could else emit from an object that was just deleted.
_running: set[Task[Any]] = set()


def run_task(
    owner: QObject,
    work: Callable[[threading.Event], T],
    done: Callable[[T], None],
    failed: Callable[[BaseException], None],
) -> Task[T]:
    """Run `work(stopped)` in a thread; `done` or `failed` is called on the GUI thread.

    `owner` is the widget that waits: when it goes away the answer is dropped.
    """
    task = Task(owner, work, done, failed)
    _running.add(task)
    task.thread_of_work.start()
    return task


def wait_for_all(seconds: float = 5.0) -> bool:
    """Let running work end, before the program does. False when some did not in that time."""
    for task in tuple(_running):
        task.thread_of_work.join(seconds)
    return not any(task.thread_of_work.is_alive() for task in _running)
