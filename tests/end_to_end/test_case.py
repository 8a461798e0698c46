"""A case worked with by somebody who hears the screen: the picture, the panel and the list say the same."""

import pytest
from tests.end_to_end.program import Program
from tests.end_to_end.screen import Seen

pytestmark = pytest.mark.xdist_group("screen")

FIRST = "1. Remiss till familjehemsvården"
SECOND = "2. Informera socialsekreterare"
QUESTION = "Finns förslag på kontaktperson?"


def test_every_step_of_the_picture_is_a_button_with_state_and_roles(in_case: Program) -> None:
    steps = in_case.all("button", under=in_case.find("filler", "Processbild"))
    assert [s.name for s in steps][:3] == [
        f"{FIRST}, Kan göras nu",
        "2. Informera socialsekreterare, Ej påbörjat",
        f"{QUESTION}, Ej påbörjat",
    ]
    assert len(steps) == 10
    assert all(s.name.rpartition(", ")[2] and s.description and "Press" in s.actions for s in steps)
    assert steps[0].description == "HPT, Familjehemssekreterare"


def test_a_step_is_opened_ticked_and_completed_and_picture_and_list_say_so(in_case: Program) -> None:
    in_case.press("button", part=FIRST + ", ")
    task = in_case.hear(lambda seen: seen.role == "check box")
    assert task.name == "Skicka remiss om behov av kontaktperson till familjehemssekreterare"
    in_case.press("check box", task.name, action="Toggle")
    wait_for(in_case, FIRST, "Pågår")
    in_case.until(lambda: "checked" in in_case.find("check box", task.name).states, "the task is ticked")
    in_case.find("label", part="Detta händer: ”2. Informera socialsekreterare”")
    in_case.press("button", "Markera klart")
    wait_for(in_case, FIRST, "Klart")
    assert state(in_case, SECOND) == "Kan göras nu"
    in_picture = step(in_case, FIRST)
    assert in_picture.name.endswith(", Åsa Exempelek"), "who did it is part of what is said"
    show_tab(in_case, "Steglista")
    in_case.find("list item", in_picture.name)
    in_case.find("list item", f"{SECOND}, Kan göras nu")


def test_a_question_is_answered_with_a_large_choice(in_case: Program) -> None:
    complete(in_case, FIRST)
    complete(in_case, SECOND)
    in_case.press("button", part=f"{QUESTION}, ")
    in_case.find("panel", "Steget", about=QUESTION)
    in_case.press("button", "Spara svaret")
    in_case.find("label", "Välj ett av svaren först.")
    answers = in_case.all("radio button", under=in_case.find("panel", "Steget"))
    assert [a.name for a in answers] == ["Ja, det finns ett förslag", "Nej, avsluta utan kontaktperson"]
    assert all(a.description for a in answers), "the condition is said with the answer"
    in_case.press("radio button", answers[0].name)
    in_case.press("button", "Spara svaret")
    wait_for(in_case, QUESTION, "Klart")
    assert state(in_case, "3. Kontaktperson tilldelas") == "Kan göras nu"


def test_an_early_start_asks_for_a_reason_and_is_marked_in_the_picture(in_case: Program) -> None:
    late = "4. Beslut"
    in_case.press("button", part=f"{late}, ")
    in_case.find("panel", "Steget", about=late)
    in_case.press("button", "Markera klart")
    in_case.hear(lambda seen: seen.name == "Skäl")
    in_case.find("label", "Steget görs före sin tur.")
    in_case.write("Skäl", "Mötet var redan bokat", "text")
    in_case.press("button", "Markera klart")
    wait_for(in_case, late, "Klart")
    said = step(in_case, late)
    assert "Frångår rutinen: Mötet var redan bokat" in said.description
    in_case.find("label", "Frångår rutinen: Mötet var redan bokat")
    in_case.press("button", f"Ångra: {late} blev klart")
    wait_for(in_case, late, "Ej påbörjat")


def step(program: Program, label: str) -> Seen:
    """The step's button in the picture."""
    return program.find("button", part=f"{label}, ")


def state(program: Program, label: str) -> str:
    """What the picture says of a step after its name."""
    return step(program, label).name.removeprefix(f"{label}, ")


def wait_for(program: Program, label: str, said: str) -> None:
    """Wait until a step is said to be in a state."""
    program.until(lambda: state(program, label).startswith(said), f"{label} is {said}")


def show_tab(program: Program, name: str) -> None:
    """Go to one of the tabs of the case."""
    program.choose(program.find("page tab", name))


def complete(program: Program, label: str) -> None:
    """Open a step from the picture and mark it as done."""
    program.press("button", part=f"{label}, ")
    program.find("panel", "Steget", about=label)
    program.press("button", "Markera klart")
    wait_for(program, label, "Klart")
