"""What somebody who hears the screen stumbles on: a wrong role or order, a lost place, nameless things."""

import pytest
from tests.end_to_end.program import Program

pytestmark = pytest.mark.xdist_group("screen")

FIRST = "1. Remiss till familjehemsvården"
NAMED = ("scroll bar", "check box", "combo box", "radio button", "button", "text", "list", "table")


def test_the_navigation_is_buttons_and_says_which_page_is_shown(working: Program) -> None:
    assert "visas nu" in working.find("button", "Min dag").description
    assert not working.all("check box", "Min dag")
    working.press("button", "Ärenden")
    working.until(lambda: "visas nu" in working.find("button", "Ärenden").description, "the shown page")
    assert "visas nu" not in working.find("button", "Min dag").description


def test_the_picture_is_met_before_the_panel(in_case: Program) -> None:
    tree = in_case.tree()
    assert 0 <= tree.index('"Processbild"') < tree.index('"Steget"')


def test_the_keyboard_stays_in_the_panel_when_a_step_is_done(in_case: Program) -> None:
    in_case.press("button", part=f"{FIRST}, ")
    in_case.hear(lambda seen: seen.role == "check box")
    button = in_case.find("button", "Markera klart")
    in_case.focus(button)
    in_case.keys("Space")
    in_case.find("button", part=f"{FIRST}, Klart")
    panel = in_case.find("panel", "Steget")

    def inside() -> bool:
        kinds = ("button", "check box")
        things = [s for kind in kinds for s in in_case.all(kind, under=panel)]
        return any("focused" in s.states for s in things)

    in_case.until(inside, "the keyboard in the panel")


def test_the_step_list_says_the_step_that_one_is_at(in_case: Program) -> None:
    in_case.choose(in_case.find("page tab", "Steglista"))
    in_case.focus(in_case.find("list", "Steglista"))
    in_case.hear(lambda seen: seen.role == "list item" and seen.name.startswith(FIRST))


@pytest.mark.parametrize("page", ["Min dag", "Ärenden", "Inställningar"])
def test_nothing_that_is_shown_is_without_a_name(working: Program, page: str) -> None:
    working.press("button", page)
    working.until(lambda: "visas nu" in working.find("button", page).description, page)
    nameless = [(s.role, s.box) for kind in NAMED for s in working.all(kind) if not s.name]
    assert nameless == []
