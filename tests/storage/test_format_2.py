"""A real vault of format 2.0, made once and kept: every later program must open it."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.storage.made_up import PASSPHRASE, numbered

from familjeflow.services import families, journal, meetings, own_limits, references, vaults, watches
from familjeflow.services.case_list import case_list
from familjeflow.services.desk import Desk

KEPT = Path(__file__).resolve().parents[1] / "vaults" / "format-2"
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The vault in a copy, opened with its passphrase."""
    for name in ("arbetsfil.familjeflow", "arbetsfil.nycklar"):
        shutil.copy(KEPT / name, tmp_path / name)
    path, state = tmp_path / "arbetsfil.familjeflow", tmp_path / "valv"
    key = vaults.unlock_with_passphrase(path, PASSPHRASE)
    vault = vaults.open(path, key, now=NOW, new_id=numbered("id"), state_folder=state)
    yield Desk(vault, "jag", lambda: NOW, numbered("nytt"))
    vaults.close(vault, new_id=numbered("mark"), state_folder=state)


def test_a_vault_of_the_second_format_opens_with_all_the_daily_work(desk: Desk) -> None:
    (row,) = case_list(desk)
    case_id = row.case_id
    begun, written = journal.journal(desk, case_id).notes
    assert (begun.text, written.text) == ("Påbörjad text", "Ringde skolan. Åter på måndag.")
    assert (begun.state, written.state) == ("draft", "to_enter")
    (watch,) = watches.open_watches(desk, case_id)
    assert (watch.day, watch.text) == (date(2026, 12, 4), "Ring skolan")
    (meeting,) = meetings.meetings(desk, case_id).coming
    assert meeting.starts == datetime(2026, 11, 27, 10, 0)
    (limit,) = own_limits.own_limits(desk, case_id)
    assert (limit.rule, limit.day) == ("overklagande", date(2026, 12, 11))
    assert references.opened(desk, "familjebehandlare", "insatsmeny").data == b"%PDF-1.7 rutin"
    (child,) = desk.vault.read(lambda store: store.persons("Ida"))
    family = families.family(desk, child.person_id)
    assert family is not None
    assert desk.vault.check().sound


def test_the_printed_code_of_the_kept_vault_still_opens_it(tmp_path: Path) -> None:
    for name in ("arbetsfil.familjeflow", "arbetsfil.nycklar"):
        shutil.copy(KEPT / name, tmp_path / name)
    code = (KEPT / "aterstallningskod.txt").read_text("utf-8").strip()
    assert vaults.verify_recovery(tmp_path / "arbetsfil.familjeflow", code)
