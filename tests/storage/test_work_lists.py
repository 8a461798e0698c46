"""Rows of notes, meetings and reminders: with their case, by day."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.storage.made_up import case, person

from familjeflow.domain.projections import CaseHead, CaseRows, MeetingRow, NoteRow, WatchRow
from familjeflow.storage.store import Store
from familjeflow.storage.vault import Vault

MAY = date(2026, 5, 4)
JUNE = date(2026, 6, 1)
WRITTEN = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)
LATER = NoteRow("c1", "n1", "to_enter", "phone", JUNE, WRITTEN, "p1")
EARLIER = replace(LATER, note_id="n2", day=MAY)
ENTERED = replace(LATER, note_id="n3", state="entered")
MEETING = MeetingRow("c1", "m1", "kartlaggning", datetime(2026, 5, 4, 10), 90, "Eken", "Arabiska", "s", "")
WATCH = WatchRow("c1", "w1", MAY, "Ring", "s")


def rows() -> CaseRows:
    notes = (LATER, EARLIER, ENTERED)
    meetings = (replace(MEETING, meeting_id="m2", starts=datetime(2026, 5, 4, 23, 59)), MEETING)
    watches = (replace(WATCH, watch_id="w2", day=JUNE), WATCH)
    return replace(case("c1", "2026-0001", "p1"), notes=notes, meetings=meetings, watches=watches)


@pytest.fixture
def filled(vault: Vault) -> Vault:
    def work(store: Store) -> None:
        store.put_person(person("p1", "Åsa", "Påhittson", protection="marked"))
        store.replace_rows(rows())
        store.replace_rows(case("c2", "2026-0002", "p9"))

    vault.write(work)
    return vault


def test_notes_come_by_state_and_day(filled: Vault) -> None:
    assert filled.read(lambda store: store.note_rows("to_enter")) == (EARLIER, LATER)
    assert filled.read(lambda store: store.note_rows("entered")) == (ENTERED,)
    assert filled.read(lambda store: store.note_count("to_enter")) == 2


def test_meetings_come_by_time_of_the_days_asked_for(filled: Vault) -> None:
    found = filled.read(lambda store: store.meeting_rows(MAY, MAY))
    assert [row.meeting_id for row in found] == ["m1", "m2"]
    assert found[0] == MEETING
    assert filled.read(lambda store: store.meeting_rows(JUNE, JUNE)) == ()


def test_reminders_come_by_day_until_the_one_asked_for(filled: Vault) -> None:
    assert filled.read(lambda store: store.watch_rows(MAY)) == (WATCH,)
    assert [row.watch_id for row in filled.read(lambda store: store.watch_rows())] == ["w1", "w2"]


def test_an_act_replaces_them_with_the_case(filled: Vault) -> None:
    filled.write(lambda store: store.replace_rows(rows()))
    assert filled.read(lambda store: store.note_count("to_enter")) == 2
    filled.write(lambda store: store.replace_rows(case("c1", "2026-0001", "p1")))
    assert filled.read(lambda store: store.note_rows("to_enter")) == ()
    assert filled.read(lambda store: store.meeting_rows(MAY, JUNE)) == ()
    assert filled.read(lambda store: store.watch_rows()) == ()


def test_they_leave_with_the_case(filled: Vault) -> None:
    filled.write(lambda store: store.remove_rows("c1"))
    assert filled.read(lambda store: store.note_count("to_enter")) == 0


def test_a_case_is_named_beside_a_row(filled: Vault) -> None:
    head = CaseHead("c1", "2026-0001", "p1", "Påhittson, Åsa", "marked")
    assert filled.read(lambda store: store.case_head("c1")) == head
    assert filled.read(lambda store: store.case_head("c2")) == CaseHead("c2", "2026-0002", "p9", "", "")
    assert filled.read(lambda store: store.case_head("c9")) is None
