"""Letters from a case, the texts that an office owns, and what protected data hold back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import count
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader
from tests.export.validation import assert_valid_pdf
from tests.storage.made_up import new_vault

from familjeflow.domain.errors import DomainError
from familjeflow.domain.events import ActorRecorded, PersonRecorded
from familjeflow.services import cases, letterheads, letters, persons, processes, profile
from familjeflow.services.desk import Desk
from familjeflow.services.letters import Given
from familjeflow.storage.vault import open_vault

ADDRESS = "Påhittsgatan 3, 123 45 Sjövik"
MEETING = {"dag": "fredag 4 december 2026", "tid": "13.30", "plats": "Storgatan 1"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    ids = count(1)
    path = tmp_path / "arbetsfil.familjeflow"
    vault = open_vault(path, new_vault(path))
    made = Desk(vault, "jag", lambda: datetime(2026, 11, 21, 9, tzinfo=UTC), lambda: f"id{next(ids)}")
    profile.set_profile(made, ActorRecorded("Åsa Exempelek", "Socialsekreterare"))
    profile.set_settings(made, profile.RecordSettings(municipality="Sjöviks kommun", unit="Barn och familj"))
    yield made
    vault.close()


def opened(desk: Desk, protection: str = "", **more: object) -> tuple[str, str]:
    """A case about one person, and that person."""
    number = "20150315-9803"
    person = PersonRecorded("Ada", "Påhittson", number, protection=protection, address=ADDRESS, **more)  # type: ignore[arg-type]
    client = persons.register(desk, person)
    return cases.open_case(desk, processes.shipped()[0].info.id, client), client


def text_of(data: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


@pytest.mark.parametrize("kind", letters.KINDS)
def test_the_default_texts_name_only_fields_that_exist(kind: str) -> None:
    assert letters.text_problem(letters.default_text(kind)) == ""


@pytest.mark.parametrize("kind", letters.KINDS)
def test_a_letter_says_who_what_and_when(desk: Desk, kind: str) -> None:
    case_id, client = opened(desk)
    form = letters.letter_form(desk, case_id, kind)
    data = letters.letter_pdf(desk, case_id, kind, Given(client, form.text, MEETING))
    assert_valid_pdf(data)
    text = text_of(data)
    for words in ("Ada Påhittson", "Påhittsgatan 3", "fredag 4 december 2026", "Åsa Exempelek", "2026-0001"):
        assert words in text
    assert "{" not in text
    assert "Sekretess" not in text
    assert "Arbetskopia" not in text
    assert "20150315" not in text


def test_a_line_without_values_is_left_out(desk: Desk) -> None:
    case_id, client = opened(desk)
    form = letters.letter_form(desk, case_id, "kallelse")
    without = text_of(letters.letter_pdf(desk, case_id, "kallelse", Given(client, form.text, MEETING)))
    assert "Rum" not in without
    assert "telefon" not in without
    more = {**MEETING, "rum": "Björken", "tolk": "Tolk är bokad"}
    with_both = text_of(letters.letter_pdf(desk, case_id, "kallelse", Given(client, form.text, more)))
    assert "Björken" in with_both
    assert "Tolk är bokad" in with_both


def test_an_interpreter_is_proposed_where_one_is_needed(desk: Desk) -> None:
    case_id, _client = opened(desk, language="somaliska", interpreter=True)
    assert "somaliska" in letters.letter_form(desk, case_id, "kallelse").given["tolk"]


@pytest.mark.parametrize(
    ("text", "names"), [("Hej {namnn} och {x}!", ("namnn", "x")), ("{Dag} { tid }", ()), ("{}", ("",))]
)
def test_unknown_fields_are_found(text: str, names: tuple[str, ...]) -> None:
    assert letters.unknown_fields(text) == names


def test_a_letter_with_an_unknown_field_is_not_made(desk: Desk) -> None:
    case_id, client = opened(desk)
    with pytest.raises(DomainError, match="letter_text"):
        letters.letter_pdf(desk, case_id, "kallelse", Given(client, "Hej {namnn}", MEETING))


@pytest.mark.parametrize("protection", ["protected", "fictitious"])
def test_a_protected_address_never_leaves_the_vault(desk: Desk, protection: str) -> None:
    case_id, client = opened(desk, protection)
    form = letters.letter_form(desk, case_id, "kallelse")
    assert form.protected
    assert form.receivers[0].address == ""
    with pytest.raises(DomainError, match="address_protected"):
        letters.letter_pdf(desk, case_id, "kallelse", Given(client, form.text, MEETING))
    shown = letters.letter_pdf(desk, case_id, "kallelse", Given(client, form.text, MEETING, False))
    assert "Påhittsgatan" not in text_of(shown)


def test_a_letter_only_goes_to_people_of_the_case(desk: Desk) -> None:
    case_id, _client = opened(desk)
    stranger = persons.register(desk, PersonRecorded("Nils", "Fabelstam"))
    with pytest.raises(DomainError, match="unknown_person"):
        letters.letter_pdf(desk, case_id, "kallelse", Given(stranger, "Hej", MEETING))


def test_the_offices_text_is_kept_and_taken_back(desk: Desk) -> None:
    case_id, _client = opened(desk)
    letters.keep_text(desk, "kallelse", "# Vi ses\n\nHej {mottagare}!")
    form = letters.letter_form(desk, case_id, "kallelse")
    assert form.is_own
    assert form.text.startswith("# Vi ses")
    letters.keep_text(desk, "kallelse", "")
    assert letters.letter_form(desk, case_id, "kallelse").text == letters.default_text("kallelse")
    with pytest.raises(DomainError, match="letter_text"):
        letters.keep_text(desk, "kallelse", "{finns_inte}")


def test_a_letter_for_word_holds_the_same_text_and_no_name_in_its_properties(desk: Desk) -> None:
    case_id, client = opened(desk)
    form = letters.letter_form(desk, case_id, "kallelse")
    data = letters.letter_word(desk, case_id, "kallelse", Given(client, form.text, MEETING))
    assert data == letters.letter_word(desk, case_id, "kallelse", Given(client, form.text, MEETING))
    with ZipFile(BytesIO(data)) as file:
        body = file.read("word/document.xml").decode()
        said = file.read("docProps/core.xml").decode()
    for words in ("Ada Påhittson", "fredag 4 december 2026", "Kan du inte komma?"):
        assert words in body
    assert "Påhittson" not in said
    assert "Exempelek" not in said


@pytest.mark.parametrize(("window", "millimetres"), [("right", 114), ("left", 25)])
def test_a_letter_for_word_is_a_swedish_sheet_with_the_address_in_the_window(
    desk: Desk, window: str, millimetres: int
) -> None:
    case_id, client = opened(desk)
    letterheads.set_look(desk, letterheads.PaperLook(window=window))
    form = letters.letter_form(desk, case_id, "kallelse")
    data = letters.letter_word(desk, case_id, "kallelse", Given(client, form.text, MEETING))
    file = Document(BytesIO(data))
    width, height = file.sections[0].page_width, file.sections[0].page_height
    assert width is not None
    assert height is not None
    assert (round(width.mm), round(height.mm)) == (210, 297)
    address = next(p for p in file.paragraphs if "Påhittsgatan" in p.text)
    (frame,) = address._p.iter(qn("w:framePr"))
    assert round(int(frame.get(qn("w:x"), "0")) / 1440 * 25.4) == millimetres
    assert round(int(frame.get(qn("w:y"), "0")) / 1440 * 25.4) == 50


def test_control_characters_do_not_break_a_word_file(desk: Desk) -> None:
    case_id, client = opened(desk)
    given = Given(client, "# Hej\n\n\x00\ud800 \x0b {meddelande}", {"meddelande": "emoji 🙂 och \x07"})
    assert letters.letter_word(desk, case_id, "kallelse", given)


def test_a_letter_day_is_said_in_swedish() -> None:
    assert letters.letter_day(date(2026, 12, 4)) == "fredag 4 december 2026"


def test_the_look_of_papers_is_kept_and_used(desk: Desk) -> None:
    case_id, client = opened(desk)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 5"><path d="M0 0h4v5z"/></svg>'
    look = letterheads.PaperLook(svg, "#1f4e79", "www.sjovik.example", "left")
    letterheads.set_look(desk, look)
    assert letterheads.look(desk) == look
    data = letters.letter_pdf(desk, case_id, "kallelse", Given(client, "Hej", MEETING))
    assert_valid_pdf(data)
    assert "www.sjovik.example" in text_of(data)


@pytest.mark.parametrize(
    ("look", "code"),
    [
        (letterheads.PaperLook(b"nonsense"), "arms_unreadable"),
        (letterheads.PaperLook(colour="#ffff99"), "pale_colour"),
    ],
)
def test_a_look_that_cannot_be_used_is_refused(desk: Desk, look: letterheads.PaperLook, code: str) -> None:
    with pytest.raises(DomainError, match=code):
        letterheads.set_look(desk, look)
    assert letterheads.look(desk) == letterheads.PaperLook()
