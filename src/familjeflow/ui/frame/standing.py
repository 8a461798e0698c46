"""What the frame tells without being asked: who works, how much waits, what was saved, when it locks."""

import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from familjeflow.i18n import _, ngettext
from familjeflow.services.desk import Desk
from familjeflow.services.my_day import day_counts
from familjeflow.services.profile import profile, settings
from familjeflow.services.words import time_word
from familjeflow.ui import preferences
from familjeflow.ui.frame.navigation import Navigation
from familjeflow.ui.frame.top_bar import TopBar
from familjeflow.ui.idle import IdleWatch
from familjeflow.ui.widgets.panels import Notice


class Standing:
    """Writes into the navigation and the bar at the top; `countdown` is seen shortly before the lock."""

    def __init__(self, desk: Desk, navigation: Navigation, top: TopBar) -> None:
        self._desk = desk
        self._navigation = navigation
        self._top = top
        self.countdown = Notice("waiting")

    def watch_idle(self, window: QWidget, lock: Callable[[], object]) -> IdleWatch:
        """Lock after a time without a key or a movement, and say so before."""
        idle = IdleWatch(preferences.read().lock_minutes, time.monotonic, window)
        idle.counting.connect(self.count_down)
        idle.expired.connect(lock)
        if (app := QApplication.instance()) is not None:
            app.installEventFilter(idle)
        return idle

    def show_who(self) -> None:
        """Who works, and where the official record is kept."""
        known, kept = profile(self._desk), settings(self._desk)
        self._top.show_user(known.name if known else "")
        external = _("Arbetskopia. Personakten förs i {system}.").format(system=kept.system)
        self._navigation.show_status(external if kept.record == "external" else "")

    def show_counts(self) -> None:
        """What is late, and how many cases are open."""
        view = day_counts(self._desk)
        late = ngettext("{count} försenat", "{count} försenade", view.overdue).format(count=view.overdue)
        opened = ngettext("{count} öppet", "{count} öppna", view.open_cases).format(count=view.open_cases)
        self._navigation.show_count("my_day", view.overdue, late, overdue=True)
        self._navigation.show_count("cases", view.open_cases, opened)

    def saved(self) -> None:
        """Something was kept now."""
        self._top.show_saved(time_word(self._desk.clock()))

    def count_down(self, seconds: int) -> None:
        """How long until it locks; a negative number takes the notice away."""
        text = _("Låser om {seconds} sekunder. Tryck på en tangent eller rör musen för att fortsätta.")
        self.countdown.say(text.format(seconds=seconds) if seconds >= 0 else "")
