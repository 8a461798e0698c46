"""Reads a form file: the form-js schema (components of type "default" forms), meaning without widgets.

Own data stands only under `properties`. Of form-js's expressions ("=...") only `conditional.hide` is read, as
far as `domain.feel` goes; a component that fetches its choices by one is refused rather than shown wrongly.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from familjeflow.domain import feel
from familjeflow.domain.forms import (
    ROW_ID,
    FieldKind,
    FormDefinition,
    FormField,
    JsonValue,
    Option,
    PlanPart,
    answering,
)
from familjeflow.formats import form_network, form_values, patterns, plain_values, text_source
from familjeflow.formats.errors import FormatError

MAX_DEPTH = 6
MAX_FIELDS = 500
MAX_OPTIONS = 2_000
"""Choices of all fields of a form together."""

_KINDS = {
    "text": FieldKind.MARKDOWN,
    "textfield": FieldKind.TEXT,
    "textarea": FieldKind.TEXT_AREA,
    "number": FieldKind.NUMBER,
    "checkbox": FieldKind.CHECKBOX,
    "checklist": FieldKind.CHECKLIST,
    "radio": FieldKind.RADIO,
    "select": FieldKind.SELECT,
    "group": FieldKind.GROUP,
    "dynamiclist": FieldKind.LIST,
    "separator": FieldKind.SEPARATOR,
}
_DATETIMES = {"date": FieldKind.DATE, "time": FieldKind.TIME}
_NESTING = frozenset({FieldKind.GROUP, FieldKind.LIST})
_WITHOUT_KEY = frozenset({FieldKind.MARKDOWN, FieldKind.SEPARATOR, FieldKind.GROUP})
_CHOOSING = frozenset({FieldKind.CHECKLIST, FieldKind.RADIO, FieldKind.SELECT})
_OWN = frozenset(
    {"prefill", "case_date", "case_fact", "role", "options_from", "pattern_text", "valid_on", "plan"}
)
_OWN_OF_LIST = _OWN | form_network.KEYS
_OWN_OF_FORM = frozenset({"title", "version", "introduction"})
_EXPRESSIONS = frozenset({"valuesExpression", "valuesKey"})

Json = Mapping[str, JsonValue]


@dataclass
class _Reading:
    text: str
    file: str
    ids: set[str] = field(default_factory=set)
    count: int = 0
    options: int = 0

    def error(self, code: str, path: str, near: Json | None = None, **facts: str | int) -> FormatError:
        return FormatError(code, self.file, _line(self.text, near), path, **facts)


def read(data: bytes, file: str) -> FormDefinition:
    """The form in the file. Its id is the form's own `id`, its title stands in `properties.title`.

    Raises FormatError naming the path of the component, for example "components[2].validate.pattern".
    """
    text = text_source.decode(data, file)
    reading = _Reading(text, file)
    root = _load(text, file)
    if root.get("type") != "default":
        raise reading.error("not_a_form", "type")
    form_id = _text(root, "id", "", reading)
    if not form_id:
        raise reading.error("missing_key", "id")
    own = _own(root, _OWN_OF_FORM, "", reading)
    if not own.get("title"):
        raise reading.error("missing_key", "properties.title")
    version = own.get("version", "1")
    if not re.fullmatch("[0-9]{1,9}", version):
        raise reading.error("wrong_type", "properties.version")
    fields = _fields(root, "", 0, reading)
    _check_names(fields, {f.key: f.kind for f in answering(fields)}, "", reading)
    return FormDefinition(form_id, own["title"], fields, int(version), own.get("introduction", ""))


def _load(text: str, file: str) -> Json:
    def unique(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice = next(name for name, times in Counter(k for k, _ in pairs).items() if times > 1)
            raise FormatError("duplicate_key", file, _line(text, found), twice)
        return found

    try:
        root = json.loads(text, object_pairs_hook=unique, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise FormatError("not_json", file, error.lineno, "") from error
    except (RecursionError, ValueError) as error:
        code = "too_deep" if isinstance(error, RecursionError) else "not_json"
        raise FormatError(code, file, 1, "") from error
    if not isinstance(root, dict):
        raise FormatError("not_a_form", file, 1, "")
    if wrong := plain_values.fault(root):
        raise FormatError(wrong.code, file, _line(text, wrong.around), _written(wrong.path))
    return root


def _written(path: plain_values.Path) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def _no_constant(name: str) -> JsonValue:
    raise ValueError(name)


def _line(text: str, near: Json | None) -> int:
    """The line of the component, found by its id or key; 1 for the form itself."""
    for name in ("id", "key", "path", "type"):
        value = near.get(name) if near else None
        if not isinstance(value, str):
            continue
        written = re.escape(json.dumps(value, ensure_ascii=False))
        if found := re.search(rf'"{name}"\s*:\s*{written}', text):
            return text[: found.start()].count("\n") + 1
    return 1


def _fields(parent: Json, path: str, depth: int, reading: _Reading) -> tuple[FormField, ...]:
    components = parent.get("components")
    if not isinstance(components, list):
        raise reading.error("wrong_type", f"{path}components", parent)
    if depth > MAX_DEPTH:
        raise reading.error("too_deep", f"{path}components", parent, limit=MAX_DEPTH)
    found: list[FormField] = []
    keys: set[str] = set()
    for number, component in enumerate(components):
        here = f"{path}components[{number}]"
        if not isinstance(component, dict):
            raise reading.error("wrong_type", here, parent)
        found.append(_field(component, here, depth, reading))
        _check_keys(found[-1], keys, component, here, reading)
    return tuple(found)


def _check_keys(found: FormField, keys: set[str], component: Json, here: str, reading: _Reading) -> None:
    """Keys are unique within a list or the form; what lies in groups belongs to the level around it."""
    for key in _keys(found):
        if key in keys:
            raise reading.error("duplicate_key", f"{here}.key", component, key=key)
        keys.add(key)


def _check_names(
    fields: tuple[FormField, ...], kinds: Mapping[str, FieldKind], path: str, reading: _Reading
) -> None:
    """A condition asks for fields of the form, in the same row or outside it, and `valid_on` for a date.

    `kinds` are the fields that may be asked for.
    """
    for number, found in enumerate(fields):
        here = f"{path}components[{number}]"
        near: Json = {"id": found.id}
        asked = found.hidden_when.names - kinds.keys() if found.hidden_when else frozenset[str]()
        for name in sorted(asked):
            raise reading.error("unknown_field", f"{here}.conditional.hide", near, key=name)
        if found.valid_on and kinds.get(found.valid_on) is not FieldKind.DATE:
            raise reading.error("unknown_field", f"{here}.properties.valid_on", near, key=found.valid_on)
        inside = {f.key: f.kind for f in answering(found.fields)}
        _check_names(found.fields, {**kinds, **inside}, f"{here}.", reading)


def _keys(found: FormField) -> list[str]:
    if found.kind is FieldKind.GROUP:
        return [key for inner in found.fields for key in _keys(inner)]
    return [found.key] if found.key else []


def _field(component: Json, here: str, depth: int, reading: _Reading) -> FormField:
    _count(component, here, reading)
    kind = _kind(component, here, reading)
    for name in _EXPRESSIONS & component.keys():
        raise reading.error("expression", f"{here}.{name}", component)
    own = _own(component, _OWN_OF_LIST if kind is FieldKind.LIST else _OWN, f"{here}.", reading)
    fields = _fields(component, f"{here}.", depth + 1, reading) if kind in _NESTING else ()
    if kind is FieldKind.LIST and any(inner.key == ROW_ID for inner in answering(fields)):
        raise reading.error("reserved_key", here, component, key=ROW_ID)
    limits = _limits(component, here, reading)
    bounds = f"{here}.validate"
    found = FormField(
        id=_component_id(component, here, reading),
        kind=kind,
        label=_label(component, kind, here, reading),
        key=_key(component, kind, here, reading),
        description=_text(component, "description", here, reading),
        required=limits.get("required") is True,
        minimum=_number(limits, "min", bounds, reading),
        maximum=_number(limits, "max", bounds, reading),
        min_length=_length(limits, "minLength", bounds, reading),
        max_length=_length(limits, "maxLength", bounds, reading),
        pattern=_pattern(limits, here, component, reading),
        pattern_text=own.get("pattern_text", ""),
        options=_options(component, kind, own, here, reading),
        fields=fields,
        default=component.get("defaultValue"),
        prefill=own.get("prefill"),
        case_date=own.get("case_date"),
        case_fact=own.get("case_fact"),
        role=own.get("role"),
        options_from=own.get("options_from"),
        valid_on=own.get("valid_on"),
        hidden_when=_condition(component, here, reading),
        plan=_plan(own, here, component, reading),
        network=form_network.keys(own),
    )
    if wrong := form_values.fault(found) or form_network.fault(found, own):
        raise reading.error(wrong[0], f"{here}.{wrong[1]}", component)
    return found


def _count(component: Json, here: str, reading: _Reading) -> None:
    reading.count += 1
    if reading.count > MAX_FIELDS:
        raise reading.error("too_many_fields", here, component, limit=MAX_FIELDS)


def _condition(component: Json, here: str, reading: _Reading) -> feel.Condition | None:
    conditional = component.get("conditional")
    if conditional is None:
        return None
    if not isinstance(conditional, dict):
        raise reading.error("wrong_type", f"{here}.conditional", component)
    for name in conditional.keys() - {"hide"}:
        raise reading.error("unknown_key", f"{here}.conditional.{name}", component)
    text = _text(conditional, "hide", f"{here}.conditional", reading)
    if not text:
        return None
    try:
        return feel.parse(text)
    except feel.FeelError as error:
        place = f"{here}.conditional.hide"
        raise reading.error(error.code, place, component, position=error.position) from error


def _plan(own: Mapping[str, str], here: str, component: Json, reading: _Reading) -> PlanPart | None:
    said = own.get("plan")
    if said is not None and said not in set(PlanPart):
        raise reading.error("unknown_plan_part", f"{here}.properties.plan", component)
    return PlanPart(said) if said else None


def _kind(component: Json, here: str, reading: _Reading) -> FieldKind:
    name = _text(component, "type", here, reading)
    if name == "datetime":
        subtype = _text(component, "subtype", here, reading)
        if subtype in _DATETIMES:
            return _DATETIMES[subtype]
        raise reading.error("unknown_type", f"{here}.subtype", component, type=f"datetime/{subtype}")
    if name not in _KINDS:
        raise reading.error("unknown_type", f"{here}.type", component, type=name)
    return _KINDS[name]


def _component_id(component: Json, here: str, reading: _Reading) -> str:
    found = _text(component, "id", here, reading)
    if not found:
        raise reading.error("missing_key", f"{here}.id", component)
    if found in reading.ids:
        raise reading.error("duplicate_id", f"{here}.id", component, id=found)
    reading.ids.add(found)
    return found


def _label(component: Json, kind: FieldKind, here: str, reading: _Reading) -> str:
    names = {FieldKind.DATE: "dateLabel", FieldKind.TIME: "timeLabel", FieldKind.MARKDOWN: "text"}
    own_name = names.get(kind, "label")
    return _text(component, own_name, here, reading) or _text(component, "label", here, reading)


def _key(component: Json, kind: FieldKind, here: str, reading: _Reading) -> str:
    if kind in _WITHOUT_KEY:
        if component.get("path"):
            raise reading.error("group_with_path", f"{here}.path", component)
        return ""
    name = "path" if kind is FieldKind.LIST else "key"
    found = _text(component, name, here, reading)
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,79}", found):
        raise reading.error("bad_key", f"{here}.{name}", component)
    return found


def _limits(component: Json, here: str, reading: _Reading) -> Json:
    limits = component.get("validate", {})
    if not isinstance(limits, dict):
        raise reading.error("wrong_type", f"{here}.validate", component)
    return limits


def _pattern(limits: Json, here: str, component: Json, reading: _Reading) -> str | None:
    pattern = _text(limits, "pattern", f"{here}.validate", reading)
    if code := patterns.fault(pattern):
        raise reading.error(code, f"{here}.validate.pattern", component)
    return pattern or None


def _options(
    component: Json, kind: FieldKind, own: Mapping[str, str], here: str, reading: _Reading
) -> tuple[Option, ...]:
    values = component.get("values", [])
    if not isinstance(values, list):
        raise reading.error("wrong_type", f"{here}.values", component)
    reading.options += len(values)
    if reading.options > MAX_OPTIONS:
        raise reading.error("too_many_options", f"{here}.values", component, limit=MAX_OPTIONS)
    found = []
    for number, value in enumerate(values):
        if not isinstance(value, dict):
            raise reading.error("wrong_type", f"{here}.values[{number}]", component)
        place = f"{here}.values[{number}]"
        found.append(Option(_text(value, "value", place, reading), _text(value, "label", place, reading)))
    if len({o.value for o in found}) < len(found):
        raise reading.error("duplicate_key", f"{here}.values", component)
    if kind in _CHOOSING and not found and not own.get("options_from"):
        raise reading.error("no_choices", f"{here}.values", component)
    return tuple(found)


def _own(node: Json, allowed: frozenset[str], path: str, reading: _Reading) -> dict[str, str]:
    """Our own words under `properties`; numbers are read as their digits."""
    properties = node.get("properties", {})
    if not isinstance(properties, dict):
        raise reading.error("wrong_type", f"{path}properties", node)
    for name in properties.keys() - allowed:
        raise reading.error("unknown_key", f"{path}properties.{name}", node)
    for name, value in properties.items():
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise reading.error("wrong_type", f"{path}properties.{name}", node)
    return {name: str(value) for name, value in properties.items()}


def _read(
    node: Json, name: str, here: str, reading: _Reading, allowed: Callable[[JsonValue], bool]
) -> JsonValue:
    value = node.get(name)
    if value is not None and not allowed(value):
        raise reading.error("wrong_type", f"{here}.{name}".lstrip("."), node)
    return value


def _text(node: Json, name: str, here: str, reading: _Reading) -> str:
    value = _read(node, name, here, reading, lambda v: isinstance(v, str))
    return value if isinstance(value, str) else ""


def _number(node: Json, name: str, here: str, reading: _Reading) -> float | None:
    value = _read(node, name, here, reading, lambda v: isinstance(v, int | float) and not isinstance(v, bool))
    return value if isinstance(value, int | float) else None


def _length(node: Json, name: str, here: str, reading: _Reading) -> int | None:
    value = _read(
        node, name, here, reading, lambda v: isinstance(v, int) and not isinstance(v, bool) and v >= 0
    )
    return value if isinstance(value, int) else None
