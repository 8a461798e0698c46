"""Work off the GUI thread: the window never freezes, and an answer that nobody waits for is dropped."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

T = TypeVar("T")


class Task(QObject, Generic[T]):
    """Running work. `cancel` asks it to stop through `stopped`, which the work may look at."""

    _finished = Signal(object, object)

    def __init__(
        self, owner: QObject, done: Callable[[T], None], failed: Callable[[BaseException], None]
    ) -> None:
        super().__init__(owner)
        self.stopped = threading.Event()
        self._done = done
        self._failed = failed
        # Emitted in the worker and received in the GUI thread, so Qt queues it by itself.
        self._finished.connect(self._deliver)

    def cancel(self) -> None:
        """Drop the answer; the work itself ends when it sees `stopped`."""
        self.stopped.set()

    def _deliver(self, result: T, error: BaseException | None) -> None:
        if not self.stopped.is_set():
            if error is None:
                self._done(result)
            else:
                self._failed(error)
        self.deleteLater()

    def hand_over(self, result: object, error: BaseException | None) -> None:
        """Called from the worker: carry the answer to the GUI thread."""
        try:
            self._finished.emit(result, error)
        except RuntimeError:
            # The owner was closed while the work ran; there is nobody left to tell.
            return


class _Runnable(QRunnable):
    def __init__(self, task: Task[T], work: Callable[[threading.Event], T]) -> None:
        super().__init__()
        self._task = task
        self._work = work

    def run(self) -> None:
        try:
            result = self._work(self._task.stopped)
        except BaseException as error:  # noqa: BLE001 - every fault is shown by the GUI thread, none is lost here
            self._task.hand_over(None, error)
        else:
            self._task.hand_over(result, None)


def run_task(
    owner: QObject,
    work: Callable[[threading.Event], T],
    done: Callable[[T], None],
    failed: Callable[[BaseException], None],
) -> Task[T]:
    """Run `work(stopped)` in the thread pool; `done` or `failed` is called on the GUI thread.

    `owner` is the widget that waits: when it goes away the answer is dropped.
    """
    task: Task[T] = Task(owner, done, failed)
    QThreadPool.globalInstance().start(_Runnable(task, work))
    return task


def wait_for_all(milliseconds: int = 5000) -> bool:
    """Let running work end, before the program does. False when some did not in that time."""
    return QThreadPool.globalInstance().waitForDone(milliseconds)
