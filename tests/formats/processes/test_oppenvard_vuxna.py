"""The process of the outpatient unit for adults: what its source says, and what the program makes of it."""

from datetime import date, timedelta

import pytest
from tests.support.definitions import Facts

from familjeflow import resources
from familjeflow.domain import acts
from familjeflow.domain import events as e
from familjeflow.domain.case import Case
from familjeflow.domain.fold import fold
from familjeflow.domain.forms import FieldKind
from familjeflow.domain.limits import Limit, limits
from familjeflow.domain.process import NodeKind, ProcessDefinition, StepContent
from familjeflow.domain.states import StepState, standings
from familjeflow.domain.time_rules import Calendar, Force
from familjeflow.formats import bundle

HEADINGS = (
    "1. Remiss kommer in",
    "2. Ärendefördelning",
    "3. Tid bokas för infomöte",
    "4. Informationsmöte",
    "5. Förbereda uppstartsmöte",
    "5. Uppstartsmöte",
    "6. Administration och journalföring",
    "7. Löpande klientkontakt",
    "8. Uppföljning",
    "10. Avslut",
)
BEFORE_TREATMENT = ("remiss", "arendefordelning", "boka_infomote", "infomote")


@pytest.fixture(scope="module")
def process() -> ProcessDefinition:
    return bundle.read_bundle(bundle.read_folder(resources.path("processes/oppenvard-vuxna")))


def printed_steps(process: ProcessDefinition) -> list[StepContent]:
    """The steps that the source prints; the frame around 6 and 7 is ours."""
    return [process.step(n.id) for n in process.steps if n.kind is not NodeKind.AD_HOC]


def lines_of(content: StepContent) -> set[int]:
    named = (*content.tasks, *content.documents, *content.asks, *content.gates)
    found = {line for part in named for line in part.source.lines} | set(content.source.lines)
    return found | {line for rule in content.limits for line in rule.lines}


def in_treatment(process: ProcessDefinition) -> Facts:
    """A client who said yes at once and whose contact goes on, with a bistånd that lasts to 30 June."""
    facts = Facts()
    facts.open()
    facts.add(*(e.StepCompleted(step, 1) for step in BEFORE_TREATMENT))
    facts.add(e.BranchChosen("fraga_ja", 1, "f_ja"), e.DateRecorded("bistand_tom", date(2026, 6, 30)))
    facts.add(e.StepCompleted("forbereda", 1), e.StepCompleted("uppstartsmote", 1))
    return facts


def folded(process: ProcessDefinition, facts: Facts) -> Case:
    return fold(process, facts.facts)


def state(process: ProcessDefinition, case: Case, step: str) -> StepState:
    return standings(process, case)[step].state


def limit(process: ProcessDefinition, case: Case, name: str) -> Limit | None:
    found = limits(process, case, Calendar())
    return next((li for li in found if f"{li.step}/{li.rule.id}" == name), None)


def shown_tasks(process: ProcessDefinition, case: Case, step: str) -> set[str]:
    return {t.id for t in process.step(step).tasks if case.holds(t.when)}


def test_the_ten_steps_carry_the_headings_of_the_source(process):
    assert tuple(step.label for step in printed_steps(process)) == HEADINGS


def test_two_steps_are_numbered_five_and_none_nine_and_ids_are_no_numbers(process):
    numbers = [step.number for step in printed_steps(process)]
    assert numbers == ["1", "2", "3", "4", "5", "5", "6", "7", "8", "10"]
    assert not [node.id for node in process.steps if any(c.isdigit() for c in node.id)]


def test_every_line_of_the_source_is_shown_on_its_step(process):
    wanted = {
        "remiss": {11, 13, 14, 15},
        "arendefordelning": {19, 21},
        "boka_infomote": {25, 27, 28},
        "infomote": {30, 32, 33, 34, 35, 36, 37, 38},
        "forbereda": {42, 44, 45, 46, 47, 48, 49, 50},
        "uppstartsmote": {54, 56, 57, 58, 59, 60, 61},
        "administration": {65, 67, 68, 69, 70, 71},
        "lopande": {75},
        "uppfoljning": {79, 81, 82, 83, 84, 85, 86, 87, 88},
        "avslut": {92, 94, 95, 96},
    }
    missing = {step: lines - lines_of(process.step(step)) for step, lines in wanted.items()}
    assert not any(missing.values()), missing


