"""Plans in versions: what a goal, a sub-goal or an activity has gone through since the version before.

Two versions of a document's answers are compared row by row. A row is itself by its hidden id; where one of
the versions was written before rows had ids, by its words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from familjeflow.domain.forms import (
    ROW_ID,
    SHOWN_ONLY,
    Answers,
    FieldKind,
    FormDefinition,
    FormField,
    JsonValue,
    PlanPart,
    answering,
)

Row = Mapping[str, JsonValue]

_TEXTS = (FieldKind.TEXT, FieldKind.TEXT_AREA)
_FULFILLED = frozenset({"ja"})
"""The answer of a radio that says that a goal is reached, by the custom of the shipped forms."""
_OF_FULFILMENT = (PlanPart.FULFILLED, PlanPart.FULFILLED_ON)


class ChangeKind(StrEnum):
    """What has become of a row."""

    ADDED = "added"
    FULFILLED = "fulfilled"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that is not as it was.

    `list_label` names the list, `text` the row as it is now (as it was, when it is gone). `added` is the ISO
    date when it was added, "" when the form does not ask. `labels` are the fields that changed.
    """

    kind: ChangeKind
    list_label: str
    text: str
    added: str = ""
    labels: tuple[str, ...] = ()


def is_plan(form: FormDefinition) -> bool:
    """Whether the form has goals whose fate can be followed through its versions."""
    return any(_has_plan_part(field) for field in form.fields)


def _has_plan_part(field: FormField) -> bool:
    return field.plan is not None or any(_has_plan_part(inner) for inner in field.fields)


def compare(form: FormDefinition, before: Answers, after: Answers) -> tuple[RowChange, ...]:
    """What has been added, fulfilled, changed and removed, in the order of the form and its rows."""
    return tuple(_compare(form.fields, before, after))


def _compare(fields: tuple[FormField, ...], before: Row, after: Row) -> Iterator[RowChange]:
    for field in answering(fields):
        if field.kind is FieldKind.LIST:
            yield from _compare_rows(field, _rows(before.get(field.key)), _rows(after.get(field.key)))


def _rows(value: JsonValue) -> list[Row]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _compare_rows(field: FormField, before: Sequence[Row], after: Sequence[Row]) -> Iterator[RowChange]:
    left = list(before)
    for row in after:
        old = _same(field, row, left)
        if old is None:
            yield _change(ChangeKind.ADDED, field, row)
            yield from _compare(field.fields, {}, row)
        else:
            left.remove(old)
            yield from _fate(field, old, row)
            yield from _compare(field.fields, old, row)
    for row in left:
        yield _change(ChangeKind.REMOVED, field, row)
        yield from _compare(field.fields, row, {})


def _same(field: FormField, row: Row, among: Sequence[Row]) -> Row | None:
    """The same row in the version before: by id, else by words when either has no id."""
    own = row.get(ROW_ID)
    by_id = next((old for old in among if own and old.get(ROW_ID) == own), None)
    if by_id is not None:
        return by_id
    words = row_text(field, row)
    without_id = (old for old in among if not (own and old.get(ROW_ID)))
    return next((old for old in without_id if row_text(field, old) == words), None)


def _fate(field: FormField, old: Row, row: Row) -> Iterator[RowChange]:
    """A goal that was reached is told before whatever else was changed in it."""
    reached = _is_fulfilled(field, row) and not _is_fulfilled(field, old)
    if reached:
        yield _change(ChangeKind.FULFILLED, field, row)
    labels = tuple(
        part.label
        for part in answering(field.fields)
        if part.kind is not FieldKind.LIST
        and not (reached and part.plan in _OF_FULFILMENT)
        and (old.get(part.key) or None) != (row.get(part.key) or None)
    )
    if labels:
        yield _change(ChangeKind.CHANGED, field, row, labels)


def _is_fulfilled(field: FormField, row: Row) -> bool:
    said = (row.get(part.key) for part in answering(field.fields) if part.plan is PlanPart.FULFILLED)
    return any(value is True or (isinstance(value, str) and value in _FULFILLED) for value in said)


def goal_count(form: FormDefinition, answers: Answers) -> tuple[int, int]:
    """How many goals and sub-goals a plan has, and how many of them are fulfilled.

    A goal is a row of a list that asks whether it is fulfilled.
    """
    said = list(_fulfilments(form.fields, answers))
    return len(said), sum(said)


def _fulfilments(fields: tuple[FormField, ...], answers: Row) -> Iterator[bool]:
    for field in answering(fields):
        if field.kind is not FieldKind.LIST:
            continue
        asks = any(part.plan is PlanPart.FULFILLED for part in answering(field.fields))
        for row in _rows(answers.get(field.key)):
            if asks:
                yield _is_fulfilled(field, row)
            yield from _fulfilments(field.fields, row)


def _change(kind: ChangeKind, field: FormField, row: Row, labels: tuple[str, ...] = ()) -> RowChange:
    days = (row.get(part.key) for part in answering(field.fields) if part.plan is PlanPart.ADDED)
    added = next((day for day in days if isinstance(day, str) and day), "")
    return RowChange(kind, field.label, row_text(field, row), added, labels)


def row_text(field: FormField, row: Row) -> str:
    """What a row is called: the text that the form points out, else its first words."""
    asked = [part for part in answering(field.fields) if part.kind not in SHOWN_ONLY]
    named = [part for part in asked if part.plan is PlanPart.TEXT]
    for part in (*named, *(p for p in asked if p.kind in _TEXTS)):
        value = row.get(part.key)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return ""
