"""Checks what a form gives a field beforehand: its default, what fills it in, where its choices are."""

import re
from dataclasses import replace

from familjeflow.domain.forms import SHOWN_ONLY, FieldKind, FormDefinition, FormField, problems

_PREFILL = re.compile(
    r"client\.name|client\.number|case\.number|actor\.name|today|(?:date|role)\.[a-z][a-z0-9_]{0,59}"
)
_OPTIONS = frozenset({"lagrum"})
_WRONG = frozenset({"type", "number", "choice", "date", "time"})
_TYPES: dict[FieldKind, tuple[type, ...]] = {
    FieldKind.NUMBER: (int, float),
    FieldKind.CHECKBOX: (bool,),
    FieldKind.CHECKLIST: (list,),
    FieldKind.LIST: (list,),
}


def fault(field: FormField) -> tuple[str, str] | None:
    """What is wrong, as a code and the key where it stands, or None.

    The names after "date." and "role." are checked against the process when its files are read together.
    """
    if field.default is not None and not _fits(field):
        return "wrong_type", "defaultValue"
    if field.prefill is not None and not _PREFILL.fullmatch(field.prefill):
        return "unknown_prefill", "properties.prefill"
    if field.options_from is not None and field.options_from not in _OPTIONS:
        return "unknown_options", "properties.options_from"
    return None


def _fits(field: FormField) -> bool:
    """Whether the default is an answer of the field's kind. That it is long enough is asked of the answer."""
    if field.kind in SHOWN_ONLY or field.kind is FieldKind.GROUP:
        return True
    allowed = _TYPES.get(field.kind, (str,))
    if not isinstance(field.default, allowed) or (isinstance(field.default, bool) and bool not in allowed):
        return False
    alone = FormDefinition("", "", (replace(field, hidden_when=None),))
    return not any(p.code in _WRONG for p in problems(alone, {field.key: field.default}))
