"""A filled-in form as one part of a larger paper."""

from collections.abc import Sequence

from familjeflow.domain.forms import Answers, FieldKind, FormField, JsonValue
from familjeflow.export.document import Paper
from familjeflow.export.form_paper import FilledForm, answer_words
from familjeflow.i18n import _

_SILENT = frozenset({FieldKind.SEPARATOR, FieldKind.MARKDOWN})
_NESTED = frozenset({FieldKind.GROUP, FieldKind.LIST})


def write_form(paper: Paper, filled: FilledForm) -> None:
    """The form's facts, remark and answers under the heading that the paper has just begun."""
    paper.facts(filled.about)
    if filled.remark:
        paper.note(filled.remark)
    _fields(paper, filled, filled.form.fields, filled.answers)


def _fields(paper: Paper, filled: FilledForm, fields: Sequence[FormField], answers: Answers) -> None:
    for field in fields:
        if field.kind in _SILENT:
            continue
        with paper.section(field.label or _("Uppgifter")):
            if field.kind is FieldKind.GROUP:
                _fields(paper, filled, field.fields, answers)
            elif field.kind is FieldKind.LIST:
                _rows(paper, filled, field, answers.get(field.key))
            else:
                paper.p(answer_words(filled, field, answers.get(field.key)) or "–")


def _rows(paper: Paper, filled: FilledForm, field: FormField, value: JsonValue) -> None:
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    asked = [inner for inner in field.fields if inner.kind not in _SILENT]
    if not rows:
        paper.p("–")
    elif any(inner.kind in _NESTED for inner in asked):
        for number, row in enumerate(rows, 1):
            with paper.section(f"{field.label} {number}"):
                _fields(paper, filled, asked, row)
    else:
        cells = [[answer_words(filled, inner, row.get(inner.key)) for inner in asked] for row in rows]
        paper.table([inner.label for inner in asked], cells)
