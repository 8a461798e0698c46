"""From decision to execution for adults: what its source says, and what becomes of a case."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from tests.support.definitions import FIRST_DAY, Facts

from familjeflow import resources
from familjeflow.domain import acts, flow
from familjeflow.domain import events as e
from familjeflow.domain.case import Case
from familjeflow.domain.fold import fold
from familjeflow.domain.forms import FieldKind, FormField
from familjeflow.domain.limits import Limit, limits
from familjeflow.domain.process import NodeKind, ProcessDefinition
from familjeflow.domain.states import StepState, standings
from familjeflow.domain.time_rules import Calendar, Force
from familjeflow.formats import bundle

LISTS = {
    "Socialsekreterare": [
        "beslut",
        "kontakta_chef",
        "starta_uppdrag",
        "behandlaren_hor_av_sig",
        "skicka_vardplan",
        "boka_mote",
        "uppfoljning",
        "andrat_behov",
        "avslutningssamtal",
    ],
    "Enhetschef": ["tilldela_arende", "forsta_information", "meddela"],
    "Behandlare/kurator": [
        "bli_tilldelad",
        "kontakt_och_bokning",
        "las_vardplan",
        "inled_behandling",
        "genomforandeplan",
        "delta_uppfoljning",
        "andrad_behandling",
        "delta_avslut",
    ],
}
FIRST_LINE = {"Socialsekreterare": 22, "Enhetschef": 35, "Behandlare/kurator": 39}
FRAMES = ["under_insatsen", "under_behandlingen"]
BEFORE_TREATMENT = [
    "beslut",
    "kontakta_chef",
    "tilldela_arende",
    "forsta_information",
    "meddela",
    "starta_uppdrag",
    "bli_tilldelad",
    "behandlaren_hor_av_sig",
    "skicka_vardplan",
    "kontakt_och_bokning",
    "boka_mote",
    "las_vardplan",
    "inledande_mote",
]


@pytest.fixture(scope="module")
def process() -> ProcessDefinition:
    return bundle.read_bundle(bundle.read_folder(resources.path("processes/beslut-till-verkstallighet")))


class Desk:
    """One desk where every role's acts are recorded."""

    def __init__(self, process: ProcessDefinition) -> None:
        self.process = process
        self.facts = Facts()
        self.facts.open()

    @property
    def case(self) -> Case:
        return fold(self.process, self.facts.facts)

    def complete(self, *steps: str) -> None:
        for step in steps:
            self.facts.add(*acts.complete(self.process, self.case, step))

    def state(self, step: str) -> StepState:
        return standings(self.process, self.case)[step].state

    def limit(self, step: str) -> Limit:
        return next(found for found in limits(self.process, self.case, Calendar()) if found.step == step)

    def shown(self, step: str) -> list[str]:
        return [t.id for t in self.process.step(step).tasks if self.case.holds(t.when)]


@pytest.fixture
def desk(process: ProcessDefinition) -> Desk:
    return Desk(process)


def test_each_role_has_its_own_numbered_list(process):
    lanes = {lane.id: lane.name for lane in process.graph.lanes}
    for role, steps in LISTS.items():
        assert [process.step(s).number for s in steps] == [str(n) for n in range(1, len(steps) + 1)]
        assert {lanes[process.graph.node[s].lane or ""] for s in steps} == {role}
    assert sum(len(steps) for steps in LISTS.values()) == 20


def test_every_number_is_printed_in_the_label_and_none_is_an_id(process):
    for step in (s for steps in LISTS.values() for s in steps):
        content = process.step(step)
        assert content.label.startswith(f"{content.number}. ")
        assert not re.search(r"\d", step)


def test_each_step_shows_the_line_of_its_item(process):
    for role, steps in LISTS.items():
        for line, step in enumerate(steps, FIRST_LINE[role]):
            content = process.step(step)
            assert content.source.lines == (line,)
            assert all(line in task.source.lines for task in content.tasks)


def test_beside_the_lists_stand_the_first_meeting_and_two_frames_of_free_order(process):
    listed = {s for steps in LISTS.values() for s in steps}
    others = [n.id for n in process.steps if n.id not in listed]
    assert sorted(others) == sorted(["inledande_mote", *FRAMES])
    assert process.step("inledande_mote").number == ""
    assert all(process.graph.node[f].kind is NodeKind.AD_HOC for f in FRAMES)
    assert len(process.steps) == 23
    assert not process.questions


