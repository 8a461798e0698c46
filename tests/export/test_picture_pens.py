import xml.etree.ElementTree as ElementTree
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.domain.picture.samples import definition, measure

from familjeflow.domain.picture.display import Icon, Picture, StepLook, Text
from familjeflow.domain.picture.icons import ICONS
from familjeflow.domain.picture.layout import display
from familjeflow.export import fonts, picture_pdf
from familjeflow.export.letterhead import Letterhead, PaperFacts
from familjeflow.export.picture_paper import picture_paper
from familjeflow.export.picture_svg import to_svg

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def picture() -> Picture:
    looks = {
        "steg": StepLook("active", "Pågår", "Senast 2026-12-04", round=2, deviates=True, overdue=True),
        "fraga": StepLook("ready", "Kan göras nu"),
    }
    return display(definition("1. Råd & <stöd>"), looks, {"f1"}, measure)


def test_the_svg_stands_alone_and_tells_what_it_shows(picture):
    root = ElementTree.fromstring(to_svg(picture, picture_pdf.PRINT_PALETTE, "Åtta steg", "Steg & frågor"))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Åtta steg"
    assert root.findtext(f"{SVG}desc") == "Steg & frågor"


def test_the_words_of_the_svg_are_text(picture):
    root = ElementTree.fromstring(to_svg(picture, picture_pdf.PRINT_PALETTE, "T", "D"))
    shown = [element.text for element in root.iter(f"{SVG}text")]
    assert [item.text for item in picture.items if isinstance(item, Text)] == shown
    assert "1. Råd & <stöd>" in shown


def test_the_svg_draws_every_icon():
    items = tuple(Icon(name, (10, 10), 12, "text") for name in ICONS)
    root = ElementTree.fromstring(to_svg(Picture(40, 40, items, ()), picture_pdf.PRINT_PALETTE, "T", "D"))
    assert len(root.findall(f"{SVG}g")) == len(ICONS)


def test_the_paper_picture_keeps_its_proportions(picture):
    fonts.register()
    canvas = Canvas(BytesIO(), pagesize=(600, 400))
    height = picture_pdf.draw(canvas, picture, picture_pdf.PRINT_PALETTE, 400)
    assert height == pytest.approx(400 * picture.height / picture.width)


def test_the_paper_pen_draws_every_icon():
    items = tuple(Icon(name, (10, 10), 12, "text") for name in ICONS)
    facts = PaperFacts("Ikoner", "", date(2026, 3, 2))
    data = picture_paper(
        Picture(40, 40, items, ()), picture_pdf.PRINT_PALETTE, "Ikoner", facts, Letterhead("", "", "")
    )
    with pikepdf.open(BytesIO(data)) as pdf:
        operators = [str(operator) for _operands, operator in pikepdf.parse_content_stream(pdf.pages[0])]
    assert operators.count("cm") > len(ICONS)
