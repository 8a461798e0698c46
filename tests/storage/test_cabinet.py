from datetime import timedelta

import pytest
from tests.storage.made_up import NOW

from familjeflow.storage.vault import Vault

FILES = {"process.bpmn": b"<definitions/>", "content.toml": "titel = 'Öppenvård'".encode()}


def test_a_bundle_comes_back_byte_for_byte(vault: Vault) -> None:
    vault.write(lambda store: store.put_bundle("hash-1", FILES))
    vault.write(lambda store: store.put_bundle("hash-1", FILES))
    assert vault.read(lambda store: store.bundle("hash-1")) == FILES
    assert vault.read(lambda store: store.bundle_hashes()) == ("hash-1",)
    assert vault.read(lambda store: store.bundle("hash-2")) == {}


def test_one_hash_can_not_mean_two_bundles(vault: Vault) -> None:
    vault.write(lambda store: store.put_bundle("hash-1", FILES))
    with pytest.raises(ValueError, match="two bundles"):
        vault.write(lambda store: store.put_bundle("hash-1", {"process.bpmn": b"annat"}))


def test_a_draft_is_kept_until_it_is_removed(vault: Vault) -> None:
    vault.write(lambda store: store.save_draft("form:1", '{"a": 1}', NOW))
    vault.write(lambda store: store.save_draft("form:1", '{"a": "å"}', NOW + timedelta(seconds=2)))
    vault.write(lambda store: store.save_draft("form:2", "{}", NOW))
    draft = vault.read(lambda store: store.draft("form:1"))
    assert draft is not None
    assert (draft.body, draft.saved_at) == ('{"a": "å"}', NOW + timedelta(seconds=2))
    assert "å" not in repr(draft)
    assert [d.key for d in vault.read(lambda store: store.drafts())] == ["form:1", "form:2"]
    vault.write(lambda store: store.delete_draft("form:1"))
    vault.write(lambda store: store.delete_draft("form:1"))
    assert vault.read(lambda store: store.draft("form:1")) is None


def test_a_setting_is_kept_and_has_a_default(vault: Vault) -> None:
    assert vault.read(lambda store: store.setting("record", '"external"')) == '"external"'
    vault.write(lambda store: store.put_setting("record", '"internal"'))
    assert vault.read(lambda store: store.setting("record", '"external"')) == '"internal"'


def test_case_numbers_run_per_year_and_an_undone_case_uses_none(vault: Vault) -> None:
    assert vault.write(lambda store: store.next_case_number(2026)) == "2026-0001"

    no_cases: dict[str, str] = {}
    with pytest.raises(KeyError):
        vault.write(lambda store: no_cases[store.next_case_number(2026)])
    assert vault.write(lambda store: store.next_case_number(2026)) == "2026-0002"
    assert vault.write(lambda store: store.next_case_number(2027)) == "2027-0001"
