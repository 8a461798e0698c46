from datetime import date

import pytest

from familjeflow import resources
from familjeflow.domain.process import NodeKind, ProcessDefinition
from familjeflow.domain.time_rules import Force, Interval
from familjeflow.formats import bundle


@pytest.fixture(scope="module")
def process() -> ProcessDefinition:
    return bundle.read_bundle(bundle.read_folder(resources.path("processes/kontaktperson")))


def test_the_eight_steps_carry_the_headings_of_the_source(process):
    labels = [process.step(node.id).label for node in process.steps]
    assert sorted(labels) == [
        "1. Remiss till familjehemsvården",
        "2. Informera socialsekreterare",
        "3. Kontaktperson tilldelas",
        "4. Beslut",
        "5. Planeringsmöte med klient",
        "6. Löpande handledning",
        "7. Förlängning",
        "8. Avslut",
    ]


def test_every_line_of_the_source_is_shown_on_its_step(process):
    found = {}
    for content in process.content.values():
        lines = [line for part in (*content.tasks, *content.documents) for line in part.source.lines]
        lines += [line for rule in content.limits for line in rule.lines]
        found[content.number] = found.get(content.number, set()) | set(lines)
    wanted = {
        "1": {13, 14},
        "2": {20},
        "3": {26, 27},
        "4": {33, 34},
        "5": {40},
        "6": {46},
        "7": {52, 53},
        "8": {59, 60, 61, 62},
    }
    assert {number: found[number] & lines for number, lines in wanted.items()} == wanted


def test_the_review_date_has_passed(process):
    assert process.info.review_passed(date(2026, 1, 1)) == date(2016, 6, 3)


def test_adopting_the_decision_asks_for_a_contact_person_and_watches_three_months(process):
    gates = process.step("beslut").gates
    assert {g.act for g in gates} == {"klubba", "beslut"}
    assert all(g.requires == ("kontaktperson_finns",) and not g.hard for g in gates)
    watched = next(rule for rule in process.step("tilldelas").limits if rule.id == "verkstallighet")
    assert watched.offset == Interval(months=3)


def test_the_extension_is_decided_a_month_before_the_end_and_nudged_earlier(process):
    (decision,) = process.step("forlangning").limits
    assert (decision.offset, decision.before, decision.force) == (Interval(months=1), True, Force.LATEST)
    nudge = next(rule for rule in process.step("handledning").limits if rule.before)
    assert (nudge.offset, nudge.role, nudge.force) == (Interval(months=2), "hpt", Force.GUIDELINE)


def test_the_guidance_is_two_series(process):
    series = {rule.met_by: rule.repeats for rule in process.step("handledning").limits if rule.repeats}
    assert series == {"telefon": Interval(days=7), "traff": Interval(months=1)}


def test_only_the_closing_is_marked_as_documented(process):
    marked = [(c.number, t.id) for c in process.content.values() for t in c.tasks if t.documented]
    assert marked == [("8", "avslutningsmote")]


def test_payments_are_ticked_in_the_outside_system(process):
    ticked = [t.system for c in process.content.values() for t in c.tasks if t.system]
    assert ticked == ["procapita"]


def test_there_is_a_way_out_when_nobody_is_found(process):
    flow = process.graph.flow["f_ingen"]
    assert process.graph.node[flow.target].kind is NodeKind.END


def test_the_picture_is_readable_beside_the_panel(process):
    lanes = [process.drawing.shapes[lane.id] for lane in process.graph.lanes]
    assert max(lane.width for lane in lanes) <= 770
