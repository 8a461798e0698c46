"""The papers of a whole case, and lists as spreadsheets."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from pypdf import PdfReader
from tests.export.reading import read_tree
from tests.export.validation import assert_valid_pdf
from tests.storage.made_up import new_vault

from familjeflow import resources
from familjeflow.domain.events import ActorRecorded, PersonRecorded
from familjeflow.export.spreadsheet import Sheet, spreadsheet
from familjeflow.services import case_papers, cases, persons, processes, profile, spreadsheets
from familjeflow.services.case_views import case_view
from familjeflow.services.client_way import plain_words
from familjeflow.services.demo_walk import walk
from familjeflow.services.desk import Desk
from familjeflow.storage.vault import open_vault

PROCESSES = sorted(folder.name for folder in resources.path("processes").iterdir())
DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://example.org")')


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    ids = count(1)
    path = tmp_path / "arbetsfil.familjeflow"
    vault = open_vault(path, new_vault(path))
    made = Desk(vault, "jag", lambda: datetime(2026, 11, 21, 9, tzinfo=UTC), lambda: f"id{next(ids)}")
    profile.set_profile(made, ActorRecorded("Åsa Exempelek", "Socialsekreterare"))
    yield made
    vault.close()


def opened(desk: Desk, process: str, protection: str = "", family: str = "Påhittson") -> str:
    client = persons.register(desk, PersonRecorded("Ada", family, "20150315-9803", protection=protection))
    return cases.open_case(desk, process, client, participants=[(client, "child"), (client, "adult")])


def walked(desk: Desk, process: str, acts: int = 14) -> str:
    """A case some way into its process, with whatever that takes."""
    case_id = opened(desk, process)
    definition = next(d for d in processes.shipped() if d.info.id == process)
    targets = {flow.id: flow.target for flow in definition.graph.flows}
    for number, _act in enumerate(walk(desk, case_id, targets, frozenset()), 1):
        if number == acts:
            break
    return case_id


def test_the_plain_words_name_steps_that_exist() -> None:
    written = tomllib.loads(resources.path("texts/klientbild.toml").read_text("utf-8"))
    assert set(written) == set(PROCESSES)
    for definition in processes.shipped():
        known = {node.id for node in definition.steps}
        for stage in plain_words(definition).stages:
            assert set(stage.steps) <= known


@pytest.mark.parametrize("process", PROCESSES)
def test_every_process_gives_valid_papers(desk: Desk, process: str) -> None:
    case_id = walked(desk, process)
    for make in (case_papers.client_picture, case_papers.handover, case_papers.akt):
        data = make(desk, case_id)
        assert_valid_pdf(data)
        assert make(desk, case_id) == data
        assert "Påhittson" not in str(PdfReader(BytesIO(data)).metadata)


@pytest.mark.parametrize("process", PROCESSES)
def test_the_client_sees_one_page_without_what_the_office_wrote(desk: Desk, process: str) -> None:
    case_id = walked(desk, process)
    data = case_papers.client_picture(desk, case_id)
    assert len(PdfReader(BytesIO(data)).pages) == 1
    text = read_tree(data).text
    view = case_view(desk, case_id)
    told = [r for step in view.steps for shown in step.rounds for r in shown.remarks]
    ticks = [task.text for step in view.steps for task in step.registrations]
    assert not [words for words in (*told, *ticks) if words in text]
    assert "Sekretess" not in text


def test_the_client_sees_where_the_case_is(desk: Desk) -> None:
    text = read_tree(case_papers.client_picture(desk, opened(desk, PROCESSES[0]))).text
    assert text.count("Här är vi nu") == 1


def test_the_akt_holds_every_saved_document(desk: Desk) -> None:
    case_id = walked(desk, "oppenvard-vuxna", 30)
    data = case_papers.akt(desk, case_id)
    entries = [entry.text for entry in read_tree(data).find("TOCI")]
    saved = {d.document_id for s in case_view(desk, case_id).steps for d in s.documents if d.document_id}
    assert saved
    assert len(entries) == len(saved) + 2
    assert entries[0].startswith("Ärendeöversikt")


def test_the_handover_page_tells_what_comes_next(desk: Desk) -> None:
    case_id = opened(desk, PROCESSES[0])
    upcoming = case_view(desk, case_id).next
    assert upcoming is not None
    assert upcoming.text in read_tree(case_papers.handover(desk, case_id)).text


def test_a_saved_document_can_be_opened_in_word(desk: Desk) -> None:
    case_id = walked(desk, "oppenvard-vuxna", 30)
    steps = case_view(desk, case_id).steps
    document = next(d for s in steps for d in s.documents if d.document_id)
    assert document.document_id is not None
    data = case_papers.form_word(desk, case_id, document.document_id)
    with ZipFile(BytesIO(data)) as file:
        assert document.title in file.read("word/document.xml").decode()
        assert "Påhittson" not in file.read("docProps/core.xml").decode()


# ---- spreadsheets ----


def rows_of(data: bytes) -> list[tuple[object, ...]]:
    page = openpyxl.load_workbook(BytesIO(data)).active
    assert page is not None
    return [tuple(row) for row in page.iter_rows(values_only=True)]


def test_the_client_list_has_the_chosen_columns(desk: Desk) -> None:
    opened(desk, PROCESSES[0])
    rows = rows_of(spreadsheets.client_list(desk, ("client", "case")))
    assert rows == [("Klient", "Ärende"), ("Påhittson, Ada", "2026-0001")]
    assert rows_of(spreadsheets.client_list(desk))[0] == tuple(h for _s, h in spreadsheets.client_columns())


def test_somebody_protected_is_in_the_list_without_name_and_number(desk: Desk) -> None:
    opened(desk, PROCESSES[0], "marked")
    found = rows_of(spreadsheets.client_list(desk, ("client", "number", "case")))[1]
    assert found == ("Skyddad uppgift", None, "2026-0001")


def test_what_is_left_to_register_is_a_list(desk: Desk) -> None:
    walked(desk, "oppenvard-vuxna", 30)
    rows = rows_of(spreadsheets.registrations(desk, ("system", "what", "case")))
    assert rows[0] == ("System", "Vad", "Ärende")
    assert all(len(row) == 3 for row in rows)


def test_an_unknown_column_is_our_own_mistake(desk: Desk) -> None:
    with pytest.raises(ValueError, match="no such column"):
        spreadsheets.client_list(desk, ("notes",))


def test_nothing_in_a_cell_is_a_formula() -> None:
    today = datetime(2026, 11, 21, tzinfo=UTC).date()
    data = spreadsheet(Sheet("Prov", ("A", "=B1"), tuple((text, today) for text in DANGEROUS), today))
    page = openpyxl.load_workbook(BytesIO(data)).active
    assert page is not None
    cells = [cell for row in page.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert all(page.cell(row, 1).quotePrefix for row in range(2, len(DANGEROUS) + 2))
    with ZipFile(BytesIO(data)) as file:
        assert b"<f>" not in file.read("xl/worksheets/sheet1.xml")


def test_the_same_list_gives_the_same_bytes(desk: Desk) -> None:
    opened(desk, PROCESSES[0], family="Exempelius\x07")
    assert spreadsheets.client_list(desk) == spreadsheets.client_list(desk)


def test_a_list_that_leaves_the_vault_is_noted(desk: Desk, tmp_path: Path) -> None:
    to = tmp_path / "klientlista.xlsx"
    changes = spreadsheets.export_list(desk, to.name, lambda: spreadsheets.client_list(desk), to)
    assert to.exists()
    assert len(changes.event_ids) == 1
