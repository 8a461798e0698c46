"""Templates and snippets: shipped ones, and those that the organisation makes."""

import pytest
from tests.support.house import House

from familjeflow.domain.errors import DomainError
from familjeflow.services import snippets
from familjeflow.services.journal import NOTE_KINDS
from familjeflow.services.snippets import Snippet


def names(home: House) -> list[str]:
    return [snippet.name for snippet in snippets.snippets(home.desk)]


def test_each_kind_of_note_has_a_template_from_the_start(home: House) -> None:
    assert set(NOTE_KINDS) <= {snippet.kind for snippet in snippets.snippets(home.desk)}
    assert names(home) == sorted(names(home), key=str.casefold)


def test_one_of_ones_own_is_kept_and_takes_the_place_of_its_name(home: House) -> None:
    snippets.put(home.desk, Snippet("Vårt läge", "Första"))
    snippets.put(home.desk, Snippet("vårt läge ", "Andra", "phone"))
    home.reopen()
    found = [s for s in snippets.snippets(home.desk) if s.name.strip().casefold() == "vårt läge"]
    assert [(s.text, s.kind) for s in found] == [("Andra", "phone")]


def test_a_shipped_one_can_be_removed_for_good(home: House) -> None:
    first = names(home)[0]
    snippets.remove(home.desk, first)
    snippets.remove(home.desk, "finns inte")
    home.reopen()
    assert first not in names(home)
    assert names(home) != []


@pytest.mark.parametrize(
    ("name", "text", "code"), [(" ", "Text", "name_needed"), ("Namn", " ", "empty_note")]
)
def test_a_snippet_has_a_name_and_a_text(home: House, name: str, text: str, code: str) -> None:
    with pytest.raises(DomainError, match=code):
        snippets.put(home.desk, Snippet(name, text))
