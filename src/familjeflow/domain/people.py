"""Whether two registered persons may be the same human being. Only a person decides; this only points."""

import unicodedata
from datetime import date

from familjeflow.domain.projections import PersonRow

_LONG = 4
"""Letters from which one wrong letter may be a slip of the pen and not another name."""
ALIKE = ("number", "name_and_born", "similar_and_born", "name")
"""Why two persons may be the same, the strongest reason first."""


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: small letters, hyphens as blanks, å, ä and ö as they are."""
    plain = unicodedata.normalize("NFC", name).casefold()
    return tuple("".join(c if c.isalnum() else " " for c in plain).split())


def number_digits(number: str) -> str:
    """What a number is compared by: its letters and digits, whatever stands between them."""
    return "".join(c for c in number.casefold() if c.isalnum())


def alike(one: PersonRow, other: PersonRow) -> str:
    """Why two rows may be the same person, a slug of ALIKE; "" when nothing says so.

    The same name counts also where the days of birth differ, since the day may have been written wrong.
    """
    if number_digits(one.number) and number_digits(one.number) == number_digits(other.number):
        return "number"
    names = _names(one), _names(other)
    if not all(names):
        return ""
    same = sorted(names[0]) == sorted(names[1])
    if _same_day(one.born, other.born):
        return "name_and_born" if same else "similar_and_born" if similar(*names) else ""
    return "name" if same else ""


def similar(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether each word of the shorter name stands in the longer one, give or take one letter in each."""
    short, long = sorted((one, other), key=len)
    left = list(long)
    for word in short:
        found = next((w for w in left if w == word), None) or next((w for w in left if near(w, word)), None)
        if found is None:
            return False
        left.remove(found)
    return bool(short)


def near(one: str, other: str) -> bool:
    """Whether two words of a name are equal but for one letter: another, one more or less, or two swapped."""
    if one == other:
        return True
    if min(len(one), len(other)) < _LONG or abs(len(one) - len(other)) > 1:
        return False
    begin = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if begin is None:
        return True
    rest, others = one[begin:], other[begin:]
    is_swapped = rest[:2] == others[1::-1] and len(others) > 1 and rest[2:] == others[2:]
    return is_swapped or rest[1:] == others[1:] or rest[1:] == others or rest == others[1:]


def _names(row: PersonRow) -> tuple[str, ...]:
    return name_words(f"{row.given_name} {row.family_name}")


def _same_day(one: date | None, other: date | None) -> bool:
    return one is not None and one == other
