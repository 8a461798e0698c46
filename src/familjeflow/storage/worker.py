"""A thread that owns one connection and runs one piece of work after another, each in a transaction of its
own."""

import contextlib
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from peewee import DatabaseError
from sqlcipher3.dbapi2 import ProgrammingError

from familjeflow.storage.errors import VaultError, sort_fault
from familjeflow.storage.store import Store
from familjeflow.storage.upgrade import roll_back

T = TypeVar("T")
_INTERRUPT_EVERY_SECONDS = 0.05


class SqlWorker:
    """Runs work in order in its thread. `begin` is the SQL that opens each transaction."""

    def __init__(self, name: str, connect: Callable[[], Any], begin: str) -> None:
        """Start the thread and wait until it has connected. Raises what `connect` raises."""
        self._connect = connect
        self._begin = begin
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._gate = threading.Lock()
        self._closed = False
        self._given_up = False
        self._db: Any = None
        self._raw: Any = None
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()
        try:
            self.run_alone(lambda db: None).result()
        except BaseException:
            self.stop(patience=0)
            raise

    def run(self, work: Callable[[Store], T]) -> "Future[T]":
        """Queue work for a transaction: committed when it returns, undone when it raises."""
        return self._queue(lambda: self._in_transaction(work))

    def run_alone(self, work: Callable[[Any], T]) -> "Future[T]":
        """Queue work that needs the connection itself outside a transaction, such as VACUUM INTO."""
        return self._queue(lambda: work(self._connected()))

    def stop(self, patience: float) -> None:
        """Refuse new work, let what was accepted finish for `patience` seconds, then interrupt it, and
        join."""
        with self._gate:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        self._thread.join(patience)
        while self._thread.is_alive():
            self._given_up = True
            self._interrupt()
            self._thread.join(_INTERRUPT_EVERY_SECONDS)

    def _queue(self, action: Callable[[], T]) -> "Future[T]":
        if threading.current_thread() is self._thread:
            raise RuntimeError("work in a vault's thread may not wait for that thread")
        future: Future[T] = Future()

        def job() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                if self._given_up:
                    raise VaultError("locked")
                future.set_result(action())
            except BaseException as error:  # noqa: BLE001 - whoever waits must get an answer, whatever it is
                future.set_exception(self._sorted(error))

        with self._gate:
            if self._closed:
                raise VaultError("locked")
            self._jobs.put(job)
        return future

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
        self._disconnect()

    def _in_transaction(self, work: Callable[[Store], T]) -> T:
        db = self._connected()
        db.execute_sql(self._begin)
        try:
            result = work(Store(db))
            db.commit()
        except BaseException:
            self._undo(db)
            raise
        return result

    def _undo(self, db: Any) -> None:
        try:
            roll_back(db)
        except DatabaseError:
            # Closing undoes what could not be rolled back; the first error is the one to tell.
            self._disconnect()

    def _interrupt(self) -> None:
        # The thread may close its connection at this very moment, and then there is nothing to interrupt.
        with contextlib.suppress(ProgrammingError):
            if self._raw is not None:
                self._raw.interrupt()

    def _connected(self) -> Any:
        if self._db is None:
            self._db = self._connect()
            self._raw = self._db.connection()
        return self._db

    def _disconnect(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    def _sorted(self, error: BaseException) -> BaseException:
        fault = sort_fault(error)
        if fault is None:
            return error
        if fault.code == "damaged":
            self._disconnect()  # after one HMAC error SQLCipher refuses good pages too
        fault.__cause__ = error if fault is not error else error.__cause__
        return fault
