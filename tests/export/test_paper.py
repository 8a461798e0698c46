"""A paper as a reader, a screen reader and an archive meet it."""

import re
from contextlib import ExitStack
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader
from reportlab.graphics.shapes import Drawing, Rect, String
from tests.export.papers import FACTS, GOAL, LETTERHEAD, STATUS, draw_steps, empty_paper, sample_paper
from tests.export.reading import read_tree
from tests.export.validation import assert_valid_pdf

from familjeflow.export.document import Paper
from familjeflow.export.letterhead import Letterhead, PaperFacts
from familjeflow.export.styles import LANDSCAPE


@pytest.fixture(scope="module")
def sample() -> bytes:
    return sample_paper().render()


def page_texts(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(data)).pages]


def test_a_two_page_paper_is_accessible_and_fit_for_the_archive(sample: bytes) -> None:
    assert len(page_texts(sample)) == 2
    assert_valid_pdf(sample)


def test_the_same_paper_gives_the_same_bytes(sample: bytes) -> None:
    assert sample_paper().render() == sample


def test_a_paper_can_be_rendered_again() -> None:
    paper = sample_paper()
    assert paper.render() == paper.render()


def test_every_page_says_its_number_secrecy_case_and_status(sample: bytes) -> None:
    for number, text in enumerate(page_texts(sample), start=1):
        assert f"Sida {number} av 2" in text
        assert "Sekretess 26 kap. 1 § OSL" in text
        assert "SN 2026/0412" in text
        assert STATUS in text


def test_a_screen_reader_meets_the_letterhead_once_and_first(sample: bytes) -> None:
    text = read_tree(sample).text
    assert text.startswith("Sjöviks kommun")
    for words in ("Sekretess 26 kap. 1 § OSL", STATUS, "Ärendenummer SN 2026/0412", "Datum 2026-11-21"):
        assert text.count(words) == 1
    assert text.index(STATUS) < text.index("Genomförandeplan")
    assert "Sida" not in text


def test_letters_beyond_swedish_are_kept(sample: bytes) -> None:
    assert "Paweł Exempelius" in "".join(page_texts(sample))


def test_headings_follow_nesting(sample: bytes) -> None:
    headings = read_tree(sample).find("H1", "H2", "H3", "H4")
    assert [(heading.tag, heading.text.strip()) for heading in headings] == [
        ("H1", "Genomförandeplan"),
        ("H2", "Barnet och uppdraget"),
        ("H2", "Var i processen är vi"),
        ("H2", "Mål"),
        ("H3", "Delmål"),
        ("H2", "Aktiviteter"),
        ("H2", "Underskrifter"),
    ]


def test_sections_deeper_than_six_levels_stay_at_the_sixth() -> None:
    paper = empty_paper()
    with ExitStack() as deep:
        for level in range(2, 9):
            deep.enter_context(paper.section(f"Nivå {level}"))
        paper.p("Djupt nere")
    data = paper.render()
    assert_valid_pdf(data)
    assert [heading.text for heading in read_tree(data).find("H6")] == ["Nivå 6", "Nivå 7", "Nivå 8"]


def test_the_outline_leads_to_the_page_of_its_heading(sample: bytes) -> None:
    reader = PdfReader(BytesIO(sample))

    def flat(entries: list) -> list:
        return [x for entry in entries for x in (flat(entry) if isinstance(entry, list) else [entry])]

    entries = flat(reader.outline)
    assert [entry.title for entry in entries][:3] == [
        "Genomförandeplan",
        "Barnet och uppdraget",
        "Var i processen är vi",
    ]
    for entry in entries:
        number = reader.get_destination_page_number(entry)
        assert entry.title in reader.pages[number].extract_text()


def test_lists_have_labels_and_bodies(sample: bytes) -> None:
    items = read_tree(sample).find("LI")
    pairs = [tuple(part.actual_text or part.text.strip() for part in item.kids) for item in items]
    assert ("Barnets namn", "Alva Påhittson") in pairs
    assert ("Beslut", "–") in pairs
    assert ("•", GOAL) in pairs
    assert ("2.", "Veckosamtal") in pairs
    assert ("Klart: ", "Boka tid hos tandvården") in pairs
    assert ("Inte klart: ", "Ring skolan") in pairs


def test_a_picture_has_its_text_alternative_and_its_place(sample: bytes) -> None:
    (figure,) = read_tree(sample).find("Figure")
    assert figure.alt == "Två steg: utredning, sedan beslut."
    assert len(figure.box) == 4


def test_a_reportlab_drawing_with_its_own_font_stays_valid() -> None:
    drawing = Drawing(100, 40)
    drawing.add(Rect(0, 0, 90, 30))
    drawing.add(String(5, 10, "Steg"))
    paper = empty_paper()
    paper.figure(drawing, "En ruta med ordet steg")
    assert_valid_pdf(paper.render())


