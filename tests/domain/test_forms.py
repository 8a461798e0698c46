"""What is wrong with an answer, field by field."""

from datetime import date

import pytest

from familjeflow.domain.forms import (
    FieldKind,
    FormDefinition,
    FormField,
    JsonValue,
    Option,
    Problem,
    dates_set,
    empty_answers,
    problems,
    unknown_keys,
)

K = FieldKind
CHOICES = (Option("a", "A"), Option("b", "B"))


def form(*fields: FormField) -> FormDefinition:
    return FormDefinition("prov", "Prov", fields)


def field(kind: FieldKind, **more: object) -> FormField:
    return FormField("f", kind, "Fältet", "f", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "value", "code"),
    [
        (field(K.TEXT, required=True), "", "required"),
        (field(K.TEXT, required=True), "   ", "required"),
        (field(K.TEXT, required=True), None, "required"),
        (field(K.CHECKBOX, required=True), False, "required"),
        (field(K.CHECKLIST, required=True), [], "required"),
        (field(K.LIST, required=True), [], "required"),
        (field(K.TEXT), 3, "type"),
        (field(K.TEXT_AREA), ["text"], "type"),
        (field(K.TEXT, min_length=3), "ab", "too_short"),
        (field(K.TEXT, max_length=3), "abcd", "too_long"),
        (field(K.TEXT, pattern="[0-9]{3}"), "12a", "pattern"),
        (field(K.TEXT, pattern="[0-9]{3}"), "1234", "pattern"),
        (field(K.NUMBER), "tre", "number"),
        (field(K.NUMBER), True, "number"),
        (field(K.NUMBER, minimum=1), 0, "too_small"),
        (field(K.NUMBER, maximum=5), 5.5, "too_large"),
        (field(K.DATE), "2026-02-29", "date"),
        (field(K.DATE), "i morgon", "date"),
        (field(K.DATE), "20260301", "date"),
        (field(K.DATE), "2026-W10-1", "date"),
        (field(K.TIME), "25:00", "time"),
        (field(K.TIME), "09", "time"),
        (field(K.TIME), "09:00+01:00", "time"),
        (field(K.TIME), "T09:00", "time"),
        (field(K.TEXT, pattern="a*"), "a" * 2_001, "too_long"),
        (field(K.CHECKBOX), "ja", "type"),
        (field(K.CHECKLIST, options=CHOICES), ["a", "c"], "choice"),
        (field(K.CHECKLIST, options=CHOICES), "a", "choice"),
        (field(K.CHECKLIST, options=CHOICES), [["a"]], "choice"),
        (field(K.CHECKLIST, options=CHOICES), [{}, 1], "choice"),
        (field(K.RADIO, options=CHOICES), "c", "choice"),
        (field(K.SELECT, options=CHOICES), "c", "choice"),
        (field(K.SELECT, options=CHOICES), 1, "type"),
        (field(K.LIST), ["inte en rad"], "type"),
        (field(K.LIST), "inte en lista", "type"),
        (field(K.LIST, minimum=2), [{}], "too_few"),
        (field(K.LIST, maximum=1), [{}, {}], "too_many"),
    ],
    ids=lambda value: value.kind.value if isinstance(value, FormField) else None,
)
def test_a_problem_is_named(asked: FormField, value: JsonValue, code: str) -> None:
    (found,) = problems(form(asked), {"f": value})
    assert (found.path, found.code) == (("f",), code)


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        (field(K.TEXT), ""),
        (field(K.TEXT, required=True), "Ord"),
        (field(K.NUMBER, required=True, minimum=0), 0),
        (field(K.NUMBER, minimum=1, maximum=5), None),
        (field(K.DATE), "2028-02-29"),
        (field(K.TIME), "13:30"),
        (field(K.TIME), "13:30:59"),
        (field(K.LIST, maximum=1), [{}]),
        (field(K.CHECKBOX, required=True), True),
        (field(K.CHECKLIST, options=CHOICES), ["b", "a"]),
        (field(K.RADIO, options=CHOICES), "a"),
        (field(K.SELECT, options_from="lagrum"), "annat"),
        (field(K.SEPARATOR), "det här är ingen fråga"),
        (field(K.MARKDOWN, required=True), None),
        (field(K.LIST), []),
    ],
    ids=lambda value: value.kind.value if isinstance(value, FormField) else None,
)
def test_a_good_answer_has_no_problem(asked: FormField, value: JsonValue) -> None:
    assert problems(form(asked), {"f": value}) == ()


STEPS = FormField(
    "s", K.LIST, "Delmål", "delmal", fields=(FormField("t", K.TEXT, "Text", "text", required=True),)
)
GOALS = FormField(
    "m", K.LIST, "Mål", "mal", fields=(FormField("n", K.TEXT, "Mål", "namn", required=True), STEPS)
)


def test_a_problem_in_a_list_inside_a_list_says_where_it_is() -> None:
    answers: dict[str, JsonValue] = {
        "mal": [{"namn": "Sova", "delmal": [{"text": "Lägga sig"}, {"text": " "}]}, {"delmal": []}]
    }
    assert problems(form(GOALS), answers) == (
        Problem(("mal", 0, "delmal", 1, "text"), "required"),
        Problem(("mal", 1, "namn"), "required"),
    )


def test_a_group_is_seen_through() -> None:
    group = FormField("g", K.GROUP, "Grupp", fields=(field(K.TEXT, required=True),))
    assert problems(form(group), {}) == (Problem(("f",), "required"),)


def test_an_empty_form_has_its_defaults() -> None:
    asked = form(
        FormField("a", K.TEXT, "A", "a"),
        FormField("b", K.NUMBER, "B", "b"),
        FormField("c", K.CHECKBOX, "C", "c"),
        FormField("d", K.RADIO, "D", "d", options=CHOICES, default="b"),
        FormField("g", K.GROUP, "G", fields=(GOALS,)),
        FormField("h", K.SEPARATOR),
    )
    assert empty_answers(asked) == {"a": "", "b": None, "c": False, "d": "b", "mal": []}


def test_answers_of_an_older_form_are_kept_and_named() -> None:
    assert unknown_keys(form(field(K.TEXT)), {"f": "nu", "förr": "då"}) == ("förr",)


def test_a_form_sets_the_dates_it_is_asked_to() -> None:
    asked = form(
        FormField(
            "g", K.GROUP, fields=(FormField("t", K.DATE, "Till och med", "tom", case_date="bistand_tom"),)
        ),
        FormField("d", K.DATE, "Dag", "dag"),
    )
    assert dates_set(asked, {"tom": "2027-03-31", "dag": "2026-01-01"}) == {"bistand_tom": date(2027, 3, 31)}
    assert dates_set(asked, {"tom": ""}) == {}
