from dataclasses import replace
from datetime import date

import pytest
from tests.storage.made_up import case, person

from familjeflow.domain.projections import CaseRows
from familjeflow.storage.case_lists import Counts
from familjeflow.storage.store import Store
from familjeflow.storage.vault import Vault

MAY = date(2026, 5, 4)
JUNE = date(2026, 6, 1)


@pytest.fixture
def filled(vault: Vault) -> Vault:
    """Three people and four cases, one of them closed."""

    def work(store: Store) -> None:
        store.put_person(person("p1", "Åsa", "Påhittson", "19800101-9801", born=date(1980, 1, 1)))
        store.put_person(person("p2", "Asa Maria", "Exempelius", "20150602-9805", "protected"))
        store.put_person(person("p3", "Örjan", "Lindqvist-Fabel", "R123-45"))
        store.replace_rows(case("c1", "2026-0001", "p1", JUNE))
        store.replace_rows(case("c2", "2026-0002", "p2", MAY))
        store.replace_rows(case("c3", "2025-0017", "p3"))
        store.replace_rows(case("c4", "2025-0018", "p1", closed=date(2025, 12, 1)))

    vault.write(work)
    return vault


def found(vault: Vault, text: str) -> list[str]:
    return [row.case_id for row in vault.read(lambda store: store.case_rows(text=text, open_only=False))]


def test_rows_come_back_as_they_were(filled: Vault) -> None:
    rows = case("c2", "2026-0002", "p2", MAY)
    assert filled.read(lambda store: store.case_rows(limit=1)) == (rows.case,)
    assert filled.read(lambda store: store.limit_rows(MAY)) == rows.limits
    assert rows.ticks[0] in filled.read(lambda store: store.tick_rows())
    asa = person("p1", "Åsa", "Påhittson", "19800101-9801", born=date(1980, 1, 1))
    assert filled.read(lambda store: store.person("p1")) == asa
    assert filled.read(lambda store: store.person("p9")) is None


def test_the_case_that_falls_due_first_stands_on_top(filled: Vault) -> None:
    assert [row.case_id for row in filled.read(lambda store: store.case_rows())] == ["c2", "c1", "c3"]


def test_closed_cases_are_shown_when_asked_for(filled: Vault) -> None:
    closed = {row.case_id for row in filled.read(lambda store: store.case_rows(open_only=False))}
    assert closed == {"c1", "c2", "c3", "c4"}


def test_an_act_replaces_all_rows_of_its_case_and_no_others(filled: Vault) -> None:
    moved = CaseRows(replace(case("c1", "2026-0001", "p1").case, next_text="Annat"))
    filled.write(lambda store: store.replace_rows(moved))
    rows = {row.case_id: row.next_text for row in filled.read(lambda store: store.case_rows())}
    assert rows == {"c1": "Annat", "c2": "Nästa", "c3": "Nästa"}
    assert [row.case_id for row in filled.read(lambda store: store.limit_rows())] == ["c2"]
    assert "c1" not in [row.case_id for row in filled.read(lambda store: store.tick_rows())]


def test_a_case_can_be_taken_out_of_every_list(filled: Vault) -> None:
    filled.write(lambda store: store.remove_rows("c2"))
    assert found(filled, "") == ["c1", "c3", "c4"] or set(found(filled, "")) == {"c1", "c3", "c4"}
    assert "c2" not in [row.case_id for row in filled.read(lambda store: store.tick_rows())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("åsa", ["c1", "c4"]),
        ("ÅSA P", ["c1", "c4"]),
        ("a\u030asa", ["c1", "c4"]),
        ("asa", ["c2"]),
        ("exempelius asa", ["c2"]),
        ("Lindqvist", ["c3"]),
        ("fabel", ["c3"]),
        ("qvist", []),
        ("örjan påhitt", []),
        ("orjan", []),
        ("%", []),
        ("_", []),
        ("19800101-9801", ["c1", "c4"]),
        ("198001019801", ["c1", "c4"]),
        ("800101-9801", ["c1", "c4"]),
        ("800101 9801", ["c1", "c4"]),
        ("800101", ["c1", "c4"]),
        ("9801", []),
        ("r12345", []),
        ("R123-45", []),
        ("12345", []),
        ("-", []),
        (", ,", []),
        ("2026-0002", ["c2"]),
        ("2025-", ["c3", "c4"]),
        ("Nästa", []),
        ("kontaktperson", []),
    ],
)
def test_search_finds_by_name_number_and_case_number_only(
    filled: Vault, text: str, expected: list[str]
) -> None:
    assert sorted(found(filled, text)) == expected


def test_people_are_found_the_same_way_and_stand_by_family_name(filled: Vault) -> None:
    names = [row.person_id for row in filled.read(lambda store: store.persons())]
    assert names == ["p2", "p3", "p1"]
    assert [row.person_id for row in filled.read(lambda store: store.persons("150602"))] == ["p2"]


def test_a_changed_name_is_found_by_the_new_name_only(filled: Vault) -> None:
    filled.write(lambda store: store.put_person(person("p1", "Åsa", "Fabelstam")))
    assert found(filled, "fabelstam") != []
    assert found(filled, "påhittson") == []


def test_limits_are_shown_until_a_day(filled: Vault) -> None:
    assert [row.case_id for row in filled.read(lambda store: store.limit_rows(JUNE))] == ["c2", "c1"]
    assert filled.read(lambda store: store.limit_rows(date(2026, 5, 3))) == ()


def test_counts_tell_how_much_the_vault_holds(filled: Vault) -> None:
    assert filled.read(lambda store: store.counts()) == Counts(3, 1, 3, 2, 4, 0)
