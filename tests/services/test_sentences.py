"""Every fault that the program can meet has a Swedish sentence of its own."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from familjeflow.domain.errors import DomainError
from familjeflow.formats.errors import FormatError
from familjeflow.services.sentences import sentence
from familjeflow.storage.errors import Code, VaultError

SOURCE = Path(__file__).parents[2] / "src" / "familjeflow"
UNKNOWN = sentence(DomainError("a_code_that_nobody_uses")).title


def raised(kind: str, *rooms: str) -> Iterator[str]:
    """The codes that are written where a kind of error is made, with the helpers of the readers."""
    for file in (f for room in rooms for f in (SOURCE / room).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if called == kind:
                yield from (a.value for a in node.args[:1] if isinstance(a, ast.Constant))


DOMAIN_CODES = sorted(set(raised("DomainError", "domain", "services")))
FORMAT_CODES = sorted({*raised("FormatError", "formats"), *raised("error", "formats")})


def test_the_codes_were_found() -> None:
    assert {"reason_needed", "gate_shut", "unknown_person", "not_opened_then"} <= set(DOMAIN_CODES)
    assert {"unsupported_element", "unknown_step", "unknown_type"} <= set(FORMAT_CODES)


@pytest.mark.parametrize("code", DOMAIN_CODES)
def test_a_refused_act_has_its_own_words(code: str) -> None:
    words = sentence(DomainError(code))
    assert words.title != UNKNOWN
    assert words.title[0].isupper()
    assert words.title.endswith(".")
    assert "{" not in words.title + words.text


def test_no_two_refusals_say_the_same() -> None:
    said = [sentence(DomainError(code)) for code in DOMAIN_CODES]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("code", get_args(Code))
def test_a_fault_of_the_vault_has_its_own_words(code: Code) -> None:
    words = sentence(VaultError(code))
    assert words.title != UNKNOWN
    assert "{" not in words.title + words.text


@pytest.mark.parametrize("code", FORMAT_CODES)
def test_a_fault_in_a_file_has_its_own_words_and_says_where(code: str) -> None:
    words = sentence(FormatError(code, "content.toml", 12, "step.a", value="x"))
    assert words.title == "Filen går inte att läsa: content.toml, rad 12"
    assert words.text.startswith("step.a: ")
    assert code not in words.text


def test_what_is_known_of_a_fault_is_said() -> None:
    assert "2026-11-21" in sentence(DomainError("future_day", day="2026-11-21")).text
    assert "KONTOR-7" in sentence(VaultError("in_use", host="KONTOR-7")).text
    assert sentence(FormatError("not_toml", "content.toml", None, "")).title.endswith("content.toml")


def test_a_code_nobody_has_words_for_is_shown_as_it_is() -> None:
    assert "a_code_that_nobody_uses" in sentence(DomainError("a_code_that_nobody_uses")).text
