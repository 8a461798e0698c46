"""The fixed reasons that a person is offered, each with the slug that it is counted under.

What somebody writes in their own words has no kind: it is counted as such and its words are never shown.
"""

from collections.abc import Mapping
from functools import cache

from familjeflow.i18n import _, in_every_language
from familjeflow.i18n import mark as _m

OWN_WORDS = "own_words"
SKIP = (
    ("not_needed", _m("Behövs inte i det här ärendet")),
    ("done_otherwise", _m("Redan gjort på annat sätt")),
    ("declined", _m("Klienten avböjer")),
)
CLOSE = (
    ("ended", _m("Insatsen är avslutad")),
    ("moved", _m("Klienten har flyttat")),
    ("declined_more", _m("Klienten avböjer fortsatt insats")),
)
_SLUGS = {text: slug for slug, text in (*SKIP, *CLOSE)}


@cache
def _slugs_by_word() -> Mapping[str, str]:
    """In every language: a case is counted alike whatever language is spoken when it is counted."""
    return {word: slug for text, slug in _SLUGS.items() for word in in_every_language(text)}


def kind_of(reason: str) -> str:
    """The slug of a fixed reason, "own_words" for any other and "" where no reason was given."""
    if not reason:
        return ""
    return _SLUGS.get(reason) or _slugs_by_word().get(reason, OWN_WORDS)


def word_of(kind: str) -> str:
    """A kind of reason in words."""
    text = next((t for t, s in _SLUGS.items() if s == kind), "")
    return _(text) if text else (_("Med egna ord") if kind == OWN_WORDS else _("Utan skäl"))
