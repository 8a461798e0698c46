"""What somebody has changed in the vault, beside it or in a copy is refused, with what is wrong."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.storage.made_up import append, new_vault, opened, started

from familjeflow.domain.errors import DomainError
from familjeflow.services import letter_drafts, limit_library, snippets, unit_meetings
from familjeflow.services.desk import Desk
from familjeflow.storage.errors import VaultError
from familjeflow.storage.keys import Key
from familjeflow.storage.store import Store

PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Key]:
    """A closed vault with some facts in it, and its key. It is copied, never changed."""
    place = tmp_path_factory.mktemp("hel") / "arbetsfil.familjeflow"
    key = new_vault(place)
    with opened(place, key) as vault:
        vault.write(lambda store: append(store, *(started(f"steg{n}") for n in range(200))))
    return place, key


def outcome(place: Path, key: Key) -> str:
    """ "sound", or what opening, reading or checking says. Anything but a VaultError comes out."""
    try:
        with opened(place, key) as vault:
            facts = vault.read(lambda store: store.events("case:1"))
            assert len(facts) == 200
            return "sound" if vault.check().sound else "unsound"
    except VaultError as error:
        return error.code


@pytest.mark.parametrize("seed", range(25))
def test_a_flipped_bit_anywhere_is_told(whole: tuple[Path, Key], tmp_path: Path, seed: int) -> None:
    place, key = whole
    source = random.Random(seed)
    data = bytearray(place.read_bytes())
    data[source.randrange(len(data))] ^= 1 << source.randrange(8)
    copy = tmp_path / place.name
    copy.write_bytes(data)
    assert outcome(copy, key) in ("damaged", "unsound", "wrong_key", "wrong_key_file", "sound")
    if outcome(copy, key) == "sound":  # the salt lies in the key file too, and only names the file
        assert bytes(data[16:]) == place.read_bytes()[16:]


@pytest.mark.parametrize("kept", [0, 1, 15, 16, 100, PAGE - 1, PAGE, PAGE + 1, 3 * PAGE, -PAGE, -1])
def test_a_file_that_was_cut_is_told(whole: tuple[Path, Key], tmp_path: Path, kept: int) -> None:
    place, key = whole
    copy = tmp_path / place.name
    copy.write_bytes(place.read_bytes()[:kept])
    assert outcome(copy, key) in ("damaged", "unsound", "not_a_vault", "wrong_key")


def test_pages_that_have_changed_places_are_told(whole: tuple[Path, Key], tmp_path: Path) -> None:
    place, key = whole
    data = place.read_bytes()
    pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
    pages[3], pages[4] = pages[4], pages[3]
    copy = tmp_path / place.name
    copy.write_bytes(b"".join(pages))
    assert outcome(copy, key) in ("damaged", "unsound")


def test_pages_of_an_older_copy_are_told(whole: tuple[Path, Key], tmp_path: Path) -> None:
    """Each page is sealed by itself; a page from before is found by the chains, not by its seal.

    One that holds no fact, such as what the vault knows of itself, may pass; then every fact is there.
    """
    place, key = whole
    later = tmp_path / place.name
    shutil.copy(place, later)
    with opened(later, key) as vault:
        vault.write(lambda store: append(store, *(started(f"senare{n}") for n in range(200))))
        facts = vault.read(_facts)
    old, new = place.read_bytes(), bytearray(later.read_bytes())
    changed = [at for at in range(PAGE, len(old), PAGE) if old[at : at + PAGE] != new[at : at + PAGE]]
    found = set()
    for at in changed:
        mixed = bytearray(new)
        mixed[at : at + PAGE] = old[at : at + PAGE]
        later.write_bytes(mixed)
        try:
            with opened(later, key) as vault:
                sound = vault.check().sound
                found.add("told" if not sound else "all there" if vault.read(_facts) == facts else "lost")
        except VaultError as error:
            found.add("told" if error.code == "damaged" else error.code)
    assert "told" in found
    assert found <= {"told", "all there"}


def _facts(store: Store) -> list[str]:
    """Every fact of the vault, by its id."""
    return [event.id for stream in store.streams() for event in store.events(stream)]


def test_a_header_that_is_no_header_is_told(whole: tuple[Path, Key], tmp_path: Path) -> None:
    place, key = whole
    copy = tmp_path / place.name
    shutil.copy(place, copy)
    for rubbish in (b"", b"[]", b"\xff\xfe", b"[" * 5_000, b'"\xed\xa0\x80"'):
        with opened(copy, key) as vault:

            def spoil(store: Store, head: bytes = rubbish) -> None:
                store._db.execute_sql("UPDATE event SET header = ? WHERE origin_seq = 3", (head,))

            vault.write(spoil)
            assert next(fault.why for fault in vault.check().chains) in ("header", "gap")
            with pytest.raises(VaultError, match="damaged"):
                vault.read(lambda store: store.events("case:1"))


RUBBISH = ("", "[", "null", "[1]", '{"a": 1}', '[{"id": 5}]', '"text"', "[" * 50_000, '[{"force": "x"}]')


@pytest.mark.parametrize("rubbish", [r for r in RUBBISH if r])
@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("limit_library", limit_library.library),
        ("snippets", snippets.snippets),
        ("unit_meetings", unit_meetings.unit_meetings),
    ],
)
def test_a_setting_that_is_not_what_was_kept_is_told(
    name: str, asked: Callable[[Desk], object], rubbish: str, desk: Desk
) -> None:
    desk.vault.write(lambda store: store.put_setting(name, rubbish))
    with pytest.raises(VaultError, match="damaged"):
        asked(desk)


@pytest.mark.parametrize("rubbish", RUBBISH)
def test_a_draft_that_is_not_what_was_kept_is_told(rubbish: str, desk: Desk) -> None:
    desk.vault.write(lambda store: store.save_draft("letter/c/invitation", rubbish, desk.clock()))
    with pytest.raises(VaultError, match="damaged"):
        letter_drafts.kept(desk, "c", "invitation")


def test_a_lock_file_of_rubbish_hinders_nobody(whole: tuple[Path, Key], tmp_path: Path) -> None:
    place, key = whole
    for rubbish in (
        b"\xff\xfe",
        b"[]",
        b'{"host": 1e999, "pid": "x"}',
        b"[" * 900,
        b'{"pid": 1}',
    ):
        copy = tmp_path / place.name
        shutil.copy(place, copy)
        copy.with_suffix(".lock").write_bytes(rubbish)
        copy.with_name(copy.name + ".lock").write_bytes(rubbish)
        assert outcome(copy, key) == "sound"


def test_the_errors_are_data_and_say_nothing_of_a_case() -> None:
    assert str(VaultError("damaged", kind="draft")) == "damaged"
    assert str(DomainError("no_file_yet")) == "no_file_yet"
