"""Forms: what can be asked, what was answered, and what is wrong with an answer.

A form file follows the form-js schema; this is its meaning without widgets. Answers are a plain JSON object,
validated here before they become a fact. Unknown keys are kept and shown, never dropped.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum

from familjeflow.domain.feel import Condition
from familjeflow.domain.network.keys import NetworkKeys

JsonValue = str | int | float | bool | None | list["JsonValue"] | dict[str, "JsonValue"]
Answers = Mapping[str, JsonValue]


class FieldKind(StrEnum):
    """The form-js component types that the program draws."""

    TEXT = "text"
    TEXT_AREA = "textarea"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    CHECKBOX = "checkbox"
    CHECKLIST = "checklist"
    RADIO = "radio"
    SELECT = "select"
    GROUP = "group"
    LIST = "dynamiclist"
    MARKDOWN = "markdown"
    SEPARATOR = "separator"


SHOWN_ONLY = frozenset({FieldKind.MARKDOWN, FieldKind.SEPARATOR})
LONGEST_MATCHED = 2_000
"""Characters of a text that a pattern is tried on; a longer one is too long for a field with a pattern."""
_WRITTEN = {
    date: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    time: re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2})?"),
}
ROW_ID = "id"
"""The key in each row of a list that stays the same through the versions of a document. It is never shown."""


class PlanPart(StrEnum):
    """What a field of a plan's row tells about its goal, so that two versions can be compared."""

    TEXT = "text"
    ADDED = "added"
    FULFILLED = "fulfilled"
    FULFILLED_ON = "fulfilled_on"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a radio, select or checklist: the stored slug and its words.

    `first_day` and `last_day` are the days between which it may be chosen, None without end.
    """

    value: str
    label: str
    first_day: date | None = None
    last_day: date | None = None

    def valid_on(self, day: date) -> bool:
        """Whether it may be chosen for that day."""
        return (self.first_day or date.min) <= day <= (self.last_day or date.max)


@dataclass(frozen=True, slots=True)
class FormField:
    """One component of a form.

    `key` is the answer's name ("" for text and separators). `minimum`/`maximum` bound a number or, as
    `min_length`/`max_length`, the characters of a text. `prefill` names the fact of the case that fills it.
    `case_date` names the date of the case that the answer sets, `case_fact` the fact that holds while the
    choice of the same name is made. `role` is who fills it in. `sensitive` marks
    text that should be reviewed before it goes into another person's file. `valid_on` names the date field of
    the form that decides which choices may be used. While `hidden_when` holds of the answers, the field is
    neither shown, asked for nor printed. `plan` is what it tells about a goal. A list with `network` is also
    drawn as a map of people.
    """

    id: str
    kind: FieldKind
    label: str = ""
    key: str = ""
    description: str = ""
    required: bool = False
    minimum: float | None = None
    maximum: float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    pattern_text: str = ""
    options: tuple[Option, ...] = ()
    fields: tuple["FormField", ...] = ()
    default: JsonValue = None
    prefill: str | None = None
    case_date: str | None = None
    case_fact: str | None = None
    role: str | None = None
    options_from: str | None = None
    valid_on: str | None = None
    hidden_when: Condition | None = None
    plan: PlanPart | None = None
    network: NetworkKeys | None = None


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """One version of a form, as it is asked on screen and printed on paper."""

    id: str
    title: str
    fields: tuple[FormField, ...]
    version: int = 1
    introduction: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one answer: the path of keys and list positions, a code and the bound it broke."""

    path: tuple[str | int, ...]
    code: str
    bound: float | str | None = None


def problems(form: FormDefinition, answers: Answers) -> tuple[Problem, ...]:
    """Everything that must be mended before the answers can be adopted; empty when all is well."""
    return tuple(_fields_problems(form.fields, answers, (), {}))


def shown(
    fields: tuple[FormField, ...], answers: Answers, around: Answers | None = None
) -> tuple[FormField, ...]:
    """The fields that these answers leave in sight; a group goes when everything in it goes.

    `around` are the answers outside a row, which its conditions may ask for too. What is hidden counts as
    unanswered for the fields after it.
    """
    return _in_sight(fields, answers, around or {})[0]


def _in_sight(
    fields: tuple[FormField, ...], answers: Answers, around: Answers
) -> tuple[tuple[FormField, ...], Answers]:
    """The fields in sight, and what the rows among them may ask for."""
    known = {**around, **answers}
    return tuple(_shown(fields, known)), known


