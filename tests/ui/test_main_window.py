"""The window of a session, with a real vault: every page named, cases opened and found, the place kept."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot
from tests.ui.conftest import PASSPHRASE
from tests.ui.names import unnamed
from tests.ui.scripted import Scripted

from familjeflow.domain.errors import DomainError
from familjeflow.domain.events import PersonRecorded
from familjeflow.services import cases, persons, processes, profile, steps, vaults
from familjeflow.services.case_list import case_list
from familjeflow.services.case_views import case_view
from familjeflow.services.desk import Desk
from familjeflow.services.my_day import my_day
from familjeflow.ui.frame.command_list import Command, CommandList, KeyList
from familjeflow.ui.frame.session import Session
from familjeflow.ui.main_window import MainWindow
from familjeflow.ui.my_day.example import open_example
from familjeflow.ui.new_case.page import NewCasePage
from familjeflow.ui.settings.page import SettingsPage
from familjeflow.ui.start.handover import LOCKED, QUIT
from familjeflow.ui.start.pages import line

Opener = Callable[[], MainWindow]


@pytest.fixture
def left() -> list[int]:
    """The exit codes that a window has asked for."""
    return []


def settings_of(window: MainWindow) -> SettingsPage:
    page = window.pages.page("settings")
    assert isinstance(page, SettingsPage)
    return page


@pytest.fixture
def open_window(
    desk: Desk, made: tuple[Path, vaults.Created], qtbot: QtBot, left: list[int]
) -> Iterator[Opener]:
    windows: list[MainWindow] = []

    def make() -> MainWindow:
        window = MainWindow(Session(desk, made[0], made[1].key), Scripted(), left.append)
        windows.append(window)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()


def test_an_empty_day_offers_a_new_case_and_an_invented_one(open_window: Opener, desk: Desk) -> None:
    window = open_window()
    assert window.pages.slug == "my_day"
    window.my_day.example_case.emit()
    assert window.pages.slug == "case"
    assert my_day(desk).open_cases == 1


def test_the_title_never_holds_a_name(open_window: Opener, desk: Desk) -> None:
    window = open_window()
    window.open_case(open_example(desk))
    assert window.windowTitle() == "FamiljeFlow"
    assert "Exempelius" in window.tabs.bar.tabText(0)


@pytest.mark.parametrize("slug", ["my_day", "cases", "directory", "processes", "settings"])
def test_everything_on_a_page_has_a_name(open_window: Opener, desk: Desk, slug: str) -> None:
    open_example(desk)
    window = open_window()
    window.show_page(slug)
    assert unnamed(window) == []


def test_everything_on_the_page_for_a_new_case_has_a_name(open_window: Opener, qtbot: QtBot) -> None:
    window = open_window()
    window.new_case()
    page = window.pages.currentWidget()
    assert isinstance(page, NewCasePage)
    for choice in page.choices.values():
        choice.setChecked(True)
        assert unnamed(window) == []


def test_a_client_is_searched_for_before_registering_and_a_case_is_opened(
    open_window: Opener, desk: Desk
) -> None:
    window = open_window()
    window.new_case()
    page = window.pages.currentWidget()
    assert isinstance(page, NewCasePage)
    assert not page.client.register_button.isEnabled()
    line(page.client.search).setText("Ida Hittepå")
    page.client.register_button.click()
    form = page.client.form
    line(form.number).setText("20150315-9807")
    form.save_button.click()
    assert page.client.client_id
    next(iter(page.choices.values())).setChecked(True)
    page.open_button.click()
    (row,) = case_list(desk)
    assert row.client_name == "Hittepå, Ida"
    assert window.pages.case_id == row.case_id


def test_a_wrong_checksum_warns_and_is_kept(open_window: Opener, desk: Desk) -> None:
    window = open_window()
    window.new_case()
    page = window.pages.currentWidget()
    assert isinstance(page, NewCasePage)
    line(page.client.search).setText("Hittepå, Ida")
    page.client.register_button.click()
    form = page.client.form
    line(form.number).setText("150315-9807")
    line(form.number).editingFinished.emit()
    assert "Kontrollsiffran" in form.number.problem()
    form.save_button.click()
    found = persons.person(desk, page.client.client_id)
    assert (found.family_name, found.number, found.number_warning) == ("Hittepå", "20150315-9807", True)


def test_search_answers_while_typing_and_enter_opens(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    wanted = open_example(desk)
    other = persons.register(desk, PersonRecorded("Nils", "Påhittson"))
    cases.open_case(desk, processes.shipped()[0].info.id, other)
    window = open_window()
    qtbot.keyClicks(window.top.search, "exemp")
    qtbot.waitUntil(lambda: [r.case_id for r in window.case_list.rows()] == [wanted])
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    assert window.pages.case_id == wanted


def walk(desk: Desk, case_id: str, count: int) -> None:
    """Do what comes next in a case, as far as it goes without a reason or an answer."""
    for _step in range(count):
        upcoming = case_view(desk, case_id).next
        if upcoming is None:
            return
        try:
            steps.complete(desk, case_id, upcoming.step)
        except DomainError:
            return


def test_what_is_left_to_register_is_ticked_with_space_and_taken_back(
    open_window: Opener, desk: Desk, qtbot: QtBot
) -> None:
    client = persons.register(desk, PersonRecorded("Nils", "Påhittson"))
    for process in processes.shipped():
        walk(desk, cases.open_case(desk, process.info.id, client), 4)
    window = open_window()
    before = [g for g in my_day(desk).groups if g.slug == "register"]
    table = window.my_day.tables[-1]
    table.choose(0)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    after = [r for g in my_day(desk).groups if g.slug == "register" for r in g.rows]
    assert len(after) == len(before[0].rows) - 1
    window.my_day.undo()
    assert [g for g in my_day(desk).groups if g.slug == "register"] == before


def test_locking_keeps_the_place_and_the_next_session_finds_it(
    open_window: Opener, desk: Desk, left: list[int]
) -> None:
    first, second = open_example(desk), open_example(desk)
    window = open_window()
    window.open_case(first)
    window.open_case(second)
    window.open_case(first)
    window.lock()
    again = open_window()
    assert left == [LOCKED]
    assert again.tabs.order() == (first, second)
    assert again.pages.case_id == first
    again.close_case(first)
    assert again.pages.case_id == second
    again.close()
    assert left == [LOCKED, QUIT]


def test_the_countdown_is_seen_and_goes_away(open_window: Opener) -> None:
    window = open_window()
    window.idle.counting.emit(29)
    assert window.standing.countdown.isVisible()
    assert "29 sekunder" in window.standing.countdown.text.text()
    window.idle.counting.emit(-1)
    assert not window.standing.countdown.isVisible()


def test_f6_goes_around_the_surfaces(open_window: Opener, desk: Desk) -> None:
    open_example(desk)
    window = open_window()
    window.show_page("cases")
    seen: list[object] = [window.focusWidget()]
    for _step in range(3):
        window._surface(1)
        seen.append(window.focusWidget())
    table, search = window.case_list.table, window.top.search
    assert seen == [table, window.navigation.buttons["cases"], search, table]


def test_settings_are_kept_in_the_vault(open_window: Opener, desk: Desk) -> None:
    window = open_window()
    window.show_page("settings")
    card = settings_of(window).record
    line(card.system).setText("")
    card.save_button.click()
    assert card.system.problem()
    card.internal.setChecked(True)
    card.save_button.click()
    assert profile.settings(desk).record == "internal"
    line(settings_of(window).profile.name).setText("Åsa Annan")
    settings_of(window).profile.save_button.click()
    known = profile.profile(desk)
    assert known is not None
    assert known.name == "Åsa Annan"


def test_a_changed_passphrase_opens_and_the_old_one_does_not(
    open_window: Opener, made: tuple[Path, vaults.Created], qtbot: QtBot
) -> None:
    window = open_window()
    window.show_page("settings")
    keys = settings_of(window).keys
    fresh = "en helt annan rad med ord"
    line(keys.first).setText(fresh)
    line(keys.again).setText(fresh)
    keys.change_button.click()
    qtbot.waitUntil(lambda: "bytt" in keys.notice.text.text(), timeout=20_000)
    assert vaults.unlock_with_passphrase(made[0], fresh).data == made[1].key.data
    with pytest.raises(vaults.VaultError):
        vaults.unlock_with_passphrase(made[0], PASSPHRASE)


def test_the_list_of_commands_does_the_chosen_one(open_window: Opener, qtbot: QtBot) -> None:
    done: list[str] = []
    window = open_window()
    found = [Command("Nytt ärende", lambda: done.append("new")), Command("Lås", lambda: done.append("lock"))]
    commands = CommandList(window, found)
    qtbot.addWidget(commands)
    qtbot.keyClicks(commands.line, "lå")
    qtbot.keyClick(commands.line, Qt.Key.Key_Return)
    assert done == ["lock"]
    assert unnamed(commands) == []


def test_the_list_of_keys_can_be_read(open_window: Opener, qtbot: QtBot) -> None:
    keys = KeyList(open_window())
    qtbot.addWidget(keys)
    assert unnamed(keys) == []


def test_roles_are_boxes_with_names(open_window: Opener) -> None:
    window = open_window()
    window.show_page("settings")
    boxes = settings_of(window).profile.roles.findChildren(QCheckBox)
    assert boxes
    assert all(box.text() for box in boxes)
