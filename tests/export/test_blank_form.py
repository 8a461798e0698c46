"""Blank forms: every field has a place to write, by hand or on screen, and the files stay valid."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from tests.export.reading import read_tree
from tests.export.validation import assert_valid_pdf

from familjeflow import resources
from familjeflow.domain import feel
from familjeflow.domain.forms import FieldKind, FormDefinition, FormField, Option
from familjeflow.export.blank_form import BlankForm, blank_form
from familjeflow.export.letterhead import Letterhead, PaperFacts
from familjeflow.formats import forms

LETTERHEAD = Letterhead("Påhittade kommun", "Enheten Exempel", "Box 1, 123 45 Påhittad")
SIGNERS = ("Den enskilde", "Handläggare")
GROUNDS = (
    Option("gammal", "Gammalt lagrum", last_day=date(2025, 6, 30)),
    Option("ny", "Nytt lagrum", first_day=date(2025, 7, 1)),
)
ALL = FormDefinition(
    "allt",
    "Påhittad blankett",
    (
        FormField("m", FieldKind.MARKDOWN, "Läs **först**."),
        FormField("a", FieldKind.TEXT, "Namn", "namn", description="Så som det skrivs."),
        FormField("b", FieldKind.DATE, "Dag", "dag"),
        FormField("c", FieldKind.NUMBER, "Antal", "antal"),
        FormField("s", FieldKind.SEPARATOR),
        FormField("d", FieldKind.TEXT_AREA, "Bakgrund", "bakgrund"),
        FormField("e", FieldKind.CHECKBOX, "Tolk behövs", "tolk"),
        FormField("f", FieldKind.TEXT, "Språk", "sprak", hidden_when=feel.parse("=tolk != true")),
        FormField(
            "g", FieldKind.RADIO, "Väg in", "vag", options=(Option("post", "Post"), Option("tel", "Telefon"))
        ),
        FormField(
            "h",
            FieldKind.CHECKLIST,
            "Gäller",
            "vilka",
            options=(Option("x", "Ett val som är så långt att det behöver en egen rad på papperet"),),
        ),
        FormField("i", FieldKind.SELECT, "Lagrum", "lagrum", options_from="lagrum"),
        FormField(
            "j",
            FieldKind.LIST,
            "Mål",
            "mal",
            fields=(
                FormField("j1", FieldKind.TEXT, "Vad", "vad"),
                FormField(
                    "j2",
                    FieldKind.LIST,
                    "Delmål",
                    "delmal",
                    fields=(FormField("k", FieldKind.TEXT, "Del", "del"),),
                ),
            ),
        ),
    ),
    introduction="Skriv tydligt.",
)


def made(form: FormDefinition, *, fillable: bool) -> bytes:
    blank = BlankForm(form, {"lagrum": GROUNDS}, SIGNERS, fillable)
    return blank_form(blank, PaperFacts(form.title, "", date(2026, 3, 2)), LETTERHEAD)


def shipped(name: str) -> FormDefinition:
    path = Path(str(resources.path(f"processes/{name}.form")))
    return forms.read(path.read_bytes(), path.name)


@pytest.mark.parametrize("fillable", [False, True])
@pytest.mark.parametrize(
    "name", ["oppenvard-vuxna/samtycke", "kontaktperson/beslut", "hela-familjen/genomforandeplan"]
)
def test_shipped_forms_are_valid_blank(name: str, fillable: bool) -> None:
    data = made(shipped(name), fillable=fillable)
    assert_valid_pdf(data)
    assert made(shipped(name), fillable=fillable) == data


@pytest.mark.parametrize("fillable", [False, True])
def test_every_field_has_its_words_before_its_place(fillable: bool) -> None:
    data = made(ALL, fillable=fillable)
    assert_valid_pdf(data)
    tree = read_tree(data)
    for words in ("Skriv tydligt.", "Läs först.", "Så som det skrivs.", "Språk", "Mål 2", "Delmål 2"):
        assert words in tree.text
    said = [e.alt for e in tree.find("Form")]
    assert said[:4] == ["Namn", "Dag", "Antal", "Bakgrund"]
    assert "Mål 1, Delmål 2, Del" in said
    order = [e.tag for e in tree.walk() if e.tag == "Form" or e.text.strip() == "Namn"]
    assert order[0] == "P"


def test_choices_that_hang_on_a_day_are_those_of_the_day_it_is_made() -> None:
    text = read_tree(made(ALL, fillable=False)).text
    assert "Nytt lagrum" in text
    assert "Gammalt lagrum" not in text


def test_a_fillable_form_has_named_fields_that_say_what_they_ask_for() -> None:
    pdf = pikepdf.open(BytesIO(made(ALL, fillable=True)))
    fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
    assert str(fields["namn"].TU) == "Namn"
    assert str(fields["mal-1-delmal-2-del"].TU) == "Mål 1, Delmål 2, Del"
    assert str(fields["tolk"].FT) == "/Btn"
    assert str(fields["underskrift-1-2"].FT) == "/Sig"
    assert str(fields["vag"].TU) == "Väg in"
    assert [str(kid.TU) for kid in fields["vag"].Kids] == ["Väg in: Post", "Väg in: Telefon"]
    assert not any("." in name for name in fields)


def test_a_printed_blank_has_no_fields() -> None:
    with pikepdf.open(BytesIO(made(ALL, fillable=False))) as pdf:
        assert "/AcroForm" not in pdf.Root


def test_a_filled_in_copy_still_follows_the_standards() -> None:
    with pikepdf.open(BytesIO(made(shipped("oppenvard-vuxna/samtycke"), fillable=True))) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if field.T == "namn":
                field.V = pikepdf.String("Åsa Påhittson")
        out = BytesIO()
        pdf.save(out)
    assert_valid_pdf(out.getvalue())