def test_what_is_odd_in_the_source_is_said_on_its_step(process):
    said = {step.id: " ".join(step.oddities) for step in process.content.values()}
    assert "två steg är tryckta som 5" in said["uppstartsmote"].lower()
    assert "remittenten" in said["boka_infomote"]
    assert "färg" in process.setting("outlook_farger").explanation
    assert "ingen text" in said["lopande"]
    assert "tavlan" in said["forbereda"].lower()
    assert "schema" in said["avslut"]
    assert "senare" in said["fraga_ja"]


def test_either_role_may_book_the_information_meeting(process):
    booking = next(t for t in process.step("boka_infomote").tasks if t.id == "boka_tid")
    assert {booking.role, *booking.alternatives} == {"a_kontakt", "remittent"}
    assert booking.source.lines == (27, 28)


def test_an_urgent_start_leaves_two_papers_to_come_and_blocks_nothing(process):
    (question,) = process.info.opening
    facts = Facts()
    facts.open()
    facts.add(e.FactRecorded(question.id, True))
    case = folded(process, facts)
    assert shown_tasks(process, case, "remiss") == {"remiss_i_efterhand", "vardplan_i_efterhand"}
    facts.add(*acts.complete(process, case, "remiss"))
    case = folded(process, facts)
    assert state(process, case, "arendefordelning") is StepState.READY
    left = [task.id for _step, task in acts.unregistered(process, case)]
    assert left == ["remiss_i_efterhand", "vardplan_i_efterhand"]
    facts.add(*acts.tick(process, case, "remiss", "vardplan_i_efterhand"))
    case = folded(process, facts)
    assert [task.id for _step, task in acts.unregistered(process, case)] == ["remiss_i_efterhand"]


def test_an_ordinary_start_has_no_papers_to_come(process):
    facts = Facts()
    facts.open()
    assert shown_tasks(process, folded(process, facts), "remiss") == {"i_postfack", "i_mapp"}


def test_new_referrals_are_shared_out_on_the_first_monday(process):
    facts = Facts()
    facts.open()
    facts.wait(1)
    facts.add(e.StepCompleted("remiss", 1))
    meeting = limit(process, folded(process, facts), "arendefordelning/veckomote")
    assert meeting is not None
    assert meeting.rule.weekly == "mon 09:00"
    assert meeting.day == date(2026, 1, 19)


def test_goals_are_written_at_once_or_at_the_start_meeting(process):
    facts = Facts()
    facts.open()
    later = folded(process, facts)
    assert "overgripande_mal" not in shown_tasks(process, later, "infomote")
    assert "overgripande_mal" in shown_tasks(process, later, "uppstartsmote")
    facts.add(e.FactRecorded("ja_direkt", True, "infomote", 1))
    at_once = folded(process, facts)
    assert "overgripande_mal" in shown_tasks(process, at_once, "infomote")
    assert "overgripande_mal" not in shown_tasks(process, at_once, "uppstartsmote")


def test_a_client_who_declines_ends_the_case(process):
    facts = Facts()
    facts.open()
    facts.add(*(e.StepCompleted(step, 1) for step in BEFORE_TREATMENT))
    assert state(process, folded(process, facts), "fraga_ja") is StepState.READY
    facts.add(e.BranchChosen("fraga_ja", 1, "f_nej"))
    case = folded(process, facts)
    assert state(process, case, "forbereda") is StepState.NOT_APPLICABLE
    assert not acts.still_open(process, case)


def test_who_keeps_the_journal_follows_who_is_at_the_meeting(process):
    facts = Facts()
    facts.open()
    writers = {t.id: t.role for t in process.step("infomote").tasks if t.system == "procapita"}
    without = shown_tasks(process, folded(process, facts), "infomote") & writers.keys()
    facts.add(e.FactRecorded("handlaggare_med", True, "infomote", 1))
    present = shown_tasks(process, folded(process, facts), "infomote") & writers.keys()
    assert [writers[task] for task in without] == ["a_kontakt"]
    assert [writers[task] for task in present] == ["ansvarig_handlaggare"]


def test_steps_six_and_seven_recur_in_any_order(process):
    facts = in_treatment(process)
    case = folded(process, facts)
    assert {state(process, case, s) for s in ("administration", "lopande")} == {StepState.READY}
    facts.add(e.StepCompleted("administration", 1), e.StepCompleted("administration", 2))
    case = folded(process, facts)
    assert len(case.rounds("administration")) == 2
    assert not any(r.deviates for r in case.rounds("administration"))
    assert state(process, case, "lopande") is StepState.READY


