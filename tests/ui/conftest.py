"""Screens without a display, strict about noise: a Qt warning or a thread left behind fails the test."""

import gc
import itertools
import os
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication

from familjeflow.domain.events import ActorRecorded
from familjeflow.services import profile, vaults
from familjeflow.services.desk import Desk
from familjeflow.storage.kdf import KdfCost
from familjeflow.ui import tasks, theme

NOW = datetime(2026, 11, 21, 13, 2, tzinfo=UTC)
PASSPHRASE = "rätt häst batteri klammer"
CHEAP = KdfCost(8 * 1024, 1, 1)


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication, tmp_path: Path) -> None:
    """The light theme, and preferences in a folder of the test's own."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "config"))
    if qapp.property("theme") != "light":
        theme.apply(qapp, "light")


@pytest.fixture(autouse=True)
def _nothing_left(qapp: QApplication) -> Iterator[None]:
    """Collections happen here, in the GUI thread, as in the program: see familjeflow.ui.garbage."""
    gc.disable()
    before = set(threading.enumerate())
    yield
    gc.collect()
    gc.enable()
    assert tasks.wait_for_all()
    for _round in range(3):
        qapp.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [t.name for t in set(threading.enumerate()) - before if not t.name.startswith("Dummy")]
    assert left == []


@pytest.fixture
def new_id() -> Callable[[], str]:
    """Ids that are the same in every run."""
    numbers = itertools.count(1)
    return lambda: f"{next(numbers):032x}"


@pytest.fixture
def made(tmp_path: Path, new_id: Callable[[], str]) -> tuple[Path, vaults.Created]:
    """A vault that was made a moment ago, in a folder with å and a space."""
    path = tmp_path / "på prov" / "Åsas arbetsfil.familjeflow"
    path.parent.mkdir()
    return path, vaults.create(path, PASSPHRASE, now=NOW, new_id=new_id, cost=CHEAP)


@pytest.fixture
def desk(made: tuple[Path, vaults.Created], tmp_path: Path, new_id: Callable[[], str]) -> Iterator[Desk]:
    """An open vault with a made-up caseworker."""
    path, created = made
    vault = vaults.open(path, created.key, now=NOW, new_id=new_id, state_folder=tmp_path / "state")
    desk = Desk(vault, vault.vault_id, lambda: NOW, new_id)
    profile.set_profile(desk, ActorRecorded("Åsa Exempelek", "Socialsekreterare"))
    yield desk
    vaults.close(vault, new_id=new_id, state_folder=tmp_path / "state")