def test_acts_that_stand_in_two_lists_are_joined_both_ways(process):
    shared = {step: process.step(step).shared for step in process.content if process.step(step).shared}
    assert shared == {
        "behandlaren_hor_av_sig": ("kontakt_och_bokning/ta_kontakt",),
        "boka_mote": ("kontakt_och_bokning/boka",),
        "kontakt_och_bokning": ("behandlaren_hor_av_sig", "boka_mote"),
        "uppfoljning": ("delta_uppfoljning",),
        "delta_uppfoljning": ("uppfoljning",),
        "avslutningssamtal": ("delta_avslut",),
        "delta_avslut": ("avslutningssamtal",),
    }


def test_three_steps_are_also_registered_outside(process):
    ticked = [(c.id, t.system) for c in process.content.values() for t in c.tasks if t.system]
    steps = ["beslut", "starta_uppdrag", "skicka_vardplan"]
    assert ticked == [(step, "procapita") for step in steps]


def test_the_head_says_what_the_source_says_of_itself(process):
    assert {"Dokumenttyp", "Dokumentet gäller för", "Dokumentansvarig", "Dokumentet beslutat av"} <= dict(
        process.info.facts_of_source
    ).keys()
    assert dict(process.info.facts_of_source)["Version"] == "1"
    assert {d.text: d.day for d in process.info.dates} == {
        "Senast reviderad": date(2016, 6, 7),
        "Senast ändrad": date(2018, 11, 12),
        "Giltighetstid": date(2019, 6, 2),
    }
    assert process.info.review_passed(date(2026, 1, 1)) == date(2019, 6, 2)


def test_what_is_odd_in_the_source_is_told_where_it_stands(process):
    assert "rad 37" in " ".join(process.step("meddela").oddities)
    assert "rad 18" in " ".join(process.step("inledande_mote").oddities)
    assert any("rad 18" in note for note in process.info.notes)


def test_the_assignment_waits_for_the_manager(desk):
    desk.complete("beslut", "kontakta_chef")
    assert desk.state("starta_uppdrag") is StepState.WAITING
    assert standings(desk.process, desk.case)["starta_uppdrag"].waiting_for == ("meddela",)
    desk.complete("tilldela_arende", "forsta_information", "meddela")
    assert desk.state("starta_uppdrag") is StepState.READY


def test_reading_the_plan_waits_until_it_is_sent_and_treatment_for_the_meeting(desk):
    desk.complete(*BEFORE_TREATMENT[:8], "kontakt_och_bokning")
    assert desk.state("las_vardplan") is StepState.WAITING
    desk.complete("skicka_vardplan", "las_vardplan")
    assert desk.state("inled_behandling") is StepState.WAITING
    desk.complete("boka_mote", "inledande_mote")
    assert desk.state("inled_behandling") is StepState.READY


def test_several_therapists_get_one_more_task(desk):
    assert desk.shown("bli_tilldelad") == ["ta_emot"]
    desk.facts.add(*acts.record(desk.process, desk.case, "tilldela_arende", "flera_behandlare", "yes"))
    assert desk.shown("bli_tilldelad") == ["ta_emot", "stam_av"]


def test_the_plan_is_due_three_weeks_after_the_treatment_began(desk):
    desk.complete(*BEFORE_TREATMENT)
    desk.facts.wait(10)
    desk.complete("inled_behandling")
    limit = desk.limit("genomforandeplan")
    assert (limit.day, limit.rule.force) == (FIRST_DAY + timedelta(days=31), Force.LATEST)
    assert limit.rule.unstated


def test_a_recorded_first_day_of_treatment_counts_before_the_day_of_the_tick(desk):
    desk.complete(*BEFORE_TREATMENT, "inled_behandling")
    desk.facts.add(
        *acts.record(desk.process, desk.case, "inled_behandling", "behandlingsstart", "2026-02-02")
    )
    assert desk.limit("genomforandeplan").day == date(2026, 2, 23)
    assert desk.limit("uppfoljning").day == date(2026, 5, 2)


def test_the_organisation_may_count_the_three_weeks_from_the_meeting(desk):
    desk.complete(*BEFORE_TREATMENT)
    desk.facts.wait(10)
    desk.complete("inled_behandling")
    desk.facts.add(e.SettingChosen("genomforandeplan_fran", "inledande_mote"))
    assert desk.limit("genomforandeplan").day == FIRST_DAY + timedelta(days=21)


