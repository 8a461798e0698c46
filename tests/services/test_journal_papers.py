"""The journal and what other papers tell of notes."""

from dataclasses import replace

import pytest
from tests.export.reading import read_tree
from tests.export.validation import assert_valid_pdf
from tests.support.house import House

from familjeflow.domain.errors import DomainError
from familjeflow.services import case_papers, journal, profile

LONG = "Vi pratade om hösten och om vad som behövs hemma. " * 12


@pytest.fixture
def home(home: House) -> House:
    home.open("kontaktperson")
    return home


def write(home: House, person: str, text: str, kind: str = "visit") -> str:
    made = replace(journal.new_draft(home.desk, home.case_id, kind=kind), texts={person: text})
    journal.finish(home.desk, home.case_id, made)
    return made.note_id


def words(data: bytes) -> str:
    return " ".join(read_tree(data).text.split())


def paper(home: House, person: str | None = None) -> str:
    data = case_papers.journal(home.desk, home.case_id, person)
    assert_valid_pdf(data)
    return words(data)


def test_the_journal_has_every_note_in_order_and_no_drafts(home: House) -> None:
    write(home, home.client, "Första.")
    home.go("2026-02-01")
    write(home, home.adults[0], "Andra.", "phone")
    unfinished = replace(journal.new_draft(home.desk, home.case_id), texts={home.client: "Utkastets text."})
    journal.save_draft(home.desk, home.case_id, unfinished)
    text = paper(home)
    assert text.index("2026-01-12 Besök") < text.index("Första.") < text.index("2026-02-01 Telefon")
    assert "Skrivet 2026-01-12 09:00 av Alva Lindqvist-Fabel, Socialsekreterare. Gäller 2026-01-12." in text
    assert "Utkastets" not in text
    assert "Arbetskopia. Personakten förs i Procapita." in text


def test_several_akter_in_one_journal_are_warned_of(home: House) -> None:
    write(home, home.client, "Första.")
    assert "flera personers akter" not in paper(home)
    write(home, home.adults[0], "Andra.")
    assert "flera personers akter: Exempelius, Ida; Påhittson, Eva" in paper(home)


def test_one_persons_journal_has_only_theirs_and_warns_when_others_are_in_the_text(home: House) -> None:
    write(home, home.client, "Ida kom själv.")
    note_id = write(home, home.adults[0], "Ida Exempelius var med.")
    journal.correct(home.desk, home.case_id, note_id, "Barnet var med.", "Namnet hör inte hit")
    text = paper(home, home.adults[0])
    assert "Påhittson, Eva · 1 anteckning" in text
    assert "Ida kom själv." not in text
    assert "Exempelius, Ida nämns i texten som hör till akten för Påhittson, Eva." in text
    assert "Struket: Ida Exempelius var med." in text
    assert "Skäl: Namnet hör inte hit" in text


def test_a_person_outside_the_case_has_no_journal(home: House) -> None:
    with pytest.raises(DomainError, match="unknown_person"):
        case_papers.journal(home.desk, home.case_id, "okänd")


def test_a_cleared_note_says_where_its_text_is(home: House) -> None:
    note_id = write(home, home.client, "Texten.")
    journal.mark_entered(home.desk, home.case_id, note_id)
    home.go("2026-06-01")
    journal.clear(home.desk, home.case_id, note_id)
    text = paper(home)
    assert "Texten är rensad här. Den är införd i Procapita." in text
    assert "2026-01-12 Besök" in text


def test_a_case_without_notes_has_an_empty_journal(home: House) -> None:
    assert "inga anteckningar" in paper(home)


def test_the_akt_holds_the_journal_when_there_is_one(home: House) -> None:
    profile.set_settings(home.desk, replace(profile.settings(home.desk), record="internal"))
    before = [entry.text for entry in read_tree(case_papers.akt(home.desk, home.case_id)).find("TOCI")]
    write(home, home.client, "Journalens text.")
    data = case_papers.akt(home.desk, home.case_id)
    assert_valid_pdf(data)
    after = [entry.text for entry in read_tree(data).find("TOCI")]
    assert len(after) == len(before) + 1
    assert any(entry.startswith("Journal") for entry in after)
    assert "Journalens text." in words(data)


def test_the_handover_page_has_the_three_last_notes_shortened(home: House) -> None:
    for number in range(1, 5):
        write(home, home.client, f"Nummer {number}. {LONG}")
    unfinished = replace(journal.new_draft(home.desk, home.case_id), texts={home.client: "Utkastets text."})
    journal.save_draft(home.desk, home.case_id, unfinished)
    data = case_papers.handover(home.desk, home.case_id)
    assert_valid_pdf(data)
    text = words(data)
    assert [f"Nummer {number}." in text for number in range(1, 5)] == [False, True, True, True]
    assert LONG.strip() not in text
    assert "Anteckning: Journalanteckning 2026-01-12" in text
    assert "Utkastets" not in text
