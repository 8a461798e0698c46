"""Locking after some minutes without input."""

from PySide6.QtCore import QEvent, QObject

from familjeflow.ui.idle import IdleWatch


class Clock:
    """Seconds that the test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def watch(clock: Clock) -> tuple[IdleWatch, list[int]]:
    idle = IdleWatch(10, clock)
    said: list[int] = []
    idle.counting.connect(said.append)
    idle.expired.connect(lambda: said.append(0))
    return idle, said


def test_the_last_half_minute_is_counted_down_and_then_it_locks() -> None:
    clock = Clock()
    idle, said = watch(clock)
    for clock.now in (300.0, 569.0, 571.0, 590.0, 600.0):
        idle.look()
    idle.stop()
    assert said == [29, 10, 0]


def test_a_key_during_the_countdown_begins_anew() -> None:
    clock = Clock()
    idle, said = watch(clock)
    clock.now = 580.0
    idle.look()
    idle.eventFilter(QObject(), QEvent(QEvent.Type.KeyPress))
    clock.now = 1000.0
    idle.look()
    idle.stop()
    assert said == [20, -1]
