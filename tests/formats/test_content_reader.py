import pytest
from tests.formats import samples

from familjeflow.domain.time_rules import Anchor, AnchorEvent, Force, Interval
from familjeflow.formats import bundle
from familjeflow.formats.errors import FormatError

LIMIT = """[[step.steg.limit]]
id = "grans"
text = "I tid"
anchor = "date:dag"
offset = "P3M"
force = "latest"
"""


def refused(addition: str) -> FormatError:
    with pytest.raises(FormatError) as caught:
        bundle.read_bundle(samples.files(samples.CONTENT + addition))
    return caught.value


def test_content_is_read_with_its_source():
    definition = bundle.read_bundle(samples.files())
    task = definition.step("steg").tasks[0]
    assert (task.text, task.sets) == ("Gör det", ("klart",))
    assert (task.source.step, task.source.lines) == ("1", (5,))
    assert definition.step("steg").roles == ("handlaggare",)


def test_a_question_without_content_gets_its_words_from_the_drawing():
    question = bundle.read_bundle(samples.files()).step("fraga").question
    assert question is not None
    assert question.text == "Klart?"
    assert [(a.flow, a.text) for a in question.answers] == [("ja", "Ja"), ("nej", "Nej")]


def test_a_limit_is_read():
    rule = bundle.read_bundle(samples.files(samples.CONTENT + LIMIT)).step("steg").limits[0]
    assert rule.anchors == (("", Anchor(AnchorEvent.DATE, "dag")),)
    assert (rule.offset, rule.force) == (Interval(months=3), Force.LATEST)


@pytest.mark.parametrize(
    ("addition", "code", "key"),
    [
        ("[step.borta]\n", "unknown_step", "step.borta"),
        ("[okant]\n", "unknown_key", "okant"),
        (
            '[[step.steg.task]]\nid = "x"\nrole = "chef"\ntext = "t"\n',
            "unknown_role",
            "step.steg.task.1.role",
        ),
        (
            '[[step.steg.task]]\nid = "x"\nrole = "handlaggare"\ntext = "t"\nsystem = "s"\n',
            "unknown_system",
            "step.steg.task.1.system",
        ),
        (
            '[[step.steg.task]]\nid = "x"\nrole = "handlaggare"\ntext = "t"\ndirectory = "d"\n',
            "unknown_directory",
            "step.steg.task.1.directory",
        ),
        (
            '[[step.steg.task]]\nid = "x"\nrole = "handlaggare"\ntext = "t"\nwhen = ["not:borta"]\n',
            "unknown_fact",
            "step.steg.task.1.when",
        ),
        (
            '[[step.steg.ask]]\nid = "x"\ntext = "t"\nwhen = ["borta"]\n',
            "unknown_fact",
            "step.steg.ask.0.when",
        ),
        (
            '[[step.steg.document]]\nid = "d"\ntitle = "t"\nform = "f"\n',
            "unknown_form",
            "step.steg.document.0.form",
        ),
        (
            '[[step.steg.ask]]\nid = "borta"\ntext = "t"\nkind = "date"\n',
            "unknown_date",
            "step.steg.ask.0.id",
        ),
        (LIMIT.replace("date:dag", "done:borta"), "unknown_anchor", "step.steg.limit.0.anchor"),
        (LIMIT.replace("date:dag", "task:steg/borta"), "unknown_anchor", "step.steg.limit.0.anchor"),
        (LIMIT.replace("date:dag", "sedan:dag"), "bad_anchor", "step.steg.limit.0.anchor"),
        (LIMIT.replace("P3M", "3 månader"), "bad_interval", "step.steg.limit.0.offset"),
        (LIMIT + 'weekly = "måndag"\n', "bad_weekly", "step.steg.limit.0.weekly"),
        (LIMIT + 'setting = "borta"\n', "unknown_setting", "step.steg.limit.0.setting"),
        (LIMIT + 'before = "ja"\n', "wrong_type", "step.steg.limit.0.before"),
        (
            '[[step.steg.gate]]\nid = "g"\nact = "borta"\nrequires = ["klart"]\ntext = "t"\n',
            "unknown_act",
            "step.steg.gate.0.act",
        ),
        ('[step.steg.question]\ntext = "t"\n', "not_a_question", "step.steg.question"),
        (
            '[[step.fraga.question.answer]]\nflow = "f1"\n',
            "flow_elsewhere",
            "step.fraga.question.answer.0.flow",
        ),
        (
            '[[step.fraga.question.answer]]\nflow = "ja"\n',
            "answer_missing",
            "step.fraga.question.answer",
        ),
    ],
)
def test_a_name_that_is_not_known_is_refused_with_file_line_and_key(addition, code, key):
    error = refused(addition)
    assert (error.file, error.code, error.field) == ("content.toml", code, key)
    last = key.split(".")[-1]
    wanted = next((n for n, text in enumerate(addition.splitlines()) if text.startswith(f"{last} =")), 0)
    assert error.line == samples.CONTENT.count("\n") + 1 + wanted


def test_lines_are_found_past_long_strings_and_lists():
    before = 'explanation = """\n[step.x]\nrole = "y"\n"""\nagenda = [\n  "a",\n  "b",\n]\n'
    content = samples.CONTENT.replace('number = "1"\n', 'number = "1"\n' + before) + "[okant]\n"
    with pytest.raises(FormatError) as caught:
        bundle.read_bundle(samples.files(content))
    assert caught.value.line == content.count("\n")