def _shown(fields: tuple[FormField, ...], known: dict[str, JsonValue]) -> Iterator[FormField]:
    for field in fields:
        if field.hidden_when is not None and field.hidden_when.holds(known):
            for hidden in answering((field,)):
                known.pop(hidden.key, None)
        elif field.kind is not FieldKind.GROUP or not field.fields:
            yield field
        elif inner := tuple(_shown(field.fields, known)):
            yield replace(field, fields=inner)


def shown_answers(form: FormDefinition, answers: Answers) -> dict[str, JsonValue]:
    """The answers without those of hidden fields, also in rows. Answers that nothing asks for stay."""
    return _shown_answers(form.fields, answers, {})


def _shown_answers(fields: tuple[FormField, ...], answers: Answers, around: Answers) -> dict[str, JsonValue]:
    seen, known = _in_sight(fields, answers, around)
    in_sight = {f.key: f for f in answering(seen)}
    hidden = {f.key for f in answering(fields)} - in_sight.keys()
    kept = {key: value for key, value in answers.items() if key not in hidden}
    for key, field in in_sight.items():
        value = kept.get(key)
        if field.kind is FieldKind.LIST and isinstance(value, list):
            kept[key] = [
                _shown_answers(field.fields, row, known) if isinstance(row, dict) else row for row in value
            ]
    return kept


def out_of_time(
    form: FormDefinition, answers: Answers, options: Mapping[str, tuple[Option, ...]]
) -> tuple[Problem, ...]:
    """Choices that could not be used on the day that decides, such as a paragraph that had ceased to apply.

    `options` are the choices by the name that the form takes them from.
    """
    return tuple(
        Problem((field.key,), "out_of_time")
        for field in answering(shown(form.fields, answers))
        if (day := deciding_day(field, answers))
        for option in options.get(field.options_from or "", ())
        if option.value == answers.get(field.key) and not option.valid_on(day)
    )


def deciding_day(field: FormField, answers: Answers) -> date | None:
    """The day that decides which choices of the field may be used; None while it is not known."""
    value = answers.get(field.valid_on or "")
    return date.fromisoformat(value) if isinstance(value, str) and _is_iso(value, date) else None


def with_row_ids(form: FormDefinition, answers: Answers, new_id: Callable[[], str]) -> dict[str, JsonValue]:
    """The answers with an id in every row of every list; rows that have one keep it."""
    return _with_row_ids(form.fields, answers, new_id)


def _with_row_ids(
    fields: tuple[FormField, ...], answers: Answers, new_id: Callable[[], str]
) -> dict[str, JsonValue]:
    found = dict(answers)
    for field in answering(fields):
        value = found.get(field.key)
        if field.kind is FieldKind.LIST and isinstance(value, list):
            found[field.key] = [
                {**_with_row_ids(field.fields, row, new_id), ROW_ID: row.get(ROW_ID) or new_id()}
                if isinstance(row, dict)
                else row
                for row in value
            ]
    return found


def new_row(field: FormField, today: date) -> dict[str, JsonValue]:
    """An empty row of a list, with the dates that are to be the day it is added."""
    row = empty_answers(FormDefinition("", "", field.fields))
    return row | {f.key: today.isoformat() for f in answering(field.fields) if f.prefill == "today"}


def unknown_keys(form: FormDefinition, answers: Answers) -> tuple[str, ...]:
    """Answers that the form does not ask for, for example from an older version of it."""
    asked = {f.key for f in answering(form.fields)}
    return tuple(k for k in answers if k not in asked)


def empty_answers(form: FormDefinition) -> dict[str, JsonValue]:
    """The answers of a form where nothing has been filled in, with the defaults that the form gives."""
    return {f.key: f.default if f.default is not None else _empty(f) for f in answering(form.fields)}


def dates_set(form: FormDefinition, answers: Answers) -> dict[str, date]:
    """The dates of the case that these answers set, by the name of the date."""
    found: dict[str, date] = {}
    for field in answering(shown(form.fields, answers)):
        value = answers.get(field.key)
        if field.case_date and isinstance(value, str) and value:
            found[field.case_date] = date.fromisoformat(value)
    return found


