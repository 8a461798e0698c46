"""The check of a whole vault, from the terminal and for the program itself."""

from contextlib import closing
from pathlib import Path

import pytest
from tests.torture.work import PASSPHRASE, Place, begin

from familjeflow import app
from familjeflow.services import rebuild, verify
from familjeflow.storage.keys import Key
from familjeflow.storage.vault import open_vault


@pytest.fixture
def made(tmp_path: Path) -> tuple[Place, Key]:
    place = Place(tmp_path)
    return place, begin(place)


def verified(place: Place, monkeypatch: pytest.MonkeyPatch, *, passphrase: str = PASSPHRASE) -> int:
    monkeypatch.setattr("getpass.getpass", lambda _question: passphrase)
    return app.main(["verify", str(place.vault)])


def test_a_sound_vault_is_called_sound(
    made: tuple[Place, Key], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verified(made[0], monkeypatch) == 0
    said = capsys.readouterr()
    assert said.out.startswith("sound: ")
    assert "lists: " in said.err


def test_a_wrong_passphrase_is_told_and_checks_nothing(
    made: tuple[Place, Key], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verified(made[0], monkeypatch, passphrase="något annat") == 1
    assert "does not open the work file" in capsys.readouterr().err


def test_a_changed_fact_is_told_with_place_and_time(
    made: tuple[Place, Key], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place, key = made
    tamper(place, key, "UPDATE event SET payload = x'7b7d' WHERE stream GLOB 'person:*'")
    assert verified(place, monkeypatch) == 1
    said = capsys.readouterr().out
    assert "the chain breaks (payload): person:" in said
    assert "number 1, recorded 2" in said
    assert "Exempelius" not in said


def test_rows_that_no_fact_gives_are_found_and_rebuilt(made: tuple[Place, Key]) -> None:
    place, key = made
    tamper(place, key, "UPDATE case_row SET next_text = 'något annat'")
    tamper(place, key, "DELETE FROM person_row")
    assert verify.verify(place.vault, key).lists == {"case_row": 2, "person_row": 1}
    with closing(open_vault(place.vault, key)) as vault:
        assert rebuild.rebuild(vault).cases == 1
    assert verify.verify(place.vault, key).sound


def test_damaged_pages_are_told(
    made: tuple[Place, Key], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = bytearray(made[0].vault.read_bytes())
    data[-2000] ^= 1
    made[0].vault.write_bytes(data)
    assert verified(made[0], monkeypatch) == 1
    said = capsys.readouterr()
    assert "1 of" in said.out or "damaged" in said.err


def tamper(place: Place, key: Key, sql: str) -> None:
    """Change the file behind the program's back, as somebody with the key could."""
    with closing(open_vault(place.vault, key)) as vault:
        vault._writer.run_alone(lambda db: db.execute_sql(sql)).result()
