"""Conditions follow the grammar, mean what FEEL means, and never fail on answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from familjeflow.domain import feel

ANSWERS = {
    "ja": True,
    "nej": False,
    "val": "b",
    "antal": 3,
    "lista": ["a", "b"],
    "dag": "2026-02-01",
    "tom": "",
}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("=ja", True),
        ("=val", False),
        ("=ja = true", True),
        ("=saknas = null", True),
        ("=saknas != true", True),
        ("=nej != true", True),
        ('=val = "b"', True),
        ('=val != "b"', False),
        ('=antal = "3"', False),
        ('=antal != "3"', False),
        ("=ja = 1", False),
        ("=antal >= 3 and antal < 3.5", True),
        ("=antal > -1", True),
        ('=dag < "2026-02-02"', True),
        ("=dag < 5", False),
        ("=saknas < 5", False),
        ("=nej or ja and nej", False),
        ("=(nej or ja) and ja", True),
        ('=not(val = "a" or val = "b")', False),
        ("=not(saknas)", False),
        ('=list contains(lista, "a")', True),
        ("=list contains(lista, val)", True),
        ('=list contains(val, "b")', False),
        (r'=val = "\"\\"', False),
        ("  =ja".strip(), True),
    ],
)
def test_a_condition_means_what_it_says(text: str, holds: bool) -> None:
    assert feel.parse(text).holds(ANSWERS) is holds


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("ja", "feel_no_equals", 0),
        ("=", "feel_grammar", 1),
        ("=a = b = c", "feel_grammar", 7),
        ("=(a", "feel_grammar", 3),
        ("=a)", "feel_grammar", 2),
        ('="a', "feel_character", 1),
        ("=a + b", "feel_character", 2),
        ("=and", "feel_grammar", 1),
        ("=f(a)", "feel_grammar", 2),
        ("=a.b", "feel_character", 2),
        ("=__import__('os')", "feel_character", 12),
        ("=" + "a" * 500, "feel_too_long", 500),
    ],
)
def test_anything_else_is_refused_with_its_place(text: str, code: str, position: int) -> None:
    with pytest.raises(feel.FeelError) as caught:
        feel.parse(text)
    assert (caught.value.code, caught.value.position) == (code, position)


def test_brackets_may_not_go_on_for_ever() -> None:
    assert feel.parse("=" + "(" * 19 + "ja" + ")" * 19).holds(ANSWERS)
    with pytest.raises(feel.FeelError, match="feel_too_deep"):
        feel.parse("=" + "(" * 20 + "ja" + ")" * 20)


def test_a_condition_knows_the_names_it_asks_for() -> None:
    assert feel.parse('=a = "b" and not(c) or list contains(d, true)').names == {"a", "c", "d"}


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
_NAMES = st.sampled_from(["a", "b", "c"])
_ATOMS = _NAMES | st.sampled_from(["true", "false", "null", "1", "-2.5", '"x"'])
_CONDITIONS = st.recursive(
    _ATOMS | st.tuples(_ATOMS, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), _ATOMS).map(" ".join),
    lambda inner: (
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(" ".join)
        | inner.map("({})".format)
        | inner.map("not({})".format)
        | st.tuples(inner, inner).map(lambda two: f"list contains({two[0]}, {two[1]})")
    ),
    max_leaves=6,
)


@given(_CONDITIONS, st.dictionaries(_NAMES, _VALUES))
def test_every_condition_has_an_answer_for_any_answers(text: str, answers: dict[str, object]) -> None:
    assert feel.parse(f"={text}").holds(answers) in (True, False)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    refused = -1
    try:
        feel.parse(f"={text}").holds(ANSWERS)
    except feel.FeelError as error:
        refused = error.position
    assert -1 <= refused <= len(text) + 1