def test_the_weekly_time_is_reminded_of_only_when_the_client_has_one(process):
    facts = in_treatment(process)
    assert limit(process, folded(process, facts), "lopande/fast_tid") is None
    facts.add(e.FactRecorded("fast_tid_tagen", True, "infomote", 1))
    weekly = limit(process, folded(process, facts), "lopande/fast_tid")
    assert weekly is not None
    assert weekly.day == facts.day + timedelta(days=7)
    assert weekly.rule.unstated


def test_closing_is_proposed_when_no_follow_up_is_held_in_time(process):
    facts = in_treatment(process)
    follow_up = limit(process, folded(process, facts), "uppfoljning/fore_bistand_ut")
    assert follow_up is not None
    assert (follow_up.day, follow_up.open) == (date(2026, 6, 30), True)
    assert follow_up.rule.proposes_close
    assert follow_up.rule.force is Force.LATEST


def test_after_a_follow_up_the_next_one_is_due_before_the_new_date(process):
    facts = in_treatment(process)
    facts.add(e.StepCompleted("behandlingstid", 1), e.DateRecorded("bistand_tom", date(2026, 12, 31)))
    facts.add(e.StepCompleted("uppfoljning", 1), e.BranchChosen("fraga_fortsatt", 1, "f_fortsatter"))
    following = limit(process, folded(process, facts), "behandlingstid/nasta_uppfoljning")
    assert following is not None
    assert (following.day, following.open) == (date(2026, 12, 31), True)


def test_the_referrer_writes_the_new_date_when_the_plan_is_unchanged(process):
    facts = in_treatment(process)
    facts.add(e.StepCompleted("behandlingstid", 1), e.FactRecorded("plan_oforandrad", True, "uppfoljning", 1))
    unchanged = shown_tasks(process, folded(process, facts), "uppfoljning")
    assert "nytt_datum" in unchanged
    assert "uppdatera_plan" not in unchanged
    task = next(t for t in process.step("uppfoljning").tasks if t.id == "nytt_datum")
    assert task.role == "remittent"
    facts.add(e.StepCompleted("uppfoljning", 1), e.BranchChosen("fraga_fortsatt", 1, "f_fortsatter"))
    facts.add(e.StepCompleted("behandlingstid", 2))
    assert "uppdatera_plan" in shown_tasks(process, folded(process, facts), "uppfoljning")


def test_a_changed_plan_leaves_the_new_date_to_be_agreed(process):
    task = next(t for t in process.step("uppfoljning").tasks if t.id == "nytt_datum_andrad_plan")
    assert task.optional
    assert "Källan anger inte" in task.explanation


def test_the_lists_opened_and_closed_are_those_of_the_source(process):
    def wanted(step: str) -> set[str | None]:
        return {t.system for t in process.step(step).tasks if t.system and not t.optional}

    opened, closed = wanted("forbereda"), wanted("avslut")
    assert opened == {"hangmapp", "klientlistan", "tavlan", "matpunkter", "pappersakt"}
    assert closed == {"schema", "klientlistan", "hangmapp", "matpunkter"}
    extra = {t.system for t in process.step("avslut").tasks if t.optional}
    assert extra == opened - closed


def test_sub_goals_carry_the_day_they_were_added(process):
    goals = next(f for f in process.forms["genomforandeplan"].fields if f.kind is FieldKind.LIST)
    parts = next(f for f in goals.fields if f.kind is FieldKind.LIST)
    added = next(f for f in parts.fields if f.key == "delmal_tillkom")
    assert (added.kind, added.required) == (FieldKind.DATE, True)
    assert "delmal_uppfyllt" in {f.key for f in parts.fields}


def test_the_interpreter_firms_are_marked_as_old(process):
    firms = process.info.directory
    assert [firm.source.lines for firm in firms] == [(48,), (49,), (50,)]
    assert all("2010-talet" in firm.details for firm in firms)


def test_every_form_is_used_by_a_step(process):
    used = {d.form for content in process.content.values() for d in content.documents}
    assert used == set(process.forms)


def test_the_picture_is_readable_beside_the_panel(process):
    lanes = [process.drawing.shapes[lane.id] for lane in process.graph.lanes]
    assert max(lane.width for lane in lanes) <= 770
