"""The journal: what facts add up to, in any order and from any desk, and what may be done with a note."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.definitions import FIRST_DAY, Facts

from familjeflow.domain import events as e
from familjeflow.domain import journal
from familjeflow.domain import work_events as w
from familjeflow.domain.errors import DomainError
from familjeflow.domain.journal import Note, notes
from familjeflow.domain.retraction import retract, undoable_work

IDS = ("n1", "n2")


def written(note_id: str = "n1", text: str = "Vi pratade.", record: str = "external") -> w.NoteWritten:
    return w.NoteWritten(
        note_id, "phone", "klient", text, record, "Åsa Påhittson", "socialsekreterare", "remiss"
    )


def corrected(text: str, replaces: str = "", note_id: str = "n1") -> w.NoteCorrected:
    return w.NoteCorrected(note_id, text, "Fel dag", "Bo Exempelius", "chef", replaces)


def told(*payloads: e.Payload, origin: str = "a", lamport: int = 0) -> list[e.Event]:
    return Facts(origin, lamport).add(*payloads)


def only(facts: Sequence[e.Event]) -> Note:
    (note,) = notes(facts)
    return note


def thinned(fact: e.Event) -> e.Event:
    return e.Event(fact.header, None)


def code(act: object, *arguments: object) -> str:
    """The code that an act refuses with, "" when it does not."""
    assert callable(act)
    try:
        act(*arguments)
    except DomainError as error:
        return error.code
    return ""


def test_a_note_keeps_its_day_its_writing_and_its_writer() -> None:
    note = only(told(written()))
    assert (note.day, note.text, note.state) == (FIRST_DAY, "Vi pratade.", "to_enter")
    assert note.written.at == datetime(2026, 1, 12, 8, 0, 1, tzinfo=UTC)
    assert (note.signed_name, note.signed_title) == ("Åsa Påhittson", "socialsekreterare")


def test_an_internal_note_is_locked_from_the_start() -> None:
    assert only(told(written(record="internal"))).state == "locked"


def test_a_correction_shows_what_it_struck() -> None:
    note = only(told(written(), corrected("Vi pratade länge.", "a1")))
    assert note.text == "Vi pratade länge."
    ((before, correction),) = note.corrections
    assert (before, correction.reason, correction.signed_name) == ("Vi pratade.", "Fel dag", "Bo Exempelius")


def test_two_desks_that_correct_one_text_are_both_shown() -> None:
    first = told(written())
    one = told(corrected("Ena.", "a1"), origin="b", lamport=1)
    other = told(corrected("Andra.", "a1"), origin="c", lamport=1)
    note = only([*other, *first, *one])
    assert note.contested
    assert [(before, new.text) for before, new in note.corrections] == [
        ("Vi pratade.", "Ena."),
        ("Vi pratade.", "Andra."),
    ]


def test_corrections_after_each_other_are_no_conflict() -> None:
    note = only(told(written(), corrected("Två.", "a1"), corrected("Tre.", "a2")))
    assert not note.contested
    assert [before for before, _new in note.corrections] == ["Vi pratade.", "Två."]


def test_what_is_corrected_after_it_was_entered_has_to_be_entered_again() -> None:
    facts = told(written(), w.NoteEntered("n1", "a1"))
    assert only(facts).state == "entered"
    late = told(corrected("Annat.", "a1"), origin="0", lamport=1)
    assert only([*facts, *late]).state == "to_enter"
    assert only([*facts, *told(corrected("Annat."), origin="b", lamport=5)]).state == "to_enter"


def test_an_entering_without_a_named_text_is_of_the_one_before_it() -> None:
    assert only(told(written(), corrected("Två.", "a1"), w.NoteEntered("n1"))).state == "entered"
    assert only(told(written(), w.NoteEntered("n1"), corrected("Två.", "a1"))).state == "to_enter"


def cleared_facts() -> list[e.Event]:
    facts = told(written(), corrected("Två.", "a1"), w.NoteEntered("n1", "a2"))
    (clearing,) = journal.clear(only(facts), date(2026, 6, 1), 90)
    after = told(clearing, origin="b", lamport=9)
    return [thinned(facts[0]), thinned(facts[1]), facts[2], *after]


def test_a_cleared_note_still_tells_that_it_was_written() -> None:
    note = only(cleared_facts())
    assert (note.state, note.text, note.corrections) == ("cleared", "", ())
    assert (note.kind, note.day, note.filed_under, note.step) == ("phone", FIRST_DAY, "klient", "remiss")
    assert note.signed_name == "Åsa Påhittson"


def test_a_desk_that_still_holds_the_text_does_not_show_it() -> None:
    whole = told(written(), corrected("Två.", "a1"))
    assert only([*whole, *cleared_facts()]) == only(cleared_facts()) == only([*cleared_facts(), *whole])
    assert only([*whole, *told(w.NoteCleared("n1"), origin="b", lamport=9)]).text == ""


def test_a_correction_from_a_desk_that_did_not_know_of_the_clearing_is_not_lost() -> None:
    late = told(corrected("Tredje.", "a2"), origin="c", lamport=2)
    note = only([*cleared_facts(), *late])
    assert (note.state, note.text) == ("to_enter", "Tredje.")
    assert [before for before, _new in note.corrections] == [""]


def test_a_note_taken_back_is_gone_unless_another_desk_built_on_it() -> None:
    facts = told(written(), e.Retracted("a1"))
    assert notes(facts) == ()
    entered = told(w.NoteEntered("n1", "a1"), origin="b", lamport=1)
    assert only([*facts, *entered]).state == "entered"


def test_a_note_taken_back_can_be_finished_again() -> None:
    facts = told(written(), e.Retracted("a1"), written(text="Igen."))
    assert only(facts).text == "Igen."


def test_facts_that_cannot_be_read_are_passed_over() -> None:
    lost = told(written(), w.NoteEntered("okänd"), corrected("X", note_id="okänd"), w.NoteCleared("okänd"))
    assert notes([thinned(lost[0]), *lost[1:]]) == ()


def test_a_note_follows_its_step_to_a_new_version_of_the_process() -> None:
    facts = told(written(), e.BundleChanged("ny", (("remiss", "anmalan"),), "Ny version"))
    assert only(facts).step == "anmalan"


@pytest.mark.parametrize(
    ("text", "reason", "expected"),
    [
        ("Annat.", "Fel", ""),
        ("Annat.", " ", "reason_needed"),
        (" ", "Fel", "empty_note"),
        ("Vi pratade. ", "Fel", "same_text"),
    ],
)
def test_a_correction_needs_a_new_text_and_a_reason(text: str, reason: str, expected: str) -> None:
    assert code(journal.correct, only(told(written())), text, reason, "Åsa", "chef") == expected


def test_a_cleared_note_cannot_be_corrected_entered_or_cleared() -> None:
    note = only(cleared_facts())
    assert code(journal.correct, note, "Nytt", "Fel", "Åsa", "chef") == "note_cleared"
    assert code(journal.enter, note) == "note_cleared"
    assert code(journal.clear, note, FIRST_DAY, 0) == "note_cleared"


def test_only_what_waits_is_entered_and_only_what_is_entered_long_enough_is_cleared() -> None:
    fresh, locked = only(told(written())), only(told(written(record="internal")))
    entered = only(told(written(), w.NoteEntered("n1", "a1")))
    assert code(journal.enter, locked) == "note_locked"
    assert code(journal.enter, entered) == "already_entered"
    assert code(journal.clear, locked, FIRST_DAY, 0) == "note_locked"
    assert code(journal.clear, fresh, FIRST_DAY, 0) == "not_entered"
    assert code(journal.clear, entered, date(2026, 4, 11), 90) == "too_early"
    assert code(journal.clear, entered, date(2026, 4, 12), 90) == ""


def test_finishing_refuses_what_is_empty_or_finished_already() -> None:
    assert code(journal.write, (), (written(text=" "),)) == "empty_note"
    assert code(journal.write, (), ()) == "empty_note"
    assert code(journal.write, notes(told(written())), (written(),)) == "already_written"
    with pytest.raises(ValueError, match="kind"):
        journal.write((), (w.NoteWritten("n", "dikt", "klient", "Text", "external", "Åsa", "chef"),))


def test_a_note_that_is_not_there_is_told() -> None:
    assert code(journal.find, (), "n1") == "unknown_note"


# ---- any order, any desk ----

PAYLOADS = st.one_of(
    st.builds(written, st.sampled_from(IDS), st.sampled_from(("Ett", "Två")), st.just("external")),
    st.builds(
        corrected, st.sampled_from(("A", "B", "C")), st.sampled_from(("", "a1", "b1")), st.sampled_from(IDS)
    ),
    st.builds(w.NoteEntered, st.sampled_from(IDS), st.sampled_from(("", "a1", "b2"))),
    st.builds(
        w.NoteCleared,
        st.sampled_from(IDS),
        st.just("phone"),
        st.just("klient"),
        cleared=st.lists(st.sampled_from(("a1", "a2", "b1", "b2")), max_size=3).map(tuple),
    ),
    st.builds(e.Retracted, st.sampled_from(("a1", "a2", "b1", "b2"))),
)


@settings(deadline=None)
@given(
    st.lists(PAYLOADS, max_size=7),
    st.lists(PAYLOADS, max_size=7),
    st.integers(0, 4),
    st.sets(st.integers(0, 13)),
    st.randoms(use_true_random=False),
)
def test_two_desks_merged_in_any_order_give_the_same_journal(
    ours: list[e.Payload], theirs: list[e.Payload], ahead: int, thin: set[int], random: object
) -> None:
    facts = [*told(*ours), *told(*theirs, origin="b", lamport=ahead)]
    facts = [thinned(fact) if place in thin else fact for place, fact in enumerate(facts)]
    shuffled = [*facts, *facts[::2]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert notes(shuffled) == notes(facts)


@settings(deadline=None)
@given(st.lists(PAYLOADS, max_size=10))
def test_what_a_history_offers_to_take_back_is_what_may_be_taken_back(payloads: list[e.Payload]) -> None:
    facts = [fact for fact in told(*payloads) if not isinstance(fact.payload, e.Retracted)]
    assert undoable_work(facts) == {fact.id for fact in facts if code(retract, facts, fact.id) == ""}


def test_what_can_be_undone_is_named() -> None:
    fresh = told(written())
    entered = told(written(), w.NoteEntered("n1", "a1"))
    for facts, expected in (
        (fresh, "a1"),
        (entered, "a2"),
        (told(written(record="internal")), ""),
        (told(written(), corrected("Två.", "a1")), ""),
        (cleared_facts(), ""),
    ):
        found = journal.undo_of(only(facts))
        assert found == expected
        assert not found or code(retract, facts, found) == ""
