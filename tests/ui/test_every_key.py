"""The list of keys is true: each key is pressed where it is said to work, and something is seen to happen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from tests.ui.frame.conftest import open_window, other, own, window
from tests.ui.keys import Keys
from tests.ui.my_day.test_row_keys import add_limit, stand_on

from familjeflow.services import journal, meetings, watches
from familjeflow.services.desk import Desk
from familjeflow.services.meetings import Booking
from familjeflow.ui import actions
from familjeflow.ui.actions import Shortcut
from familjeflow.ui.case.page import CasePage
from familjeflow.ui.case.tabs import JOURNAL, LIMITS, MEETINGS
from familjeflow.ui.main_window import MainWindow

__all__ = ["open_window", "other", "own", "window"]


@dataclass
class Scene:
    """The window, the desk and the case that keys are pressed in."""

    window: MainWindow
    desk: Desk
    own: str
    other: str

    @property
    def page(self) -> CasePage:
        self.window.open_case(self.own)
        return self.window.pages.cases[self.own]


@pytest.fixture
def scene(window: MainWindow, desk: Desk, own: str, other: str) -> Scene:
    return Scene(window, desk, own, other)


def everywhere(scene: Scene) -> None:
    """Two cases open, on a page that no key of the window leads to at once."""
    scene.window.open_case(scene.other)
    scene.window.open_case(scene.own)


def in_case(scene: Scene) -> None:
    watches.set_watch(scene.desk, scene.own, date(2026, 11, 23), "Ring skolan")
    scene.page.take_focus()


def in_picture(scene: Scene) -> None:
    in_case(scene)
    scene.page.picture.view.set_zoom(0.7)


def in_list(scene: Scene) -> None:
    scene.window.search.start()
    scene.window.show_page("cases")


def in_my_day(scene: Scene) -> None:
    add_limit(scene.desk, scene.own)
    watches.set_watch(scene.desk, scene.own, scene.desk.today, "Ring skolan")
    stand_on(scene.window, "watch")


def in_text(scene: Scene) -> None:
    scene.page.journal.write()
    Keys().write("Ringde")


def noted(scene: Scene) -> None:
    draft = journal.new_draft(scene.desk, scene.own)
    child = next(iter(draft.texts))
    journal.finish(scene.desk, scene.own, replace(draft, texts={child: "Ringde skolan"}))


def in_journal(scene: Scene) -> None:
    noted(scene)
    scene.page.tabs.go_to(JOURNAL)
    scene.page.take_focus()
    QApplication.clipboard().clear()


def in_queue(scene: Scene) -> None:
    noted(scene)
    scene.window.show_page("my_day")
    QApplication.processEvents()
    scene.window.my_day.queue.take_focus()


def in_limits(scene: Scene) -> None:
    add_limit(scene.desk, scene.own)
    scene.page.tabs.go_to(LIMITS)
    scene.page.take_focus()


def in_meetings(scene: Scene) -> None:
    booking = Booking("planning", datetime(2026, 11, 20, 10, 0), 60)
    meetings.book(scene.desk, scene.own, booking)
    scene.page.tabs.go_to(MEETINGS)
    scene.page.take_focus()


def in_calendar(scene: Scene) -> None:
    watches.set_watch(scene.desk, scene.own, scene.desk.today, "Ring skolan")
    scene.window.show_page("calendar")


PLACES: dict[str, Callable[[Scene], None]] = {
    "everywhere": everywhere,
    "case": in_case,
    "picture": in_picture,
    "lists": in_list,
    "my_day": in_my_day,
    "text": in_text,
    "journal": in_journal,
    "queue": in_queue,
    "limits": in_limits,
    "meetings": in_meetings,
    "calendar": in_calendar,
}
BEFORE: dict[str, tuple[str, ...]] = {
    "undo": (),
    "day_undo": ("Space",),
    "undo_row": ("Space",),
    "calendar_today": ("PgDown", "Right"),
    "limit_go": ("Down",),
    "new_case": (),
}
"""Keys to press first, so that there is something to do."""
SHOWS_ANOTHER = {"my_day": "cases", "cases": "my_day"}


def seen(scene: Scene) -> tuple[object, ...]:
    """What a person would notice: page, place, words, windows, and what is kept."""
    window, desk = scene.window, scene.desk
    picture = window.grab().toImage()
    popups = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window]
    held = meetings.meetings(desk, scene.own)
    return (
        window.isVisible(),
        window.pages.slug,
        window.pages.case_id,
        QApplication.focusWidget(),
        QApplication.clipboard().text(),
        watches.open_watches(desk, scene.own),
        journal.to_enter(desk),
        [(line.meeting_id, line.outcome) for line in (*held.coming, *held.past)],
        len(popups),
        bytes(picture.constBits()),
    )


@pytest.mark.parametrize("key", actions.shortcuts(), ids=lambda key: key.id)
def test_every_listed_key_does_something_where_it_is_said_to(scene: Scene, key: Shortcut) -> None:
    PLACES[key.place](scene)
    if key.id in SHOWS_ANOTHER:
        scene.window.show_page(SHOWS_ANOTHER[key.id])
    keys = Keys()
    keys.press(*BEFORE.get(key.id, ()))
    QApplication.processEvents()
    before = seen(scene)
    keys.press(key.keys)
    QApplication.processEvents()
    after = seen(scene)
    for popup in QApplication.topLevelWidgets():
        if isinstance(popup, QDialog) and popup.isVisible():
            popup.close()
    assert after != before


def test_every_place_of_the_list_has_a_word_and_a_scene() -> None:
    places = {key.place for key in actions.shortcuts()}
    assert places == PLACES.keys()
    assert all(actions.place_word(place) for place in places)
