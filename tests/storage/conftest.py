"""A vault per test, always closed again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.storage.made_up import new_vault

from familjeflow.storage.keys import Key
from familjeflow.storage.vault import Vault, open_vault


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the vault lies: in a folder with letters and signs that paths must survive."""
    folder = tmp_path / "Mina ärenden å ö #1%?"
    folder.mkdir()
    return folder / "arbetsfil år 2026.familjeflow"


@pytest.fixture
def key(place: Path) -> Key:
    """The key of a new vault at `place`."""
    return new_vault(place)


@pytest.fixture
def vault(place: Path, key: Key) -> Iterator[Vault]:
    """The new vault, open."""
    vault = open_vault(place, key)
    yield vault
    vault.close()
