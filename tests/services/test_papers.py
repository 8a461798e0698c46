"""The papers of a case: valid, honest about departures, and silent about the client outside their pages."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader
from tests.export.validation import assert_valid_pdf
from tests.support.house import House

from familjeflow.domain.errors import DomainError
from familjeflow.services import case_views, papers, profile, steps

STATUS_LINE = "Arbetskopia. Personakten förs i Procapita."
SECRETS = ("Exempelius", "Ida", "150115", "9808", "Påhittson")


@pytest.fixture
def case(home: House) -> House:
    home.open("kontaktperson")
    home.tick("remiss", "skicka_remiss")
    home.write("remiss", "remiss")
    home.done("remiss", told=True)
    steps.skip(home.desk, home.case_id, "informera", "Hon var med på mötet")
    home.record("beslut", bistand_tom="2026-12-31")
    return home


def case_paper(case: House) -> bytes:
    return papers.case_paper(case.desk, case.case_id)


def form_paper(case: House) -> bytes:
    (document,) = case.step("remiss").documents
    assert document.document_id is not None
    return papers.form_paper(case.desk, case.case_id, document.document_id)


def picture(case: House) -> bytes:
    return papers.picture_pdf(case.desk, case.case_id)


def text_of(data: bytes) -> str:
    """The words of all pages, with every run of white space as one blank."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())


MAKERS = pytest.mark.parametrize("make", [case_paper, form_paper, picture], ids=lambda f: f.__name__)
Make = Callable[[House], bytes]


@MAKERS
def test_a_paper_is_accessible_and_can_be_kept(case: House, make: Make) -> None:
    assert_valid_pdf(make(case))


@MAKERS
def test_nothing_about_a_person_stands_outside_the_pages(case: House, make: Make) -> None:
    with pikepdf.open(BytesIO(make(case))) as pdf:
        outside = [str(value) for _key, value in pdf.docinfo.items()]
        outside.append(bytes(pdf.Root.Metadata.read_bytes()).decode("utf-8"))
        with pdf.open_outline() as outline:
            outside += [str(item.title) for item in outline.root]
    assert "FamiljeFlow" in "".join(outside)
    for secret in SECRETS:
        assert secret not in "".join(outside)


@MAKERS
def test_a_copy_of_a_record_kept_elsewhere_says_so_on_the_paper(case: House, make: Make) -> None:
    assert STATUS_LINE in text_of(make(case))
    chosen = profile.settings(case.desk)
    profile.set_settings(case.desk, replace(chosen, record="internal"))
    assert "Arbetskopia" not in text_of(make(case))


def test_the_case_paper_tells_what_the_screen_tells(case: House) -> None:
    said = text_of(case_paper(case))
    for words in (
        "Exempelius, Ida",
        "20150115-9808",
        "2026-0001",
        "enligt uppgift från Vera Hittepå",
        "Överhoppat",
        "Frångår rutinen.",
        "Hon var med på mötet",
        "Nytt beslut om bistånd",
        "Beskrivningen skulle ha följts upp 2016-06-03.",
    ):
        assert words in said


def test_the_picture_file_names_no_person(case: House) -> None:
    drawn = papers.picture_svg(case.desk, case.case_id)
    assert "Överhoppat" in drawn
    assert "Kontaktperson 2026-0001" in drawn
    for secret in SECRETS:
        assert secret not in drawn


def test_the_same_case_gives_the_same_bytes(case: House) -> None:
    assert case_paper(case) == case_paper(case)


def test_a_paper_that_leaves_the_vault_is_noted_with_its_hash(case: House, tmp_path: Path) -> None:
    target = tmp_path / "ärende 2026-0001.pdf"
    papers.export(case.desk, case.case_id, "Ärendeöversikt", lambda: case_paper(case), target)
    latest = case_views.history(case.desk, case.case_id)[0]
    assert "Ärendeöversikt" in latest.text
    assert not latest.can_undo
    facts = case.vault.read(lambda store: store.events(f"case:{case.case_id}"))
    assert getattr(facts[-1].payload, "sha256", "") == hashlib.sha256(target.read_bytes()).hexdigest()


def test_a_paper_that_cannot_be_written_is_not_noted(case: House, tmp_path: Path) -> None:
    before = case_views.history(case.desk, case.case_id)
    with pytest.raises(OSError, match="finns-inte"):
        papers.export(case.desk, case.case_id, "Papper", lambda: b"%PDF-", tmp_path / "finns-inte" / "a.pdf")
    assert case_views.history(case.desk, case.case_id) == before


def test_a_document_that_is_not_there_has_no_paper(case: House) -> None:
    with pytest.raises(DomainError, match="unknown_document"):
        papers.form_paper(case.desk, case.case_id, "finns-inte")


def test_every_process_has_a_picture_of_every_step(home: House) -> None:
    for process in ("oppenvard-vuxna", "familjebehandlare", "beslut-till-verkstallighet", "hela-familjen"):
        home.open(process)
        shown = {box.node_id for box in papers.picture(home.desk, home.case_id).boxes}
        assert shown == {s.id for s in home.view.steps}
