"""Work off the GUI thread lets go of what it was given."""

import weakref

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from familjeflow.ui.tasks import Task, run_task


class Secret:
    """Stands for a passphrase: something that can be seen to be gone."""


def begin(
    owner: QObject, fault: BaseException | None, said: list[object]
) -> tuple[Task[str], object, object]:
    worked, answered = Secret(), Secret()

    def work(_stopped: object) -> str:
        assert worked
        if fault is not None:
            raise fault
        return "svar"

    def done(answer: object) -> None:
        assert answered
        said.append(answer)

    return run_task(owner, work, done, done), weakref.ref(worked), weakref.ref(answered)


@pytest.mark.parametrize("fault", [None, ValueError("prov")])
def test_a_task_that_is_done_holds_nothing(qtbot: QtBot, fault: BaseException | None) -> None:
    owner, said = QObject(), list[object]()
    _task, work, answer = begin(owner, fault, said)
    qtbot.waitUntil(lambda: said != [])
    assert said == [fault or "svar"]
    if fault is not None:
        fault.__traceback__ = None
    qtbot.waitUntil(lambda: gone(work) and gone(answer))


def test_a_task_that_was_cancelled_holds_nothing(qtbot: QtBot) -> None:
    owner, said = QObject(), list[object]()
    task, work, answer = begin(owner, None, said)
    task.cancel()
    qtbot.waitUntil(lambda: gone(work) and gone(answer))
    assert said == []


def gone(reference: object) -> bool:
    return isinstance(reference, weakref.ref) and reference() is None
