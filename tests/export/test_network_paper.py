"""The network map on paper: vectors, with everybody named in the text alternative and in the table."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.network.samples import people_list, person
from tests.export.reading import Element, read_tree
from tests.export.validation import assert_valid_pdf

from familjeflow.domain.forms import FormDefinition, JsonValue
from familjeflow.export.blank_form import BlankForm, blank_form
from familjeflow.export.form_paper import FilledForm, form_paper
from familjeflow.export.letterhead import Letterhead, PaperFacts
from familjeflow.export.word import form_docx

FORM = FormDefinition("karta", "Nätverkskarta", (people_list(),))
FACTS = PaperFacts("Nätverkskarta", "2026-0001", date(2026, 3, 2))
LETTERHEAD = Letterhead("Påhittade kommun", "", "")


def filled(rows: list[JsonValue]) -> FilledForm:
    return FilledForm(FORM, {"natverk": rows}, (), {})


def paper(rows: list[JsonValue]) -> Element:
    data = form_paper(filled(rows), FACTS, LETTERHEAD)
    assert_valid_pdf(data)
    return read_tree(data)


def test_the_map_stands_above_the_table_with_its_words() -> None:
    tree = paper(
        [person("Ada Påhittson", "familj", "mycket_nära", "stödjande"), person("", "fritid", "nära")]
    )
    (figure,) = tree.find("Figure")
    assert figure.alt == (
        "Nätverkskarta med 2 personer. I mitten: Klienten. "
        "Familj: Ada Påhittson, mycket nära, stödjande. Fritid: Person 2, nära."
    )
    headings = [e.text for e in tree.find("TH")]
    assert headings[:5] == ["Vem", "Del av livet", "Hur nära", "Relation", "Anmärkning"]
    assert headings[5:] == ["1. Ada Påhittson", "2."]


def test_no_people_is_no_map() -> None:
    assert not paper([]).find("Figure")


def test_a_blank_form_has_an_empty_map_to_draw_on() -> None:
    for fillable in (False, True):
        data = blank_form(BlankForm(FORM, {}, (), fillable), FACTS, LETTERHEAD)
        assert_valid_pdf(data)
        (figure,) = read_tree(data).find("Figure")
        assert figure.alt.startswith("Nätverkskarta utan personer, att fylla i. Sektorer: familj, släkt")


def test_names_in_other_scripts_are_written_and_read() -> None:
    tree = paper([person("فاطمة", "familj", "nära"), person("Łucja 🙂 Påhittson", "vänner", "nära")])
    (figure,) = tree.find("Figure")
    assert "فاطمة" in figure.alt


@settings(deadline=None, max_examples=12)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=30))
def test_any_names_make_a_valid_paper(names: list[str]) -> None:
    paper([person(name, "familj", "nära", "bruten") for name in names])


def test_thirty_people_make_a_valid_paper_and_the_same_bytes() -> None:
    rows: list[JsonValue] = [person(f"Faster Henrietta {n}", "familj", "mycket_nära") for n in range(30)]
    data = form_paper(filled(rows), FACTS, LETTERHEAD)
    assert_valid_pdf(data)
    assert form_paper(filled(rows), FACTS, LETTERHEAD) == data


def test_word_has_the_list_and_needs_no_picture() -> None:
    assert form_docx(filled([person("Ada Påhittson", "familj")]), FACTS, LETTERHEAD)
