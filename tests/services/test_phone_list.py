"""Ringlista: closed cases that are to be called, week by week."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.support.house import CLIENT, House

from familjeflow.domain.events import PersonRecorded
from familjeflow.services import cases, persons, phone_list, undoing
from familjeflow.services.process_settings import choose
from familjeflow.services.processes import offered_process


def closed(home: House, day: str, name: str = "Ida", protection: str = "") -> str:
    home.go(day)
    client = persons.register(
        home.desk, PersonRecorded(name, "Exempelius", CLIENT.number, "personnummer", protection=protection)
    )
    case_id = cases.open_case(home.desk, "hela-familjen", client)
    cases.close_case(home.desk, case_id, "Flyttat")
    return case_id


@pytest.mark.parametrize(
    ("day", "monday", "gap", "far"),
    [
        ("2026-06-30", date(2027, 10, 18), "15,6 månader", True),
        ("2026-07-01", date(2027, 4, 19), "9,6 månader", False),
        ("2026-12-31", date(2028, 4, 17), "15,5 månader", False),
        ("2026-01-15", date(2026, 10, 19), "9,1 månader", False),
    ],
)
def test_the_week_and_the_gap_of_a_closed_case(
    home: House, day: str, monday: date, gap: str, far: bool
) -> None:
    case_id = closed(home, day)
    view = phone_list.phone_list(home.desk)
    assert (view.monday, [(w.monday, w.count) for w in view.weeks]) == (monday, [(monday, 1)])
    (call,) = view.calls
    assert (call.case_id, call.gap, call.day) == (case_id, gap, monday)
    assert call.far is far


def test_a_week_has_all_its_cases_and_a_tick_takes_one_off(home: House) -> None:
    for name, day in (("Ada", "2026-07-01"), ("Bo", "2026-09-01"), ("Eva", "2026-03-01")):
        closed(home, day, name)
    view = phone_list.phone_list(home.desk, date(2027, 4, 19))
    assert [call.client for call in view.calls] == ["Exempelius, Ada", "Exempelius, Bo"]
    assert len(view.weeks) == 2
    home.go("2027-04-20")
    done = phone_list.called(home.desk, view.calls[0])
    left = phone_list.phone_list(home.desk, date(2027, 4, 19))
    assert [call.client for call in left.calls] == ["Exempelius, Bo"]
    undoing.undo(home.desk, view.calls[0].case_id, done.event_ids[0])
    assert len(phone_list.phone_list(home.desk, date(2027, 4, 19)).calls) == 2


def test_the_setting_decides_the_week_and_is_told(home: House) -> None:
    assert "Som källan skriver" in phone_list.phone_list(home.desk).settings[0]
    definition, _files = offered_process("hela-familjen")
    choose(home.desk, definition, "telefon_manad", "narmast_ett_ar")
    closed(home, "2026-06-30")
    view = phone_list.phone_list(home.desk)
    assert view.monday == date(2027, 4, 19)
    assert view.settings[0].startswith("Den av de två veckorna")


def test_the_saved_list_has_no_name_of_the_protected_and_no_free_text(home: House, tmp_path: Path) -> None:
    closed(home, "2026-07-01", "Ada")
    closed(home, "2026-07-02", "Bo", "protected")
    to = tmp_path / "ringlista.xlsx"
    phone_list.save(home.desk, date(2027, 4, 19), to)
    page = load_workbook(to).active
    assert page is not None
    cells = [str(cell) for line in page.iter_rows(values_only=True) for cell in line if cell]
    assert "Exempelius, Ada" in cells
    assert "Skyddad uppgift" in cells
    assert "Exempelius, Bo" not in cells
    assert "Flyttat" not in cells


def test_an_open_case_is_not_called(home: House) -> None:
    home.open("hela-familjen")
    assert phone_list.phone_list(home.desk).weeks == ()


def test_a_week_is_named_with_its_days() -> None:
    assert phone_list.week_title(date(2027, 10, 18)) == "v. 42 2027, 18–24 oktober"
    assert phone_list.week_title(date(2028, 10, 30)) == "v. 44 2028, 30 oktober–5 november"
