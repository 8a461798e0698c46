"""The judge must still be able to find fault: known bad files fail."""

import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from tests.export.papers import sample_paper
from tests.export.validation import broken_rules, stream_lengths_are_right

Mutation = Callable[[pikepdf.Pdf], None]


@pytest.fixture(scope="module")
def good() -> bytes:
    return sample_paper().render()


def spoilt(data: bytes, mutate: Mutation) -> bytes:
    """The file with one thing wrong."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        mutate(pdf)
        pdf.save(out)
    return out.getvalue()


def elements(pdf: pikepdf.Pdf, tag: str) -> list[pikepdf.Object]:
    return [o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/S") == Name("/" + tag)]


def change_metadata(pdf: pikepdf.Pdf, pattern: bytes) -> None:
    changed, count = re.subn(pattern, b"", pdf.Root.Metadata.read_bytes(), flags=re.DOTALL)
    assert count
    pdf.Root.Metadata.write(changed)


def no_structure(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def no_display_title(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def no_title(pdf: pikepdf.Pdf) -> None:
    change_metadata(pdf, rb"<dc:title>.*?</dc:title>")


def no_accessibility_claim(pdf: pikepdf.Pdf) -> None:
    change_metadata(pdf, rb"<pdfuaid:part>1</pdfuaid:part>")


def no_archive_claim(pdf: pikepdf.Pdf) -> None:
    change_metadata(pdf, rb"<pdfaid:.*?</pdfaid:[a-z]+>")


def no_alternative_text(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "Figure")[0].Alt


def skipped_heading(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "H2")[0].S = Name.H4


def heading_cell_without_scope(pdf: pikepdf.Pdf) -> None:
    for cell in elements(pdf, "TH"):
        del cell.A


def ragged_table(pdf: pikepdf.Pdf) -> None:
    row = elements(pdf, "TR")[1]
    row.K = Array(list(row.K)[:1])


def untagged_text(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.contents_coalesce()
    bare, count = re.subn(
        rb"/H1 <</MCID \d+>> BDC(.*?)EMC", rb"\1", page.Contents.read_bytes(), flags=re.DOTALL
    )
    assert count
    page.Contents.write(bare)


def link_outside_the_tree(pdf: pikepdf.Pdf) -> None:
    target = Dictionary(S=Name.URI, URI=String("https://exempel.se"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([9, 9, 50, 50]), F=4, A=target)
    pdf.pages[0].Annots = Array([pdf.make_indirect(link)])


def font_not_embedded(pdf: pikepdf.Pdf) -> None:
    for descriptor in (o for o in pdf.objects if isinstance(o, Dictionary) and "/FontFile2" in o):
        del descriptor.FontFile2


def no_colour_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


MUTATIONS = (
    no_structure,
    no_language,
    no_display_title,
    no_title,
    no_accessibility_claim,
    no_archive_claim,
    no_alternative_text,
    skipped_heading,
    heading_cell_without_scope,
    ragged_table,
    untagged_text,
    link_outside_the_tree,
    font_not_embedded,
    no_colour_profile,
    script,
)


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda mutate: mutate.__name__)
def test_a_spoilt_file_is_found_out(good: bytes, mutate: Mutation) -> None:
    assert broken_rules(spoilt(good, mutate))


def test_a_wrong_stream_length_is_found_out(good: bytes) -> None:
    assert stream_lengths_are_right(good)
    length = re.search(rb"/Length (\d{3,})", good)
    assert length is not None
    wrong = str(int(length.group(1)) - 1).encode()
    assert not stream_lengths_are_right(good[: length.start(1)] + wrong + good[length.end(1) :])


def test_saving_again_spoils_nothing(good: bytes) -> None:
    assert broken_rules(spoilt(good, lambda pdf: None)) == {}
