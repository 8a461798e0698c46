"""The family therapist's process: what its source says, and what the program makes of it."""

from datetime import date
from itertools import product

import pytest
from tests.support.definitions import Facts

from familjeflow import resources
from familjeflow.domain import acts
from familjeflow.domain import events as e
from familjeflow.domain.case import Case
from familjeflow.domain.errors import DomainError
from familjeflow.domain.fold import fold
from familjeflow.domain.forms import FieldKind, FormField
from familjeflow.domain.limits import Limit, limits
from familjeflow.domain.process import DocumentKind, NodeKind, ProcessDefinition, StepContent
from familjeflow.domain.proposals import PROPOSALS
from familjeflow.domain.states import StepState, standings
from familjeflow.domain.time_rules import Calendar
from familjeflow.formats import bundle

HEADINGS = (
    "1. Aktualisering",
    "2. Vårdplan och planeringsmöte",
    "3. Kontinuerlig kontakt",
    "4. Uppföljning",
    "5. Förlängning av insats",
    "6. Avslut av insats",
)
TO_CONTACT = ("aktualisering", "fordelning", "planering", "traffar", "beslut", "verkstallighet")
START = date(2026, 2, 2)


@pytest.fixture(scope="module")
def process() -> ProcessDefinition:
    return bundle.read_bundle(bundle.read_folder(resources.path("processes/familjebehandlare")))


def lines_of(content: StepContent) -> set[int]:
    parts = [*content.tasks, *content.documents, *content.asks, *content.gates]
    if content.question is not None:
        parts += [*content.question.answers, *content.question.asks]
    found = {line for part in parts for line in part.source.lines} | set(content.source.lines)
    return found | {line for rule in content.limits for line in rule.lines}


def folded(process: ProcessDefinition, facts: Facts) -> Case:
    return fold(process, facts.facts)


def state(process: ProcessDefinition, case: Case, step: str) -> StepState:
    return standings(process, case)[step].state


def limit(process: ProcessDefinition, case: Case, name: str) -> Limit | None:
    found = limits(process, case, Calendar())
    return next((li for li in found if f"{li.step}/{li.rule.id}" == name), None)


def opened() -> Facts:
    facts = Facts()
    facts.open()
    return facts


def in_contact() -> Facts:
    """A client whose intervention began on 2 February, with a bistånd that lasts out the year."""
    facts = opened()
    facts.add(e.TaskTicked("planering", 1, "hall_mote", "done"))
    facts.add(*(e.StepCompleted(step, 1) for step in TO_CONTACT))
    facts.add(e.DateRecorded("uppstart_dag", START), e.DateRecorded("bistand_from", date(2026, 1, 19)))
    facts.add(e.DateRecorded("bistand_tom", date(2026, 12, 31)))
    return facts


def asked_to_extend() -> Facts:
    """The same client after a first follow-up on 5 May."""
    facts = in_contact()
    facts.day = date(2026, 5, 5)
    facts.add(e.StepCompleted("kontakt", 1), e.TaskTicked("uppfoljning", 1, "hall_mote", "done"))
    facts.add(e.StepCompleted("uppfoljning", 1))
    return facts


def test_the_six_steps_carry_the_headings_of_the_source_and_no_id_is_a_number(process):
    printed = [process.step(n.id).label for n in process.steps if process.step(n.id).label[0].isdigit()]
    assert tuple(printed) == HEADINGS
    assert not [node.id for node in process.graph.nodes if any(c.isdigit() for c in node.id)]


def test_the_two_procedures_lie_inside_their_steps(process):
    inside = {n.id: n.parent for n in process.steps if n.parent}
    assert inside["forlangning_bistand"] == "forlangning"
    assert inside["avsluta_bistand"] == "avslut"
    assert process.graph.node["forlangning"].kind is NodeKind.SUBPROCESS
    assert process.step("forlangning_bistand").label == "Vid förlängning av bistånd"
    assert process.step("avsluta_bistand").label == "Avsluta bistånd"


def test_every_line_of_the_source_is_shown_on_its_step(process):
    wanted = {
        "aktualisering": {14, 16, 17, 19, 20},
        "fordelning": {18},
        "planering": {24, 26, 27},
        "traffar": {28},
        "beslut": {29, 30, 31, 32},
        "verkstallighet": {33, 34, 35},
        "kontakt": {39, 41},
        "uppfoljning": {45, 47, 48, 49},
        "fraga_forlangas": {55, 69},
        "forlangning": {53, 55},
        "forlangning_bistand": {56, 57, 58, 59, 60, 61, 62, 63},
        "avslut": {67, 69},
        "avslutande_uppfoljning": {70},
        "avsluta_bistand": {71, 72, 73, 74, 75, 76},
    }
    missing = {step: lines - lines_of(process.step(step)) for step, lines in wanted.items()}
    assert not any(missing.values()), missing


