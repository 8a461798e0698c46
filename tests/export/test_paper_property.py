"""Whatever stands in a case, its paper is valid, says all of it, and is the same each time."""

from hypothesis import HealthCheck, Phase, example, given, settings
from tests.export.any_paper import (
    LONG_PARAGRAPH,
    LONG_TABLE,
    examples,
    expected,
    made,
    said,
    sections,
    sheets,
)
from tests.export.reading import read_tree
from tests.export.validation import assert_valid_pdf

from familjeflow.export.styles import LANDSCAPE, PORTRAIT

ROW = ("Алёна Ђокић", "", "فاطمة الزهراء 🙂\x07")
WORDS = "Samtal med barnet om skolan. "
HARD = [
    ("p", (WORDS * LONG_PARAGRAPH)[:LONG_PARAGRAPH]),
    ("p", "å" * LONG_PARAGRAPH),
    ("Mål 👩‍👧", [("table", [ROW] * LONG_TABLE), ("table", [("", "", "")] * LONG_TABLE)]),
    ("numbered", ["\x07", "ett", " ", "två\n\ntre"]),
]
slow_is_fine = [HealthCheck.too_slow, HealthCheck.data_too_large]
# Making a failing paper smaller takes minutes: in a long run only.
phases = [phase for phase in Phase if phase is not Phase.shrink or examples(0)]


@settings(max_examples=examples(12), deadline=None, phases=phases, suppress_health_check=slow_is_fine)
@given(sections, sheets)
@example(HARD, PORTRAIT)
@example(HARD, LANDSCAPE)
def test_any_paper_is_valid(parts: object, sheet: object) -> None:
    assert_valid_pdf(made(parts, sheet))


@settings(max_examples=examples(12), deadline=None, phases=phases, suppress_health_check=slow_is_fine)
@given(sections)
@example(HARD)
def test_the_tree_says_what_the_model_says(parts: object) -> None:
    assert said(read_tree(made(parts))) == expected(parts)


@settings(max_examples=examples(8), deadline=None, phases=phases, suppress_health_check=slow_is_fine)
@given(sections, sections)
@example(HARD, [])
def test_a_paper_has_the_same_bytes_whatever_was_made_before_it(parts: object, others: object) -> None:
    first = made(parts)
    made(others)
    assert made(parts) == first