def test_a_picture_larger_than_the_page_is_shrunk() -> None:
    paper = Paper(FACTS, LETTERHEAD, LANDSCAPE)
    paper.figure(draw_steps, "Två steg", (5000, 3000))
    data = paper.render()
    assert_valid_pdf(data)
    assert len(page_texts(data)) == 1
    (figure,) = read_tree(data).find("Figure")
    left, bottom, right, top = figure.box
    assert 0 < left < right < LANDSCAPE.across
    assert 0 < bottom < top < LANDSCAPE.high


@pytest.mark.parametrize(("alt", "size"), [("", (10, 10)), ("\x07", (10, 10)), ("Ett steg", None)])
def test_a_picture_without_words_or_size_is_refused(alt: str, size: tuple[float, float] | None) -> None:
    with pytest.raises(ValueError, match="figure"):
        empty_paper().figure(draw_steps, alt, size)


def test_a_link_is_in_the_tree_and_leads_out() -> None:
    paper = empty_paper()
    paper.link("Läs hos Socialstyrelsen", "https://www.socialstyrelsen.se/åäö")
    data = paper.render()
    assert_valid_pdf(data)
    assert [link.text for link in read_tree(data).find("Link")] == ["Läs hos Socialstyrelsen"]
    with pikepdf.open(BytesIO(data)) as pdf:
        (link,) = pdf.pages[0].Annots
        assert str(link.A.URI) == "https://www.socialstyrelsen.se/%C3%A5%C3%A4%C3%B6"


def test_a_link_that_could_run_something_is_refused() -> None:
    with pytest.raises(ValueError, match="links"):
        empty_paper().link("Klicka", "javascript:alert(1)")


def test_title_language_and_dates_are_those_of_the_paper(sample: bytes) -> None:
    with pikepdf.open(BytesIO(sample)) as pdf:
        assert str(pdf.Root.Lang) == "sv-SE"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
        assert str(pdf.docinfo.Title) == "Genomförandeplan SN 2026/0412"
        assert str(pdf.docinfo.CreationDate) == "D:20261121"
        packet = pdf.Root.Metadata.read_bytes().decode()
    assert "<pdfuaid:part>1<" in packet
    assert "<pdfaid:part>2<" in packet
    assert "<pdfaid:conformance>A<" in packet


@pytest.mark.parametrize("number", ["20120305-9813", "120305-9813", "201203059813", "120305+9813"])
def test_no_person_number_reaches_the_metadata(number: str) -> None:
    facts = PaperFacts("Journal", f"Akt {number}", date(2026, 11, 21))
    data = Paper(facts, LETTERHEAD).render()
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.docinfo.Title) == "Journal Akt"
        assert number.encode() not in pdf.Root.Metadata.read_bytes()


def test_a_letterhead_without_words_still_makes_a_valid_paper() -> None:
    facts = PaperFacts("", "", date(2026, 11, 21))
    data = Paper(facts, Letterhead("", "", "")).render()
    assert_valid_pdf(data)
    assert [heading.text for heading in read_tree(data).find("H1")] == ["Utan rubrik"]


def test_an_endless_letterhead_leaves_room_for_the_text() -> None:
    long = "Förvaltningen för allt som rör människor " * 40
    facts = PaperFacts("Beslut", long, date(2026, 11, 21), long)
    paper = Paper(facts, Letterhead(long, long, long, long), LANDSCAPE)
    paper.table(("A", "B"), [("ord " * 200, "ord " * 900)])
    data = paper.render()
    assert_valid_pdf(data)
    assert read_tree(data).find("TD")[0].text.split() == ["ord"] * 900


def test_a_single_line_end_is_kept_and_a_blank_line_begins_a_paragraph(sample: bytes) -> None:
    paragraphs = [element.text.strip() for element in read_tree(sample).find("P")]
    assert "Uppdraget är att ge Alva en trygg vardag. Skolan är med." in paragraphs
    assert "Detta är ett nytt stycke." in paragraphs
    assert re.search(r"vardag\.\s*\nSkolan", page_texts(sample)[0])


def test_a_row_with_too_few_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="cells"):
        empty_paper().table(("A", "B"), [("1",)])


def test_signatures_stand_on_one_page() -> None:
    paper = empty_paper()
    paper.p("Text som fyller sidan. " * 230)
    with paper.together(), paper.section("Underskrifter"):
        paper.signatures([])
        paper.blank_lines(8, "Anteckningar")
    first, second = page_texts(paper.render())
    assert "Underskrifter" not in first
    assert "Underskrifter" in second
    assert "Anteckningar" in second


def test_a_page_break_begins_a_new_page() -> None:
    paper = empty_paper()
    paper.page_break()
    paper.page_break()
    paper.p("Här")
    assert ["Här" in text for text in page_texts(paper.render())] == [False, True]
