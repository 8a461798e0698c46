"""Keys: each does one thing where it works."""

from PySide6.QtGui import QKeySequence

from familjeflow.ui import actions
from familjeflow.ui.actions import Shortcut


def test_no_two_acts_fight_for_a_key() -> None:
    assert actions.conflicts(actions.shortcuts()) == []


def test_a_conflict_is_found_also_when_the_keys_are_spelled_differently() -> None:
    known = (Shortcut("one", "Ctrl+N", ""), Shortcut("other", "ctrl+n", "", "lists"))
    assert actions.conflicts(known) == [("one", "other")]


def test_the_same_key_may_serve_two_surfaces_that_never_have_the_focus_together() -> None:
    known = (Shortcut("one", "Space", "", "my_day"), Shortcut("other", "Space", "", "picture"))
    assert actions.conflicts(known) == []


def test_every_key_is_one_that_qt_knows() -> None:
    for shortcut in actions.shortcuts():
        assert not QKeySequence(shortcut.keys).isEmpty(), shortcut.id
