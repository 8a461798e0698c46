"""The journal on paper: signed, in order, and with what was struck out still readable by everybody."""

from io import BytesIO

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.export.papers import FACTS, LETTERHEAD
from tests.export.reading import read_tree
from tests.export.validation import assert_valid_pdf

from familjeflow.export.journal import Journal, JournalEntry, StruckText, journal_paper

STRUCK = StruckText("Vi sågs på måndagen.\n\nAlla var med.", "Rättat 2026-11-22 av Bo. Skäl: fel dag")
ENTRY = JournalEntry(
    "2026-11-20 Telefon",
    "Alva Påhittson · Planera",
    "Vi sågs på tisdagen.",
    "Skrivet 2026-11-21 14:02 av Åsa Påhittson, socialsekreterare. Gäller 2026-11-20.",
    (STRUCK,),
)
WARNING = "Pappret innehåller anteckningar ur flera personers akter."


def made(*entries: JournalEntry, warnings: tuple[str, ...] = ()) -> bytes:
    return journal_paper(Journal("Alva Påhittson", warnings, entries), FACTS, LETTERHEAD)


def many(count: int) -> tuple[JournalEntry, ...]:
    words = "Samtalet handlade om skolan och fritiden. " * 8
    struck = (StruckText(words, "Rättat av Bo."),)
    return tuple(
        JournalEntry(
            f"2026-01-{n % 28 + 1:02} Telefon", "Alva", words, "Skrivet av Åsa.", struck * (n % 9 == 0)
        )
        for n in range(count)
    )


def test_a_note_is_signed_and_says_what_was_struck_before_what_holds() -> None:
    data = made(ENTRY, warnings=(WARNING,))
    assert_valid_pdf(data)
    text = read_tree(data).text
    parts = [
        WARNING,
        ENTRY.heading,
        STRUCK.told,
        "Struket: Vi sågs på måndagen. Alla var med.",
        ENTRY.text,
        ENTRY.signed,
    ]
    places = [" ".join(text.split()).find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_struck_text_is_marked_as_such_in_the_structure_and_in_a_copied_text() -> None:
    data = made(ENTRY)
    (span,) = read_tree(data).find("Span")
    assert span.text.startswith("Struket: ")
    page = PdfReader(BytesIO(data)).pages[0]
    assert "Struket: Vi sågs på måndagen." in page.extract_text()
    assert b"LineThrough" in _open(data)


def _open(data: bytes) -> bytes:
    """The file with its objects laid open."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        out = BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    return out.getvalue()


def test_a_line_goes_through_struck_text_and_not_through_what_holds() -> None:
    plain = JournalEntry(ENTRY.heading, ENTRY.about, ENTRY.text, ENTRY.signed)
    assert _lines(made(ENTRY)) == _lines(made(plain)) + 2


def _lines(data: bytes) -> int:
    objects = pypdfium2.PdfDocument(data)[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])
    return sum(1 for _path in objects)


def test_a_journal_without_notes_is_a_paper_too() -> None:
    assert_valid_pdf(made())


def test_a_long_journal_flows_over_pages_with_an_entry_in_the_outline_for_each_note() -> None:
    data = made(*many(120))
    assert_valid_pdf(data)
    reader = PdfReader(BytesIO(data))
    assert len(reader.pages) > 20
    tree = read_tree(data)
    assert len(tree.find("H2")) == 120
    assert made(*many(120)) == data


TEXTS = st.text(max_size=300) | st.sampled_from(
    ("", " \n\n ", "مرحبا بالعالم", "å" * 2000, "a\x00b\ufffe", "👪 rad\n\n\nrad")
)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.builds(
            JournalEntry,
            TEXTS,
            TEXTS,
            TEXTS,
            TEXTS,
            st.lists(st.builds(StruckText, TEXTS, TEXTS)).map(tuple),
            TEXTS,
        ),
        max_size=4,
    )
)
def test_any_text_gives_a_valid_paper(entries: list[JournalEntry]) -> None:
    assert_valid_pdf(made(*entries, warnings=("",)))


@pytest.mark.parametrize("count", [1, 2])
def test_each_struck_text_is_followed_by_its_own_words(count: int) -> None:
    struck = tuple(StruckText(f"Text {n}", f"Rättat gång {n}") for n in range(count))
    text = read_tree(made(JournalEntry("2026-01-01 Besök", "Alva", "Ny", "Åsa", struck))).text
    assert all(f"Rättat gång {n}" in text and f"Struket: Text {n}" in text for n in range(count))
