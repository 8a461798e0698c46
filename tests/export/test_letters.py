"""Letters, the client's picture, the handover page and the akt, as paper."""

import re
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.export.papers import FACTS, LETTERHEAD, sample_paper
from tests.export.reading import read_tree
from tests.export.validation import assert_valid_pdf

from familjeflow.export.akt import Akt, AktPart, akt_paper
from familjeflow.export.client_picture import ClientPicture, PictureStage, client_picture
from familjeflow.export.document import Paper
from familjeflow.export.handover import Handover, handover_paper
from familjeflow.export.letter import Letter, address_lines, letter_paper
from familjeflow.export.letter_text import Bullets, Facts, Heading, Paragraph, heading_of, parts_of
from familjeflow.export.letterhead import PaperFacts
from familjeflow.export.styles import MM

TEXT = """# Välkommen

Hej!
Vi ses snart.

- Dag: fredag 4 december
- Tid: 13.30

## Tomt

## Ta med

- legitimation
- kalender
"""
LETTER_FACTS = PaperFacts("Kallelse", "SN 2026/0412", date(2026, 11, 21))
TO = address_lines("Eva Exempelius", "Påhittsgatan 3, 123 45 Sjövik")


def letter(to: tuple[str, ...] = TO, window: str = "right") -> bytes:
    made = Letter(to, heading_of(TEXT), tuple(parts_of(TEXT)), window)
    return letter_paper(made, LETTER_FACTS, LETTERHEAD)


def where(data: bytes, words: str) -> tuple[float, float]:
    """Where words begin on page 1, in millimetres from the left and upper edges."""
    found: list[tuple[float, float]] = []

    def look(text: str, _cm: object, matrix: list[float], _font: object, _size: float) -> None:
        if words in text:
            found.append((matrix[4] / MM, 297 - matrix[5] / MM))

    PdfReader(BytesIO(data)).pages[0].extract_text(visitor_text=look)
    assert found
    return found[0]


def test_marks_in_the_text_become_headings_lists_and_facts() -> None:
    assert list(parts_of(TEXT)) == [
        Paragraph("Hej!\nVi ses snart."),
        Facts((("Dag", "fredag 4 december"), ("Tid", "13.30"))),
        Heading("Ta med"),
        Bullets(("legitimation", "kalender")),
    ]


def test_a_letter_is_accessible_and_reads_address_heading_text() -> None:
    data = letter()
    assert_valid_pdf(data)
    tree = read_tree(data)
    assert [h.text for h in tree.find("H1", "H2")] == ["Välkommen", "Ta med"]
    text = tree.text
    assert text.index("Eva Exempelius") < text.index("Välkommen") < text.index("fredag 4 december")


@pytest.mark.parametrize(("window", "left", "right"), [("right", 107, 195), ("left", 17, 110)])
def test_the_address_shows_through_the_window(window: str, left: float, right: float) -> None:
    x, y = where(letter(window=window), "Eva Exempelius")
    assert left < x < right
    assert 45 < y < 75
    _x, below = where(letter(window=window), "Välkommen")
    assert below > 90


def test_a_letter_names_nobody_in_its_metadata() -> None:
    with pikepdf.open(BytesIO(letter())) as pdf:
        said = str(pdf.docinfo.items()) + pdf.Root.Metadata.read_bytes().decode()
    assert "Exempelius" not in said


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert letter() == letter()


def test_a_letter_without_an_address_keeps_the_room() -> None:
    assert where(letter(()), "Välkommen") == pytest.approx(where(letter(), "Välkommen"))


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.lists(st.text(max_size=120), max_size=6))
def test_any_text_gives_a_valid_letter(text: str, to: list[str]) -> None:
    made = Letter(tuple(to), heading_of(text), tuple(parts_of(text)))
    assert_valid_pdf(letter_paper(made, LETTER_FACTS, LETTERHEAD))


STAGES = tuple(
    PictureStage(f"Led {n}", "Vi pratar.", state, "Klart 2026-01-02", "Vem: Socialsekreterare")
    for n, state in enumerate(("done", "done", "now", "later", "later", "later", "later", "later"), 1)
)


def test_the_clients_picture_is_one_page_and_says_where_we_are() -> None:
    picture = ClientPicture("Din väg hos oss", "Så här går det till.", STAGES, "Fråga Åsa.")
    data = client_picture(picture, FACTS, LETTERHEAD)
    assert_valid_pdf(data)
    assert len(PdfReader(BytesIO(data)).pages) == 1
    labels = [label.actual_text for label in read_tree(data).find("Lbl")]
    assert labels[1:3] == ["2. Klart: ", "3. Nu: "]
    assert labels[-1] == "8. Kommer sedan: "
    assert read_tree(data).text.count("Här är vi nu") == 1


