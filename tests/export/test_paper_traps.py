"""Mistakes that a tagged PDF is prone to and that no validator, or only one of them, notices."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Name
from pypdf import PdfReader
from tests.export.papers import GOAL, draw_steps, empty_paper
from tests.export.reading import read_tree
from tests.export.validation import assert_valid_pdf

from familjeflow.export.fonts import MISSING


def test_wrapped_lines_keep_the_space_between_their_words() -> None:
    paper = empty_paper()
    paper.p(GOAL * 3)
    assert read_tree(paper.render()).find("P")[-1].text == GOAL * 3


def test_a_word_broken_over_two_lines_is_read_as_one() -> None:
    word = "Familjehemsplaceringsutredningssekreterare" * 3
    paper = empty_paper()
    paper.p(word)
    assert read_tree(paper.render()).find("P")[-1].text == word


@pytest.mark.parametrize(
    "text", ["🙂", "\ud800", "\U000e0041", "漢", "\x00\x1b\u200d", "\ue000", "\ufffe", "א"]
)
def test_characters_that_no_font_has_are_shown_as_missing(text: str) -> None:
    paper = empty_paper()
    paper.p(f"före{text}efter")
    paper.figure(lambda canvas, _w, _h: canvas.drawString(0, 0, text), f"Bild {text}", (50, 20))
    with paper.section(text):
        paper.bullets([text])
        paper.table((text, text), [(text, text)])
        paper.facts([(text, text)])
    data = paper.render()
    assert_valid_pdf(data)
    (words,) = [p.text for p in read_tree(data).find("P") if p.text.startswith("före")]
    assert words in (f"före{MISSING}efter", "föreefter")


def test_a_heading_before_a_long_table_stays_with_its_beginning() -> None:
    paper = empty_paper()
    with paper.section("Aktiviteter"):
        paper.table(("Aktivitet", "När"), [(f"Rad {number}", "Varje vecka") for number in range(90)])
    pages = [page.extract_text() for page in PdfReader(BytesIO(paper.render())).pages]
    assert len(pages) > 2
    assert "Aktiviteter" in pages[0]
    assert "Rad 0 " in pages[0].replace("\n", " ")


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    for count in range(20, 50):
        paper = empty_paper()
        for number in range(count):
            paper.p(f"Stycke {number}")
        with paper.section("Rubriken"):
            paper.p("Första stycket under den.")
        for page in PdfReader(BytesIO(paper.render())).pages:
            text = page.extract_text()
            assert ("Rubriken" in text) == ("Första stycket under den." in text)


def test_columns_are_as_wide_as_their_longest_word() -> None:
    paper = empty_paper()
    long = "Familjehemssekreterare"
    paper.table(("Nr", "Text", long), [("1", GOAL * 2, long), ("2", GOAL, "Rektor")])
    lines = PdfReader(BytesIO(paper.render())).pages[0].extract_text().replace("\n", " ")
    assert lines.count(long) == 2


def test_every_heading_has_its_own_bookmark() -> None:
    paper = empty_paper()
    for _number in range(300):
        with paper.section("Samma rubrik"):
            paper.p("Text")
    reader = PdfReader(BytesIO(paper.render()))
    title, sections = reader.outline
    places = {(reader.get_destination_page_number(entry), entry.top) for entry in sections}
    assert title.title == "Genomförandeplan"
    assert len(places) == 300


def test_the_way_back_from_content_to_structure_is_well_formed() -> None:
    paper = empty_paper()
    paper.p(GOAL * 60)
    paper.link("Socialstyrelsen", "https://www.socialstyrelsen.se/")
    data = paper.render()
    assert_valid_pdf(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        pages = [int(page.StructParents) for page in pdf.pages]
        assert pages == [0, 1, 2]
        assert [int(number) for number in numbers[::2]] == [*pages, 3]
        assert all(len(owners) > 0 for owners in numbers[1:6:2])
        assert Name.Link == numbers[-1].S


def test_empty_cells_stay_in_the_tree() -> None:
    paper = empty_paper()
    paper.table(("Aktivitet", "", "När"), [("", "", ""), ("Samtal", "", "Tisdag")])
    data = paper.render()
    assert_valid_pdf(data)
    assert [[cell.tag for cell in row.kids] for row in read_tree(data).find("TR")] == [
        ["TH", "TH", "TH"],
        ["TH", "TD", "TD"],
        ["TH", "TD", "TD"],
    ]


def test_markup_in_a_text_is_text() -> None:
    paper = empty_paper()
    markup = '<a href="https://exempel.se">här</a> & <b>fetstil</b> <br/>'
    paper.p(markup)
    data = paper.render()
    assert read_tree(data).find("P")[-1].text == markup
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "/Annots" not in pdf.pages[0].obj or len(pdf.pages[0].Annots) == 0


def test_a_table_heading_is_read_once_and_seen_on_every_page() -> None:
    paper = empty_paper()
    paper.table(("Aktivitet", "När"), [(f"Rad {number}", "Varje vecka") for number in range(90)])
    data = paper.render()
    for page in PdfReader(BytesIO(data)).pages:
        assert "Aktivitet" in page.extract_text()
    assert read_tree(data).text.count("Aktivitet") == 1


def test_nothing_of_a_row_higher_than_a_page_is_lost() -> None:
    words = " ".join(f"ord{number}" for number in range(1500))
    paper = empty_paper()
    paper.table(("Nr", "Text", "Kort"), [("1", "a", "b"), ("2", words, "kort"), ("3", "sist", "")])
    paper.facts([("Kort", "värde"), ("Långt", words)])
    data = paper.render()
    assert_valid_pdf(data)
    tree = read_tree(data)
    assert tree.find("TD")[2].text == words
    assert tree.find("LBody")[1].text == words
    shown = " ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    assert all(shown.count(f"ord{number}") >= 2 for number in (0, 700, 1499))


def test_only_our_fonts_are_in_the_file() -> None:
    paper = empty_paper()
    paper.figure(draw_steps, "Två steg", (200, 40))
    with pikepdf.open(BytesIO(paper.render())) as pdf:
        fonts = [font for page in pdf.pages for font in page.resources.Font.values()]
    assert fonts
    assert all("NotoSans" in str(font.BaseFont) for font in fonts)


def test_nothing_of_a_table_heading_higher_than_a_page_is_lost_to_a_screen_reader() -> None:
    heading = " ".join(f"ord{number}" for number in range(1500))
    paper = empty_paper()
    paper.table(("Nr", heading, "När"), [("1", "a", "b")])
    assert read_tree(paper.render()).find("TH")[1].text == heading
