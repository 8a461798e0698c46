"""Floor: the doorway for every text that a person reads.

Swedish is the source language, so a missing translation shows Swedish and never a half-English screen.
Placeholders are named and filled with `.format(...)` after the call.

A catalogue is read as it was written, resources/lang/en.po: there is no compiled copy beside it that could be
older, and a start in Swedish reads nothing. See docs/beslut/0021-engelska.md.
"""

import gettext as _gettext
from collections.abc import Mapping as _Mapping
from functools import cache as _cache

SOURCE = "sv"
LANGUAGES = (SOURCE, "en")

_translations = _gettext.NullTranslations()
_language = SOURCE


class Catalogue(_gettext.NullTranslations):
    """Texts by their Swedish source. A plural has two forms, as in Swedish and English."""

    def __init__(self, texts: _Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._texts = texts

    def sources(self) -> tuple[str, ...]:
        """The Swedish texts that it translates; of a plural, the one for one."""
        return tuple(self._texts)

    def gettext(self, message: str) -> str:
        """The translation, or the Swedish source where there is none."""
        found = self._texts.get(message)
        return found[0] if found else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The translation for `n`, or the Swedish source where there is none."""
        one, many = (*self._texts.get(msgid1, ()), msgid1, msgid2)[:2]
        return one if n == 1 else many


def use(translations: _gettext.NullTranslations) -> None:
    """Replace the active catalogue, for a start with another language than Swedish."""
    global _translations
    _translations = translations


def speak(language: str) -> None:
    """Speak a language of `LANGUAGES` from here on; anything else counts as Swedish.

    Texts that are made already stay as they are, so this is called before the first window.
    """
    global _language
    _language = language if language in LANGUAGES else SOURCE
    use(_gettext.NullTranslations() if _language == SOURCE else read(_language))


def language() -> str:
    """The active language, for what is not in a catalogue: the texts of Qt, the pages of the guide."""
    return _language


def read(language: str) -> Catalogue:
    """The catalogue of a language: a .po file as tools/catalogue.py writes it, each entry after an empty line
    and a comment that says where its text is used.

    Raises FileNotFoundError when the program was packed without it.
    """
    from familjeflow import resources

    texts: dict[str, tuple[str, ...]] = {}
    for entry in resources.path(f"lang/{language}.po").read_text(encoding="utf-8").split("\n\n"):
        source, _word, said = entry.partition("\nmsgid ")[2].partition("\nmsgstr")
        forms = [_unquoted(form.partition(" ")[2]) for form in said.split("\nmsgstr")]
        if source not in ("", '""') and all(forms):  # "" is the head of the file
            texts[_unquoted(source.partition("\nmsgid_plural ")[0])] = tuple(forms)
    return Catalogue(texts)


def in_every_language(text: str) -> tuple[str, ...]:
    """A Swedish text and its translations, to know again what may have been written in any language."""
    return text, *(_kept(language).gettext(text) for language in LANGUAGES if language != SOURCE)


@_cache
def _kept(language: str) -> Catalogue:
    return read(language)


def _unquoted(quoted: str) -> str:
    """What stands in one or more quoted lines; their escapes are those of JSON."""
    inner = quoted.rstrip()[1:-1].replace('"\n"', "")
    if "\\" not in inner:
        return inner
    import json

    return str(json.loads(f'"{inner}"'))


def _(text: str) -> str:
    """The text in the active language; the Swedish source text where no translation exists."""
    return _translations.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """`one` or `many` in the active language, chosen by `count`."""
    return _translations.ngettext(one, many, count)


def mark(text: str) -> str:
    """Mark a text for translation where it stands in a table; it is translated with `_` when it is shown."""
    return text
