"""The tabs of open cases keep the family name readable, however many there are."""

from pytestqt.qtbot import QtBot

from familjeflow.ui.frame.case_tabs import CaseTabs


def tabs_of(qtbot: QtBot, width: int, *names: str) -> CaseTabs:
    tabs = CaseTabs()
    qtbot.addWidget(tabs)
    tabs.resize(width, 50)
    for place, name in enumerate(names):
        tabs.show_case(f"{place}", name, "Beslut till verkställighet")
    return tabs


def texts(tabs: CaseTabs) -> list[str]:
    return [tabs.bar.tabText(place) for place in range(tabs.bar.count())]


def test_one_case_shows_everything(qtbot: QtBot) -> None:
    assert texts(tabs_of(qtbot, 1100, "Fabelstam, Bo")) == ["Fabelstam, Bo · Beslut till verkställighet"]


def test_many_cases_leave_out_the_process_before_the_name(qtbot: QtBot) -> None:
    tabs = tabs_of(qtbot, 1100, "Fabelstam, Bo", "Exempelius, Ida", "Påhittson, Nils", "Fabel, Ada")
    assert texts(tabs) == ["Fabelstam, Bo", "Exempelius, Ida", "Påhittson, Nils", "Fabel, Ada"]
    tabs.resize(500, 50)
    assert texts(tabs) == ["Fabelstam", "Exempelius", "Påhittson", "Fabel"]
    assert "verkställighet" in tabs.bar.tabToolTip(0)


def test_two_cases_of_one_person_are_told_apart(qtbot: QtBot) -> None:
    tabs = tabs_of(qtbot, 420, "Fabelstam, Bo", "Exempelius, Ida")
    tabs.show_case("2", "Fabelstam, Bo", "Kontaktperson")
    shown = texts(tabs)
    assert shown[1] == "Exempelius"
    assert shown[0] != shown[2]
    assert all(text.startswith("Fabelstam · ") for text in (shown[0], shown[2]))


def test_a_closed_tab_gives_the_others_room(qtbot: QtBot) -> None:
    tabs = tabs_of(qtbot, 420, "Fabelstam, Bo", "Exempelius, Ida")
    tabs.remove("1")
    assert texts(tabs) == ["Fabelstam, Bo · Beslut till verkställighet"]
