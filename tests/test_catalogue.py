"""The catalogue of English: whole, in step with the code, with the same placeholders, and without Swedish."""

import ast
import re
import string
from collections.abc import Iterator
from itertools import zip_longest

import pytest
from babel.messages.catalog import Message
from tools import catalogue

from familjeflow import i18n
from familjeflow.services import reason_kinds

ENGLISH = catalogue.LANGUAGES / "en.po"
SAME_WORDS = frozenset(
    ("journal", "kb", "mb", "partner", "pdf", "period", "person", "personnummer", "process")
) | {"samordningsnummer", "system", "text", "version"}
"""What is spelled alike in both languages, or keeps its Swedish name."""
SWEDISH_NAMES = ("Teammöte",)
"""What the sources call something stays as it is."""


@pytest.fixture
def english() -> Iterator[None]:
    i18n.speak("en")
    yield
    i18n.speak(i18n.SOURCE)


def messages() -> list[Message]:
    return [each for each in catalogue.read(ENGLISH) if each.id]


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def pairs() -> Iterator[tuple[str, str]]:
    for each in messages():
        yield from zip_longest(forms(each.id), forms(each.string), fillvalue="")


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def test_the_catalogue_holds_what_the_code_says_and_nothing_else() -> None:
    """After a change: make catalogue, translate what it lists, run it again."""
    spoken = {forms(each.id) for each in catalogue.extracted() if each.id}
    kept = {forms(each.id) for each in messages()}
    assert sorted(spoken - kept) == []
    assert sorted(kept - spoken) == []


def test_every_text_is_translated() -> None:
    assert [each.id for each in catalogue.unfinished(catalogue.read(ENGLISH))] == []


def test_a_translation_fills_in_the_same_things() -> None:
    assert [source for source, said in pairs() if placeholders(source) != placeholders(said)] == []


def test_a_translation_begins_and_ends_as_its_source() -> None:
    """A sentence keeps its end, a part of a sentence the spaces that join it."""
    assert [source for source, said in pairs() if _ends(source) != _ends(said)] == []


def _ends(text: str) -> tuple[bool, bool, str]:
    return text[:1].isspace(), text[-1:].isspace(), text[-1:] if text[-1:] in ".:?!…" else ""


def test_nothing_is_left_in_swedish() -> None:
    left = []
    for source, said in pairs():
        for name in SWEDISH_NAMES:
            said = said.replace(name, "")
        words = {word.casefold() for word in re.findall(r"[^\W\d_]+", re.sub(r"\{.*?\}", "", source))}
        if re.search("[åäöÅÄÖ]", said) or (source == said and not words <= SAME_WORDS):
            left.append(source)
    assert left == []


def test_a_text_to_translate_is_written_out_in_full() -> None:
    """Neither an f-string nor a sum of strings can be found in a catalogue."""
    built = []
    for file in sorted(catalogue.SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if _called(node) in catalogue.KEYWORDS and isinstance(node.args[0], ast.JoinedStr | ast.BinOp):
                built.append(f"{file.name}:{node.lineno}")
    assert built == []


def _called(node: ast.AST) -> str:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def test_no_text_is_translated_before_the_language_is_known() -> None:
    early = []
    for file in sorted(catalogue.SOURCE.rglob("*.py")):
        calls = list(_calls_while_imported(ast.parse(file.read_text(encoding="utf-8"))))
        early += [f"{file.name}:{call.lineno}" for call in calls]
    assert early == []


def _calls_while_imported(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if _called(child) in ("_", "ngettext"):
            yield child
        yield from _calls_while_imported(child)


def test_the_program_reads_the_catalogue_as_its_makers_do(english: None) -> None:
    for each in messages():
        said = forms(each.string)
        if isinstance(each.id, str):
            assert i18n._(each.id) == said[0]
        else:
            one, many = each.id
            assert [i18n.ngettext(one, many, n) for n in (0, 1, 2)] == [said[1], said[0], said[1]]


def test_what_has_no_translation_is_said_in_swedish(english: None) -> None:
    assert i18n._("Påhittad text") == "Påhittad text"
    assert i18n.ngettext("{n} påhitt", "flera påhitt", 1) == "{n} påhitt"
    assert i18n.ngettext("{n} påhitt", "flera påhitt", 2) == "flera påhitt"
    assert i18n._("") == ""


def test_an_unknown_language_is_swedish() -> None:
    i18n.speak("xx")
    assert i18n.language() == "sv"
    assert i18n._("Min dag") == "Min dag"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_reason_is_counted_alike_in_every_language(language: str) -> None:
    """The lists of a case are the same whether they were written or are computed anew in another language."""
    try:
        i18n.speak(language)
        said = ("Klienten avböjer", "The client declines", "Egna ord")
        kinds = [reason_kinds.kind_of(reason) for reason in said]
        assert kinds == ["declined", "declined", reason_kinds.OWN_WORDS]
    finally:
        i18n.speak(i18n.SOURCE)
