import json

import pytest
from tests.formats.samples import field, form_bytes

from familjeflow.domain.forms import FieldKind
from familjeflow.formats import forms, patterns
from familjeflow.formats.errors import FormatError

AB = [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]


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
            properties={"title": "T", "version": "3"},
        ),
        "blankett.form",
    )
    assert (form.title, form.version) == ("T", 3)
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
        (field(valuesExpression="=a"), "expression", "components[0].valuesExpression"),
        (field(conditional={"hide": "=a"}), "unknown_field", "components[0].conditional.hide"),
        (field(conditional={"hide": "=a("}), "feel_grammar", "components[0].conditional.hide"),
        (field(conditional={"hide": "namn"}), "feel_no_equals", "components[0].conditional.hide"),
        (field(conditional={"show": "=a"}), "unknown_key", "components[0].conditional.show"),
        (field(conditional="=a"), "wrong_type", "components[0].conditional"),
        (field(properties={"valid_on": "namn"}), "unknown_field", "components[0].properties.valid_on"),
        (field(properties={"plan": "mål"}), "unknown_plan_part", "components[0].properties.plan"),
        (
            {"type": "dynamiclist", "id": "l", "path": "rader", "components": [field("id")]},
            "reserved_key",
            "components[0]",
        ),
        (field(validate=[]), "wrong_type", "components[0].validate"),
        (field(validate={"min": "1"}), "wrong_type", "components[0].validate.min"),
        (field(type="radio"), "no_choices", "components[0].values"),
        (field(defaultValue=3), "wrong_type", "components[0].defaultValue"),
        (field(defaultValue=False), "wrong_type", "components[0].defaultValue"),
        (field(type="number", defaultValue="3"), "wrong_type", "components[0].defaultValue"),
        (field(type="number", defaultValue=True), "wrong_type", "components[0].defaultValue"),
        (field(type="checkbox", defaultValue="ja"), "wrong_type", "components[0].defaultValue"),
        (field(type="radio", values=AB, defaultValue="c"), "wrong_type", "components[0].defaultValue"),
        (field(type="checklist", values=AB, defaultValue=[[]]), "wrong_type", "components[0].defaultValue"),
        (
            {"type": "dynamiclist", "id": "l", "path": "r", "components": [], "defaultValue": ["x"]},
            "wrong_type",
            "components[0].defaultValue",
        ),
        (field(properties={"prefill": "client.age"}), "unknown_prefill", "components[0].properties.prefill"),
        (field(properties={"prefill": "date."}), "unknown_prefill", "components[0].properties.prefill"),
        (
            field(type="select", properties={"options_from": "x"}),
            "unknown_options",
            "components[0].properties.options_from",
        ),
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


def test_a_condition_may_ask_for_fields_in_its_row_and_outside_it():
    row = field("varde", conditional={"hide": '=slag = "x" and not(tolk)'})
    form = forms.read(
        form_bytes(
            {"type": "group", "id": "g", "components": [field("tolk", type="checkbox")]},
            {"type": "dynamiclist", "id": "l", "path": "rader", "components": [field("slag"), row]},
        ),
        "blankett.form",
    )
    condition = form.fields[1].fields[1].hidden_when
    assert condition is not None
    assert condition.holds({"slag": "x", "tolk": False})


def test_a_field_outside_a_row_cannot_ask_for_what_is_in_it():
    rows = {"type": "dynamiclist", "id": "l", "path": "rader", "components": [field("slag")]}
    outside = field("varde", conditional={"hide": "=slag = null"})
    assert refused(form_bytes(rows, outside)).field == "components[1].conditional.hide"


def test_the_day_that_decides_may_stand_in_another_group():
    day = {"type": "datetime", "subtype": "date", "id": "d", "key": "dag", "dateLabel": "Dag"}
    ground = field("lagrum", type="select", properties={"options_from": "lagrum", "valid_on": "dag"})
    form = forms.read(
        form_bytes(
            {"type": "group", "id": "g1", "components": [day]},
            {"type": "group", "id": "g2", "components": [ground]},
        ),
        "blankett.form",
    )
    assert form.fields[1].fields[0].valid_on == "dag"


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


@pytest.mark.parametrize("version", ["9" * 5_000, "1.5", "", "-1"])
def test_a_version_is_a_short_whole_number(version):
    error = refused(form_bytes(properties={"title": "T", "version": version}))
    assert (error.code, error.field) == ("wrong_type", "properties.version")


def test_defaults_of_the_right_kind_are_read():
    form = forms.read(
        form_bytes(
            field("a", defaultValue="Ord"),
            field("b", type="number", defaultValue=0),
            field("c", type="checkbox", defaultValue=True),
            field("d", type="checklist", values=AB, defaultValue=["b"]),
            field("e", type="select", values=AB, defaultValue="a"),
        ),
        "blankett.form",
    )
    assert [f.default for f in form.fields] == ["Ord", 0, True, ["b"], "a"]


def test_broken_json_names_its_line():
    assert refused(b'{\n"type": }').line == 2
    assert refused(json.dumps({"type": "default", "id": "x", "a": float("nan")}).encode()).code == "not_json"
    assert refused(b"\xff\xfe").code == "not_utf8"


@pytest.mark.parametrize(
    "pattern",
    [
        r"\d{8}-\d{4}",
        r"[A-Z]{1,3}\d+",
        r"(ab|cd)?",
        r"^\S+@[a-z.]{1,40}$",
        r"\(?\d{1,4}\)?[ -]{0,3}\d+",
        "(?:ab)*",
        "[(+*]{3}",
    ],
)
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
        ("a*a*a*a*a*a*b", "pattern_dangerous"),
        ("((a?){9}){9}b", "pattern_dangerous"),
        ("(?:a{1,9}){9}(?:a{1,9}){9}b", "pattern_dangerous"),
        ("(?:a?){9}" * 8 + "b", "pattern_dangerous"),
        ("a?" * 60 + "b", "pattern_dangerous"),
        ("(a|a)" * 30 + "b", "pattern_dangerous"),
        ("((a|a)b)+", "pattern_dangerous"),
        ("(?:a|a){9}", "pattern_dangerous"),
        ("(a+)?", "pattern_dangerous"),
        ("a{0,99}" * 6 + "b", "pattern_dangerous"),
        ("a{,}a{3,}b", "pattern_dangerous"),
        ("a*?a*+b", "pattern_dangerous"),
        ("(?:a{9999}b)", "pattern_dangerous"),
        ("(", "pattern_invalid"),
        ("a" * 201, "pattern_too_long"),
    ],
)
def test_patterns_that_could_run_for_ever_are_refused(pattern, code):
    assert patterns.fault(pattern) == code
