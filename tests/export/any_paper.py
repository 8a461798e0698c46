"""Papers of anything that may stand in a case, made by hypothesis, and what each of them must say."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from tests.export.papers import FACTS, LETTERHEAD, draw_steps
from tests.export.reading import Element

from familjeflow.export.document import Paper, Signature
from familjeflow.export.fonts import clean
from familjeflow.export.styles import LANDSCAPE, PORTRAIT

LONG_RUN = "long"  # pytest --hypothesis-profile=long tests/export/test_paper_property.py
LONG_PARAGRAPH = 10_000  # characters
LONG_TABLE = 60  # rows
HEADER = ("Aktivitet", "", "När")
BESIDE = "Anteckningar"

anything = st.text(max_size=40)
swedish = st.text("abcåäö -/\n", min_size=1, max_size=30)
arabic = st.text("محمدعليفاطةالزهرءڕێبواخیگچپ ", min_size=1, max_size=20)
cyrillic = st.text("АБВабвгдежзийЂђЉљЋћЏџҐґЇїЄє -", min_size=1, max_size=20)
emoji = st.text("🙂👩🏽‍👧🇸🇪☑️✓→�", min_size=1, max_size=8)
controls = st.text("\x00\x07\t\v\f\x1b\x1f\x7f\x85\u200b\u200e\u202e\ufeffab ", min_size=1, max_size=12)
short = st.one_of(swedish, anything, arabic, cyrillic, emoji, controls, st.just(""))
long = st.builds(lambda text: (text * LONG_PARAGRAPH)[:LONG_PARAGRAPH], st.one_of(swedish, anything, arabic))
texts = st.one_of(short, short, short, long)
rows = st.lists(st.tuples(short, short, texts), max_size=4)
many_rows = st.builds(
    lambda some: (some * LONG_TABLE)[:LONG_TABLE],
    st.lists(st.tuples(short, short, short), min_size=1, max_size=3),
)

blocks = st.one_of(
    st.tuples(st.just("p"), texts),
    st.tuples(st.just("note"), texts),
    st.tuples(st.just("bullets"), st.lists(texts, max_size=4)),
    st.tuples(st.just("numbered"), st.lists(texts, max_size=4)),
    st.tuples(st.just("checklist"), st.lists(st.tuples(texts, st.booleans()), max_size=3)),
    st.tuples(st.just("facts"), st.lists(st.tuples(texts, texts), max_size=5)),
    st.tuples(st.just("table"), st.one_of(rows, many_rows)),
    st.tuples(st.just("blank_lines"), st.integers(0, 40)),
    st.tuples(st.just("figure"), st.floats(1, 2000)),
    st.tuples(st.just("signatures"), st.lists(st.builds(Signature, short, short), max_size=5)),
)
sections = st.recursive(
    st.lists(blocks, max_size=3), lambda inner: st.lists(st.tuples(short, inner), max_size=3), max_leaves=5
)
sheets = st.sampled_from([PORTRAIT, LANDSCAPE])


def examples(few: int) -> int:
    """So many papers in every run of the tests, and as many as the profile says in a long one."""
    profile = settings.default
    assert profile is not None
    return profile.max_examples if settings.get_current_profile_name() == LONG_RUN else few


def made(parts: object, sheet: object = PORTRAIT) -> bytes:
    """The paper as a file."""
    paper = Paper(FACTS, LETTERHEAD, sheet)
    _add(paper, parts)
    return paper.render()


def _add(paper: Paper, part: object) -> None:
    match part:
        case list():
            for inner in part:
                _add(paper, inner)
        case ("table", content):
            paper.table(HEADER, content)
        case ("figure", size):
            paper.figure(draw_steps, "Två steg", (size, size))
        case ("blank_lines", count):
            paper.blank_lines(count, BESIDE)
        case ("p" | "note" | "bullets" | "numbered" | "checklist" | "facts" | "signatures" as name, content):
            getattr(paper, name)(content)
        case (heading, inner):
            with paper.section(heading):
                _add(paper, inner)


def said(tree: Element) -> list[list[str]]:
    """The words of each element that has some, after the paper's own title."""
    elements = list(tree.walk())
    start = next(place for place, element in enumerate(elements) if element.tag == "H1")
    return [words for element in elements[start + 1 :] if (words := element.own_text.split())]


def expected(parts: object) -> list[list[str]]:
    """The words that a paper of these parts has, element by element."""
    return [words for text in _model(parts) if (words := clean(text).split())]


def _model(part: object) -> Iterator[str]:
    match part:
        case list():
            for inner in part:
                yield from _model(inner)
        case (str(name), content) if name in _SAYS:
            yield from _SAYS[name](content)
        case (heading, inner):
            yield heading if clean(heading).strip() else "Utan rubrik"
            yield from _model(inner)


def _with_words(items: Iterable[str]) -> list[str]:
    return [text for text in items if clean(text).strip()]


def _paragraphs(text: str) -> list[str]:
    return re.split(r"\n\s*\n", clean(text))


def _of_lists(pairs: Iterable[Iterable[str]]) -> list[str]:
    return [text for pair in pairs for text in pair]


def _of_facts(pairs: Iterable[Iterable[str]]) -> list[str]:
    return [text if clean(text).strip() else "–" for text in _of_lists(pairs)]


def _of_signature(person: Signature) -> tuple[str, ...]:
    return (person.role, "Ort och datum", "Namnteckning", person.name, "Namnförtydligande")


_SAYS: Mapping[str, Callable[[Any], Iterable[str]]] = {
    "p": _paragraphs,
    "note": _paragraphs,
    "bullets": lambda items: _of_lists(("•", text) for text in _with_words(items)),
    "numbered": lambda items: _of_lists((f"{n}.", text) for n, text in enumerate(_with_words(items), 1)),
    "checklist": lambda items: [text for text, _done in items],
    "facts": _of_facts,
    "table": lambda content: [*HEADER, *_of_lists(content)],
    "blank_lines": lambda _count: [BESIDE],
    "figure": lambda _size: ["UtredningBeslut"],
    "signatures": lambda people: _of_lists(map(_of_signature, people)),
}
