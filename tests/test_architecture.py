"""The house rules, as tests: who may import whom, how large things may grow, and which words are used."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from familjeflow.formats import bundle

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "familjeflow"
FILES = sorted(SOURCE.rglob("*.py"))
MOST_LINES = 400
MOST_FUNCTION_LINES = 40
MOST_WINDOW_LINES = 300


def test_rooms_import_only_what_they_may() -> None:
    script = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
def test_files_and_functions_stay_small(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    allowed = MOST_WINDOW_LINES if file.name == "main_window.py" else MOST_LINES
    assert text.count("\n") <= allowed
    large = [f"{f.name}: {_length(f)}" for f in _functions(text) if _length(f) > MOST_FUNCTION_LINES]
    assert not large


def _functions(text: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_every_public_class_of_the_domain_is_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "ordlista.md").read_text(encoding="utf-8")
    known = set(re.findall(r"`(\w+)`", glossary))
    public = {
        node.name
        for file in (SOURCE / "domain").rglob("*.py")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }
    assert public <= known, f"add to docs/ordlista.md: {sorted(public - known)}"


def test_no_id_of_a_process_is_a_literal_in_the_code() -> None:
    ids: set[str] = set()
    for folder in (ROOT / "resources" / "processes").iterdir():
        definition = bundle.read_bundle(bundle.read_folder(folder))
        ids |= {node.id for node in (*definition.steps, *definition.questions)}
    ordinary = {"beslut", "remiss", "avslut"}
    found = [
        f"{file.relative_to(SOURCE)}: {value}"
        for file in FILES
        for value in _texts(file)
        if value in ids - ordinary
    ]
    assert not found


def _texts(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


RULES = (
    (r"(?<![\w.])print\(", "write to a stream on purpose, or use the log", ()),
    (r"\b_\(\s*f[\"']", "named placeholders and .format, never an f-string inside _()", ()),
    (r"QMessageBox|QFileDialog", "ask through ui/dialogs.py", ("dialogs.py",)),
    (r"datetime\.now\(", "time is an argument", ("app.py", "self_test.py", "demo.py", "screenshots.py")),
    (r"uuid4\(", "ids are an argument", ("app.py", "self_test.py", "demo.py", "screenshots.py")),
    (r"[\u202a-\u202e\u2066-\u2069]", "no characters that turn the direction of text", ()),
    (r"#\s*(TODO|FIXME|XXX)", "do it, or write it down where somebody looks", ()),
)


@pytest.mark.parametrize(("pattern", "advice", "excepted"), RULES, ids=[rule[1] for rule in RULES])
def test_house_rules(pattern: str, advice: str, excepted: tuple[str, ...]) -> None:
    found = [
        f"{file.relative_to(SOURCE)}:{number}"
        for file in FILES
        if file.name not in excepted
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]
    assert not found, f"{advice}: {found}"


def test_no_module_is_a_drawer() -> None:
    drawers = {"utils", "util", "helpers", "common", "manager", "misc"}
    assert not [file for file in FILES if file.stem in drawers]
