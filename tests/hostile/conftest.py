"""While a hostile file is read, nobody is called and nothing is written but in the test's own folder."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tests.support.house import house

from familjeflow.services.desk import Desk

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

FEW = settings(
    max_examples=250,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CALLS = frozenset({"socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec"})
_OWN = re.compile(r"/dev/|.*(__pycache__|[.]hypothesis)")
_heard: list[tuple[str, str]] = []
_listening: list[Path] = []


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if not _listening:
        return
    if event in _CALLS:
        _heard.append((event, repr(arguments)[:200]))
    elif event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
        place = str(arguments[0])
        known = isinstance(arguments[0], int) or place.startswith(str(_listening[0])) or _OWN.match(place)
        if not known:
            _heard.append((event, place))


sys.addaudithook(_hear)


@pytest.fixture(autouse=True)
def nothing_leaves_the_folder(tmp_path: Path) -> Iterator[None]:
    """No connection, no other program, no file outside `tmp_path`, as Python itself tells (PEP 578)."""
    _listening.append(tmp_path)
    yield
    _listening.clear()
    heard, _heard[:] = list(_heard), []
    assert heard == []


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The desk of somebody who works, with an empty vault."""
    with house(tmp_path) as made:
        yield made.desk
