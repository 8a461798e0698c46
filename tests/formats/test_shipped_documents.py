"""The documents of the five processes: that they exist, and hold the points that the rules ask for."""

from collections.abc import Iterator

import pytest

from familjeflow import resources
from familjeflow.domain.forms import (
    FormDefinition,
    FormField,
    JsonValue,
    dates_set,
    problems,
    shown_answers,
)
from familjeflow.domain.process import ProcessDefinition, StepDocument
from familjeflow.formats.bundle import read_bundle, read_folder

DOCUMENTS = {
    "oppenvard-vuxna": (
        "remiss infomote uppstartsmote situationskartlaggning natverkskarta samtycke vardplan "
        "genomforandeplan journalanteckning kallelse uppfoljningsmote"
    ),
    "familjebehandlare": (
        "remiss vardplan planeringsmote beslut verkstallighet resurstilldelning uppfoljningsdokument "
        "aktanteckning beslutsunderlag genomforandeplan beslut_forlangning"
    ),
    "beslut-till-verkstallighet": "beslut uppdrag vardplan genomforandeplan avslutningssamtal",
    "hela-familjen": (
        "checklista kallelse kartlaggning samtycke sammanfattning gemensam_planering genomforandeplan "
        "telefonuppfoljning"
    ),
    "kontaktperson": "remiss uppdrag beslut planeringsmote handledning avslutsmote samtycke",
}
PLANS = ("oppenvard-vuxna", "familjebehandlare", "beslut-till-verkstallighet", "hela-familjen")
DECISIONS = (
    ("familjebehandlare", "beslut"),
    ("familjebehandlare", "beslut_forlangning"),
    ("beslut-till-verkstallighet", "beslut"),
    ("kontaktperson", "beslut"),
)
PERIOD = ("fran_och_med", "till_och_med")


def process(name: str) -> ProcessDefinition:
    return read_bundle(read_folder(resources.path("processes") / name))


def form(name: str, form_id: str) -> FormDefinition:
    return process(name).forms[form_id]


def documents(name: str) -> dict[str, StepDocument]:
    read = process(name)
    return {d.form: d for node in read.graph.nodes for d in read.step(node.id).documents if d.form}


def every_field(fields: tuple[FormField, ...]) -> Iterator[FormField]:
    for field in fields:
        yield field
        yield from every_field(field.fields)


def field(definition: FormDefinition, key: str) -> FormField:
    return next(f for f in every_field(definition.fields) if f.key == key)


def keys(definition: FormDefinition) -> set[str]:
    return {f.key for f in every_field(definition.fields)}


def missing(definition: FormDefinition, answers: dict[str, JsonValue]) -> set[object]:
    return {problem.path[0] for problem in problems(definition, answers) if problem.code == "required"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_of_a_process_can_be_filled_in(name: str) -> None:
    assert set(DOCUMENTS[name].split()) <= documents(name).keys()


@pytest.mark.parametrize("name", PLANS)
def test_a_genomforandeplan_has_the_points_of_the_regulations(name: str) -> None:
    """HSLF-FS 2016:89: the goal of the decision, activities and their goals, who, when and how, with whom."""
    plan = form(name, "genomforandeplan")
    goal = next(f for f in every_field(plan.fields) if f.key in ("mal_enligt_beslut", "mal_beslut"))
    assert goal.required
    assert {"aktivitet", "ansvarig", "nar_och_hur", "samverkan"} <= keys(plan)
    # The goal of an activity stands beside it, or the activity stands under its delmål.
    rows = next(f for f in every_field(plan.fields) if "aktivitet" in {inner.key for inner in f.fields})
    assert {"aktivitet_mal", "mal_med", "delmal_text"} & {inner.key for inner in rows.fields}


@pytest.mark.parametrize(("name", "form_id"), DECISIONS)
def test_a_decision_has_the_points_of_forvaltningslagen(name: str, form_id: str) -> None:
    """FL 31-33 §§: day, content, who decided, who reported, who took part, the reasons, how to appeal."""
    decision = form(name, form_id)
    assert {"foredragande", "medverkande", "overklaga", "underrattad", "delegation"} <= keys(decision)
    for key in ("beslutsdatum", "beslut", "beslutsfattare", "motivering", "lagrum", "utfall"):
        assert field(decision, key).required


@pytest.mark.parametrize(("name", "form_id"), DECISIONS)
def test_a_refusal_has_no_period(name: str, form_id: str) -> None:
    decision = form(name, form_id)
    answers: dict[str, JsonValue] = {"utfall": "avslag", **dict.fromkeys(PERIOD, "2026-01-12")}
    assert not set(PERIOD) & missing(decision, answers)
    assert not set(PERIOD) & shown_answers(decision, answers).keys()
    assert dates_set(decision, answers).keys() <= {"beslutsdag"}


@pytest.mark.parametrize("form_id", ["beslut", "beslut_forlangning"])
@pytest.mark.parametrize("outcome", ["bifall", "delvis"])
def test_what_is_granted_is_granted_for_a_time(form_id: str, outcome: str) -> None:
    assert set(PERIOD) <= missing(form("familjebehandlare", form_id), {"utfall": outcome})


def test_one_uppfoljningsdokument_is_filled_in_by_two_roles() -> None:
    both = form("familjebehandlare", "uppfoljningsdokument")
    assert field(both, "genomfort").role == "familjebehandlare"
    assert field(both, "avslutas").role == field(both, "avslutsskal").role == "socialsekreterare"
    assert "avslutsskal" in missing(both, {"avslutas": True})
    assert "avslutsskal" not in missing(both, {"avslutas": False})


@pytest.mark.parametrize(
    ("name", "form_id"),
    [("kontaktperson", "avslutsmote"), ("beslut-till-verkstallighet", "avslutningssamtal")],
)
def test_a_closing_meeting_says_why(name: str, form_id: str) -> None:
    assert "varfor" in missing(form(name, form_id), {})


@pytest.mark.parametrize("form_id", ["kartlaggning", "samtycke", "sammanfattning"])
def test_what_is_said_alone_is_written_for_each_adult(form_id: str) -> None:
    assert documents("hela-familjen")[form_id].per == "adult"
