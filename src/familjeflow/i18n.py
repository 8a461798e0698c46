"""Floor: the doorway for every text that a person reads.

Swedish is the source language, so a missing translation shows Swedish and never a half-English screen.
Placeholders are named and filled with `.format(...)` after the call.
"""

import gettext as _gettext

_translations = _gettext.NullTranslations()


def use(translations: _gettext.NullTranslations) -> None:
    """Replace the active catalogue, for a start with another language than Swedish."""
    global _translations
    _translations = translations


def _(text: str) -> str:
    """The text in the active language; the Swedish source text where no translation exists."""
    return _translations.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """`one` or `many` in the active language, chosen by `count`."""
    return _translations.ngettext(one, many, count)


def mark(text: str) -> str:
    """Mark a text for translation where it stands in a table; it is translated with `_` when it is shown."""
    return text
