"""Everything that is not locked can be undone: each act is done and taken back, and the case is as before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from tests.support.house import REASON, House

from familjeflow.domain.errors import DomainError
from familjeflow.domain.time_rules import Force
from familjeflow.services import (
    case_limits,
    cases,
    families,
    journal,
    limit_library,
    meetings,
    own_limits,
    relations,
    steps,
    undoing,
    watches,
)
from familjeflow.services.changes import ChangeSet
from familjeflow.services.my_day import my_day
from familjeflow.services.views import ActView, CaseView, StepView

PROCESSES = ("kontaktperson", "hela-familjen")
Does = Callable[[House], ChangeSet]


def stands(home: House) -> tuple[Any, ...]:
    """All that a person can see of a case."""
    desk, case_id = home.desk, home.case_id
    held, notes = meetings.meetings(desk, case_id), journal.journal(desk, case_id).notes
    return (
        without_drafts(replace(home.view, undo=None)),
        case_limits.case_limits(desk, case_id),
        watches.open_watches(desk, case_id),
        [replace(line, event_id="") for line in (*held.coming, *held.past)],
        [(note.note_id, note.state) for note in notes if note.state != "draft"],
        my_day(desk).groups,
    )


def without_drafts(view: CaseView) -> CaseView:
    """What was written in a document that is undone is its draft again, so that nothing is lost."""

    def plain(step: StepView) -> StepView:
        found = (replace(d, status="none") if d.status == "draft" else d for d in step.documents)
        return replace(step, documents=tuple(found))

    return replace(view, steps=tuple(plain(step) for step in view.steps))


def undone(home: House, done: ChangeSet) -> None:
    """Take back an act by its last fact, as Ctrl+Z does."""
    undoing.undo(home.desk, home.case_id, done.event_ids[-1])


def do(home: House, step: StepView, act: ActView) -> ChangeSet | None:
    """One of the acts that a step offers, None for one that is refused here."""
    desk, case_id, kind = home.desk, home.case_id, act.kind
    try:
        if kind == "start":
            return steps.start(desk, case_id, step.id, reason=REASON)
        if kind == "complete":
            return steps.complete(desk, case_id, step.id, reason=REASON)
        if kind == "skip":
            return steps.skip(desk, case_id, step.id, REASON)
        if kind == "redo":
            return steps.redo(desk, case_id, step.id, REASON)
        if kind == "answer" and step.question is not None:
            return steps.answer(desk, case_id, step.id, step.question.answers[0].flow, reason=REASON)
    except DomainError:
        return None
    return None


@pytest.mark.parametrize("process", PROCESSES)
def test_every_act_that_the_panel_offers(home: House, process: str) -> None:
    home.people()
    home.open(process)
    home.done(home.view.next.step)  # type: ignore[union-attr]
    before, seen = stands(home), set()
    for step in home.view.steps:
        for act in step.acts:
            done = do(home, step, act)
            if done is not None and done.event_ids:
                seen.add(act.kind)
                assert stands(home) != before
                undone(home, done)
                assert stands(home) == before, (step.id, act.kind)
    assert seen >= {"start", "complete", "skip", "redo"}


@pytest.mark.parametrize("process", PROCESSES)
def test_every_tick_and_every_answer_of_the_panel(home: House, process: str) -> None:
    home.people()
    home.open(process)
    before, count = stands(home), 0
    values = {"date": "2026-02-02", "yes_no": "yes", "text": "Vera Hittepå"}
    for step in home.view.steps:
        for task in (*step.tasks, *step.registrations):
            try:
                done = steps.tick(
                    home.desk, home.case_id, step.id, task.id, person_id=task.person_id, reason=REASON
                )
            except DomainError:
                continue
            undone(home, done)
            assert stands(home) == before, (step.id, task.id)
            count += 1
        for ask in step.asks:
            value = ask.choices[0][0] if ask.choices else values[ask.kind]
            done = steps.record(home.desk, home.case_id, step.id, ask.id, value, person_id=ask.person_id)
            undone(home, done)
            assert stands(home) == before, (step.id, ask.id)
            count += 1
    assert count > 10


def booked(home: House) -> str:
    wanted = meetings.Booking("planning", datetime(2026, 1, 12, 7, 0), 60)
    meetings.book(home.desk, home.case_id, wanted)
    return meetings.meetings(home.desk, home.case_id).coming[0].meeting_id


def watched(home: House) -> str:
    watches.set_watch(home.desk, home.case_id, date(2026, 1, 20), "Ring skolan")
    return watches.open_watches(home.desk, home.case_id)[0].watch_id


def limited(home: House) -> str:
    wanted = own_limits.NewLimit("Ring skolan", date(2026, 2, 1), Force.GUIDELINE)
    own_limits.add_own(home.desk, home.case_id, wanted)
    return own_limits.own_limits(home.desk, home.case_id)[0].limit_id


def repeated(home: House) -> str:
    """A limit of the library that comes again when it has been met."""
    known = next(limit for limit in limit_library.library(home.desk) if limit.repeats)
    own_limits.add_from_library(home.desk, home.case_id, known.id, date(2026, 1, 2))
    return own_limits.own_limits(home.desk, home.case_id)[0].limit_id


def noted(home: House) -> str:
    draft = journal.new_draft(home.desk, home.case_id)
    journal.finish(home.desk, home.case_id, replace(draft, texts={home.client: "Ringde skolan"}))
    return journal.to_enter(home.desk)[0].note_id


def until_a_limit(home: House) -> str:
    """Walk on until the process has set a day."""
    while not any(line.open for line in case_limits.case_limits(home.desk, home.case_id)):
        assert home.view.next is not None
        home.done(home.view.next.step)
    return ""


def nothing(_home: House) -> str:
    return ""


def write_note(home: House, _id: str) -> ChangeSet:
    draft = journal.new_draft(home.desk, home.case_id)
    return journal.finish(home.desk, home.case_id, replace(draft, texts={home.client: "Ringde skolan"}))


def save_document(home: House, _id: str) -> ChangeSet:
    step = next(step for step in home.view.steps if any(d.form for d in step.documents))
    document = next(d for d in step.documents if d.form)
    return home.write(step.id, document.id, document.person_id)


def add_library_limit(home: House, _id: str) -> ChangeSet:
    known = limit_library.library(home.desk)[0]
    return own_limits.add_from_library(home.desk, home.case_id, known.id, date(2026, 1, 2))


def move_first_limit(home: House, _id: str) -> ChangeSet:
    line = next(line for line in case_limits.case_limits(home.desk, home.case_id) if line.open)
    return steps.move_limit(home.desk, home.case_id, line.id, date(2026, 6, 1), REASON)


DAILY: dict[str, tuple[Callable[[House], str], Callable[[House, str], ChangeSet]]] = {
    "meeting booked": (
        nothing,
        lambda h, _i: meetings.book(
            h.desk, h.case_id, meetings.Booking("planning", datetime(2026, 1, 20, 10, 0), 60)
        ),
    ),
    "meeting held": (booked, lambda h, i: meetings.end(h.desk, h.case_id, i, "held")),
    "meeting missed": (booked, lambda h, i: meetings.end(h.desk, h.case_id, i, "missed")),
    "next meeting": (booked, lambda h, i: meetings.book_next(h.desk, h.case_id, i)),
    "reminder set": (
        nothing,
        lambda h, _i: watches.set_watch(h.desk, h.case_id, date(2026, 1, 20), "Ring skolan"),
    ),
    "reminder moved": (
        watched,
        lambda h, i: watches.set_watch(h.desk, h.case_id, date(2026, 1, 25), watch_id=i),
    ),
    "reminder ended": (watched, lambda h, i: watches.end_watch(h.desk, h.case_id, i)),
    "own limit": (
        nothing,
        lambda h, _i: own_limits.add_own(h.desk, h.case_id, own_limits.NewLimit("X", date(2026, 2, 1))),
    ),
    "limit of the library": (nothing, add_library_limit),
    "own limit moved": (
        limited,
        lambda h, i: own_limits.move(h.desk, h.case_id, i, date(2026, 2, 9), REASON),
    ),
    "own limit met": (limited, lambda h, i: own_limits.met(h.desk, h.case_id, i)),
    "own limit that repeats met": (repeated, lambda h, i: own_limits.met(h.desk, h.case_id, i)),
    "own limit let go": (limited, lambda h, i: own_limits.let_go(h.desk, h.case_id, i, REASON)),
    "limit of the process moved": (until_a_limit, move_first_limit),
    "note written": (nothing, write_note),
    "note entered": (noted, lambda h, i: journal.mark_entered(h.desk, h.case_id, i)),
    "document saved": (nothing, save_document),
    "person added": (
        nothing,
        lambda h, _i: cases.add_participant(h.desk, h.case_id, h.adults[0], "contact"),
    ),
    "person removed": (
        nothing,
        lambda h, _i: cases.remove_participant(h.desk, h.case_id, h.adults[1], "guardian"),
    ),
    "role assigned": (
        nothing,
        lambda h, _i: cases.assign_role(h.desk, h.case_id, "socialsekreterare", "Vera Hittepå"),
    ),
    "case closed": (nothing, lambda h, _i: cases.close_case(h.desk, h.case_id, REASON)),
    "case opened again": (
        lambda h: str(cases.close_case(h.desk, h.case_id, REASON)),
        lambda h, _i: cases.reopen_case(h.desk, h.case_id, REASON),
    ),
}


@pytest.mark.parametrize("what", DAILY)
def test_every_act_of_the_day(home: House, what: str) -> None:
    prepare, act = DAILY[what]
    home.people()
    home.open("hela-familjen")
    home.go("2026-01-13")
    about = prepare(home)
    before = stands(home)
    done = act(home, about)
    assert stands(home) != before
    undone(home, done)
    assert stands(home) == before


def test_what_a_person_is_to_others_is_taken_back_by_the_act_beside_it(home: House) -> None:
    home.people()
    one, other = home.adults
    relations.relate(home.desk, one, other, "partner")
    relations.end(home.desk, one, other)
    families.link(home.desk, one, other)
    families.leave(home.desk, other)
    home.open("hela-familjen")
    assert home.view.participants


def test_the_first_fact_of_a_limit_stays_while_a_later_one_builds_on_it(home: House) -> None:
    home.people()
    home.open("hela-familjen")
    wanted = own_limits.NewLimit("Ring skolan", date(2026, 2, 1))
    first = own_limits.add_own(home.desk, home.case_id, wanted)
    limit = own_limits.own_limits(home.desk, home.case_id)[0].limit_id
    own_limits.move(home.desk, home.case_id, limit, date(2026, 2, 9), REASON)
    with pytest.raises(DomainError) as refused:
        undone(home, first)
    assert refused.value.code == "built_upon"


def test_a_locked_note_is_corrected_and_never_undone(home: House) -> None:
    from familjeflow.services import profile

    profile.set_settings(home.desk, replace(profile.settings(home.desk), record="internal"))
    home.people()
    home.open("hela-familjen")
    draft = journal.new_draft(home.desk, home.case_id)
    done = journal.finish(home.desk, home.case_id, replace(draft, texts={home.client: "Ringde"}))
    with pytest.raises(DomainError) as refused:
        undone(home, done)
    assert refused.value.code == "cannot_undo"
