"""The papers of a whole case."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from tests.export.reading import read_tree
from tests.export.validation import assert_valid_pdf
from tests.storage.made_up import new_vault

from familjeflow import resources
from familjeflow.domain.events import ActorRecorded, PersonRecorded
from familjeflow.services import case_papers, cases, persons, processes, profile
from familjeflow.services.case_views import case_view
from familjeflow.services.client_way import plain_words
from familjeflow.services.demo_walk import walk
from familjeflow.services.desk import Desk
from familjeflow.storage.vault import open_vault

PROCESSES = sorted(folder.name for folder in resources.path("processes").iterdir())


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
