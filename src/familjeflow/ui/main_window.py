"""The window of a session: navigation, search, tabs and pages. It joins parts; every part knows its own."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QCloseEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QWidget

from familjeflow.domain.errors import DomainError
from familjeflow.i18n import _
from familjeflow.services import vaults
from familjeflow.services.changes import ChangeSet
from familjeflow.services.place import Place, heads, keep_place, place, with_newest
from familjeflow.services.processes import FormatError
from familjeflow.services.profile import profile
from familjeflow.services.tour import tour_seen
from familjeflow.ui import actions, theme
from familjeflow.ui.calendar.page import CalendarPage
from familjeflow.ui.case.page import CasePage
from familjeflow.ui.case_list.page import CaseListPage
from familjeflow.ui.dialogs import Dialogs
from familjeflow.ui.directory.page import DirectoryPage
from familjeflow.ui.frame.case_tabs import CaseTabs
from familjeflow.ui.frame.command_list import Command, CommandList, KeyList
from familjeflow.ui.frame.context import Context, teller
from familjeflow.ui.frame.navigation import Navigation
from familjeflow.ui.frame.new_case_flow import NewCaseFlow
from familjeflow.ui.frame.page_names import page_names
from familjeflow.ui.frame.pages import Pages
from familjeflow.ui.frame.palette import offered, recent
from familjeflow.ui.frame.privacy import PRIVATE_KEYS, Privacy
from familjeflow.ui.frame.search_flow import SearchFlow
from familjeflow.ui.frame.session import Session
from familjeflow.ui.frame.standing import Standing
from familjeflow.ui.frame.surfaces import enter, step_on
from familjeflow.ui.frame.top_bar import TopBar
from familjeflow.ui.frame.who import WhoPage
from familjeflow.ui.help.pane import HelpPane
from familjeflow.ui.my_day.example import open_example
from familjeflow.ui.my_day.page import MyDayPage
from familjeflow.ui.processes.page import ProcessesPage
from familjeflow.ui.settings.page import SettingsPage
from familjeflow.ui.start.handover import LOCKED, QUIT
from familjeflow.ui.statistics.page import StatisticsPage
from familjeflow.ui.tour.tour import Tour
from familjeflow.ui.widgets.layouts import column, holder, row

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
        self._recent: tuple[str, ...] = ()
        self._code = QUIT
        self.navigation = Navigation()
        self.top = TopBar()
        self.tabs = CaseTabs()
        self.standing = Standing(self.desk, self.navigation, self.top)
        self._fault = teller(dialogs, self)
        self.context = Context(
            dialogs, self.standing.saved, self._changed, self._fault, self.open_case, self._meeting
        )
        self.pages = Pages(self.desk, self.context)
        self._add_pages(session)
        self.search = SearchFlow(self.top.search, self.case_list, self.pages, self.navigation, self.show_page)
        self.fresh = NewCaseFlow(self.desk, self.context, self.pages, self.show_page, self.open_case)
        shelf = holder(column(self.tabs))
        hidden = (self.navigation, self.top.search, shelf)
        self.privacy = Privacy(self.desk, self.pages, hidden, self.open_case, self._privacy_changed)
        self.help = HelpPane()
        self.tour = Tour(self, self, self.desk)
        self._compose(shelf)
        self._connect()
        self._handlers = self._shortcut_handlers()
        for shortcut_id in self._handlers:
            QShortcut(actions.sequence(shortcut_id), self).activated.connect(partial(self._do, shortcut_id))
        self.idle = self.standing.watch_idle(self, self.lock)
        self.standing.show_who()
        self._go_back_to(place(self.desk))

    def _compose(self, shelf: QWidget) -> None:
        notices = column(self.standing.countdown, self.privacy.strip, spacing=theme.S)
        notices.setContentsMargins(theme.L, theme.S, theme.L, 0)
        middle = column(self.top, shelf, notices, self.pages, spacing=0)
        middle.setStretch(3, 1)
        whole = row(self.navigation, middle, self.tour.strip, self.help, spacing=0)
        whole.setStretch(1, 1)
        self.setCentralWidget(holder(whole, surface="ground"))

    def _add_pages(self, session: Session) -> None:
        place = (self.desk, self.context)
        self.my_day, self.case_list = MyDayPage(*place), CaseListPage(*place)
        self.pages.add("my_day", lambda: self.my_day)
        self.pages.add("cases", lambda: self.case_list)
        later = (CalendarPage, DirectoryPage, StatisticsPage, ProcessesPage)
        for slug, page in zip(("calendar", "directory", "statistics", "processes"), later, strict=True):
            self.pages.add(slug, partial(page, *place))
        self.pages.add("settings", partial(self._settings_page, session))

    def _settings_page(self, session: Session) -> SettingsPage:
        page = SettingsPage(self.desk, session.path, session.key, self.context)
        page.kept.connect(self.standing.show_who)
        page.lock_time_chosen.connect(lambda minutes: self.idle.set_minutes(minutes))
        return page

    def _connect(self) -> None:
        self.navigation.page_chosen.connect(self.show_page)
        self.top.lock_asked.connect(self.lock)
        self.tabs.chosen.connect(self.open_case)
        self.tabs.closed.connect(self.close_case)
        self.case_list.case_chosen.connect(self.open_case)
        self.case_list.new_case.connect(self.new_case)
        self.case_list.new_case_for.connect(self.new_case)
        self.my_day.new_case.connect(self.new_case)
        self.my_day.example_case.connect(self._try_example)
        self.my_day.note_wanted.connect(
            lambda case, note: self._in_case(case, lambda page: page.journal.open_draft(note))
        )
        self.my_day.told_wanted.connect(
            lambda case_id, step: self._in_case(case_id, lambda page: page.panel.acts.begin_told(), step)
        )
        self.help.left.connect(self.pages.take_focus)
        self.help.shown.connect(self.tour.give_way)

    def _shortcut_handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "new_case": self.new_case,
            "search": self.search.start,
            "palette": self._show_commands,
            "lock": self.lock,
            **{slug: partial(self.show_page, slug) for slug, _word in page_names()},
            "next_tab": lambda: self._beside(1),
            "previous_tab": lambda: self._beside(-1),
            "close_tab": lambda: self.close_case(self.pages.case_id),
            "next_surface": lambda: self._surface(1),
            "previous_surface": lambda: self._surface(-1),
            "help": self._help,
            "keys": lambda: KeyList(self).begin(),
            "privacy": self.privacy.toggle,
        }

    def _do(self, shortcut_id: str) -> None:
        if self.privacy.allows(shortcut_id):
            self._handlers[shortcut_id]()

    def show_page(self, slug: str) -> None:
        """Go to a page of the navigation, read afresh. Not while *Insynsskydd* is on."""
        if not self.privacy.allows(slug):
            return
        self.pages.show_fixed(slug)
        self.navigation.show_page(slug)
        self.tabs.show_away(True)
        self.standing.show_counts()
        self.pages.take_focus()

    def open_case(self, case_id: str, step: str = "") -> None:
        """Go to a case and, unless "", to one of its steps. Only the one that *Insynsskydd* lets be shown."""
        if not self.privacy.lets(case_id):
            return
        known = case_id in self.pages.cases
        try:
            page = self.pages.show_case(case_id)
        except (DomainError, vaults.VaultError, FormatError) as error:
            self._fault(error)
            return
        if not known:
            page.changed.connect(self._changed)
        shown = page.case
        title = (shown.client_name, shown.process_short, shown.protection) if shown else (_("Ärende"), "", "")
        self.tabs.show_case(case_id, *title)
        self.tabs.show_away(False)
        self.navigation.show_page("cases")
        page.set_private(self.privacy.on)
        self._recent = with_newest(self._recent, case_id)
        self._keep_place()
        enter(page.surfaces()[0])
        if step:
            page.goto(step)

    def _in_case(self, case_id: str, act: Callable[[CasePage], object], step: str = "") -> None:
        """Go to a case and do something there."""
        self.open_case(case_id, step)
        if self.pages.case_id == case_id:
            act(self.pages.cases[case_id])

    def _meeting(self, case_id: str, meeting_id: str, doing: str) -> None:
        self._in_case(case_id, lambda page: page.open_meeting(meeting_id, doing))

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

    def new_case(self, client_id: str = "") -> None:
        """Show the page for a new case, with its client chosen unless ""."""
        self.fresh.begin(client_id)
        self.navigation.show_page("")
        self.tabs.show_away(True)

    def _try_example(self) -> None:
        case_id = open_example(self.desk)
        self._changed(ChangeSet(cases=frozenset({case_id})))
        self.standing.saved()
        self.open_case(case_id)
        if not tour_seen(self.desk):
            self.tour.begin()

    def _beside(self, way: int) -> None:
        case_id = self.tabs.beside(way) if self.pages.slug == "case" else self.tabs.beside(0)
        if case_id:
            self.open_case(case_id)

    def _surface(self, way: int) -> None:
        chosen = [self.navigation.buttons[slug] for slug in (self.navigation.shown,) if slug]
        places = [*chosen, self.top.search, *self.pages.surfaces(), self.tour.strip, self.help]
        self.pages.enter(step_on(places, self.focusWidget(), way))

    def _show_commands(self) -> None:
        here, private = self.pages.case_id, self.privacy.on
        handlers = {k: run for k, run in self._handlers.items() if not private or k in PRIVATE_KEYS}
        found = offered(handlers, self.pages.cases.get(here), bool(self.tabs.order()))
        if not private:
            known = heads(self.desk, tuple(case_id for case_id in self._recent if case_id != here))
            found += (*recent(known, self.open_case), Command(_("Visa rundturen"), self.tour.begin))
        CommandList(self, found).begin()

    def _help(self) -> None:
        self.help.show_about(self.pages.slug, self.focusWidget())

    def _know_who(self) -> None:
        self.standing.show_who()
        self.show_page("my_day")

    def _changed(self, changed: ChangeSet) -> None:
        for case_id in changed.cases & self.pages.cases.keys() - {self.pages.case_id}:
            self.pages.cases[case_id].reload()
        self.pages.reload_shown()
        self.standing.show_counts()

    def _privacy_changed(self) -> None:
        self._keep_place()
        self.pages.take_focus()

    def _keep_place(self) -> None:
        here = (self.pages.slug, self.pages.case_id, self._recent, self.privacy.on)
        keep_place(self.desk, Place(self.tabs.order(), *here))

    def _go_back_to(self, kept: Place) -> None:
        if profile(self.desk) is None:
            self.pages.put(WhoPage(self.desk, self._know_who), "who")
            return
        for case_id in kept.cases:
            self.open_case(case_id)
        if kept.page == "case" and kept.case_id in self.pages.cases:
            self.open_case(kept.case_id)
            self.standing.show_counts()
        else:
            self.show_page(kept.page if kept.page in self.navigation.buttons else "my_day")
        self._recent = kept.recent
        if kept.private:
            self.privacy.toggle()

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
