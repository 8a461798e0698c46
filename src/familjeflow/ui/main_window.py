"""The window of a session: navigation, search, tabs and pages. It joins parts; every part knows its own."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QCloseEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow

from familjeflow.domain.errors import DomainError
from familjeflow.i18n import _, ngettext
from familjeflow.services import vaults
from familjeflow.services.changes import ChangeSet
from familjeflow.services.my_day import day_counts
from familjeflow.services.place import Place, keep_place, place
from familjeflow.services.processes import FormatError
from familjeflow.services.profile import profile, settings
from familjeflow.services.sentences import sentence
from familjeflow.services.words import time_word
from familjeflow.ui import actions, preferences, theme
from familjeflow.ui.case_list.page import CaseListPage
from familjeflow.ui.dialogs import Dialogs
from familjeflow.ui.frame.case_tabs import CaseTabs
from familjeflow.ui.frame.command_list import CommandList, KeyList, commands
from familjeflow.ui.frame.context import Context
from familjeflow.ui.frame.help_texts import help_text
from familjeflow.ui.frame.navigation import Navigation
from familjeflow.ui.frame.pages import Pages
from familjeflow.ui.frame.session import Session
from familjeflow.ui.frame.surfaces import enter, step_on
from familjeflow.ui.frame.top_bar import TopBar
from familjeflow.ui.frame.who import WhoPage
from familjeflow.ui.idle import IdleWatch
from familjeflow.ui.my_day.example import open_example
from familjeflow.ui.my_day.page import MyDayPage
from familjeflow.ui.new_case.page import NewCasePage
from familjeflow.ui.processes.page import ProcessesPage
from familjeflow.ui.settings.page import SettingsPage
from familjeflow.ui.start.handover import LOCKED, QUIT
from familjeflow.ui.widgets.layouts import column, holder, row
from familjeflow.ui.widgets.panels import Notice

_SIZE = (1280, 720)


class MainWindow(QMainWindow):
    """Its title never holds a name. Closing it ends the program; `lock` ends only the session."""

    def __init__(
        self, session: Session, dialogs: Dialogs, leave: Callable[[int], None] | None = None
    ) -> None:
        super().__init__()
        self.setWindowTitle("FamiljeFlow")
        self.resize(*_SIZE)
        theme.mark(self, surface="ground")
        self.desk = session.desk
        self.dialogs = dialogs
        self._leave = leave or QCoreApplication.exit
        self._before = "my_day"
        self._code = QUIT
        self.context = Context(dialogs, self._saved, self._changed, self._fault, self.open_case)
        self.navigation = Navigation()
        self.top = TopBar()
        self.tabs = CaseTabs()
        self.countdown = Notice("waiting")
        self.pages = Pages(self.desk, self.context)
        self._add_pages(session)
        notice = column(self.countdown)
        notice.setContentsMargins(theme.L, theme.S, theme.L, 0)
        right = column(self.top, self.tabs, notice, self.pages, spacing=0)
        right.setStretch(3, 1)
        whole = row(self.navigation, right, spacing=0)
        whole.setStretch(1, 1)
        self.setCentralWidget(holder(whole, surface="ground"))
        self._connect()
        self._handlers = self._shortcut_handlers()
        for shortcut_id, handler in self._handlers.items():
            QShortcut(actions.sequence(shortcut_id), self).activated.connect(handler)
        self.idle = IdleWatch(preferences.read().lock_minutes, time.monotonic, self)
        self.idle.counting.connect(self._count_down)
        self.idle.expired.connect(self.lock)
        if (app := QApplication.instance()) is not None:
            app.installEventFilter(self.idle)
        self._show_who()
        self._go_back_to(place(self.desk))

    def _add_pages(self, session: Session) -> None:
        self.my_day = MyDayPage(self.desk, self.context)
        self.case_list = CaseListPage(self.desk)
        self.settings = SettingsPage(self.desk, session.path, session.key, self.context)
        self.pages.add("my_day", self.my_day)
        self.pages.add("cases", self.case_list)
        self.pages.add("processes", ProcessesPage(self.desk, self.context))
        self.pages.add("settings", self.settings)

    def _connect(self) -> None:
        self.navigation.page_chosen.connect(self.show_page)
        self.top.lock_asked.connect(self.lock)
        self.top.search.asked.connect(self._search)
        self.top.search.down.connect(self.case_list.take_focus)
        self.top.search.opened.connect(self.case_list.open_first)
        self.top.search.left.connect(self._end_search)
        self.tabs.chosen.connect(self.open_case)
        self.tabs.closed.connect(self.close_case)
        self.case_list.case_chosen.connect(self.open_case)
        self.case_list.new_case.connect(self.new_case)
        self.case_list.left.connect(self._end_search)
        self.my_day.new_case.connect(self.new_case)
        self.my_day.example_case.connect(self._try_example)
        self.settings.kept.connect(self._show_who)
        self.settings.lock_time_chosen.connect(lambda minutes: self.idle.set_minutes(minutes))

    def _shortcut_handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "new_case": self.new_case,
            "search": self._start_search,
            "palette": self._show_commands,
            "lock": self.lock,
            "my_day": lambda: self.show_page("my_day"),
            "cases": lambda: self.show_page("cases"),
            "processes": lambda: self.show_page("processes"),
            "settings": lambda: self.show_page("settings"),
            "next_tab": lambda: self._beside(1),
            "previous_tab": lambda: self._beside(-1),
            "close_tab": lambda: self.close_case(self.pages.case_id),
            "next_surface": lambda: self._surface(1),
            "previous_surface": lambda: self._surface(-1),
            "help": self._help,
            "keys": lambda: KeyList(self).exec(),
        }

    def show_page(self, slug: str) -> None:
        """Go to a page of the navigation, read afresh."""
        self.pages.show_fixed(slug)
        self.navigation.show_page(slug)
        self._show_counts()
        self.pages.take_focus()

    def open_case(self, case_id: str, step: str = "") -> None:
        """Go to a case and, unless "", to one of its steps."""
        known = case_id in self.pages.cases
        try:
            page = self.pages.show_case(case_id)
        except (DomainError, vaults.VaultError, FormatError) as error:
            self._fault(error)
            return
        if not known:
            page.changed.connect(self._changed)
        shown = page.case
        title = (shown.client_name, shown.process_short) if shown else (_("Ärende"), "")
        self.tabs.show_case(case_id, *title)
        self.navigation.show_page("cases")
        self._keep_place()
        enter(page.surfaces()[0])
        if step:
            page.goto(step)

    def close_case(self, case_id: str) -> None:
        """Close the tab of a case; its drafts are kept."""
        if case_id not in self.pages.cases:
            return
        shown = self.pages.case_id == case_id
        other = self.tabs.beside(-1) if len(self.tabs.order()) > 1 else ""
        self.pages.close_case(case_id)
        self.tabs.remove(case_id)
        if shown and other and other != case_id:
            self.open_case(other)
        elif shown:
            self.show_page("cases")

    def new_case(self) -> None:
        """Show the page for a new case."""
        page = NewCasePage(self.desk, self.context)

        def leave() -> None:
            self.show_page(self._before)
            self.pages.remove(page)

        def opened(case_id: str) -> None:
            self.open_case(case_id)
            self.pages.remove(page)

        if self.pages.slug not in ("case", "new_case"):
            self._before = self.pages.slug
        page.left.connect(leave)
        page.opened.connect(opened)
        self.pages.put(page, "new_case")
        self.navigation.show_page("")
        page.take_focus()

    def _try_example(self) -> None:
        case_id = open_example(self.desk)
        self._changed(ChangeSet(cases=frozenset({case_id})))
        self._saved()
        self.open_case(case_id)

    def _start_search(self) -> None:
        self.top.search.setFocus()
        self.top.search.selectAll()

    def _search(self, text: str) -> None:
        if self.pages.slug != "cases":
            fixed = ("my_day", "processes", "settings")
            self._before = self.pages.slug if self.pages.slug in fixed else "cases"
            self.pages.show_fixed("cases")
            self.navigation.show_page("cases")
        self.case_list.search(text)

    def _end_search(self) -> None:
        self.top.search.clear()
        self.case_list.search("")
        self.show_page(self._before)

    def _beside(self, way: int) -> None:
        case_id = self.tabs.beside(way) if self.pages.slug == "case" else self.tabs.beside(0)
        if case_id:
            self.open_case(case_id)

    def _surface(self, way: int) -> None:
        chosen = [button for button in self.navigation.buttons.values() if button.isChecked()]
        places = [*chosen, self.top.search, *self.pages.surfaces()]
        target = step_on(places, self.focusWidget(), way)
        if target is self.pages.currentWidget():
            self.pages.take_focus()
        elif target is not None:
            enter(target)

    def _show_commands(self) -> None:
        CommandList(self, commands({k: v for k, v in self._handlers.items() if k != "palette"})).exec()

    def _help(self) -> None:
        self.dialogs.message(self, *help_text(self.pages.slug, self.focusWidget()))

    def _show_who(self) -> None:
        known, kept = profile(self.desk), settings(self.desk)
        self.top.show_user(known.name if known else "")
        external = _("Arbetskopia. Personakten förs i {system}.").format(system=kept.system)
        self.navigation.show_status(external if kept.record == "external" else "")

    def _know_who(self) -> None:
        self._show_who()
        self.show_page("my_day")

    def _show_counts(self) -> None:
        view = day_counts(self.desk)
        late = ngettext("{count} försenat", "{count} försenade", view.overdue).format(count=view.overdue)
        opened = ngettext("{count} öppet", "{count} öppna", view.open_cases).format(count=view.open_cases)
        self.navigation.show_count("my_day", view.overdue, late, overdue=True)
        self.navigation.show_count("cases", view.open_cases, opened)

    def _saved(self) -> None:
        self.top.show_saved(time_word(self.desk.clock()))

    def _changed(self, changed: ChangeSet) -> None:
        for case_id in changed.cases & self.pages.cases.keys() - {self.pages.case_id}:
            self.pages.cases[case_id].reload()
        self.pages.reload_shown()
        self._show_counts()

    def _keep_place(self) -> None:
        keep_place(self.desk, Place(self.tabs.order(), self.pages.slug, self.pages.case_id))

    def _fault(self, error: DomainError | vaults.VaultError | FormatError) -> None:
        said = sentence(error)
        self.dialogs.message(self, said.title, said.text)

    def _count_down(self, seconds: int) -> None:
        text = _("Låser om {seconds} sekunder. Tryck på en tangent eller rör musen för att fortsätta.")
        self.countdown.say(text.format(seconds=seconds) if seconds >= 0 else "")

    def _go_back_to(self, kept: Place) -> None:
        if profile(self.desk) is None:
            self.pages.put(WhoPage(self.desk, self._know_who), "who")
            return
        for case_id in kept.cases:
            self.open_case(case_id)
        if kept.page == "case" and kept.case_id in self.pages.cases:
            self.open_case(kept.case_id)
            self._show_counts()
        else:
            self.show_page(kept.page if kept.page in self.navigation.buttons else "my_day")

    def come_forward(self) -> None:
        """Bring the window to the front."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def lock(self) -> None:
        """Keep everything and end the session: what the process knew is gone with it."""
        self._code = LOCKED
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Drafts and place are kept before the window goes."""
        self.idle.stop()
        self.pages.flush()
        self._keep_place()
        event.accept()
        self._leave(self._code)
