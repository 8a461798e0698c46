"""A filled-in form on paper: what is hidden on screen is not printed either."""

from datetime import date

from tests.export.reading import Element, read_tree
from tests.export.validation import assert_valid_pdf

from familjeflow.domain import feel
from familjeflow.domain.forms import FieldKind, FormDefinition, FormField, JsonValue
from familjeflow.export.form_paper import FilledForm, form_paper
from familjeflow.export.letterhead import Letterhead, PaperFacts

FORM = FormDefinition(
    "f",
    "Plan",
    (
        FormField("a", FieldKind.CHECKBOX, "Avslutas", "avslutas"),
        FormField(
            "g",
            FieldKind.GROUP,
            "Om avslutet",
            fields=(
                FormField("b", FieldKind.TEXT, "Varför", "skal", hidden_when=feel.parse("=avslutas != true")),
            ),
        ),
        FormField(
            "m",
            FieldKind.LIST,
            "Mål",
            "mal",
            fields=(
                FormField("m1", FieldKind.TEXT, "Vad", "vad"),
                FormField("m2", FieldKind.CHECKBOX, "Nått", "natt"),
                FormField("m3", FieldKind.DATE, "Nått den", "den", hidden_when=feel.parse("=natt != true")),
            ),
        ),
    ),
)


def paper(answers: dict[str, JsonValue], changes: tuple[str, tuple[str, ...]] | None = None) -> Element:
    filled = FilledForm(FORM, answers, (), {}, changes=changes)
    facts = PaperFacts("Plan", "2026-0001", date(2026, 3, 2))
    data = form_paper(filled, facts, Letterhead("Påhittade kommun", "", ""))
    assert_valid_pdf(data)
    return read_tree(data)


def test_a_hidden_field_and_an_empty_group_are_not_printed() -> None:
    text = paper({"avslutas": False, "skal": "gammalt skäl"}).text
    assert "gammalt skäl" not in text
    assert "Om avslutet" not in text
    assert "Målen är nådda" in paper({"avslutas": True, "skal": "Målen är nådda"}).text


def test_a_column_that_every_row_hides_is_left_out() -> None:
    rows: list[JsonValue] = [{"vad": "Skolan", "natt": False, "den": "2026-01-01"}]
    assert [e.text for e in paper({"mal": rows}).find("TH")][:2] == ["Vad", "Nått"]
    assert "2026-01-01" not in paper({"mal": rows}).text
    rows.append({"vad": "Sömnen", "natt": True, "den": "2026-02-01"})
    text = paper({"mal": rows}).text
    assert "Nått den" in text
    assert "2026-02-01" in text
    assert "2026-01-01" not in text


def test_what_a_version_changed_stands_before_the_answers() -> None:
    tree = paper({}, ("Ändrat sedan version 1 (2026-02-01)", ("Tillkommit: Skolan (mål)",)))
    assert tree.text.index("Tillkommit: Skolan") < tree.text.index("Avslutas")
    assert "Målen är desamma." in paper({}, ("Ändrat sedan version 1 (2026-02-01)", ())).text
