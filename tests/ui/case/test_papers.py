"""The menu Papper and the page where a letter is written."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.export.validation import assert_valid_pdf
from tests.ui.case.conftest import Around, OpenPage
from tests.ui.names import unnamed

from familjeflow.domain.events import PersonRecorded
from familjeflow.services import cases, letter_drafts, letters, persons
from familjeflow.services.desk import Desk
from familjeflow.ui import tasks
from familjeflow.ui.case.letters.page import LetterPage
from familjeflow.ui.case.page import CasePage


def menu_acts(page: CasePage) -> dict[str, QAction]:
    button = page.findChild(QPushButton, "papers")
    assert button is not None
    return {act.text(): act for act in button.menu().actions() if act.text()}


def written(page: CasePage, qtbot: QtBot) -> str:
    assert tasks.wait_for_all()
    qtbot.waitUntil(lambda: "Sparat." in page.trouble.text())
    return page.trouble.text()


def letter_of(page: CasePage, kind: str = "Kallelse") -> LetterPage:
    menu_acts(page)[kind].trigger()
    return next(letter for letter in page.findChildren(LetterPage) if letter.isVisible())


def fill(letter: LetterPage) -> None:
    for name, value in (("dag", "4/12 2026"), ("tid", "13.30"), ("plats", "Storgatan 1")):
        letter.lines[name].setText(value)


def choose(letter: LetterPage, name: str) -> None:
    place = next(i for i in range(letter.receiver.count()) if name in letter.receiver.itemText(i))
    letter.receiver.setCurrentIndex(place)


@pytest.mark.parametrize("name", ["Ärendeöversikt", "Bild till klienten", "Överlämningssida", "Akt"])
def test_every_paper_in_the_menu_is_saved(
    page: CasePage, around: Around, tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    around.dialogs.path = tmp_path / "papper.pdf"
    menu_acts(page)[name].trigger()
    assert "Sparat" in written(page, qtbot)
    data = around.dialogs.path.read_bytes()
    assert_valid_pdf(data)


def test_the_file_that_was_chosen_is_the_one_that_is_written(
    page: CasePage, around: Around, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "papper.pdf"
    other.write_bytes(b"gammalt")
    around.dialogs.path = tmp_path / "papper.v2"
    menu_acts(page)["Överlämningssida"].trigger()
    assert "papper.v2" in written(page, qtbot)
    assert other.read_bytes() == b"gammalt"
    assert_valid_pdf(around.dialogs.path.read_bytes())


@pytest.mark.parametrize("name", ["Ärendeöversikt", "Överlämningssida", "Akt"])
def test_papers_about_somebody_protected_ask_first(page: CasePage, around: Around, name: str) -> None:
    around.dialogs.agree = False
    menu_acts(page)[name].trigger()
    assert "skyddade uppgifter" in around.dialogs.said[0]
    assert len(around.dialogs.said) == 1


def test_a_letter_is_written_and_saved(page: CasePage, around: Around, tmp_path: Path, qtbot: QtBot) -> None:
    letter = letter_of(page)
    choose(letter, "Eva")
    fill(letter)
    around.dialogs.path = tmp_path / "brev.pdf"
    letter.save_pdf()
    assert "Sparat" in written(page, qtbot)
    assert_valid_pdf(around.dialogs.path.read_bytes())
    assert [c.cases for c in around.changes if c.cases]


def test_a_letter_can_be_saved_for_word(page: CasePage, around: Around, tmp_path: Path, qtbot: QtBot) -> None:
    letter = letter_of(page)
    choose(letter, "Eva")
    fill(letter)
    around.dialogs.path = tmp_path / "brev.docx"
    letter.save_word()
    assert "Sparat" in written(page, qtbot)
    assert b"fredag 4 december 2026" in zipfile.ZipFile(around.dialogs.path).read("word/document.xml")


def test_a_kallelse_without_a_day_says_what_is_missing(page: CasePage, around: Around) -> None:
    letter = letter_of(page)
    letter.save_pdf()
    assert letter.fields["dag"].problem() == "Behövs i en kallelse."
    assert around.dialogs.said == []


def test_an_unknown_field_is_shown_beside_the_text(page: CasePage, around: Around) -> None:
    letter = letter_of(page)
    fill(letter)
    letter.text.setPlainText("Hej {namnn}!")
    assert "{namnn} finns inte" in letter.text_field.problem()
    letter.save_pdf()
    assert around.dialogs.said == []


def test_a_marked_address_is_left_out_until_somebody_wants_it(page: CasePage) -> None:
    letter = letter_of(page)
    choose(letter, "Ada")
    assert not letter.with_address.isChecked()
    assert letter.with_address.isEnabled()
    assert "Sekretessmarkering" in letter.address.text.text()
    choose(letter, "Eva")
    assert letter.with_address.isChecked()
    assert letter.address.text.text() == ""


def test_a_protected_address_cannot_be_printed(desk: Desk, open_page: OpenPage) -> None:
    hidden = persons.register(
        desk, PersonRecorded("Nils", "Påhittson", protection="protected", address="Gömda vägen 1")
    )
    letter = letter_of(open_page(cases.open_case(desk, "kontaktperson", hidden)))
    assert not letter.with_address.isEnabled()
    assert not letter.given().with_address


def test_the_offices_text_is_kept_and_can_be_taken_back(desk: Desk, page: CasePage, case_id: str) -> None:
    letter = letter_of(page)
    letter.text.setPlainText("# Vi ses\n\nHej {mottagare}!")
    letter.keep_text()
    assert letters.letter_form(desk, case_id, "kallelse").text.startswith("# Vi ses")
    letter.bring_back()
    assert letters.letter_form(desk, case_id, "kallelse").text == letters.default_text("kallelse")


def test_going_back_shows_the_case(page: CasePage) -> None:
    letter = letter_of(page)
    letter.left.emit()
    assert page.surfaces()[0] is page.tabs.part(page.tabs.place())


def test_a_screen_reader_can_name_everything_in_a_letter(page: CasePage) -> None:
    letter_of(page)
    assert unnamed(page) == []


def test_what_is_typed_in_a_letter_is_kept_and_offered_again(page: CasePage, qtbot: QtBot) -> None:
    letter = letter_of(page)
    choose(letter, "Eva")
    fill(letter)
    letter.text.setPlainText("# Vi ses\n\nHej {mottagare}!")
    letter.with_address.setChecked(False)
    qtbot.waitUntil(letter.draft.is_saved)
    assert letter.draft.words.text().startswith("Utkast sparat")
    letter.left.emit()
    page.findChild(QPushButton, "papers").menu().aboutToShow.emit()
    again = letter_of(page, "Kallelse (utkast)")
    assert again is not letter
    assert "Eva" in again.receiver.currentText()
    assert again.lines["tid"].text() == "13.30"
    assert again.text.toPlainText().startswith("# Vi ses")
    assert not again.with_address.isChecked()
    assert again.draft.words.text().startswith("Utkast sparat")


def test_locking_keeps_what_was_typed_a_moment_ago(desk: Desk, page: CasePage, case_id: str) -> None:
    letter_of(page).lines["meddelande"].setText("Ring gärna först.")
    page.flush()
    kept = letter_drafts.kept(desk, case_id, "kallelse")
    assert kept is not None
    assert kept.draft.values["meddelande"] == "Ring gärna först."
    assert kept.draft.text == ""


def test_a_saved_letter_leaves_no_draft(
    desk: Desk, page: CasePage, case_id: str, around: Around, tmp_path: Path, qtbot: QtBot
) -> None:
    letter = letter_of(page)
    choose(letter, "Eva")
    fill(letter)
    around.dialogs.path = tmp_path / "brev.pdf"
    letter.save_pdf()
    written(page, qtbot)
    assert letter_drafts.kept(desk, case_id, "kallelse") is None
    assert letter.draft.words.text() == "Brevet är sparat."
    letter.left.emit()
    assert letter_drafts.kept(desk, case_id, "kallelse") is None


def test_a_letter_that_was_not_saved_is_still_a_draft(
    desk: Desk, page: CasePage, case_id: str, around: Around
) -> None:
    letter = letter_of(page)
    choose(letter, "Eva")
    fill(letter)
    around.dialogs.path = None
    letter.save_pdf()
    assert letter_drafts.kept(desk, case_id, "kallelse") is not None


def test_beginning_again_can_be_taken_back(desk: Desk, page: CasePage, case_id: str) -> None:
    letter = letter_of(page)
    letter.lines["meddelande"].setText("Ring gärna först.")
    letter.flush()
    letter.start_over()
    assert letter.lines["meddelande"].text() == ""
    assert letter_drafts.kept(desk, case_id, "kallelse") is None
    letter.start_over()
    letter.flush()
    assert letter.lines["meddelande"].text() == "Ring gärna först."
    assert letter_drafts.kept(desk, case_id, "kallelse") is not None


def test_an_unopened_letter_has_no_draft(desk: Desk, page: CasePage, case_id: str) -> None:
    letter = letter_of(page)
    letter.left.emit()
    assert letter_drafts.kinds_kept(desk, case_id) == frozenset()


@pytest.mark.parametrize("protection", ["protected", "fictitious"])
def test_a_draft_does_not_bring_back_an_address_that_has_become_protected(
    desk: Desk, open_page: OpenPage, protection: str
) -> None:
    person = PersonRecorded("Nils", "Påhittson", address="Storgatan 2")
    client = persons.register(desk, person)
    case_id = cases.open_case(desk, "kontaktperson", client)
    draft = letter_drafts.LetterDraft(client, {}, "", with_address=True)
    letter_drafts.keep(desk, case_id, "kallelse", draft)
    persons.change(desk, client, replace(person, protection=protection))
    letter = letter_of(open_page(case_id))
    assert not letter.with_address.isChecked()
    assert not letter.given().with_address


@pytest.mark.parametrize("act", ["save_pdf", "save_word", "print_letter"])
def test_a_letter_in_a_case_with_somebody_protected_asks_first(
    page: CasePage, around: Around, tmp_path: Path, act: str
) -> None:
    letter = letter_of(page)
    choose(letter, "Eva")
    fill(letter)
    around.dialogs.agree = False
    around.dialogs.path = tmp_path / "brev.pdf"
    getattr(letter, act)()
    (said,) = around.dialogs.said
    assert "skyddade uppgifter" in said
    assert not around.dialogs.path.exists()