def test_broken_toml_names_its_line():
    with pytest.raises(FormatError) as caught:
        bundle.read_bundle(samples.files("[process]\nid = \n"))
    assert (caught.value.code, caught.value.line) == ("not_toml", 2)


def test_a_form_that_sets_a_date_the_process_lacks_is_refused():
    form = samples.form_bytes(samples.field(properties={"case_date": "borta"}))
    with pytest.raises(FormatError) as caught:
        bundle.read_bundle(samples.files(blankett=form))
    assert (caught.value.code, caught.value.file) == ("unknown_date", "blankett.form")


@pytest.mark.parametrize(("fact", "code"), [("borta", "unknown_fact"), ("klart", "unknown_choice")])
def test_a_choice_that_sets_a_fact_that_is_not_there_is_refused(fact, code):
    choice = {"type": "radio", "values": [{"value": "ja", "label": "Ja"}]}
    form = samples.form_bytes(samples.field(**choice, properties={"case_fact": fact}))
    with pytest.raises(FormatError) as caught:
        bundle.read_bundle(samples.files(blankett=form))
    assert (caught.value.code, caught.value.file) == (code, "blankett.form")


@pytest.mark.parametrize(
    ("prefill", "code"), [("date.borta", "unknown_date"), ("role.borta", "unknown_role")]
)
def test_a_form_that_is_filled_in_from_what_the_process_lacks_is_refused(prefill, code):
    form = samples.form_bytes(samples.field(properties={"prefill": prefill}))
    with pytest.raises(FormatError) as caught:
        bundle.read_bundle(samples.files(blankett=form))
    assert (caught.value.code, caught.value.file) == (code, "blankett.form")


WEEKS = '[settings.{name}]\ntext = "t"\ndefault = "1"\n[settings.{name}.choices]\n{choices}\n'
CALL = '[[step.steg.limit]]\nid = "l"\ntext = "t"\nanchor = "closed"\nforce = "latest"\n'
CALL += 'function = "half_year_week"\n'


@pytest.mark.parametrize(
    ("more", "choices", "code", "key"),
    [
        ('week_setting = "vecka"\n', '1 = "a"', "missing_key", "setting"),
        ('setting = "vecka"\n', '1 = "a"', "missing_key", "week_setting"),
        ('setting = "vecka"\nweek_setting = "vecka"\n', '1 = "a"\nx = "b"', "bad_week", "week_setting"),
        ('setting = "vecka"\nweek_setting = "vecka"\n', '1 = "a"\n9 = "b"', "bad_week", "week_setting"),
    ],
)
def test_the_week_of_a_half_year_needs_its_settings(more, choices, code, key):
    error = refused(WEEKS.format(name="vecka", choices=choices) + CALL + more)
    assert (error.code, error.field) == (code, f"step.steg.limit.0.{key}")


ROWS = {
    "limit": 'text = "t"\nanchor = "opened"\nforce = "latest"\n',
    "ask": 'text = "t"\n',
    "gate": 'text = "t"\nrequires = ["klart"]\n',
    "task": 'text = "t"\nrole = "handlaggare"\n',
    "document": 'title = "t"\n',
}


@pytest.mark.parametrize("kind", ROWS)
def test_the_same_id_twice_in_a_step_is_refused(kind):
    row = f'[[step.steg.{kind}]]\nid = "x"\n{ROWS[kind]}'
    assert bundle.read_bundle(samples.files(samples.CONTENT + row)).step("steg")
    error = refused(row + row)
    assert (error.code, error.facts["id"]) == ("duplicate_id", "x")


def test_a_step_of_thousands_of_questions_is_refused():
    rows = "".join(f'[[step.steg.ask]]\nid = "x{n}"\ntext = "t"\n' for n in range(2_001))
    assert refused(rows).code == "too_many_entries"


def test_something_is_done_for_each_of_a_part_that_a_case_has():
    error = refused('[[step.steg.ask]]\nid = "x"\ntext = "t"\nper = "granne"\n')
    assert (error.code, error.field) == ("unknown_part", "step.steg.ask.0.per")


def test_a_number_of_thousands_of_digits_is_refused():
    assert refused(f"x = {'9' * 5_000}\n").code == "not_toml"


def test_a_form_carries_the_name_of_its_file():
    with pytest.raises(FormatError) as caught:
        bundle.read_bundle(samples.files(annan=samples.form_bytes(samples.field())))
    assert caught.value.code == "form_id_is_not_file_name"


def test_the_hash_follows_names_and_contents():
    one = bundle.bundle_hash({"a": b"bc"})
    assert one == bundle.bundle_hash({"a": b"bc"})
    assert len({one, bundle.bundle_hash({"ab": b"c"}), bundle.bundle_hash({"a": b"b", "c": b""})}) == 3


def test_a_folder_without_its_files_is_refused_by_name(tmp_path):
    with pytest.raises(FormatError) as caught:
        bundle.read_folder(tmp_path)
    assert (caught.value.code, caught.value.file) == ("missing_file", "process.bpmn")
