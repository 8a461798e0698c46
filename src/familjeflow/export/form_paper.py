"""Any filled-in form as a paper: the same file is the source of the screen and of this."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from familjeflow.domain.forms import Answers, FieldKind, FormDefinition, FormField, JsonValue, Option, shown
from familjeflow.export.document import Paper, Signature
from familjeflow.export.letterhead import Letterhead, PaperFacts
from familjeflow.export.network_paper import numbered, people_section
from familjeflow.i18n import _

_LONG = 60  # characters; longer answers stand as text under their question


@dataclass(frozen=True)
class FilledForm:
    """A form with its answers. `options` are the choices that the form takes from a table of the program.

    `changes` are a heading and lines that say what this version of a plan changed.
    """

    form: FormDefinition
    answers: Answers
    about: tuple[tuple[str, str], ...]
    options: Mapping[str, tuple[Option, ...]]
    signatures: tuple[Signature, ...] = ()
    remark: str = ""
    changes: tuple[str, tuple[str, ...]] | None = None


def form_paper(filled: FilledForm, facts: PaperFacts, letterhead: Letterhead) -> bytes:
    """The paper as a PDF that is PDF/UA-1 and PDF/A-2a."""
    paper = Paper(facts, letterhead)
    write_form(paper, filled)
    if filled.signatures:
        with paper.together():
            paper.signatures(filled.signatures)
    return paper.render()


def write_form(paper: Paper, filled: FilledForm) -> None:
    """What the form says, without the places to sign, under the heading that the paper has just begun."""
    paper.facts(filled.about)
    if filled.remark:
        paper.note(filled.remark)
    if filled.changes is not None:
        heading, lines = filled.changes
        with paper.section(heading):
            if lines:
                paper.bullets(lines)
            else:
                paper.p(_("Målen är desamma."))
    _fields(paper, filled, shown(filled.form.fields, filled.answers), filled.answers, {})


def _fields(
    paper: Paper, filled: FilledForm, fields: Sequence[FormField], answers: Answers, around: Answers
) -> None:
    """Short answers stand side by side as facts; long ones and lists each under their own question.

    `fields` are those that the answers leave in sight, `around` the answers outside the row they are in.
    """
    short: list[tuple[str, str]] = []
    for field in fields:
        if field.kind is FieldKind.SEPARATOR:
            continue
        words = "" if field.kind in _NESTED else answer_words(filled, field, answers.get(field.key))
        if field.kind not in _NESTED and len(words) <= _LONG and "\n" not in words:
            short.append((field.label, words or "–"))
            continue
        _flush(paper, short)
        if field.kind is FieldKind.MARKDOWN:
            paper.quiet(_plain(field.label))
        elif field.kind is FieldKind.GROUP:
            with paper.section(field.label or _("Uppgifter")):
                _fields(paper, filled, field.fields, answers, around)
        elif field.kind is FieldKind.LIST:
            _rows(paper, filled, field, answers.get(field.key), {**around, **answers})
        else:
            with paper.section(field.label):
                paper.p(words)
    _flush(paper, short)


_NESTED = frozenset({FieldKind.GROUP, FieldKind.LIST, FieldKind.MARKDOWN})


def _flush(paper: Paper, short: list[tuple[str, str]]) -> None:
    if short:
        paper.facts(tuple(short))
        short.clear()


def _rows(paper: Paper, filled: FilledForm, field: FormField, value: JsonValue, around: Answers) -> None:
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    if field.network and rows:
        with people_section(paper, field, rows):
            paper.table(*numbered(*row_table(filled, field, rows, around)))
        return
    with paper.section(field.label):
        if not rows:
            paper.p("–")
        elif any(inner.kind in _NESTED for inner in field.fields):
            for number, row in enumerate(rows, 1):
                with paper.section(f"{field.label} {number}"):
                    _fields(paper, filled, shown(field.fields, row, around), row, around)
        else:
            paper.table(*row_table(filled, field, rows, around))


def row_table(
    filled: FilledForm, field: FormField, rows: Sequence[Answers], around: Answers
) -> tuple[list[str], list[list[str]]]:
    """The header and cells of a list without lists in it; a field that every row hides has no column."""
    in_sight = [{f.id for f in shown(field.fields, row, around)} for row in rows]
    asked = [f for f in field.fields if f.kind is not FieldKind.SEPARATOR]
    columns = [f for f in asked if any(f.id in ids for ids in in_sight)] or asked[:1]
    cells = [
        [answer_words(filled, f, row.get(f.key)) if f.id in ids else "" for f in columns]
        for row, ids in zip(rows, in_sight, strict=True)
    ]
    return [f.label for f in columns], cells


def answer_words(filled: FilledForm, field: FormField, value: JsonValue) -> str:
    """An answer in words: the labels of choices, ja or nej for a checkbox."""
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    if value is None:
        return ""
    options = field.options or filled.options.get(field.options_from or "", ())
    labels = {o.value: o.label for o in options}
    if isinstance(value, list):
        return ", ".join(labels.get(str(v), str(v)) for v in value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return labels.get(str(value), str(value))


def _plain(markdown: str) -> str:
    """Markdown without its marks, for the paper's small print."""
    return markdown.replace("**", "").replace("__", "").replace("#", "").strip()
