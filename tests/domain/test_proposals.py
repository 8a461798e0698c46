"""The three-answer rule: one clear reason closes, and only three together extend."""

import itertools

import pytest

from familjeflow.domain.proposals import extend_or_close

EXTEND, CLOSE = 0, 1
ALL = list(itertools.product(("ja", "delvis", "nej"), ("ja", "nej"), ("ja", "nej")))


@pytest.mark.parametrize(("goals", "consent", "need"), ALL)
def test_every_combination_points_one_way(goals: str, consent: str, need: str) -> None:
    found = extend_or_close([[goals], [consent], [need]])
    assert found is not None
    extends = goals in ("nej", "delvis") and consent == "ja" and need == "ja"
    assert found.answer == (EXTEND if extends else CLOSE)


def test_of_yes_and_no_exactly_one_of_eight_extends() -> None:
    answers = [extend_or_close([[g], [c], [n]]) for g, c, n in ALL if g != "delvis"]
    assert [found.answer for found in answers if found].count(EXTEND) == 1
    assert len(answers) == 8


@pytest.mark.parametrize(("goals", "consent", "need"), ALL)
def test_the_reasons_named_are_the_ones_that_decide(goals: str, consent: str, need: str) -> None:
    found = extend_or_close([[goals], [consent], [need]])
    assert found is not None
    against = tuple(
        place
        for place, is_against in enumerate((goals == "ja", consent == "nej", need == "nej"))
        if is_against
    )
    assert found.because == (against or (0, 1, 2))


@pytest.mark.parametrize(
    ("values", "answer"),
    [
        ([["nej"], ["ja", "ja"], ["ja"]], EXTEND),
        ([["nej"], ["ja", "nej"], ["ja"]], CLOSE),
        ([["nej"], ["ja", ""], ["ja"]], None),
        ([["nej"], [], ["ja"]], None),
        ([[""], ["ja"], ["ja"]], None),
        ([["nej"], ["ja"], [""]], None),
        ([["ja"], [""], [""]], CLOSE),
        ([[""], ["", "nej"], [""]], CLOSE),
        ([[""], [""], ["nej"]], CLOSE),
    ],
)
def test_each_guardian_consents_and_what_is_not_answered_is_not_guessed(
    values: list[list[str]], answer: int | None
) -> None:
    found = extend_or_close(values)
    assert (found.answer if found else None) == answer
