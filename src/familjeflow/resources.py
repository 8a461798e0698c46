"""Floor: finds the files that travel with the program (fonts, icons, processes, texts).

The installed wheel carries them as `familjeflow/_resources`; a checkout has them in `resources/`.
"""

from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parents[1] / "resources"


def path(name: str) -> Path:
    """Where the resource lies, for example `path("fonts/NotoSans-Regular.ttf")`.

    Raises FileNotFoundError when the program was packed without it.
    """
    found = _root() / name
    if not found.exists() and name.partition("/")[0] == "handbok":
        found = _root().parent / "docs" / name  # the guide lies with the other documents in a checkout
    if not found.exists():
        raise FileNotFoundError(name)
    return found
