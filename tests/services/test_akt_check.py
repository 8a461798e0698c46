"""Another person's name or number in a text is noticed before it lies in the wrong akt."""

import pytest

from familjeflow.domain import feel
from familjeflow.domain.forms import FieldKind, FormDefinition, FormField, JsonValue
from familjeflow.services.akt_check import AktPerson, mentioned

ADA = AktPerson("a", "Påhittson, Ada", "Ada", "Påhittson", "20150315-9803")
EVA = AktPerson("e", "Exempelius, Eva", "Eva", "Exempelius", "19850315-9804")
BO = AktPerson("b", "Fabelstam, Bo", "Bo", "Fabelstam", "19851130-9810")
NAMESAKE = AktPerson("n", "Fabelstam, Ada", "Ada", "Fabelstam", "")
FORM = FormDefinition(
    "f",
    "Anteckning",
    (
        FormField("t", FieldKind.TEXT_AREA, "Text", "text"),
        FormField(
            "r", FieldKind.LIST, "Rader", "rader", fields=(FormField("w", FieldKind.TEXT, "Vem", "vem"),)
        ),
        FormField("h", FieldKind.TEXT, "Dolt", "dolt", hidden_when=feel.parse("=text != null")),
    ),
)


def found(text: str, *people: AktPerson, **more: JsonValue) -> list[str]:
    return [p.id for p in mentioned(FORM, {"text": text, **more}, "a", (ADA, *people))]


@pytest.mark.parametrize(
    "text",
    [
        "Eva ringde.",
        "Evas syn på saken.",
        "Exempelius, Eva är med.",
        "Den vuxna (19850315-9804) kom.",
        "850315-9804",
        "8503159804",
    ],
)
def test_names_and_numbers_of_others_are_found(text: str) -> None:
    assert found(text, EVA) == ["e"]


@pytest.mark.parametrize(
    "text", ["Ada ringde.", "Evakuering", "eva", "Exempelius", "20150315-9803", "119850315-98044"]
)
def test_what_is_no_mention_is_left_alone(text: str) -> None:
    assert found(text, EVA) == []


def test_a_short_given_name_counts_only_with_its_family_name() -> None:
    assert found("Bo hemma", BO) == []
    assert found("Bo Fabelstam hemma", BO) == ["b"]


def test_a_namesake_is_known_by_the_whole_name() -> None:
    assert found("Ada kom", NAMESAKE) == []
    assert found("Ada Fabelstam kom", NAMESAKE) == ["n"]


def test_rows_are_read_and_hidden_fields_are_not() -> None:
    assert found("", EVA, rader=[{"vem": "Eva"}]) == ["e"]
    assert found("x", EVA, dolt="Eva") == []