def test_exactly_the_five_marked_sentences_are_to_be_documented(process):
    marked = [t.source.lines[-1] for c in process.content.values() for t in c.tasks if t.documented]
    assert marked == [26, 27, 41, 49, 63]


def test_what_is_odd_in_the_source_is_said_on_its_step(process):
    said = {step.id: " ".join(step.oddities) for step in process.content.values()}
    assert "uppstartsmöte" in said["planering"]
    assert "planeringsmöte" in said["verkstallighet"]
    assert "2025-07-01" in said["beslut"]
    assert "inställning" in said["uppfoljning"]
    assert "två gånger" in said["forlangning"]
    assert "en annan ruta" in said["avsluta_bistand"]


def test_the_way_round_the_save_button_is_never_a_task(process):
    told = [t.text + t.explanation for c in process.content.values() for t in c.tasks]
    assert not [text for text in told if "annan ruta" in text or "prel. tom" in text]


def test_what_the_source_links_to_is_a_place_for_the_organisations_own_file(process):
    linked = [d for d in process.step("aktualisering").documents if d.kind is DocumentKind.REFERENCE]
    assert [d.source.lines for d in linked] == [(19,), (20,), (20,)]


def test_the_case_may_be_discussed_on_the_next_monday_afternoon(process):
    facts = opened()
    assert limit(process, folded(process, facts), "aktualisering/mandagstid") is None
    facts.add(e.FactRecorded("vill_diskutera", True), e.DateRecorded("diskussion_dag", date(2026, 1, 14)))
    slot = limit(process, folded(process, facts), "aktualisering/mandagstid")
    assert slot is not None
    assert (slot.rule.weekly, slot.day) == ("mon 14:00-15:00", date(2026, 1, 19))


def test_the_decision_is_carried_out_after_the_start_meeting_or_with_a_reason(process):
    case = folded(process, opened())
    with pytest.raises(DomainError) as refused:
        acts.tick(process, case, "verkstallighet", "verkstall")
    assert refused.value.code == "reason_needed"
    assert acts.tick(process, case, "verkstallighet", "verkstall", reason="Mötet hölls av en kollega")
    assert acts.tick(process, folded(process, in_contact()), "verkstallighet", "verkstall")


def test_the_old_legal_ground_can_be_chosen_and_says_how_long(process):
    (kind,) = [f for f in _fields(process, "beslut") if f.key == "beslutstyp"]
    assert any("4 kap. 1 § SoL" in o.label and "2025-06-30" in o.label for o in kind.options)
    assert any(f.options_from == "lagrum" for f in _fields(process, "beslut"))


def test_the_carrying_out_takes_its_day_from_the_start_meeting(process):
    fields = {f.key: f for f in _fields(process, "verkstallighet")}
    assert fields["datum"].prefill == "date.uppstart_dag"
    assert fields["insats"].default == "ÖV öppna ins SoL egen b"


@pytest.mark.parametrize(
    ("choice", "days"),
    [
        ("senaste", [date(2026, 5, 2), date(2026, 11, 5)]),
        ("start", [date(2026, 5, 2), date(2026, 11, 2)]),
        ("bistand", [date(2026, 4, 19), date(2026, 10, 19)]),
    ],
)
def test_follow_up_after_three_months_and_then_every_six(process, choice, days):
    facts = in_contact()
    facts.add(e.SettingChosen("uppfoljning_fran", choice))
    first = limit(process, folded(process, facts), "uppfoljning/uppfoljningsmote")
    facts.day = date(2026, 5, 5)
    facts.add(e.StepCompleted("kontakt", 1), e.TaskTicked("uppfoljning", 1, "hall_mote", "done"))
    second = limit(process, folded(process, facts), "uppfoljning/uppfoljningsmote")
    assert [li.day for li in (first, second) if li] == days
    assert second is not None
    assert second.rule.unstated


def test_exactly_one_of_the_eight_combinations_extends(process):
    question = process.step("fraga_forlangas").question
    assert question is not None
    assert [a.flow for a in question.answers] == ["f_forlang", "f_avsluta"]
    assert [a.per for a in question.asks] == [None, "guardian", None]
    rule = PROPOSALS[question.proposal or ""]
    answers = product(("ja", "nej"), repeat=3)
    proposed = [rule([[goals], [consent], [need]]) for goals, consent, need in answers]
    assert [p.answer for p in proposed if p].count(0) == 1
    assert [p.answer for p in proposed if p].count(1) == 7
    partly = rule([["delvis"], ["ja", "ja"], ["ja"]])
    assert partly is not None
    assert partly.answer == 0


