"""Whose names stand in a text: a document goes into one person's akt, and others may be let in by mistake."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from familjeflow.domain.forms import (
    Answers,
    FieldKind,
    FormDefinition,
    FormField,
    JsonValue,
    answering,
    shown,
)

_TEXTS = (FieldKind.TEXT, FieldKind.TEXT_AREA)
_SHORTEST_NAME = 3  # characters; shorter ones are words too often


@dataclass(frozen=True, slots=True)
class AktPerson:
    """Somebody with a part in the case. `name` is as lists write it, family name first."""

    id: str
    name: str
    given_name: str
    family_name: str
    number: str


def mentioned(
    form: FormDefinition, answers: Answers, filed_under: str, people: Sequence[AktPerson]
) -> tuple[AktPerson, ...]:
    """The others whose name or number stands in the free texts of the answers.

    A name is found as whole words, with or without a genitive s. A given name that the owner of the akt has
    too tells nothing and is not counted.
    """
    return mentioned_in("\n".join(_texts(shown(form.fields, answers), answers)), filed_under, people)


def mentioned_in(text: str, filed_under: str, people: Sequence[AktPerson]) -> tuple[AktPerson, ...]:
    """The others whose name or number stands in a text, by the rules of `mentioned`."""
    own = {p.given_name.casefold() for p in people if p.id == filed_under}
    return tuple(
        p for p in people if p.id != filed_under and (_has_number(text, p) or _has_name(text, p, own))
    )


def _texts(fields: tuple[FormField, ...], answers: Answers) -> Iterator[str]:
    for field in answering(fields):
        value: JsonValue = answers.get(field.key)
        if field.kind in _TEXTS and isinstance(value, str):
            yield value
        elif field.kind is FieldKind.LIST and isinstance(value, list):
            for row in value:
                if isinstance(row, dict):
                    yield from _texts(field.fields, row)


def _has_name(text: str, person: AktPerson, own: set[str]) -> bool:
    given, family = person.given_name.strip(), person.family_name.strip()
    names = [f"{given} {family}", f"{family}, {given}"] if given and family else []
    if len(given) >= _SHORTEST_NAME and given.casefold() not in own:
        names.append(given)
    return any(re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", text) for name in names)


def _has_number(text: str, person: AktPerson) -> bool:
    """With or without century and mark: 20150315-9803, 150315-9803 and 1503159803 are the same."""
    digits = re.sub(r"\D", "", person.number)
    if len(digits) < 10:
        return False
    short = digits[-10:]
    return re.search(rf"(?<!\d)(?:\d{{2}})?{short[:6]}[-+ ]?{short[6:]}(?!\d)", text) is not None
