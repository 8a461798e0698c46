"""What is wrong with an answer stands beside its field, in Swedish, and goes when it is mended."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from tests.ui.forms.made_up import ALL_KINDS, ANSWERS, TODAY, goal

from familjeflow.domain.forms import FieldKind, FormField, JsonValue, Problem, problems
from familjeflow.services.changes import ChangeSet
from familjeflow.services.form_filling import FormView
from familjeflow.ui.forms.fields import Fields, FormSurroundings
from familjeflow.ui.forms.form_page import FormActs, FormPage
from familjeflow.ui.forms.problem_words import problem_text

FIELD = FormField("x", FieldKind.TEXT, "Fält", "x")


def fields_with(qtbot: QtBot, answers: dict[str, JsonValue]) -> Fields:
    fields = Fields(ALL_KINDS.fields, FormSurroundings(TODAY, {}), lambda: None)
    qtbot.addWidget(fields)
    fields.write(answers)
    fields.show_problems(problems(ALL_KINDS, fields.read()))
    return fields


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("namn", "", "Fyll i det här."),
        ("bakgrund", "x" * 201, "Texten får ha högst 200 tecken. Korta den."),
        ("antal", 0.5, "Talet får vara lägst 1."),
        ("antal", 41, "Talet får vara högst 40."),
        ("antal", "många", "Skriv ett tal, till exempel 12 eller 2,5."),
        ("dag", "i våras", "Skriv datumet som år-månad-dag, till exempel 2026-03-01."),
        ("tid", "efter lunch", "Skriv tiden som timmar och minuter, till exempel 13:30."),
        ("vag", "borttagen", "Välj ett av alternativen."),
    ],
)
def test_each_problem_is_said_beside_its_field(qtbot: QtBot, key: str, value: JsonValue, said: str) -> None:
    fields = fields_with(qtbot, {**ANSWERS, key: value})
    assert fields.boxes[key].problem() == said
    assert said in fields.boxes[key].editor.control.accessibleDescription()
    others = [k for k, box in fields.boxes.items() if box.problem() and k != key]
    assert others == []


def test_a_problem_in_a_row_is_said_in_that_row(qtbot: QtBot) -> None:
    fields = fields_with(qtbot, {**ANSWERS, "mal": [goal("Skolan"), goal("")]})
    rows = fields.boxes["mal"].editor.inner
    assert rows is not None
    second = rows.rows[1].fields  # type: ignore[attr-defined]
    assert second.boxes["text"].problem() == "Fyll i det här."
    fields.show()
    fields.focus_problem(("mal", 1, "text"))
    assert fields.focusWidget() is second.boxes["text"].editor.control


def test_mending_the_answer_takes_the_problem_away(qtbot: QtBot) -> None:
    fields = fields_with(qtbot, {**ANSWERS, "namn": ""})
    qtbot.keyClicks(fields.boxes["namn"].editor.control, "A")
    assert fields.boxes["namn"].problem() == ""


@pytest.mark.parametrize("code", ["too_few", "too_short", "pattern", "type", "choice", "okänd kod"])
def test_every_code_has_a_sentence(code: str) -> None:
    bound = 3.0 if code.startswith("too") else None
    text = problem_text(Problem(("x",), code, bound), FIELD)
    assert text.endswith(".")
    assert "{" not in text


def test_a_pattern_says_what_the_form_says() -> None:
    assert problem_text(Problem(("x",), "pattern", "Skriv fem siffror."), FIELD) == "Skriv fem siffror."


class Saves:
    """Keeps what the page saves, like the services do."""

    def __init__(self) -> None:
        self.drafts: list[dict[str, JsonValue]] = []
        self.adopted: list[dict[str, JsonValue]] = []

    def page(self, qtbot: QtBot, answers: dict[str, JsonValue]) -> FormPage:
        view = FormView(
            ALL_KINDS, answers, frozenset(), {}, "Påhittat", "p", "Påhittson, Ada", None, None, None
        )
        acts = FormActs(self.save, self.adopt, lambda _answers, _akt: None, lambda work: work())
        page = FormPage(view, acts, TODAY)
        qtbot.addWidget(page)
        page.show()
        return page

    def save(self, answers: dict[str, JsonValue], _akt: str | None) -> datetime:
        self.drafts.append(answers)
        return datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

    def adopt(self, answers: dict[str, JsonValue], _reason: str, _akt: str | None) -> ChangeSet:
        self.adopted.append(answers)
        return ChangeSet()


def test_a_form_with_problems_is_not_adopted(qtbot: QtBot) -> None:
    acts = Saves()
    page = acts.page(qtbot, {**ANSWERS, "namn": ""})
    page.adopt()
    assert acts.adopted == []
    assert page.summary.text.text() == "1 svar behöver ses över."


def test_while_typing_nobody_is_told_what_is_still_empty(qtbot: QtBot) -> None:
    page = Saves().page(qtbot, {**ANSWERS, "namn": ""})
    page.flush()
    assert page.fields.boxes["namn"].problem() == ""


def test_a_draft_is_saved_within_two_seconds_of_the_first_change(qtbot: QtBot) -> None:
    acts = Saves()
    page = acts.page(qtbot, ANSWERS)
    line = page.fields.boxes["namn"].editor.control
    assert isinstance(line, QLineEdit)
    line.setText("Ada")
    with qtbot.waitSignal(page.draft_kept, timeout=2000):
        pass
    assert acts.drafts[-1]["namn"] == "Ada"


def test_an_untouched_form_saves_nothing(qtbot: QtBot) -> None:
    acts = Saves()
    page = acts.page(qtbot, ANSWERS)
    page.flush()
    assert acts.drafts == []


def test_escape_leaves(qtbot: QtBot) -> None:
    page = Saves().page(qtbot, ANSWERS)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.focus_first()
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page.fields.boxes["namn"].editor.control, Qt.Key.Key_Escape)
