"""Arms, colour and footer: what an organisation brings, and what is refused."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader
from tests.export.papers import FACTS, LETTERHEAD
from tests.export.reading import read_tree
from tests.export.validation import assert_valid_pdf

from familjeflow.export.document import Paper
from familjeflow.export.letterhead import Letterhead, readable_ink
from familjeflow.export.letterhead_arms import MOST_BYTES, ArmsError, read_arms

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 50">
<title>Påhittat vapen</title>
<g transform="translate(1 1) rotate(2 20 25)" fill="#1f4e79">
<path d="M2 2h36v24c0 12-10 18-18 22S2 38 2 26z
m4 4Q10 2 14 6T20 8a12 6 15 0 1 6 4L26 9z" fill-rule="evenodd"/>
<rect x="5" y="6" width="4" height="5" style="fill:#f2c230;stroke:none"/>
<circle cx="20" cy="22" r="8" fill="gold"/>
<polygon points="1,1 2,2 3,1"/><polyline points="1,1 9,9" fill="none" stroke="#fff" stroke-width="2"/>
<ellipse cx="9" cy="9" rx="3" ry="2"/><line x1="1" y1="1" x2="4" y2="4" stroke="black"/></g></svg>"""


def png(mode: str = "RGBA", size: tuple[int, int] = (40, 60)) -> bytes:
    out = BytesIO()
    Image.new(mode, size, 5 if mode in "LP" else (200, 30, 30, 120)[: len(mode)]).save(out, "PNG")
    return out.getvalue()


def paper(letterhead: Letterhead) -> bytes:
    made = Paper(FACTS, letterhead)
    made.p("Text.")
    return made.render()


@pytest.mark.parametrize("arms", [SVG.encode(), png(), png("RGB"), png("L"), png("P")])
def test_arms_colour_and_footer_keep_the_paper_valid(arms: bytes) -> None:
    dressed = replace(LETTERHEAD, arms=read_arms(arms), colour="#1f4e79", footer="www.sjovik.example")
    data = paper(dressed)
    assert_valid_pdf(data)
    assert data == paper(dressed)
    assert "www.sjovik.example" in PdfReader(BytesIO(data)).pages[0].extract_text()
    assert read_tree(data).find("Figure") == []


REFUSED = {
    "not_plain_shapes": [
        SVG.replace("<title>", "<script>alert(1)</script><title>"),
        SVG.replace("<title>", '<image href="http://example.org/a.png"/><title>'),
        SVG.replace("<title>", "<text>hej</text><title>"),
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG,
        SVG.replace('fill="gold"', 'fill="url(#a)"'),
    ],
    "too_deep": [SVG.replace("<title>", "<g>" * 30 + "<rect/>" + "</g>" * 30 + "<title>")],
    "too_large": [SVG + " " * MOST_BYTES, SVG.replace("<title>", "<g/>" * 3000 + "<title>")],
    "unreadable": [
        "",
        "<svg",
        "<html/>",
        SVG.replace("0 0 40 50", "0 0 0 0"),
        SVG.replace("M2 2h36", "M2 2h"),
    ],
}


@pytest.mark.parametrize(("code", "text"), [(c, t) for c, texts in REFUSED.items() for t in texts])
def test_a_file_that_is_not_plain_arms_is_refused(code: str, text: str) -> None:
    with pytest.raises(ArmsError) as caught:
        read_arms(text.encode())
    assert caught.value.code == code


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_decoded() -> None:
    bomb = bytearray(png())
    bomb[16:20] = (60_000).to_bytes(4)
    with pytest.raises(ArmsError):
        read_arms(bytes(bomb))


def test_a_cut_picture_is_refused() -> None:
    with pytest.raises(ArmsError):
        read_arms(png(size=(400, 400))[:60])


@settings(max_examples=200, deadline=None)
@given(st.text("MmLlHhVvCcSsQqTtAaZz 0123456789.,-e", max_size=60))
def test_any_path_is_drawn_or_refused(path: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 50"><path d="{path}"/></svg>'
    try:
        arms = read_arms(svg.encode())
    except ArmsError:
        return
    assert_valid_pdf(paper(replace(LETTERHEAD, arms=arms)))


@pytest.mark.parametrize(
    ("colour", "used"), [("#1f4e79", True), ("#ffee88", False), ("blå", False), ("", False), ("#12", False)]
)
def test_only_a_colour_that_can_be_read_is_used(colour: str, used: bool) -> None:
    assert (readable_ink(colour) is not None) is used
