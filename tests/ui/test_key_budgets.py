"""How many keys the habits of a day take from Min dag; words of one's own are not counted."""

from datetime import date

from tests.ui.frame.conftest import open_window, other, own, window
from tests.ui.keys import Keys
from tests.ui.my_day.test_row_keys import add_limit, stand_on

from familjeflow.services import case_limits, case_views, journal, watches
from familjeflow.services.desk import Desk
from familjeflow.services.my_day import my_day
from familjeflow.ui.main_window import MainWindow

__all__ = ["open_window", "other", "own", "window"]
TICK, WATCH, MOVE, TOLD, NOTE, ENTER = 1, 5, 5, 3, 6, 2


def test_a_tick(window: MainWindow, desk: Desk, own: str) -> None:
    watches.set_watch(desk, own, desk.today, "Ring skolan")
    stand_on(window, "watch")
    keys = Keys()
    keys.press("Space")
    assert watches.open_watches(desk, own) == ()
    assert keys.pressed <= TICK


def test_a_reminder_in_two_weeks(window: MainWindow, desk: Desk) -> None:
    table = stand_on(window, "next")
    row = table.row()
    assert row is not None
    keys = Keys()
    keys.press("B")
    keys.type("+14")
    keys.press("Return")
    assert [w.day for w in watches.open_watches(desk, row.case_id)] == [date(2026, 12, 5)]
    assert keys.pressed <= WATCH


def test_a_limit_is_moved_a_week(window: MainWindow, desk: Desk, own: str) -> None:
    add_limit(desk, own)
    stand_on(window, "limit")
    keys = Keys()
    keys.press("F")
    keys.type("+7")
    keys.press("Return")
    keys.write("Skolan har lov")
    keys.press("Return")
    assert [line.day for line in case_limits.case_limits(desk, own) if line.own] == [date(2026, 11, 28)]
    assert keys.pressed <= MOVE


def test_a_besked_from_another_role(window: MainWindow, desk: Desk) -> None:
    table = stand_on(window, "next")
    row = table.row()
    assert row is not None
    keys = Keys()
    keys.press("R", "Tab")
    keys.write("Klart sedan i måndags")
    keys.press("Return")
    told = case_views.case_view(desk, row.case_id).step(row.step)
    assert told.word == "Klart"
    assert keys.pressed <= TOLD


def test_a_phone_note_and_its_way_into_the_other_system(window: MainWindow, desk: Desk) -> None:
    keys = Keys()
    keys.press("Return", "Ctrl+J", "Alt+T")
    keys.write("Ringde skolan")
    keys.press("Ctrl+Return")
    assert [note.text for note in journal.to_enter(desk)] == ["Ringde skolan"]
    assert keys.pressed <= NOTE
    window.show_page("my_day")
    window.my_day.queue.take_focus()
    entering = Keys()
    entering.press("Return", "Space")
    assert journal.to_enter(desk) == ()
    assert entering.pressed <= ENTER
    assert my_day(desk).to_enter == 0