def test_follow_ups_come_at_least_every_third_month_and_any_number_of_times(desk):
    desk.complete(*BEFORE_TREATMENT, "inled_behandling")
    assert desk.limit("uppfoljning").day == date(2026, 4, 12)
    for number, due in ((1, date(2026, 5, 13)), (2, date(2026, 6, 13)), (3, date(2026, 7, 13))):
        desk.facts.day = date(2026, 1 + number, 13)
        desk.complete("uppfoljning")
        assert desk.limit("uppfoljning").day == due
        assert desk.state("uppfoljning") is StepState.READY
    assert len(desk.case.rounds("uppfoljning")) == 3


def test_changes_may_be_made_any_number_of_times_without_a_reason(desk):
    desk.complete(*BEFORE_TREATMENT, "inled_behandling", "genomforandeplan")
    desk.complete("andrat_behov", "andrad_behandling", "andrat_behov", "andrad_behandling")
    rounds = [r for step in ("andrat_behov", "andrad_behandling") for r in desk.case.rounds(step)]
    assert len(rounds) == 4
    assert not any(r.deviates for r in rounds)


def test_a_change_is_told_to_two(process):
    for step in ("andrat_behov", "andrad_behandling"):
        assert sum(t.text.startswith("Kommunicera") for t in process.step(step).tasks) == 2


def test_all_twenty_tasks_can_be_walked_to_a_closed_case_on_one_desk(desk):
    desk.complete(*BEFORE_TREATMENT, "inled_behandling", "genomforandeplan")
    desk.complete("uppfoljning", "delta_uppfoljning", "andrat_behov", "andrad_behandling")
    desk.complete("under_insatsen", "under_behandlingen", "avslutningssamtal", "delta_avslut")
    for step, task in acts.unregistered(desk.process, desk.case):
        desk.facts.add(*acts.tick(desk.process, desk.case, step, task.id))
    assert acts.still_open(desk.process, desk.case) == ()
    desk.facts.add(*acts.close(desk.process, desk.case, ""))
    assert desk.case.closed is not None
    for step in (s for steps in LISTS.values() for s in steps):
        assert desk.state(step) is StepState.DONE
        assert not any(r.deviates for r in desk.case.rounds(step))


def test_frames_end_only_by_a_persons_act(desk):
    desk.complete(*BEFORE_TREATMENT, "uppfoljning", "andrat_behov")
    assert flow.is_free(desk.process.graph, desk.case.marking, "uppfoljning")
    assert desk.state("avslutningssamtal") is StepState.NOT_STARTED
    desk.complete("under_insatsen")
    assert desk.state("avslutningssamtal") is StepState.READY
    assert not desk.limit("uppfoljning").open


def _fields(fields: tuple[FormField, ...]) -> Iterator[FormField]:
    for field in fields:
        yield field
        yield from _fields(field.fields)


def test_the_treatment_plan_holds_goals_with_sub_goals(process):
    fields = {f.key: f for f in _fields(process.forms["genomforandeplan"].fields)}
    goals = {f.key: f for f in fields["mal"].fields}
    assert goals["delmal"].kind is FieldKind.LIST
    for level in (goals, {f.key: f for f in goals["delmal"].fields}):
        assert (level["tillkom"].kind, level["uppfyllt"].kind) == (FieldKind.DATE, FieldKind.RADIO)
    activity = {f.key for f in fields["aktiviteter"].fields}
    assert activity == {"aktivitet", "aktivitet_mal", "ansvarig", "nar_och_hur"}
    assert {"mal_enligt_beslut", "samverkan", "foljs_upp_hur"} <= fields.keys()


def test_the_decision_sets_its_day_and_names_its_law(process):
    fields = {f.key: f for f in _fields(process.forms["beslut"].fields)}
    assert fields["beslutsdatum"].case_date == "beslutsdag"
    assert fields["lagrum"].options_from == "lagrum"
    assert fields["motivering"].required


def test_the_picture_is_readable_beside_the_panel(process):
    lanes = [process.drawing.shapes[lane.id] for lane in process.graph.lanes]
    assert max(lane.width for lane in lanes) <= 770


def test_no_flow_crosses_another(process):
    pieces = [(line, *ends) for line, points in process.drawing.edges.items() for ends in pairwise(points)]
    assert all(a[0] == b[0] or a[1] == b[1] for _, a, b in pieces)
    flat = [(line, a, b) for line, a, b in pieces if a[1] == b[1]]
    upright = [(line, a, b) for line, a, b in pieces if a[0] == b[0]]
    crossings = [
        (one, other)
        for one, a, b in flat
        for other, c, d in upright
        if one != other
        and min(a[0], b[0]) < c[0] < max(a[0], b[0])
        and min(c[1], d[1]) < a[1] < max(c[1], d[1])
    ]
    assert crossings == []