def test_no_second_investigation_is_begun_while_one_is_running(process):
    facts = asked_to_extend()
    facts.add(e.BranchChosen("fraga_forlangas", 1, "f_forlang"))
    begin = next(t for t in process.step("forlangning_bistand").tasks if t.id == "inled_utredning")
    assert folded(process, facts).holds(begin.when)
    facts.add(e.FactRecorded("utredning_pagar", True, "forlangning_bistand", 1))
    case = folded(process, facts)
    assert not case.holds(begin.when)
    assert acts.shut_gates(process, case, "forlangning_bistand", "inled_utredning")


def test_an_extension_leads_back_to_the_contact_and_keeps_the_old_intervention(process):
    facts = asked_to_extend()
    facts.add(e.BranchChosen("fraga_forlangas", 1, "f_forlang"))
    case = folded(process, facts)
    assert state(process, case, "forlangning_bistand") is StepState.READY
    assert acts.shut_gates(process, case, "forlangning_bistand", "avsluta_utredning")
    for task in ("skriv_underlag", "fatta_beslut", "koppla", "nytt_prel_tom"):
        facts.add(*acts.tick(process, folded(process, facts), "forlangning_bistand", task))
    case = folded(process, facts)
    assert not acts.shut_gates(process, case, "forlangning_bistand", "avsluta_utredning")
    facts.add(*acts.complete(process, case, "forlangning_bistand"))
    case = folded(process, facts)
    assert (state(process, case, "kontakt"), case.round_number("kontakt")) == (StepState.READY, 2)
    following = limit(process, case, "kontakt/nasta_mote")
    assert following is not None
    assert following.day == date(2026, 11, 5)


def test_a_second_extension_starts_from_nothing_done(process):
    facts = asked_to_extend()
    facts.add(e.BranchChosen("fraga_forlangas", 1, "f_forlang"))
    facts.add(e.TaskTicked("forlangning_bistand", 1, "skriv_underlag", "done"))
    facts.add(e.StepCompleted("forlangning_bistand", 1), e.StepCompleted("kontakt", 2))
    facts.add(e.StepCompleted("uppfoljning", 2), e.BranchChosen("fraga_forlangas", 2, "f_forlang"))
    case = folded(process, facts)
    with pytest.raises(DomainError):
        acts.tick(process, case, "forlangning_bistand", "fatta_beslut")


def test_the_resource_is_closed_before_the_intervention(process):
    facts = asked_to_extend()
    facts.add(e.BranchChosen("fraga_forlangas", 1, "f_avsluta"))
    facts.add(e.StepCompleted("avslutande_uppfoljning", 1))
    (gate,) = acts.shut_gates(process, folded(process, facts), "avsluta_bistand", "stang_insats")
    assert gate.legacy_text == "det finns pågående resurstilldelningar"
    assert gate.fix == "avsluta_bistand/stang_resurs"
    facts.add(*acts.tick(process, folded(process, facts), "avsluta_bistand", "stang_resurs"))
    assert acts.tick(process, folded(process, facts), "avsluta_bistand", "stang_insats")


def test_one_follow_up_form_serves_two_roles_and_both_steps(process):
    used = {step.id: {d.form for d in step.documents} for step in process.content.values()}
    places = {step for step, forms in used.items() if "uppfoljningsdokument" in forms}
    assert places == {"uppfoljning", "avslutande_uppfoljning"}
    roles = {f.role for f in _fields(process, "uppfoljningsdokument") if f.role}
    assert roles == {"familjebehandlare", "socialsekreterare"}
    case = folded(process, asked_to_extend())
    assert acts.shut_gates(process, case, "avslutande_uppfoljning", "complete")


def test_sub_goals_carry_the_day_they_were_added_and_whether_they_are_met(process):
    goals = next(f for f in process.forms["genomforandeplan"].fields if f.key == "mal")
    parts = next(f for f in goals.fields if f.kind is FieldKind.LIST)
    assert {f.key for f in parts.fields} >= {"delmal", "tillkom", "uppfyllt"}


def test_no_name_of_a_person_stands_at_the_head(process):
    assert dict(process.info.facts_of_source) == {"Typ av dokument": "Processbeskrivning"}


def test_the_dates_of_the_description_are_known_and_passed(process):
    assert [d.day for d in process.info.dates] == [date(2015, 6, 11), date(2016, 6, 11)]
    assert process.info.review_passed(START) == date(2016, 6, 11)


def test_every_form_is_used_by_a_step(process):
    used = {d.form for content in process.content.values() for d in content.documents if d.form}
    assert used == set(process.forms)


def test_the_picture_is_readable_beside_the_panel(process):
    lanes = [process.drawing.shapes[lane.id] for lane in process.graph.lanes]
    assert max(lane.width for lane in lanes) <= 770


def _fields(process: ProcessDefinition, form: str) -> list[FormField]:
    """All the fields of a form that can be answered, those in groups among them."""

    def below(fields: tuple[FormField, ...]) -> list[FormField]:
        return [g for f in fields for g in (below(f.fields) if f.kind is FieldKind.GROUP else [f])]

    return below(process.forms[form].fields)
