"""The allow-list: nothing is shipped that the program, or a library that it needs, does not ask for."""

import ast
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import keeping
import pytest

KEEP = keeping.read()
EMPTY = "[never]\ndrop = []\n[descriptions]\nkeep = []\n[python]\nkeep = []\n"
ROOT = Path(__file__).resolve().parents[2]
ASKED_BY_PROGRAM = sorted(name for name, package in KEEP.packages.items() if package.because == "familjeflow")
ASKED_BY_LIBRARY = sorted(set(KEEP.packages) - set(ASKED_BY_PROGRAM))


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported_by_program() -> set[str]:
    """The first names of everything that the program imports, wherever it stands."""
    found = {"familjeflow"}
    for module in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found


def distributions_asked_by_program() -> set[str]:
    told = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = told.partition("\ndependencies = [")[2].partition("]")[0]
    return {"familjeflow", *(normalised(name) for name in re.findall(r'"([\w.-]+)', listed))}


@pytest.mark.parametrize("name", ASKED_BY_PROGRAM)
def test_what_is_kept_for_the_program_is_asked_for_by_it(name: str) -> None:
    package = KEEP.packages[name]
    assert normalised(package.distribution) in distributions_asked_by_program()
    own_library = name.endswith(".libs") or name in ("pypdfium2_raw", "pypdfium2_cfg", "tzdata")
    assert own_library or name in imported_by_program(), "no module imports it"


@pytest.mark.parametrize("name", ASKED_BY_LIBRARY)
def test_what_is_kept_for_a_library_is_required_by_it(name: str) -> None:
    package = KEEP.packages[name]
    try:
        asking = distribution(package.because)
    except PackageNotFoundError:
        assert package.because in ("jaraco.context", "importlib-metadata"), "not installed with this Python"
        return
    required = {normalised(re.match(r"[\w.-]+", line)[0]) for line in asking.requires or ()}  # type: ignore[index]
    assert normalised(package.distribution) in required


def test_what_a_library_asks_for_is_kept_only_while_somebody_asks() -> None:
    kept = {normalised(package.distribution) for package in KEEP.packages.values()}
    also = {"jaraco-context", "jaraco-functools"}  # share the folder jaraco with jaraco.classes
    assert {normalised(KEEP.packages[name].because) for name in ASKED_BY_LIBRARY} <= kept | also


@pytest.mark.parametrize(
    ("path", "windows", "linux"),
    [
        ("PySide6/Qt6Core.dll", True, False),
        ("PySide6/Qt/lib/libQt6Core.so.6", False, True),
        ("PySide6/Qt6Quick.dll", False, False),
        ("PySide6/qml/QtQuick/qmldir", False, False),
        ("PySide6/__init__.py", True, True),
        ("PySide6/__init__.pyi", False, False),
        ("peewee.py", True, True),
        ("pwiz.py", False, False),
        ("lxml/etree.cp313-win_amd64.pyd", True, False),
        ("lxml/objectify.cp313-win_amd64.pyd", False, False),
        ("docx/templates/default.docx", True, True),
        ("bin/keyring", False, False),
        ("unheard_of/__init__.py", False, False),
    ],
)
def test_a_file_is_kept_where_it_is_used(path: str, windows: bool, linux: bool) -> None:
    assert keeping.is_kept(path, "windows", KEEP) is windows
    if not path.endswith(".pyd"):
        assert keeping.is_kept(path, "linux", KEEP) is linux


def test_a_package_that_does_not_say_why_is_refused(tmp_path: Path) -> None:
    told = tmp_path / "keep.toml"
    told.write_text(EMPTY + "[packages.x]\n", encoding="utf-8")
    with pytest.raises(KeyError):
        keeping.read(told)


def test_pattern_lists_are_lists(tmp_path: Path) -> None:
    told = tmp_path / "keep.toml"
    told.write_text(EMPTY + '[packages.x]\nbecause = "y"\nkeep = "*"\n', encoding="utf-8")
    with pytest.raises(TypeError):
        keeping.read(told)
