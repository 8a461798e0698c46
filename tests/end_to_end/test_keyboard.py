"""Without a mouse: Tab reaches every control, arrows follow the flow, Enter opens, F6 changes surface."""

from collections.abc import Callable

import pytest
from tests.end_to_end.program import Program
from tests.end_to_end.screen import Seen, until

from familjeflow.ui.frame.page_names import page_names

pytestmark = pytest.mark.xdist_group("screen")

FIRST = "1. Remiss till familjehemsvården, Kan göras nu"
SECOND = "2. Informera socialsekreterare, Ej påbörjat"
CONTROLS = ("button", "check box", "radio button", "text", "combo box", "list", "page tab list", "table")


def test_tab_reaches_every_control_of_a_case(in_case: Program) -> None:
    reached = round_trip(in_case)
    wanted = {seen.name for kind in CONTROLS for seen in in_case.all(kind) if "enabled" in seen.states}
    missed = wanted - reached
    assert not missed, sorted(missed)


def test_tab_reaches_every_control_of_the_lock_screen(locked: Program) -> None:
    assert round_trip(locked) >= {"Lösenfras", "Visa lösenfras", "Lås upp", "Återställningskod"}


def test_arrows_follow_the_flow_and_enter_opens_the_step(in_case: Program) -> None:
    at(in_case, FIRST)
    for key, step in (("Right", SECOND), ("Left", FIRST), ("Right", SECOND)):
        in_case.keys(key)
        in_case.hear(named(step))
    in_case.keys("Enter")
    in_case.find("panel", "Steget", about="2. Informera socialsekreterare")
    first_task = in_case.hear(lambda seen: seen.role == "check box")
    in_case.keys("Space")
    in_case.hear(lambda seen: seen.name)
    assert first_task.name


def test_f6_moves_between_picture_panel_menu_and_search_and_back(in_case: Program) -> None:
    at(in_case, FIRST)
    task = "Skicka remiss om behov av kontaktperson till familjehemssekreterare"
    for surface in (task, "Ärenden", "Sök ärende", FIRST):
        in_case.keys("F6")
        in_case.hear(named(surface))
    in_case.keys("Shift+F6")
    in_case.hear(named("Sök ärende"))


def test_the_list_is_walked_with_arrows_and_enter_goes_into_the_panel(in_case: Program) -> None:
    in_case.choose(in_case.find("page tab", "Steglista"))
    in_case.focus(in_case.find("list", "Steglista"))
    in_case.hear(named("Steglista"))
    in_case.keys("Down")
    in_case.hear(named(SECOND))
    in_case.find("panel", "Steget", about="2. Informera socialsekreterare")
    in_case.keys("Enter")
    in_case.hear(lambda seen: seen.role == "check box")
    in_case.keys("F6", "F6", "F6")
    in_case.hear(named("Steglista"))
    assert "selected" in in_case.find("list item", SECOND).states, "the place in the list is kept"


def test_the_other_pages_and_the_list_of_keys_have_keys(in_case: Program) -> None:
    places = {slug: number for number, (slug, _word) in enumerate(page_names(), 1)}
    for slug, title in (("processes", "Processer"), ("settings", "Inställningar"), ("cases", "Ärenden")):
        keys = f"Ctrl+{places[slug]}"
        in_case.keys(keys)
        in_case.find("label", title)
    in_case.keys("Ctrl+Tab")
    in_case.find("page tab", "Bild")
    in_case.keys("Ctrl+slash")
    in_case.find("dialog", part="Tangenter")
    in_case.keys("Esc")
    in_case.until_gone("dialog", part="Tangenter")


def test_the_picture_is_zoomed_with_keys(in_case: Program) -> None:
    at(in_case, FIRST)
    before = in_case.find("button", FIRST).box
    in_case.keys("Ctrl+Plus")
    in_case.until(lambda: in_case.find("button", FIRST).box[2] > before[2], "a larger picture")
    in_case.keys("Ctrl+0")
    in_case.find("button", "Storlek 100 procent")


def at(program: Program, step: str) -> None:
    """Put the keyboard on a step of the picture."""
    seen = program.find("button", step)
    program.focus(seen)
    program.until(lambda: "focused" in program.look(seen).states, f"the keyboard on {step}")


def named(name: str) -> Callable[[Seen], bool]:
    """Whether something has this name."""
    return lambda seen: seen.name == name


def round_trip(program: Program) -> set[str]:
    """The names of everything that Tab comes to until it is back where it began."""
    heard: list[Seen] = []
    while len(heard) < 200:
        program.keys("Tab")
        heard += until(program.heard, "the next control")
        if len(heard) > 2 and (heard[-1].name, heard[-1].box) == (heard[0].name, heard[0].box):
            break
    return {seen.name for seen in heard}
