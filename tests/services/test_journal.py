"""Writing, finishing, correcting, carrying over and clearing notes, in a real vault."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.support.house import House

from familjeflow.domain import events as e
from familjeflow.domain import work_events as w
from familjeflow.domain.errors import DomainError
from familjeflow.domain.events import ActorRecorded
from familjeflow.domain.limits import limits
from familjeflow.services import journal, profile, steps, undoing
from familjeflow.services.calendars import swedish_calendar
from familjeflow.services.case_rows import rows
from familjeflow.services.case_views import history
from familjeflow.services.case_work import load, stream_of
from familjeflow.services.journal import JournalView, NoteDraft, NoteLine
from familjeflow.storage import event_log
from familjeflow.storage.store import Store

SECRET = "Ordet tistelfink står bara här."


@pytest.fixture
def home(home: House) -> House:
    home.open("kontaktperson")
    return home


def draft(home: House, text: str = SECRET, **changes: object) -> NoteDraft:
    made = journal.new_draft(home.desk, home.case_id, kind="phone")
    return replace(made, **{"texts": {home.client: text}, **changes})  # type: ignore[arg-type]


def finish(home: House, text: str = SECRET, **changes: object) -> str:
    made = draft(home, text, **changes)
    journal.finish(home.desk, home.case_id, made)
    return made.note_id


def internal(home: House) -> None:
    profile.set_settings(home.desk, replace(profile.settings(home.desk), record="internal"))


def view(home: House) -> JournalView:
    return journal.journal(home.desk, home.case_id)


def line(home: House, note_id: str) -> NoteLine:
    return next(note for note in view(home).notes if note.note_id == note_id)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(DomainError) as error:
        act()
    return error.value.code


# ---- drafts ----


def test_what_is_written_is_kept_until_it_is_finished(home: House) -> None:
    writing = draft(home, step=home.view.steps[0].id)
    journal.save_draft(home.desk, home.case_id, writing)
    home.reopen()
    kept = journal.draft(home.desk, home.case_id, writing.note_id)
    assert kept is not None
    assert replace(kept, begun_at=None) == writing
    home.go("2026-01-15")
    (shown,) = view(home).notes
    assert (shown.state_word, shown.age_days, shown.text) == ("Utkast", 3, SECRET)
    (queued,) = journal.open_drafts(home.desk)
    assert (queued.client, queued.age_days, queued.state) == ("Exempelius, Ida", 3, "draft")
    assert SECRET not in repr(queued) + repr(kept) + repr(shown)
    journal.finish(home.desk, home.case_id, writing)
    assert journal.open_drafts(home.desk) == ()
    assert [note.state for note in view(home).notes] == ["to_enter"]


def test_the_age_of_a_draft_counts_from_its_first_word(home: House) -> None:
    writing = draft(home)
    journal.save_draft(home.desk, home.case_id, writing)
    home.go("2026-01-20")
    kept = journal.draft(home.desk, home.case_id, writing.note_id)
    assert kept is not None
    journal.save_draft(home.desk, home.case_id, kept)
    assert line(home, writing.note_id).age_days == 8


def test_an_empty_draft_is_not_kept_and_one_can_be_thrown_away(home: House) -> None:
    writing = draft(home, "  \n")
    journal.save_draft(home.desk, home.case_id, writing)
    assert view(home).notes == ()
    journal.save_draft(home.desk, home.case_id, replace(writing, texts={home.client: SECRET}))
    journal.discard_draft(home.desk, home.case_id, writing.note_id)
    assert journal.draft(home.desk, home.case_id, writing.note_id) is None


def test_drafts_are_counted_as_drafts_and_shown_first(home: House) -> None:
    finish(home)
    journal.save_draft(home.desk, home.case_id, draft(home))
    assert home.vault.read(lambda store: store.counts()).drafts == 1
    assert [note.state for note in view(home).notes] == ["draft", "to_enter"]


def test_another_persons_name_in_the_text_is_told(home: House) -> None:
    texts = {home.client: "Eva Påhittson ringde.", home.adults[0]: "Hon ringde."}
    (warning,) = journal.warnings(home.desk, home.case_id, draft(home, texts=texts))
    assert warning == "Påhittson, Eva nämns i texten som hör till akten för Exempelius, Ida."


# ---- finishing ----


def test_an_external_note_waits_to_be_entered_and_is_signed(home: House) -> None:
    home.go("2026-01-14")
    note_id = finish(home, day=date(2026, 1, 12))
    note = line(home, note_id)
    assert (note.state_word, note.kind_word) == ("Att föra in", "Telefon")
    assert note.signed == "Alva Lindqvist-Fabel, Socialsekreterare"
    assert note.day == date(2026, 1, 12)
    assert note.written_at is not None
    assert note.written_at.date() == date(2026, 1, 14)
    (queued,) = journal.to_enter(home.desk)
    assert (queued.note_id, queued.text, queued.case_number) == (note_id, SECRET, home.view.number)


def test_an_internal_note_is_locked_for_good(home: House) -> None:
    internal(home)
    note = line(home, finish(home))
    assert (note.state_word, note.can_undo, note.can_enter, note.can_clear) == ("Låst", False, False, False)
    assert note.can_correct
    assert journal.to_enter(home.desk) == ()
    assert refused(lambda: undoing.undo(home.desk, home.case_id, note.event_id)) == "cannot_undo"


def test_one_act_for_several_persons_is_a_note_in_each_akt(home: House) -> None:
    finish(home, texts={home.client: "Om barnet.", home.adults[0]: "Om den vuxna."})
    found = {(note.person, note.text) for note in view(home).notes}
    assert found == {("Exempelius, Ida", "Om barnet."), ("Påhittson, Eva", "Om den vuxna.")}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"day": date(2026, 1, 13)}, "future_day"),
        ({"texts": {}}, "empty_note"),
        ({"texts": {"okänd": "Text"}}, "unknown_person"),
        ({"step": "okänt"}, "unknown_step"),
    ],
)
def test_what_is_wrong_is_told_and_the_draft_is_kept(
    home: House, changes: dict[str, object], expected: str
) -> None:
    writing = draft(home)
    journal.save_draft(home.desk, home.case_id, writing)
    wrong = replace(writing, **changes)  # type: ignore[arg-type]
    assert refused(lambda: journal.finish(home.desk, home.case_id, wrong)) == expected
    assert [note.state for note in view(home).notes] == ["draft"]


def test_every_chosen_person_needs_a_text(home: House) -> None:
    writing = draft(home, texts={home.client: "Text", home.adults[0]: " "})
    assert refused(lambda: journal.finish(home.desk, home.case_id, writing)) == "empty_note"


def test_a_note_cannot_be_signed_without_name_and_befattning(home: House) -> None:
    profile.set_profile(home.desk, ActorRecorded("Alva Lindqvist-Fabel", " "))
    assert refused(lambda: finish(home)) == "profile_needed"


def test_finishing_twice_writes_once(home: House) -> None:
    writing = draft(home)
    journal.finish(home.desk, home.case_id, writing)
    assert refused(lambda: journal.finish(home.desk, home.case_id, writing)) == "already_written"


def test_a_note_waiting_can_be_taken_back_and_is_a_draft_again(home: House) -> None:
    note_id = finish(home, day=date(2026, 1, 10))
    undoing.undo(home.desk, home.case_id, line(home, note_id).event_id)
    note = line(home, note_id)
    assert (note.state, note.text, note.day) == ("draft", SECRET, date(2026, 1, 10))
    kept = journal.draft(home.desk, home.case_id, note_id)
    assert kept is not None
    journal.finish(home.desk, home.case_id, kept)
    assert line(home, note_id).state == "to_enter"


def test_a_note_does_not_hinder_taking_back_a_step(home: House) -> None:
    step = home.view.steps[0].id
    started = steps.start(home.desk, home.case_id, step)
    finish(home, step=step)
    undoing.undo(home.desk, home.case_id, started.event_ids[0])
    assert line(home, view(home).notes[0].note_id).step == step


# ---- correcting ----


def test_a_correction_keeps_what_stood_there(home: House) -> None:
    internal(home)
    note_id = finish(home)
    home.go("2026-02-01")
    journal.correct(home.desk, home.case_id, note_id, "Rätt text.", "Fel dag")
    note = line(home, note_id)
    (correction,) = note.corrections
    assert (note.text, correction.before, correction.reason) == ("Rätt text.", SECRET, "Fel dag")
    assert correction.signed == "Alva Lindqvist-Fabel, Socialsekreterare"
    assert correction.at.date() == date(2026, 2, 1)
    assert refused(lambda: journal.correct(home.desk, home.case_id, note_id, "Ny.", "")) == "reason_needed"
    assert refused(lambda: journal.correct(home.desk, home.case_id, "okänd", "Ny.", "X")) == "unknown_note"


# ---- entering and clearing ----


def test_an_entered_note_leaves_the_queue_and_can_be_put_back(home: House) -> None:
    note_id = finish(home)
    journal.mark_entered(home.desk, home.case_id, note_id)
    assert journal.to_enter(home.desk) == ()
    assert line(home, note_id).state_word == "Införd"
    undoing.undo(home.desk, home.case_id, line(home, note_id).event_id)
    assert [row.note_id for row in journal.to_enter(home.desk)] == [note_id]


def test_the_queue_has_the_oldest_day_first(home: House) -> None:
    home.go("2026-01-20")
    days = [date(2026, 1, 19), date(2026, 1, 12), date(2026, 1, 15)]
    for day in days:
        finish(home, day=day)
    assert [row.day for row in journal.to_enter(home.desk)] == sorted(days)
    assert journal.to_enter(home.desk)[0].age_days == 0


def entered(home: House) -> str:
    note_id = finish(home)
    journal.correct(home.desk, home.case_id, note_id, SECRET + " Igen.", "Fel")
    journal.mark_entered(home.desk, home.case_id, note_id)
    return note_id


def test_a_text_is_cleared_after_the_organisations_time_and_not_before(home: House) -> None:
    note_id = entered(home)
    profile.set_settings(home.desk, replace(profile.settings(home.desk), days=30))
    home.go(str(date(2026, 1, 12) + timedelta(days=29)))
    assert journal.clear_due(home.desk) == ()
    assert not line(home, note_id).can_clear
    assert refused(lambda: journal.clear(home.desk, home.case_id, note_id)) == "too_early"
    home.go(str(date(2026, 1, 12) + timedelta(days=30)))
    assert [row.note_id for row in journal.clear_due(home.desk)] == [note_id]
    assert line(home, note_id).can_clear
    journal.clear(home.desk, home.case_id, note_id)
    assert journal.clear_due(home.desk) == ()


def everything(store: Store) -> str:
    """Every value of every table of the vault, as text."""
    db = store._db
    tables = [row[0] for row in db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
    values = (
        value for table in tables for row in db.execute_sql(f'SELECT * FROM "{table}"') for value in row
    )
    return "\n".join(v.decode("utf-8", "replace") if isinstance(v, bytes) else str(v) for v in values)


def test_a_cleared_text_is_gone_from_the_vault_and_that_it_was_written_stays(home: House) -> None:
    writing = draft(home)
    journal.save_draft(home.desk, home.case_id, writing)
    journal.finish(home.desk, home.case_id, writing)
    journal.correct(home.desk, home.case_id, writing.note_id, SECRET + " Igen.", "Fel")
    journal.mark_entered(home.desk, home.case_id, writing.note_id)
    home.go("2026-06-01")
    assert "tistelfink" in home.vault.read(everything)
    journal.clear(home.desk, home.case_id, writing.note_id)
    home.reopen()
    assert "tistelfink" not in home.vault.read(everything)
    note = line(home, writing.note_id)
    assert (note.state_word, note.text, note.kind_word) == ("Rensad", "", "Telefon")
    assert (note.day, note.person) == (date(2026, 1, 12), "Exempelius, Ida")
    assert note.signed == "Alva Lindqvist-Fabel, Socialsekreterare"
    assert (note.can_correct, note.can_enter, note.can_undo) == (False, False, False)
    words = [said.text for said in history(home.desk, home.case_id)]
    assert "Anteckning skriven (texten är rensad)" in words


def test_a_text_that_was_taken_back_first_is_cleared_too(home: House) -> None:
    note_id = finish(home)
    undoing.undo(home.desk, home.case_id, line(home, note_id).event_id)
    kept = journal.draft(home.desk, home.case_id, note_id)
    assert kept is not None
    journal.finish(home.desk, home.case_id, replace(kept, texts={home.client: "Annan text."}))
    journal.mark_entered(home.desk, home.case_id, note_id)
    home.go("2026-06-01")
    journal.clear(home.desk, home.case_id, note_id)
    assert "tistelfink" not in home.vault.read(everything)
    assert line(home, note_id).state == "cleared"


def test_the_chain_of_facts_still_holds_after_clearing(home: House) -> None:
    note_id = entered(home)
    home.go("2026-06-01")
    journal.clear(home.desk, home.case_id, note_id)
    assert home.vault.read(lambda store: event_log.verify(store._db)) == ()


# ---- rows, search, words ----


def test_the_rows_made_anew_are_those_the_acts_left(home: House) -> None:
    waiting = finish(home)
    gone = entered(home)
    internal(home)
    finish(home)
    home.go("2026-06-01")
    journal.clear(home.desk, home.case_id, gone)
    now = home.vault.read(lambda store: load(store, home.case_id))
    made = rows(now.definition, now.case, limits(now.definition, now.case, swedish_calendar()), now.facts)
    assert made.notes == home.vault.read(lambda store: store.note_rows("to_enter"))
    assert [row.note_id for row in made.notes] == [waiting]
    assert home.vault.read(lambda store: store.note_rows("entered")) == ()


def test_text_is_found_in_the_open_case_only(home: House) -> None:
    note_id = finish(home, "Skolan ringde om frånvaron.")
    writing = draft(home, "Skolan igen.")
    journal.save_draft(home.desk, home.case_id, writing)
    found = journal.find_text(home.desk, home.case_id, "SKOLAN")
    assert found == {note_id, writing.note_id}
    assert journal.find_text(home.desk, home.case_id, "skolan frånvaron") == {note_id}
    assert journal.find_text(home.desk, home.case_id, " ") == frozenset()
    first = home.case_id
    home.open("kontaktperson")
    assert first != home.case_id
    assert journal.find_text(home.desk, home.case_id, "skolan") == frozenset()


def test_a_struck_text_is_found_too(home: House) -> None:
    note_id = entered(home)
    journal.correct(home.desk, home.case_id, note_id, "Annat.", "Fel")
    assert journal.find_text(home.desk, home.case_id, "tistelfink") == {note_id}


def test_the_view_names_people_steps_and_where_the_record_is(home: House) -> None:
    shown = view(home)
    assert (shown.record, shown.system) == ("external", "Procapita")
    assert shown.people[0].name == "Exempelius, Ida"
    assert dict(shown.steps)[home.view.steps[0].id] == home.view.steps[0].label


def test_every_fact_of_the_daily_work_has_words_in_the_history(home: House) -> None:
    said = (
        w.MeetingBooked("m1", "annat", "2026-02-01T10:00", 60),
        w.MeetingMoved("m1", "2026-02-02T10:00", 60),
        *(w.MeetingEnded("m1", outcome) for outcome in ("held", "missed", "cancelled", "annat")),
        w.WatchSet("w1", date(2026, 2, 1), "Ring"),
        w.WatchEnded("w1"),
        w.FileAttached("f1", "Intyg", "intyg.pdf", "application/pdf", 1, "0" * 64, home.client),
        w.FileRemoved("f1", "Fel"),
        w.NoteWritten("n1", "phone", home.client, "Text", "external", "Åsa", "chef"),
        w.NoteCorrected("n1", "Ny", "Fel", "Åsa", "chef"),
        w.NoteEntered("n1"),
        w.NoteCleared("n1", "phone"),
    )
    drafts = [e.Draft(stream_of(home.case_id), fact, "jag", "", home.desk.today) for fact in said]
    home.vault.write(
        lambda store: store.append(drafts, now=home.desk.clock(), recorded_by="jag", new_id=home.desk.new_id)
    )
    words = [told.text for told in history(home.desk, home.case_id)]
    assert "Annan uppgift" not in words
    assert "Möte flyttat till 2026-02-02 10:00" in words


def test_settings_without_a_time_have_ninety_days(home: House) -> None:
    assert profile.settings(home.desk).days == 90


def test_nothing_of_the_text_is_in_the_rows(home: House) -> None:
    finish(home)
    for table in ("note_row", "case_row"):
        found = home.vault.read(
            lambda store, table=table: list(store._db.execute_sql(f"SELECT * FROM {table}"))  # type: ignore[misc]
        )
        assert "tistelfink" not in json.dumps(found)
