"""A real vault of format 1.0, made once and kept: every later program must open it."""

import shutil
from pathlib import Path

import pytest
from tests.storage.made_up import NOW, PASSPHRASE, numbered

from familjeflow.domain import events
from familjeflow.services import vaults

KEPT = Path(__file__).resolve().parents[1] / "vaults" / "format-1"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy to open, so that the kept file stays as it was."""
    for name in ("arbetsfil.familjeflow", "arbetsfil.nycklar"):
        shutil.copy(KEPT / name, tmp_path / name)
    return tmp_path / "arbetsfil.familjeflow"


def test_a_vault_of_the_first_format_opens_with_all_it_holds(copy: Path, tmp_path: Path) -> None:
    key = vaults.unlock_with_passphrase(copy, PASSPHRASE)
    vault = vaults.open(copy, key, now=NOW, new_id=numbered("id"), state_folder=tmp_path / "valv")
    try:
        case = vault.read(lambda store: store.events("case:1"))
        assert [event.header.kind for event in case] == ["case_opened", "step_started", "form_saved"]
        assert case[1].payload is None, "thinned"
        assert isinstance(case[2].payload, events.FormSaved)
        assert case[2].payload.answers == {"mal": [{"text": "Äta frukost", "klart": False}], "antal": 3}
        (person,) = vault.read(lambda store: store.persons("påhitt"))
        assert person.number == "19800101-9801"
        (row,) = vault.read(lambda store: store.case_rows())
        assert row.case_number == "2026-0001"
        draft = vault.read(lambda store: store.draft("form:1"))
        assert draft is not None
        assert draft.body == '{"text": "påbörjat"}'
        assert vault.read(lambda store: store.setting("record", "")) == '"external"'
        assert vault.read(lambda store: store.bundle("hash-1")) == {"process.bpmn": b"<definitions/>"}
        assert vault.check().sound
    finally:
        vaults.close(vault, new_id=numbered("mark"), state_folder=tmp_path / "valv")


def test_the_printed_code_of_the_kept_vault_still_opens_it(copy: Path) -> None:
    code = (KEPT / "aterstallningskod.txt").read_text("utf-8").strip()
    assert vaults.verify_recovery(copy, code)