def test_the_handover_page_says_state_limits_and_what_is_left() -> None:
    page = Handover(
        "Kontaktperson · 2026-0001",
        (("Klient", "Påhittson, Ada"),),
        ("Sekretessmarkering",),
        "Nästa: ring.",
        (("Planera", "Pågår", "Socialsekreterare"),),
        (("Senast fre 2026-12-04", "Följ upp"),),
        (("Procapita", "Registrera"),),
        ("Vårdplan",),
        (("2026-11-20", "Planera påbörjades", "Åsa Exempelek"),),
    )
    data = handover_paper(page, FACTS, LETTERHEAD)
    assert_valid_pdf(data)
    headings = [h.text for h in read_tree(data).find("H2")]
    assert headings[:3] == ["Läget nu", "Nästa tidsgränser", "Kvar att registrera"]


def chapters(count: int) -> bytes:
    def write(paper: Paper) -> None:
        for number in range(1, 60):
            with paper.section(f"Avsnitt {number}"):
                paper.p("Text " * 30)

    parts = tuple(AktPart(f"Handling {n}", "2026-11-21", write) for n in range(1, count + 1))
    return akt_paper(Akt("Påhittad process", (("Klient", "–"),), (), parts), FACTS, LETTERHEAD)


def test_the_contents_lead_to_the_pages_they_name() -> None:
    data = chapters(3)
    assert_valid_pdf(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = [page.obj.objgen for page in pdf.pages]
        links = [a for a in pdf.pages[0].Annots if "/Dest" in a]
        leads = [pages.index(link.Dest[0].objgen) + 1 for link in links]
    entries = [entry.text for entry in read_tree(data).find("TOCI")]
    assert [int(re.findall(r"\d+$", entry)[0]) for entry in entries] == leads
    texts = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
    assert all(f"Handling {n}" in texts[page - 1] for n, page in enumerate(leads, 1))
    assert f"Sida {len(texts)} av {len(texts)}" in texts[-1]


def test_every_part_of_an_akt_is_in_the_outline() -> None:
    reader = PdfReader(BytesIO(chapters(2)))
    titles = [entry["/Title"] for entry in reader.outline[1] if isinstance(entry, dict)]
    assert titles == ["Innehåll", "Handling 1", "Handling 2"]


def test_an_akt_gives_the_same_bytes() -> None:
    assert chapters(2) == chapters(2)


def test_names_in_arabic_are_joined_on_paper_and_read_as_written() -> None:
    paper = Paper(FACTS, LETTERHEAD)
    paper.p("Mamman heter فاطمة الزهراء och pappan ڕێبوار.")
    paper.table(("Namn", "Vad"), [("محمد علی", "tolk")])
    data = paper.render()
    assert_valid_pdf(data)
    text = read_tree(data).text
    assert "Mamman heter فاطمة الزهراء och pappan ڕێبوار." in text
    assert "محمد علی" in text
    with pikepdf.open(BytesIO(data)) as pdf:
        fonts = {
            str(f.BaseFont) for f in pdf.objects if isinstance(f, pikepdf.Dictionary) and "/BaseFont" in f
        }
    assert any("Arabic" in name for name in fonts)


LETTERS = "".join(map(chr, (*range(0x0600, 0x0700), *range(0x0750, 0x0780)))) + " abcÅ.,-\n\u200c\u202e"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(LETTERS, max_size=80), min_size=1, max_size=4))
def test_any_arabic_text_gives_a_valid_paper(texts: list[str]) -> None:
    paper = Paper(FACTS, LETTERHEAD)
    with paper.section(texts[0]):
        paper.p("Text. " + texts[0])
        paper.facts([("Namn", text) for text in texts])
        paper.bullets(texts)
        paper.table(("A", "B"), [(text, text) for text in texts])
    assert_valid_pdf(paper.render())


def test_a_paper_with_arabic_has_the_same_bytes_after_another_one() -> None:
    def made(name: str) -> bytes:
        paper = Paper(FACTS, LETTERHEAD)
        paper.p(name)
        return paper.render()

    first = made("خدیجه")
    made("ڵۆێ ە")
    assert made("خدیجه") == first


def test_a_paper_without_arabic_does_not_carry_its_font() -> None:
    with pikepdf.open(BytesIO(sample_paper().render())) as pdf:
        assert not any(
            "Arabic" in str(f.get("/BaseFont", "")) for f in pdf.objects if isinstance(f, pikepdf.Dictionary)
        )
