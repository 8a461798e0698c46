"""Files made to eat memory or time are refused within bounds that the operating system keeps."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.hostile.bombs import BOMBS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and resource limits")
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def outcomes() -> dict[str, str]:
    """What each bomb came to, in processes of their own."""
    command = [sys.executable, "-m", "tests.hostile.bomb_child"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert ended.returncode == 0, ended.stderr[-2000:]
    found: dict[str, str] = json.loads(ended.stdout)
    return found


@pytest.mark.xdist_group("bombs")
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_does_not_go_off(name: str, outcomes: dict[str, str]) -> None:
    assert outcomes[name] == str(BOMBS[name].code)
