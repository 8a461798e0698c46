"""A case as it stood on an earlier day, and who may have something to do in a step."""

from datetime import date

from tests.support.definitions import process
from tests.support.house import House

from familjeflow.domain.process import RoleTask, StepContent
from familjeflow.services import case_views, steps, undoing


def test_what_was_taken_back_later_is_not_shown_as_done_on_the_day_before(home: House) -> None:
    home.open("kontaktperson")
    mistake = steps.complete(home.desk, home.case_id, "remiss").event_ids[0]
    home.go("2026-01-20")
    undoing.undo(home.desk, home.case_id, mistake)
    home.reopen()
    then = case_views.case_view(home.desk, home.case_id, as_of=date(2026, 1, 15))
    assert then.step("remiss").word == "Kan göras nu"


def test_a_task_that_the_source_gives_to_either_role_is_both_roles() -> None:
    task = RoleTask("ring", "hpt", "Ring", alternatives=("chef",))
    content = [StepContent("ett", "Ett", roles=("soc",), tasks=(task,))]
    assert steps.roles_of(process("(start > ett > )slut", content=content), "ett") == ("soc", "hpt", "chef")
