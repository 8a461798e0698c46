"""Cleaning, measuring and breaking text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from familjeflow.export import fonts
from familjeflow.export.fonts import FACES, MISSING, advance_widths, clean, text_width
from familjeflow.export.grid import column_widths
from familjeflow.export.lines import break_lines


def by_count(text: str) -> float:
    return len(text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("A\u030angest", "Ångest"),
        ("rad\r\nrad\rrad\u2028rad", "rad\nrad\nrad\nrad"),
        ("mjukt\u00adbinde\u200bstreck", "mjuktbindestreck"),
        ("tab\toch  mellan\u2003slag", "tab och mellan slag"),
        ("12\u202f000\u00a0kr", "12\u00a0000\u00a0kr"),
        ("klart ☑ nu", f"klart {MISSING} nu"),
        ("\u202eomvänt\x07", "omvänt"),
        ("Alva محمد علی", "Alva محمد علی"),
        ("Żółć Ђорђе Αθήνα İğş", "Żółć Ђорђе Αθήνα İğş"),
    ],
)
def test_cleaning(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text())
def test_cleaned_text_is_clean_and_can_be_written(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    written = fonts.without_arabic(cleaned)
    assert all(ord(character) in advance_widths("Sans") for character in written if character not in "\n")


@pytest.mark.parametrize("face", FACES)
def test_widths_on_file_are_those_of_the_font(face: str) -> None:
    fonts.register()
    text = "Åtgärder för barnet, Żółć Ђорђе 12 §"
    assert text_width(text, face, 10) == pytest.approx(pdfmetrics.stringWidth(text, face, 10))


@given(st.text("abå -/–\n\u00a0", max_size=200), st.integers(1, 30))
def test_lines_joined_are_the_text(text: str, width: int) -> None:
    lines = break_lines(text, width, by_count)
    assert "".join(lines) == text
    assert all(len(line.rstrip(" \n")) <= width for line in lines)
    assert all("\n" not in line[:-1] for line in lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("ett två tre fyra", ["ett två ", "tre fyra"]),
        ("ett\ntvå\n\ntre", ["ett\n", "två\n", "\n", "tre"]),
        ("socialtjänst/skola", ["socialtjän", "st/skola"]),
        ("barn-och/skola", ["barn-och/", "skola"]),
        ("1\u00a0000\u00a0000 kr", ["1\u00a0000\u00a0000 ", "kr"]),
        ("", []),
    ],
)
def test_where_lines_end(text: str, lines: list[str]) -> None:
    assert break_lines(text, 10, by_count) == lines


def test_columns_share_what_is_left_by_wish() -> None:
    assert column_widths([20, 20], [20, 100], 100) == (20, 80)
    assert column_widths([20, 20], [60, 60], 100) == (50, 50)
    assert column_widths([20, 20], [20, 20], 100) == (50, 50)


def test_columns_that_cannot_hold_their_words_all_give_way() -> None:
    assert column_widths([300, 100], [300, 100], 200) == (150, 50)
