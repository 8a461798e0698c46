"""The user guide as it lies in `docs/handbok`: one Markdown file a page, in the order of the table below.

A folder in it, `en`, has the same pages in another language, with the same headings in the same order.

The pages are the only place where help is written. F1, the pane and the printed guide read the same words.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from familjeflow import i18n, resources

ORDER = (
    "kom-igang",
    "min-dag",
    "arenden",
    "nytt-arende",
    "arendet",
    "steget",
    "dokument",
    "journal",
    "tidsgranser",
    "moten",
    "personer",
    "kalender",
    "papper",
    "statistik",
    "processer",
    "installningar",
    "insynsskydd",
    "tangentbordet",
    "om-nagot-gar-fel",
)
"""The pages by the names of their files, as they are read from the first to the last."""
_HEADING = re.compile(r"^(#{1,3}) (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class GuideSection:
    """A heading with the text under it, "" for the page's own. `place` is the page."""

    place: str
    page_title: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page: the name of its file, its title, the whole Markdown and its sections."""

    name: str
    title: str
    markdown: str
    sections: tuple[GuideSection, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading under the title."""
        return tuple(section.heading for section in self.sections if section.heading)

    def heading_of(self, anchor: str) -> str:
        """The heading that the end of a link names, written as in any Markdown: "att-föra-in"."""
        return next((h for h in self.headings if h.casefold().replace(" ", "-") == anchor), "")


def folder() -> Path:
    """Where the guide lies. Raises FileNotFoundError when the program was packed without it."""
    return resources.path("handbok")


def pages() -> tuple[GuidePage, ...]:
    """Every page in the active language, in order."""
    return _pages(i18n.language())


def heading_here(name: str, swedish: str) -> str:
    """The heading of a page, in the active language, that its Swedish heading is the source of."""
    source = next(found for found in _pages(i18n.SOURCE) if found.name == name).headings
    here = page(name).headings
    return here[source.index(swedish)] if swedish in source and len(here) == len(source) else swedish


@cache
def _pages(language: str) -> tuple[GuidePage, ...]:
    return tuple(_read(name, language) for name in ORDER)


def page(name: str) -> GuidePage:
    """One page; the first one when there is none with that name."""
    return next((found for found in pages() if found.name == name), pages()[0])


def search(words: str) -> tuple[GuideSection, ...]:
    """The sections that hold every word, those with one in the heading first."""
    wanted = words.casefold().split()
    if not wanted:
        return ()
    sections = [section for found in pages() for section in found.sections]
    hits = [s for s in sections if all(word in _whole(s) for word in wanted)]
    return tuple(sorted(hits, key=lambda s: not any(word in s.heading.casefold() for word in wanted)))


def _whole(section: GuideSection) -> str:
    return f"{section.page_title} {section.heading} {section.text}".casefold()


def _read(name: str, language: str) -> GuidePage:
    file = folder() / language / f"{name}.md"
    if not file.is_file():
        file = folder() / f"{name}.md"
    markdown = file.read_text(encoding="utf-8")
    found = list(_HEADING.finditer(markdown))
    title = found[0][2].strip()
    ends = [match.start() for match in found[1:]] + [len(markdown)]
    sections = [
        GuideSection(name, title, "" if n == 0 else match[2].strip(), markdown[match.end() : end].strip())
        for n, (match, end) in enumerate(zip(found, ends, strict=True))
    ]
    return GuidePage(name, title, markdown, tuple(sections))