def facts_set(form: FormDefinition, answers: Answers) -> dict[str, bool]:
    """The facts of the case that these answers decide, by name; what is not answered decides nothing."""
    return {
        field.case_fact: answers[field.key] == field.case_fact
        for field in answering(shown(form.fields, answers))
        if field.case_fact and answers.get(field.key)
    }


def answering(fields: tuple[FormField, ...]) -> Iterator[FormField]:
    """Fields that hold an answer at this level: groups are looked through, lists are one field."""
    for field in fields:
        if field.kind is FieldKind.GROUP:
            yield from answering(field.fields)
        elif field.kind not in SHOWN_ONLY:
            yield field


def _empty(field: FormField) -> JsonValue:
    if field.kind in (FieldKind.LIST, FieldKind.CHECKLIST):
        return []
    if field.kind is FieldKind.CHECKBOX:
        return False
    return None if field.kind is FieldKind.NUMBER else ""


def _fields_problems(
    fields: tuple[FormField, ...], answers: Answers, path: tuple[str | int, ...], around: Answers
) -> Iterator[Problem]:
    seen, known = _in_sight(fields, answers, around)
    for field in answering(seen):
        value = answers.get(field.key)
        here = (*path, field.key)
        if _is_empty(value):
            if field.required:
                yield Problem(here, "required")
        elif field.kind is FieldKind.LIST:
            yield from _list_problems(field, value, here, known)
        else:
            yield from _value_problems(field, value, here)


def _is_empty(value: JsonValue) -> bool:
    return value is None or value is False or value == [] or (isinstance(value, str) and not value.strip())


def _list_problems(
    field: FormField, value: JsonValue, path: tuple[str | int, ...], around: Answers
) -> Iterator[Problem]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        yield Problem(path, "type")
        return
    if field.minimum is not None and len(value) < field.minimum:
        yield Problem(path, "too_few", field.minimum)
    if field.maximum is not None and len(value) > field.maximum:
        yield Problem(path, "too_many", field.maximum)
    for position, row in enumerate(value):
        if isinstance(row, dict):
            yield from _fields_problems(field.fields, row, (*path, position), around)


def _value_problems(field: FormField, value: JsonValue, path: tuple[str | int, ...]) -> Iterator[Problem]:
    if field.kind is FieldKind.NUMBER:
        yield from _number_problems(field, value, path)
    elif field.kind is FieldKind.CHECKLIST:
        allowed = {o.value for o in field.options}
        if not isinstance(value, list) or not all(isinstance(v, str) and v in allowed for v in value):
            yield Problem(path, "choice")
    elif field.kind is FieldKind.CHECKBOX:
        if not isinstance(value, bool):
            yield Problem(path, "type")
    elif not isinstance(value, str):
        yield Problem(path, "type")
    elif field.kind in (FieldKind.RADIO, FieldKind.SELECT):
        if not field.options_from and value not in {o.value for o in field.options}:
            yield Problem(path, "choice")
    else:
        yield from _text_problems(field, value, path)


def _number_problems(field: FormField, value: JsonValue, path: tuple[str | int, ...]) -> Iterator[Problem]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield Problem(path, "number")
    elif field.minimum is not None and value < field.minimum:
        yield Problem(path, "too_small", field.minimum)
    elif field.maximum is not None and value > field.maximum:
        yield Problem(path, "too_large", field.maximum)


def _text_problems(field: FormField, value: str, path: tuple[str | int, ...]) -> Iterator[Problem]:
    if field.kind is FieldKind.DATE and not _is_iso(value, date):
        yield Problem(path, "date")
    elif field.kind is FieldKind.TIME and not _is_iso(value, time):
        yield Problem(path, "time")
    elif field.min_length is not None and len(value) < field.min_length:
        yield Problem(path, "too_short", field.min_length)
    elif field.max_length is not None and len(value) > field.max_length:
        yield Problem(path, "too_long", field.max_length)
    elif field.pattern and len(value) > LONGEST_MATCHED:
        yield Problem(path, "too_long", LONGEST_MATCHED)
    elif field.pattern and not re.fullmatch(field.pattern, value):
        yield Problem(path, "pattern", field.pattern_text)


def _is_iso(value: str, kind: type[date] | type[time]) -> bool:
    """Whether it is YYYY-MM-DD or HH:MM(:SS); `fromisoformat` alone takes weeks and time zones too."""
    if not _WRITTEN[kind].fullmatch(value):
        return False
    try:
        kind.fromisoformat(value)
    except ValueError:
        return False
    return True
