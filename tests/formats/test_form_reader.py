import json

import pytest
from tests.formats.samples import field, form_bytes

from familjeflow.domain.forms import FieldKind
from familjeflow.formats import forms, patterns
from familjeflow.formats.errors import FormatError


def refused(data: bytes) -> FormatError:
    with pytest.raises(FormatError) as caught:
        forms.read(data, "blankett.form")
    assert caught.value.file == "blankett.form"
    return caught.value


def test_every_kind_of_component_is_read():
    choices = [{"value": "a", "label": "A"}]
    form = forms.read(
        form_bytes(
            {"type": "text", "id": "t", "text": "Hej"},
            field("namn", validate={"required": True, "maxLength": 5}),
            field("antal", type="number", validate={"min": 1, "max": 3}),
            {"type": "datetime", "subtype": "date", "id": "d", "key": "dag", "dateLabel": "Dag"},
            {"type": "datetime", "subtype": "time", "id": "k", "key": "tid", "timeLabel": "Tid"},
            field("val", type="radio", values=choices),
            field("flera", type="checklist", values=choices),
            {"type": "group", "id": "g", "label": "Grupp", "components": [field("inre", type="checkbox")]},
            {"type": "dynamiclist", "id": "l", "path": "rader", "components": [field("namn2")]},
            {"type": "separator", "id": "s"},
        ),
        "blankett.form",
    )
    kinds = [f.kind for f in form.fields]
    assert kinds[:5] == [FieldKind.MARKDOWN, FieldKind.TEXT, FieldKind.NUMBER, FieldKind.DATE, FieldKind.TIME]
    assert form.fields[1].required
    assert form.fields[1].max_length == 5
    assert form.fields[3].label == "Dag"
    assert form.fields[8].key == "rader"
    assert form.fields[7].fields[0].key == "inre"


def test_our_own_words_stand_under_properties():
    form = forms.read(
        form_bytes(
            field(properties={"prefill": "client.name", "role": "hpt", "case_date": "dag"}),
            properties={"title": "T", "version": "3", "paper": "beslut"},
        ),
        "blankett.form",
    )
    assert (form.title, form.version, form.paper) == ("T", 3, "beslut")
    assert (form.fields[0].prefill, form.fields[0].role, form.fields[0].case_date) == (
        "client.name",
        "hpt",
        "dag",
    )


@pytest.mark.parametrize(
    ("component", "code", "path"),
    [
        (field(type="filepicker"), "unknown_type", "components[0].type"),
        (field(type="datetime", subtype="datetime"), "unknown_type", "components[0].subtype"),
        (field(key="a b"), "bad_key", "components[0].key"),
        (field(properties={"script": "x"}), "unknown_key", "components[0].properties.script"),
        (field(conditional={"hide": "=a"}), "expression", "components[0].conditional"),
        (field(validate=[]), "wrong_type", "components[0].validate"),
        (field(validate={"min": "1"}), "wrong_type", "components[0].validate.min"),
        (field(type="radio"), "no_choices", "components[0].values"),
        (field(validate={"pattern": "(a+)+"}), "pattern_dangerous", "components[0].validate.pattern"),
        (
            {"type": "group", "id": "g", "path": "x", "components": []},
            "group_with_path",
            "components[0].path",
        ),
    ],
)
def test_a_fault_names_its_path(component, code, path):
    error = refused(form_bytes(component))
    assert (error.code, error.field) == (code, path)


def test_a_fault_names_the_line_of_its_component():
    data = form_bytes(field("a"), field("b", type="okand"))
    assert refused(data).line == data.decode()[: data.decode().index("falt_b")].count("\n") + 1


def test_the_same_key_twice_is_refused_even_across_groups():
    group = {"type": "group", "id": "g", "components": [field("namn", id="annat")]}
    assert refused(form_bytes(field("namn"), group)).code == "duplicate_key"


def test_the_same_json_key_twice_is_refused():
    assert refused(b'{"type": "default", "type": "default"}').code == "duplicate_key"


def test_deep_nesting_is_refused():
    inner: dict[str, object] = field()
    for number in range(20):
        inner = {"type": "group", "id": f"g{number}", "components": [inner]}
    assert refused(form_bytes(inner)).code == "too_deep"
    assert refused(b"[" * 100_000).code in ("too_deep", "not_json")


def test_too_many_fields_are_refused():
    assert refused(form_bytes(*(field(f"f{i}") for i in range(501)))).code == "too_many_fields"


def test_broken_json_names_its_line():
    assert refused(b'{\n"type": }').line == 2
    assert refused(json.dumps({"type": "default", "id": "x", "a": float("nan")}).encode()).code == "not_json"
    assert refused(b"\xff\xfe").code == "not_utf8"


@pytest.mark.parametrize("pattern", [r"\d{8}-\d{4}", r"[A-Z]{1,3}\d+", r"(ab|cd)?", r"^\S+@\S+$"])
def test_ordinary_patterns_are_allowed(pattern):
    assert patterns.fault(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("(a+)+", "pattern_dangerous"),
        ("((ab)*c)*", "pattern_dangerous"),
        ("(a|aa)+", "pattern_dangerous"),
        ("(a*){20}", "pattern_dangerous"),
        (r"(a)\1", "pattern_dangerous"),
        ("(?=a)", "pattern_dangerous"),
        ("a*" * 10, "pattern_dangerous"),
        ("(", "pattern_invalid"),
        ("a" * 201, "pattern_too_long"),
    ],
)
def test_patterns_that_could_run_for_ever_are_refused(pattern, code):
    assert patterns.fault(pattern) == code
