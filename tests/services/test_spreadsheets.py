"""Lists that leave as Excel files: what is in them, what never is, and what is remembered."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import count
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.storage.made_up import new_vault

from familjeflow.domain.events import DocumentExported, PersonRecorded
from familjeflow.export.spreadsheet import Sheet, spreadsheet
from familjeflow.services import case_views, cases, persons, spreadsheets, steps
from familjeflow.services.desk import Desk
from familjeflow.services.spreadsheets import Choice, columns_of
from familjeflow.storage.vault import open_vault

FORMULAS = ("=1+1", "+1", "-1", "@SUM(1)", " =1", "\t=1", "\uff1d1", '=HYPERLINK("http://x.example")')


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    ids = count(1)
    path = tmp_path / "arbetsfil.familjeflow"
    vault = open_vault(path, new_vault(path))
    yield Desk(vault, "jag", lambda: datetime(2026, 11, 21, 9, tzinfo=UTC), lambda: f"id{next(ids)}")
    vault.close()


def opened(
    desk: Desk,
    family: str,
    process: str = "kontaktperson",
    protection: str = "",
    on: date = date(2026, 11, 2),
) -> str:
    person = PersonRecorded("Ada", family, "20150315-9803", "personnummer", protection=protection)
    return cases.open_case(desk, process, persons.register(desk, person), opened_on=on)


def to_register(desk: Desk, family: str, protection: str = "") -> str:
    """A case whose first step is done, with what the step leaves to other systems still to do."""
    case_id = opened(desk, family, "oppenvard-vuxna", protection)
    upcoming = case_views.case_view(desk, case_id).next
    assert upcoming is not None
    steps.complete(desk, case_id, upcoming.step, on=desk.today)
    return case_id


def everything(kind: str) -> Choice:
    return Choice(kind, tuple(slug for slug, _heading in columns_of(kind)), state="all")


def sheet_of(data: bytes) -> Worksheet:
    page = load_workbook(BytesIO(data)).active
    assert isinstance(page, Worksheet)
    return page


def rows_of(desk: Desk, choice: Choice) -> list[dict[str, object]]:
    header, *rows = sheet_of(spreadsheets.list_file(desk, choice)).iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def numbers(desk: Desk, choice: Choice) -> set[object]:
    return {row["Ärende"] for row in rows_of(desk, choice)}


def test_klientlistan_says_who_which_process_and_since_when(desk: Desk) -> None:
    opened(desk, "Påhittson")
    (row,) = rows_of(desk, everything("clients"))
    assert row["Klient"] == "Påhittson, Ada"
    assert row["Personnummer"] == "20150315-9803"
    assert row["Process"] == "Kontaktperson"
    assert row["Öppnat"] == datetime(2026, 11, 2)
    assert row["Roll"]


def test_personnummer_is_not_among_what_is_usually_chosen(desk: Desk) -> None:
    assert "number" not in spreadsheets.kept_columns(desk)["clients"]


def test_matpunkter_count_and_name_nobody(desk: Desk) -> None:
    opened(desk, "Påhittson", "oppenvard-vuxna")
    (row,) = rows_of(desk, everything("measures"))
    assert row["Dagar öppet"] == 19
    assert isinstance(row["Kvar att registrera"], int)
    assert "Påhittson" not in str(row)
    assert "20150315" not in str(row)


def test_what_is_left_to_register_says_where_and_what(desk: Desk) -> None:
    to_register(desk, "Påhittson")
    rows = rows_of(desk, everything("registrations"))
    assert rows
    assert all(row["Var"] and row["Vad"] and row["Klient"] == "Påhittson, Ada" for row in rows)
    (measured,) = rows_of(desk, everything("measures"))
    assert measured["Kvar att registrera"] == len(rows)


@pytest.mark.parametrize("kind", spreadsheets.KINDS)
@pytest.mark.parametrize("protection", ["marked", "protected", "fictitious"])
def test_protected_people_stand_there_without_name_and_number(desk: Desk, kind: str, protection: str) -> None:
    to_register(desk, "Gömdström", protection)
    data = spreadsheets.list_file(desk, everything(kind))
    with ZipFile(BytesIO(data)) as file:
        everywhere = b"".join(file.read(name) for name in file.namelist()).decode()
    assert "2026-0001" in everywhere
    assert "Gömdström" not in everywhere
    assert "20150315" not in everywhere
    found = spreadsheets.preview(spreadsheets.all_lines(desk), everything(kind), desk.today)
    assert found.protected == 1


@pytest.mark.parametrize("family", FORMULAS)
def test_no_text_becomes_a_formula(desk: Desk, family: str) -> None:
    opened(desk, family)
    cells = [cell for row in sheet_of(spreadsheets.list_file(desk, everything("clients"))) for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "d", "n"}
    client = next(str(c.value) for c in cells if "Ada" in str(c.value))
    assert client.startswith("'")


def test_headings_and_sheet_hold_no_formula_either() -> None:
    day = date(2026, 11, 21)
    data = spreadsheet(Sheet("Prov", ("A", "=B1"), tuple((text, day) for text in FORMULAS), day))
    assert not [cell.value for row in sheet_of(data) for cell in row if cell.data_type == "f"]
    with ZipFile(BytesIO(data)) as file:
        assert b"<f>" not in file.read("xl/worksheets/sheet1.xml")


def test_open_closed_and_all(desk: Desk) -> None:
    opened(desk, "Påhittson")
    closed = opened(desk, "Fabelstam")
    cases.close_case(desk, closed, "Flyttat")
    choice = everything("clients")
    assert numbers(desk, replace(choice, state="open")) == {"2026-0001"}
    assert numbers(desk, replace(choice, state="closed")) == {"2026-0002"}
    assert numbers(desk, choice) == {"2026-0001", "2026-0002"}
    assert "Flyttat" not in str(rows_of(desk, choice))


def test_process_and_role_leave_the_others_out(desk: Desk) -> None:
    opened(desk, "Påhittson", "kontaktperson")
    opened(desk, "Fabelstam", "oppenvard-vuxna")
    lines = spreadsheets.all_lines(desk)["clients"]
    assert [title for _id, title in spreadsheets.processes_in(lines)] == [
        "Kontaktperson",
        "Öppenvården vuxna",
    ]
    choice = everything("clients")
    assert numbers(desk, replace(choice, process="kontaktperson")) == {"2026-0001"}
    role = next(line.role for line in lines if line.case.process_id == "oppenvard-vuxna")
    assert role in spreadsheets.roles_in(lines)
    assert all(row["Roll"] == role for row in rows_of(desk, replace(choice, role=role)))


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (None, None, {"2026-0001", "2026-0002"}),
        (date(2026, 11, 21), None, {"2026-0001", "2026-0002"}),
        (date(2026, 11, 22), None, {"2026-0001"}),
        (None, date(2026, 9, 1), {"2026-0002"}),
        (None, date(2026, 8, 31), set()),
        (date(2026, 1, 1), date(2026, 10, 31), {"2026-0002"}),
    ],
)
def test_a_period_holds_the_cases_that_were_open_some_day_of_it(
    desk: Desk, first: date | None, last: date | None, found: set[str]
) -> None:
    opened(desk, "Påhittson", on=date(2026, 11, 2))
    closed = opened(desk, "Fabelstam", on=date(2026, 9, 1))
    cases.close_case(desk, closed, "Klart")
    assert numbers(desk, replace(everything("clients"), first=first, last=last)) == found


def test_only_the_chosen_columns_are_written_in_the_lists_order(desk: Desk) -> None:
    opened(desk, "Påhittson")
    (row,) = rows_of(desk, Choice("clients", ("process", "client")))
    assert list(row) == ["Klient", "Process"]
    with pytest.raises(ValueError, match="journal"):
        spreadsheets.list_file(desk, Choice("clients", ("journal",)))


def test_a_saved_list_is_noted_and_its_columns_are_remembered(desk: Desk, tmp_path: Path) -> None:
    opened(desk, "Påhittson")
    to = tmp_path / "klientlista.xlsx"
    changes = spreadsheets.save(desk, Choice("clients", ("client", "case")), to)
    assert to.read_bytes() == spreadsheets.list_file(desk, Choice("clients", ("client", "case")))
    assert len(changes.event_ids) == 1
    (told,) = spreadsheets.saved_lists(desk)
    assert (told.on, told.what) == (date(2026, 11, 21), "Klientlista, 1 rad")
    kept = spreadsheets.kept_columns(desk)
    assert kept["clients"] == ("client", "case")
    assert kept["measures"] == spreadsheets.usual_columns("measures")


def test_a_list_that_could_not_be_written_is_not_noted(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="finns"):
        spreadsheets.save(desk, everything("clients"), tmp_path / "finns inte" / "klientlista.xlsx")
    assert spreadsheets.saved_lists(desk) == ()


def test_neither_title_nor_properties_name_a_person(desk: Desk) -> None:
    opened(desk, "Påhittson\x07")
    data = spreadsheets.list_file(desk, everything("clients"))
    assert data == spreadsheets.list_file(desk, everything("clients"))
    with ZipFile(BytesIO(data)) as file:
        around = b"".join(
            file.read(n) for n in file.namelist() if "docProps" in n or "workbook" in n
        ).decode()
    assert "Påhittson" not in around
    assert "Klientlista" in around


def test_every_fact_of_a_list_is_of_a_known_kind(desk: Desk, tmp_path: Path) -> None:
    spreadsheets.save(desk, everything("measures"), tmp_path / "matpunkter.xlsx")
    facts = desk.vault.read(lambda store: store.events("exports:lists"))
    assert [type(fact.payload) for fact in facts] == [DocumentExported]
