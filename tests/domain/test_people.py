"""Who may be the same person: the program points, a person decides."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from familjeflow.domain.people import alike, name_words, near, similar
from familjeflow.domain.projections import PersonRow

BORN = date(2015, 3, 15)
WORDS = st.text("abcdeåäö", min_size=4, max_size=9)
NAMES = st.lists(WORDS, min_size=1, max_size=4)


def person(given_name: str, family: str, number: str = "", born: date | None = BORN) -> PersonRow:
    return PersonRow("p", given_name, family, number, "", born)


ADA = person("Ada", "Lindqvist-Fabel", "20150315-9806")


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (person("Eva", "Påhittson", "201503159806", None), "number"),
        (person("ada", "LINDQVIST  FABEL", "", BORN), "name_and_born"),
        (person("Lindqvist Fabel", "Ada", "", BORN), "name_and_born"),
        (person("Ada", "Lindkvist-Fabel", "", BORN), "similar_and_born"),
        (person("Ada", "Fabel", "", BORN), "similar_and_born"),
        (person("Ada", "Lindqvist-Fabel", "", None), "name"),
        (person("Ada", "Lindqvist-Fabel", "", date(2016, 3, 15)), "name"),
        (person("Ada", "Lindkvist-Fabel", "", date(2016, 3, 15)), ""),
        (person("Nils", "Påhittson", "", BORN), ""),
        (person("", "", "", BORN), ""),
    ],
)
def test_why_two_may_be_the_same(other: PersonRow, reason: str) -> None:
    assert alike(ADA, other) == reason
    assert alike(other, ADA) == reason


def test_letters_of_the_swedish_alphabet_are_letters_of_their_own() -> None:
    assert name_words("Åsa") != name_words("Asa")
    assert name_words("A\u030asa") == name_words("åsa")
    assert alike(person("Åsa", "Ek"), person("Asa", "Ek")) == ""


@given(NAMES, st.randoms(use_true_random=False), st.sampled_from([" ", "-", "  ", ", "]))
def test_order_hyphens_blanks_and_capitals_make_no_other_person(
    words: list[str], order: object, between: str
) -> None:
    assert hasattr(order, "shuffle")
    other = list(words)
    order.shuffle(other)
    one, two = person(" ".join(words), ""), person(between.join(other).upper(), "")
    assert alike(one, two) == "name_and_born"


@given(WORDS, st.integers(0, 8), st.sampled_from("xyz"))
def test_one_wrong_letter_is_near_and_two_words_are_near_both_ways(
    word: str, place: int, letter: str
) -> None:
    at = min(place, len(word) - 1)
    wrong = word[:at] + letter + word[at + 1 :]
    assert near(word, wrong)
    assert near(wrong, word)
    assert near(word + letter, word)
    assert not near(word, word + letter + letter)


@given(NAMES, NAMES)
def test_likeness_goes_both_ways(one: list[str], other: list[str]) -> None:
    assert similar(tuple(one), tuple(other)) == similar(tuple(other), tuple(one)) or len(one) == len(other)
