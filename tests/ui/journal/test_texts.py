"""One text for each akt: the others follow the first until somebody writes in them."""

from hypothesis import given
from hypothesis import strategies as st

from familjeflow.ui.journal.texts import Texts

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)


def test_the_others_follow_the_first_until_somebody_writes_in_them() -> None:
    texts = Texts({"ada": ""})
    texts.tick("eva", True)
    texts.write("ada", "Vi sågs.")
    assert texts.text("eva") == "Vi sågs."
    texts.write("eva", "Eva kom.")
    texts.write("ada", "Vi sågs på kontoret.")
    assert texts.kept() == {"ada": "Vi sågs på kontoret.", "eva": "Eva kom."}


def test_a_tick_that_is_put_back_finds_the_text_again() -> None:
    texts = Texts({"ada": "Vi sågs."})
    texts.tick("eva", True)
    texts.write("eva", "Eva kom.")
    texts.tick("eva", False)
    assert texts.kept() == {"ada": "Vi sågs."}
    texts.tick("eva", True)
    assert texts.text("eva") == "Eva kom."


def test_leaving_out_the_first_hands_the_text_on() -> None:
    texts = Texts({"ada": "Vi sågs."})
    texts.tick("eva", True)
    texts.tick("ada", False)
    assert texts.kept() == {"eva": "Vi sågs."}


def test_a_draft_that_is_opened_again_keeps_the_texts_apart() -> None:
    texts = Texts({"ada": "Vi sågs.", "eva": "Eva kom."})
    texts.write("ada", "Vi sågs igår.")
    assert texts.text("eva") == "Eva kom."


@given(WORDS, WORDS, WORDS)
def test_nothing_is_reviewed_that_has_changed_since(first: str, second: str, later: str) -> None:
    texts = Texts({"ada": first})
    texts.tick("eva", True)
    texts.write("eva", second)
    texts.review("ada")
    texts.review("eva")
    assert texts.unreviewed() == ()
    texts.write("eva", later)
    assert texts.unreviewed() == (("eva",) if later != second else ())


@given(st.lists(st.tuples(st.sampled_from(["ada", "eva", "sten"]), st.booleans()), max_size=12), WORDS)
def test_somebody_is_always_ticked(ticks: list[tuple[str, bool]], text: str) -> None:
    texts = Texts({"ada": text})
    for person, ticked in ticks:
        texts.tick(person, ticked)
    assert texts.people()
    assert set(texts.kept().values()) == {text}
