"""A document from draft to its second version, and what it does to the case."""

from datetime import date

import pytest
from tests.support.house import REASON, House

from familjeflow.domain.errors import DomainError
from familjeflow.services import cases, form_filling
from familjeflow.services.demo_answers import filled


@pytest.fixture
def case(home: House) -> House:
    home.open("kontaktperson")
    cases.assign_role(home.desk, home.case_id, "hpt", "Vera Hittepå")
    return home


def opened(
    case: House, step: str = "remiss", document: str = "remiss", person: str | None = None
) -> form_filling.FormView:
    return form_filling.form(case.desk, case.case_id, step, document, person)


def status(case: House, step: str, document: str) -> list[str]:
    return [d.status for d in case.step(step).documents if d.id == document]


def test_a_new_form_is_filled_in_with_facts_and_marks_them(case: House) -> None:
    view = opened(case)
    names = {key: view.answers[key] for key in view.prefilled}
    assert "Exempelius, Ida" in names.values()
    assert "20150115-9808" in names.values()
    assert view.filed_under == case.client
    assert (view.draft_saved_at, view.saved_on, view.document_id) == (None, None, None)
    assert status(case, "remiss", "remiss") == ["none"]


def test_a_draft_survives_the_lock_and_is_no_fact(case: House) -> None:
    view = opened(case)
    key = next(k for k, v in view.answers.items() if v == "")
    form_filling.save_draft(
        case.desk, case.case_id, "remiss", "remiss", None, {**view.answers, key: "Halvskriv"}
    )
    case.reopen()
    again = opened(case)
    assert again.answers[key] == "Halvskriv"
    assert again.draft_saved_at is not None
    assert status(case, "remiss", "remiss") == ["draft"]
    assert case.step("remiss").rounds == ()
    form_filling.discard_draft(case.desk, case.case_id, "remiss", "remiss", None)
    assert opened(case).answers[key] == ""


def test_a_form_with_problems_is_not_saved_and_its_draft_stays(case: House) -> None:
    view = opened(case)
    form_filling.save_draft(case.desk, case.case_id, "remiss", "remiss", None, view.answers)
    with pytest.raises(DomainError, match="form_problems"):
        form_filling.adopt(case.desk, case.case_id, "remiss", "remiss", None, {})
    assert status(case, "remiss", "remiss") == ["draft"]


def test_saved_twice_it_has_two_versions_and_the_step_is_begun_once(case: House) -> None:
    case.write("remiss", "remiss")
    case.reopen()
    first = opened(case)
    assert (first.saved_on, first.prefilled, len(first.versions)) == (date(2026, 1, 12), frozenset(), 1)
    case.done("remiss")
    case.go("2026-01-15")
    case.write("remiss", "remiss")
    second = opened(case)
    assert (second.document_id, second.saved_on) == (first.document_id, date(2026, 1, 15))
    assert len(second.versions) == 2
    assert case.step("remiss").word == "Klart", "a corrected document does not open its step again"


def test_a_document_before_its_turn_or_past_a_gate_asks_why(case: House) -> None:
    view = opened(case, "beslut", "beslut")
    answers = filled(view, case.desk.today)
    with pytest.raises(DomainError, match="reason_needed"):
        form_filling.adopt(case.desk, case.case_id, "beslut", "beslut", None, answers)
    form_filling.adopt(case.desk, case.case_id, "beslut", "beslut", None, answers, reason=REASON)
    assert status(case, "beslut", "beslut") == ["saved"]
    assert case.step("beslut").word == "Pågår"


def test_the_dates_of_a_decision_set_the_limits_of_the_case(case: House) -> None:
    view = opened(case, "beslut", "beslut")
    (ends,) = [f.key for f in _fields(view.form.fields) if f.case_date == "bistand_tom"]
    answers = {**filled(view, case.desk.today), ends: "2026-08-31"}
    assert case.limit("forlangning", "nytt_beslut_senast") is None
    form_filling.adopt(case.desk, case.case_id, "beslut", "beslut", None, answers, reason=REASON)
    case.reopen()
    assert case.limit("forlangning", "nytt_beslut_senast") == date(2026, 7, 31)
    answers[ends] = "2026-03-31"
    form_filling.adopt(case.desk, case.case_id, "beslut", "beslut", None, answers, reason=REASON)
    assert case.limit("forlangning", "nytt_beslut_senast") == date(2026, 2, 28)
    assert case.view.headline.endswith("bistånd till och med 2026-03-31")


def _fields(fields):  # type: ignore[no-untyped-def]
    for field in fields:
        yield field
        yield from _fields(field.fields)


def test_each_guardian_has_a_consent_in_their_own_file(case: House) -> None:
    case.done("remiss", "informera")
    first, second = case.adults
    view = opened(case, "tilldelas", "samtycke", first)
    assert (view.filed_under, view.filed_under_name) == (first, "Påhittson, Eva")
    case.answer("fraga_hittad", "f_hittad")
    case.write("tilldelas", "samtycke", first)
    assert status(case, "tilldelas", "samtycke") == ["saved", "none"]
    assert opened(case, "tilldelas", "samtycke", second).document_id is None


@pytest.mark.parametrize(
    ("step", "document"), [("remiss", "finns_inte"), ("avslut", "remiss"), ("finns_inte", "remiss")]
)
def test_a_document_that_the_step_does_not_have(case: House, step: str, document: str) -> None:
    with pytest.raises(DomainError, match="unknown_document"):
        opened(case, step, document)
    with pytest.raises(DomainError, match="unknown_document"):
        form_filling.adopt(case.desk, case.case_id, step, document, None, {})
