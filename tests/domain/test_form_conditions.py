"""What is hidden is neither asked for nor kept, and choices hang on the day that decides."""

from datetime import date

from familjeflow.domain import feel
from familjeflow.domain.forms import (
    FieldKind,
    FormDefinition,
    FormField,
    Option,
    new_row,
    out_of_time,
    problems,
    shown,
    shown_answers,
    with_row_ids,
)

REASON = FormField(
    "b",
    FieldKind.TEXT_AREA,
    "Varför",
    "skal",
    required=True,
    hidden_when=feel.parse("=avslutas != true"),
)
AFTER_REASON = FormField("c", FieldKind.TEXT, "Mer", "mer", hidden_when=feel.parse('=skal != "x"'))
INNER = FormField("d", FieldKind.TEXT, "Språk", "sprak", hidden_when=feel.parse("=tolk != true"))
GROUP = FormField("g", FieldKind.GROUP, "Grupp", fields=(INNER,))
ROWS = FormField(
    "r",
    FieldKind.LIST,
    "Mål",
    "mal",
    fields=(
        FormField("r1", FieldKind.CHECKBOX, "Uppfyllt", "uppfyllt"),
        FormField(
            "r2",
            FieldKind.DATE,
            "Uppfyllt den",
            "den",
            required=True,
            hidden_when=feel.parse("=uppfyllt != true or avslutas = true"),
        ),
        FormField("r3", FieldKind.DATE, "Tillkom", "tillkom", prefill="today"),
    ),
)
FORM = FormDefinition(
    "f",
    "Påhittat",
    (FormField("a", FieldKind.CHECKBOX, "Avslutas", "avslutas"), REASON, AFTER_REASON, GROUP, ROWS),
)


def test_a_hidden_field_is_not_asked_for() -> None:
    assert problems(FORM, {"avslutas": False}) == ()
    assert [p.path for p in problems(FORM, {"avslutas": True})] == [("skal",)]


def test_a_group_goes_when_everything_in_it_goes() -> None:
    assert "g" not in [f.id for f in shown(FORM.fields, {})]
    assert "g" in [f.id for f in shown(FORM.fields, {"tolk": True})]


def test_what_is_hidden_counts_as_unanswered_for_what_follows() -> None:
    assert "c" in [f.id for f in shown(FORM.fields, {"avslutas": True, "skal": "x"})]
    assert "c" not in [f.id for f in shown(FORM.fields, {"avslutas": False, "skal": "x"})]


def test_a_row_asks_for_its_own_answers_and_those_around_it() -> None:
    row = {"uppfyllt": True}
    assert [p.path for p in problems(FORM, {"mal": [row]})] == [("mal", 0, "den")]
    assert problems(FORM, {"mal": [row], "avslutas": True, "skal": "x"}) == ()


def test_hidden_answers_are_left_out_and_all_others_stay() -> None:
    answers = {
        "avslutas": False,
        "skal": "gammalt",
        "okant": "kvar",
        "mal": [{"uppfyllt": False, "den": "2026-01-01", "id": "1"}],
    }
    assert shown_answers(FORM, answers) == {
        "avslutas": False,
        "okant": "kvar",
        "mal": [{"uppfyllt": False, "id": "1"}],
    }


def test_a_row_keeps_its_id_and_a_new_one_gets_one() -> None:
    ids = iter(["n1", "n2"])
    found = with_row_ids(FORM, {"mal": [{"id": "1"}, {"uppfyllt": True}]}, lambda: next(ids))
    assert found == {"mal": [{"id": "1"}, {"uppfyllt": True, "id": "n1"}]}


def test_a_new_row_is_dated_the_day_it_is_added() -> None:
    assert new_row(ROWS, date(2026, 3, 2)) == {"uppfyllt": False, "den": "", "tillkom": "2026-03-02"}


GROUND = FormField("l", FieldKind.SELECT, "Lagrum", "lagrum", options_from="lagrum", valid_on="dag")
DATED = FormDefinition("d", "Beslut", (FormField("k", FieldKind.DATE, "Dag", "dag"), GROUND))
OPTIONS = {
    "lagrum": (
        Option("gammal", "Gammal", last_day=date(2025, 6, 30)),
        Option("ny", "Ny", first_day=date(2025, 7, 1)),
    )
}


def test_a_ground_is_good_for_its_days_first_and_last_included() -> None:
    for day, good, bad in (("2025-06-30", "gammal", "ny"), ("2025-07-01", "ny", "gammal")):
        assert out_of_time(DATED, {"dag": day, "lagrum": good}, OPTIONS) == ()
        assert [p.code for p in out_of_time(DATED, {"dag": day, "lagrum": bad}, OPTIONS)] == ["out_of_time"]


def test_nothing_is_out_of_time_before_the_day_is_known() -> None:
    assert out_of_time(DATED, {"dag": "i våras", "lagrum": "ny"}, OPTIONS) == ()
    assert out_of_time(DATED, {"lagrum": "okänt"}, OPTIONS) == ()
