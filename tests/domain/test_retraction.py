"""What may be taken back, and what it would pull the ground from."""

from datetime import date

import pytest
from tests.support.definitions import Facts, process

from familjeflow.domain import events as e
from familjeflow.domain import work_events as w
from familjeflow.domain.errors import DomainError
from familjeflow.domain.fold import fold
from familjeflow.domain.retraction import retract

LINE = process("(start > remiss > ?fråga > beslut > )slut : ja\n ?fråga > avslag > )nej : nej")
DAY = date(2026, 3, 1)
NOTE = w.NoteWritten("n1", "phone", "klient", "Text", "external", "Åsa", "chef", "remiss")
LOCKED = w.NoteWritten("n2", "phone", "klient", "Text", "internal", "Åsa", "chef", "remiss")
MEETING = w.MeetingBooked("m1", "uppfoljning", "2026-03-02T10:00", 60, ("ada",), step="remiss")
WATCH = w.WatchSet("w1", DAY, "Ring", "remiss")
FILE = w.FileAttached("f1", "Intyg", "intyg.pdf", "application/pdf", 10, "0" * 64, "klient", "remiss")
FORM = e.FormSaved("d1", "plan", "plan", 1, "remiss", 1, "klient", "Plan", {"a": "b"})


def told(*payloads: e.Payload) -> Facts:
    facts = Facts()
    facts.open()
    facts.add(*payloads)
    return facts


def why_not(facts: Facts, place: int) -> str:
    """The code with which the fact at a place is kept, "" when it may go."""
    try:
        retract(facts.facts, facts.facts[place].id)
    except DomainError as error:
        return error.code
    return ""


@pytest.mark.parametrize(
    "payload",
    [
        e.StepStarted("remiss", 1),
        e.StepCompleted("remiss", 1),
        e.StepSkipped("remiss", 1, "Skäl"),
        e.TaskTicked("remiss", 1, "ring"),
        e.FactRecorded("akut", True),
        e.DateRecorded("tom", DAY),
        e.AnswerRecorded("ord", "text", "remiss", 1),
        e.ParticipantAdded("ada", "adult"),
        e.ParticipantRemoved("klient", "client"),
        e.RoleAssigned("hpt", "Vera Hittepå"),
        e.SettingChosen("fran", "fast"),
        e.LimitMoved("remiss/a#1", DAY, "Skäl"),
        e.CaseClosed("Klart"),
        FORM,
        NOTE,
        w.NoteEntered("n1"),
        MEETING,
        w.MeetingEnded("m1", "held"),
        WATCH,
        w.WatchEnded("w1"),
        FILE,
    ],
    ids=lambda p: type(p).__name__,
)
def test_the_latest_act_can_be_taken_back_and_leaves_the_case_as_it_was(payload: e.Payload) -> None:
    facts = told(payload)
    (gone,) = retract(facts.facts, facts.facts[-1].id)
    before = fold(LINE, facts.facts[:-1])
    assert fold(LINE, facts.add(gone)) == before


@pytest.mark.parametrize(
    "payload",
    [
        e.DocumentExported("case", "0" * 64),
        e.BundleChanged("hash", (), "Ny version"),
        LOCKED,
        w.NoteCorrected("n1", "Nytt", "Fel", "Åsa", "chef"),
        w.NoteCleared("n1"),
    ],
)
def test_what_has_left_the_house_is_kept(payload: e.Payload) -> None:
    facts = told(payload)
    assert why_not(facts, 0) == "cannot_undo"
    assert why_not(facts, 1) == "cannot_undo"


def test_what_is_gone_is_not_taken_back_again() -> None:
    with pytest.raises(DomainError, match="nothing_to_undo"):
        retract(told().facts, "finns-inte")


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (e.StepCompleted("remiss", 1), e.BranchChosen("fråga", 1, "fråga>beslut")),
        (e.StepStarted("remiss", 1), e.TaskTicked("remiss", 1, "ring")),
        (e.TaskTicked("remiss", 1, "ring"), e.StepCompleted("remiss", 1)),
        (e.StepCompleted("remiss", 1), e.CaseClosed("Klart")),
        (e.CaseClosed("Klart"), e.CaseReopened("Misstag")),
        (e.CaseReopened("Misstag"), e.StepCompleted("remiss", 1)),
        (e.CaseReopened("Misstag"), e.CaseClosed("Klart")),
        (e.ParticipantAdded("ada", "adult"), e.TaskTicked("remiss", 1, "samtal", person_id="ada")),
        (e.ParticipantAdded("klient", "adult"), FORM),
        (FORM, FORM),
        (NOTE, w.NoteEntered("n1")),
        (MEETING, w.MeetingEnded("m1", "held")),
        (MEETING, w.MeetingMoved("m1", "2026-03-03T10:00", 60)),
        (MEETING, w.MeetingBooked("m2", "uppfoljning", "2026-04-02T10:00", 60, follows="m1")),
        (WATCH, w.WatchEnded("w1")),
        (FILE, w.FileRemoved("f1", "Fel fil")),
        (e.ParticipantAdded("klient", "adult"), NOTE),
        (e.ParticipantAdded("ada", "adult"), MEETING),
        (FORM, e.StepCompleted("remiss", 1)),
    ],
    ids=lambda p: type(p).__name__,
)
def test_what_something_later_builds_on_is_kept(earlier: e.Payload, later: e.Payload) -> None:
    facts = told(earlier, later)
    assert why_not(facts, 1) == "built_upon"
    assert why_not(facts, 2) == ""


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (e.TaskTicked("remiss", 1, "ring"), e.TaskTicked("remiss", 1, "kalla")),
        (e.StepCompleted("remiss", 1), e.LimitAdopted("remiss/a#1", DAY, DAY)),
        (e.ParticipantAdded("ada", "adult"), e.TaskTicked("remiss", 1, "samtal", person_id="bo")),
        (e.DateRecorded("tom", DAY), e.StepCompleted("remiss", 1)),
        (e.StepStarted("remiss", 1), NOTE),
        (e.StepCompleted("remiss", 1), MEETING),
        (e.TaskTicked("remiss", 1, "ring"), WATCH),
        (NOTE, e.StepCompleted("remiss", 1)),
        (MEETING, e.StepStarted("remiss", 1)),
        (FILE, e.StepCompleted("remiss", 1)),
        (NOTE, w.NoteEntered("n2")),
        (WATCH, MEETING),
    ],
    ids=lambda p: type(p).__name__,
)
def test_what_nothing_builds_on_may_go(earlier: e.Payload, later: e.Payload) -> None:
    assert why_not(told(earlier, later), 1) == ""


@pytest.mark.parametrize(
    "later",
    [w.NoteCorrected("n1", "Nytt", "Fel", "Åsa", "chef"), w.NoteCleared("n1")],
    ids=lambda p: type(p).__name__,
)
def test_an_entering_is_kept_once_the_note_was_corrected_or_cleared(later: e.Payload) -> None:
    facts = told(NOTE, w.NoteEntered("n1"), later)
    assert why_not(facts, 2) == "built_upon"
    assert why_not(facts, 3) == "cannot_undo"
