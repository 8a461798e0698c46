"""What is seen before a paper leaves is the paper that leaves."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.export.validation import assert_valid_pdf
from tests.services.test_papers import text_of
from tests.support.house import House

from familjeflow.domain.errors import DomainError
from familjeflow.services import form_filling, papers, preview
from familjeflow.services.papers import Cancelled, Watch, Writing

ANSWERS = {
    "remittent": "Åsa Exempelek",
    "bakgrund": "Kort",
    "behov": "Stöd",
    "namn": "Ada",
    "remissdatum": "2026-11-21",
}


@pytest.fixture
def case(home: House) -> House:
    home.open("kontaktperson")
    return home


def writing(case: House, **answers: str) -> Writing:
    view = form_filling.form(case.desk, case.case_id, "remiss", "remiss")
    return Writing("remiss", "remiss", None, {**view.answers, **ANSWERS, **answers})


def adopted(case: House, written: Writing) -> bytes:
    place = (case.desk, case.case_id, written.step, written.document, None)
    form_filling.adopt(*place, written.answers, reason="Bråttom")
    document_id = form_filling.form(*place).document_id
    assert document_id is not None
    return papers.form_paper(case.desk, case.case_id, document_id)


def test_a_draft_says_so_on_a_valid_paper(case: House) -> None:
    data = papers.written_paper(case.desk, case.case_id, writing(case))
    assert_valid_pdf(data)
    assert "Utkast, inte sparat." in text_of(data)


def test_what_was_seen_is_what_is_saved(case: House) -> None:
    written = writing(case, bakgrund="Det som stod på skärmen")
    draft = papers.written_paper(case.desk, case.case_id, written)
    saved = adopted(case, written)
    assert papers.written_paper(case.desk, case.case_id, written) == saved
    assert "Det som stod på skärmen" in text_of(draft)
    assert "Utkast" not in text_of(saved)


def test_a_change_after_saving_is_a_draft_of_the_next_version(case: House) -> None:
    adopted(case, writing(case))
    again = papers.written_paper(case.desk, case.case_id, writing(case, bakgrund="Nytt"))
    said = text_of(again)
    assert "Utkast, inte sparat." in said
    assert "Version 2" in said


def test_a_draft_can_go_to_word(case: House) -> None:
    assert papers.written_word(case.desk, case.case_id, writing(case)).startswith(b"PK")


def test_an_unknown_document_is_refused(case: House) -> None:
    with pytest.raises(DomainError, match="unknown_document"):
        papers.written_paper(case.desk, case.case_id, replace(writing(case), document="okänt"))


def test_pages_become_pictures_of_their_size(case: House) -> None:
    sheets = preview.sheets(lambda: papers.case_paper(case.desk, case.case_id))
    assert len(sheets.sizes) == len(PdfReader(BytesIO(sheets.pdf)).pages)
    pictures = preview.images(sheets, (0, 99), 0.5)
    assert set(pictures) == {0}
    width, height = sheets.sizes[0]
    assert pictures[0].width == pytest.approx(width / 2, abs=1)
    assert pictures[0].height == pytest.approx(height / 2, abs=1)
    assert len(pictures[0].pixels) == 4 * pictures[0].width * pictures[0].height


def test_a_stopped_paper_ends_at_the_next_page(case: House) -> None:
    watch = Watch()
    watch.stop()
    with pytest.raises(Cancelled):
        papers.made(lambda: papers.case_paper(case.desk, case.case_id), watch)
    assert watch.page == 0


def test_a_watched_paper_tells_its_last_page(case: House) -> None:
    watch = Watch()
    data = papers.made(lambda: papers.case_paper(case.desk, case.case_id), watch)
    assert watch.page == len(preview.sheets(lambda: data).sizes)
