"""The text of a letter as an office writes it: a few marks for headings and lists, and the rest is words.

A line that begins with "# " is the letter's heading, with "## " a heading inside it, with "- " an item of a
list. A list in which every item reads "Dag: fredag" becomes labelled facts. A blank line begins a paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FACT = re.compile(r"([^:\n]{1,40}): (.+)")


@dataclass(frozen=True)
class Heading:
    """A heading inside the letter."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text; line ends are kept."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list without order."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Labelled values, such as day, time and place."""

    pairs: tuple[tuple[str, str], ...]


Part = Heading | Paragraph | Bullets | Facts


def heading_of(text: str) -> str:
    """The letter's own heading, "" when it has none."""
    return next((line[2:].strip() for line in text.splitlines() if line.startswith("# ")), "")


def parts_of(text: str) -> Iterator[Part]:
    """The letter below its heading, in order. A heading with nothing under it is left out."""
    waiting: Heading | None = None
    for part in _all_parts(text):
        if isinstance(part, Heading):
            waiting = part
            continue
        if waiting is not None:
            yield waiting
            waiting = None
        yield part


def _all_parts(text: str) -> Iterator[Part]:
    for chunk in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")):
        plain: list[str] = []
        items: list[str] = []
        for line in filter(None, map(str.strip, chunk.split("\n"))):
            if line.startswith("# "):
                continue
            if line.startswith("## "):
                yield from _grouped(plain, items)
                plain, items = [], []
                yield Heading(line[3:].strip())
            elif line.startswith("- "):
                items.append(line[2:].strip())
            else:
                plain.append(line)
        yield from _grouped(plain, items)


def _grouped(plain: list[str], items: list[str]) -> Iterator[Part]:
    if plain:
        yield Paragraph("\n".join(plain))
    if items:
        found = [_FACT.fullmatch(item) for item in items]
        pairs = tuple((match[1], match[2]) for match in found if match)
        yield Facts(pairs) if len(pairs) == len(items) else Bullets(tuple(items))
