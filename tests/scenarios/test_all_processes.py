"""Every process that travels with the program has its whole cases here."""

from pathlib import Path

import pytest
from tests.support.house import House

from familjeflow.services import cases, processes, steps

FIVE = (
    "beslut-till-verkstallighet",
    "familjebehandlare",
    "hela-familjen",
    "kontaktperson",
    "oppenvard-vuxna",
)


def test_all_five_travel_with_the_program_and_have_scenarios() -> None:
    assert [d.info.id for d in sorted(processes.shipped(), key=lambda d: d.info.id)] == list(FIVE)
    written = {path.stem for path in Path(__file__).parent.glob("test_*.py")}
    assert {f"test_{name.replace('-', '_')}" for name in FIVE} <= written


@pytest.mark.parametrize("process", FIVE)
def test_a_case_that_is_skipped_all_the_way_is_never_done(home: House, process: str) -> None:
    home.open(process)
    for _step in range(40):
        todo = [s for s in home.view.steps if s.state in ("ready", "active")]
        if not todo:
            break
        step = min(todo, key=lambda s: (len(s.rounds), s.kind != "task"))
        if step.question is not None:
            steps.answer(home.desk, home.case_id, step.id, step.question.answers[-1].flow)
        else:
            steps.skip(home.desk, home.case_id, step.id, "Behövs inte i det här ärendet")
    words = {s.word for s in home.view.steps if s.question is None and s.kind == "task"}
    assert words <= {"Överhoppat", "Ej aktuellt"}
    assert "Överhoppat" in words
    assert home.owed() == []
    cases.close_case(home.desk, home.case_id, "Ärendet öppnades av misstag")
    home.reopen()
    assert home.view.closed_on is not None
    assert all(s.deviates for s in home.view.steps if s.word == "Överhoppat")
