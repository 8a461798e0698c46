"""Fields come and go with the answers, choices follow the date, and nothing typed is lost."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from familjeflow.domain import feel
from familjeflow.domain.forms import FieldKind, FormDefinition, FormField, JsonValue, Option, PlanPart
from familjeflow.services.akt_check import AktPerson
from familjeflow.services.changes import ChangeSet
from familjeflow.services.form_filling import FormView
from familjeflow.services.plan_versions import SavedVersion
from familjeflow.ui.forms.fields import Fields, FormSurroundings
from familjeflow.ui.forms.form_page import FormActs, FormPage
from familjeflow.ui.forms.rows import Rows

TODAY = date(2026, 3, 2)
OPTIONS = {
    "lagrum": (
        Option("gammal", "Gammalt lagrum", last_day=date(2025, 6, 30)),
        Option("ny", "Nytt lagrum", first_day=date(2025, 7, 1)),
    )
}
GOALS = FormField(
    "m",
    FieldKind.LIST,
    "Mål",
    "mal",
    fields=(
        FormField("m1", FieldKind.TEXT, "Mål", "text", plan=PlanPart.TEXT),
        FormField("m2", FieldKind.CHECKBOX, "Uppfyllt", "uppfyllt", plan=PlanPart.FULFILLED),
        FormField("m3", FieldKind.DATE, "Den", "den", hidden_when=feel.parse("=uppfyllt != true")),
        FormField("m4", FieldKind.DATE, "Tillkom", "tillkom", plan=PlanPart.ADDED, prefill="today"),
    ),
)
FORM = FormDefinition(
    "f",
    "Påhittat",
    (
        FormField("n", FieldKind.TEXT, "Namn", "namn", prefill="client.name"),
        FormField("a", FieldKind.CHECKBOX, "Avslutas", "avslutas"),
        FormField(
            "g",
            FieldKind.GROUP,
            "Avslutet",
            fields=(
                FormField(
                    "s",
                    FieldKind.TEXT,
                    "Varför",
                    "skal",
                    required=True,
                    hidden_when=feel.parse("=avslutas != true"),
                ),
            ),
        ),
        FormField("d", FieldKind.DATE, "Dag", "dag"),
        FormField("l", FieldKind.SELECT, "Lagrum", "lagrum", options_from="lagrum", valid_on="dag"),
        GOALS,
    ),
)
ADA = AktPerson("a", "Påhittson, Ada", "Ada", "Påhittson", "20150315-9803")
EVA = AktPerson("e", "Exempelius, Eva", "Eva", "Exempelius", "19850315-9804")


@pytest.fixture
def fields(qtbot: QtBot) -> Fields:
    found = Fields(FORM.fields, FormSurroundings(TODAY, OPTIONS), lambda: None)
    qtbot.addWidget(found)
    found.show()
    return found


def tick(fields: Fields, key: str, on: bool = True) -> None:
    box = fields.boxes[key].editor.control
    assert isinstance(box, QCheckBox)
    box.setChecked(on)


def words(fields: Fields) -> list[str]:
    combo = fields.boxes["lagrum"].findChild(QComboBox)
    assert combo is not None
    return [combo.itemText(place) for place in range(1, combo.count())]


def write_day(fields: Fields, day: str) -> None:
    line = fields.boxes["dag"].editor.control
    assert isinstance(line, QLineEdit)
    line.setText(day)


def test_a_field_is_shown_while_its_condition_lets_it(fields: Fields) -> None:
    fields.write({"avslutas": False})
    assert not fields.boxes["skal"].isVisible()
    tick(fields, "avslutas")
    assert fields.boxes["skal"].isVisible()


def test_what_was_typed_comes_back_with_the_field(fields: Fields) -> None:
    fields.write({"avslutas": True, "skal": "Målen är nådda"})
    tick(fields, "avslutas", False)
    assert fields.read()["skal"] == "Målen är nådda"
    tick(fields, "avslutas")
    assert fields.boxes["skal"].editor.read() == "Målen är nådda"


def test_a_row_shows_its_own_fields(fields: Fields) -> None:
    fields.write({"mal": [{"text": "Skolan", "uppfyllt": True}, {"text": "Sömnen", "uppfyllt": False}]})
    rows = fields.findChild(Rows)
    assert rows is not None
    assert [row.fields.boxes["den"].isHidden() for row in rows.rows] == [False, True]


def test_a_new_row_is_dated_today(fields: Fields) -> None:
    rows = fields.findChild(Rows)
    assert rows is not None
    rows.add_button.click()
    assert rows.rows[0].fields.read()["tillkom"] == "2026-03-02"


def test_the_choices_follow_the_date(fields: Fields) -> None:
    assert words(fields) == ["Gammalt lagrum – t.o.m. 2025-06-30", "Nytt lagrum – fr.o.m. 2025-07-01"]
    write_day(fields, "2025-06-30")
    assert words(fields) == ["Gammalt lagrum"]
    write_day(fields, "2025-07-01")
    assert words(fields) == ["Nytt lagrum"]


def test_a_choice_made_before_the_date_changed_stays_to_be_seen(fields: Fields) -> None:
    fields.write({"dag": "2025-06-01", "lagrum": "gammal"})
    write_day(fields, "2026-01-01")
    assert fields.read()["lagrum"] == "gammal"
    assert words(fields) == ["Nytt lagrum", "Gammalt lagrum – t.o.m. 2025-06-30"]


class Kept:
    """What the page asked the services for."""

    def __init__(self) -> None:
        self.akt: list[str | None] = []
        self.adopted: list[dict[str, JsonValue]] = []
        self.asked: list[object] = []

    def page(self, qtbot: QtBot, view: FormView) -> FormPage:
        acts = FormActs(
            save_draft=self._save,
            adopt=self._adopt,
            print_paper=lambda _answers, _akt: None,
            attempt=lambda work: work(),
            print_version=self.asked.append,
            print_blank=lambda: self.asked.append("blank"),
            save_fillable=lambda: self.asked.append("fillable"),
        )
        page = FormPage(view, acts, TODAY)
        qtbot.addWidget(page)
        page.show()
        return page

    def _save(self, _answers: dict[str, JsonValue], akt: str | None) -> datetime:
        self.akt.append(akt)
        return datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

    def _adopt(self, answers: dict[str, JsonValue], _reason: str, akt: str | None) -> ChangeSet:
        self.adopted.append(answers)
        self.akt.append(akt)
        return ChangeSet()


def view(**answers: JsonValue) -> FormView:
    start: dict[str, JsonValue] = {"namn": "Påhittson, Ada", **answers}
    return FormView(
        FORM,
        start,
        frozenset(),
        OPTIONS,
        "Påhittat",
        "a",
        "Påhittson, Ada",
        None,
        None,
        None,
        people=(ADA, EVA),
        can_choose_akt=True,
        personal={"a": {"namn": "Påhittson, Ada"}, "e": {"namn": "Exempelius, Eva"}},
    )


def test_a_ground_out_of_time_stops_the_form_and_is_said_beside_it(qtbot: QtBot) -> None:
    kept = Kept()
    page = kept.page(qtbot, view(dag="2025-06-01", lagrum="ny"))
    page.adopt()
    assert kept.adopted == []
    assert page.fields.boxes["lagrum"].problem().startswith("Det här gällde inte den dagen.")


def test_a_hidden_field_does_not_stop_the_form(qtbot: QtBot) -> None:
    kept = Kept()
    kept.page(qtbot, view(avslutas=False)).adopt()
    assert len(kept.adopted) == 1


def test_choosing_another_akt_takes_the_name_along(qtbot: QtBot) -> None:
    kept = Kept()
    page = kept.page(qtbot, view())
    assert page.akt.choice is not None
    page.akt.choice.setCurrentIndex(1)
    assert page.fields.read()["namn"] == "Exempelius, Eva"
    assert kept.akt == ["e"]


def test_a_name_that_was_written_by_hand_is_left_alone(qtbot: QtBot) -> None:
    page = Kept().page(qtbot, replace(view(), answers={"namn": "Familjen"}))
    assert page.akt.choice is not None
    page.akt.choice.setCurrentIndex(1)
    assert page.fields.read()["namn"] == "Familjen"


def test_another_persons_name_in_the_text_is_pointed_out_and_stops_nothing(qtbot: QtBot) -> None:
    kept = Kept()
    page = kept.page(qtbot, view(mal=[{"text": "Eva hämtar"}]))
    assert page.others.isVisible()
    assert page.others.text.text() == (
        "Texten nämner Exempelius, Eva. Ska det stå i akten för Påhittson, Ada?"
    )
    page.adopt()
    assert len(kept.adopted) == 1


def test_a_plan_tells_what_has_changed_and_opens_its_earlier_versions(qtbot: QtBot) -> None:
    kept = Kept()
    first: dict[str, JsonValue] = {"mal": [{"id": "1", "text": "Skolan"}]}
    second: dict[str, JsonValue] = {"mal": [{"id": "1", "text": "Skolan", "uppfyllt": True}]}
    versions = (SavedVersion(1, TODAY, "Åsa", first), SavedVersion(2, TODAY, "Åsa", second))
    page = kept.page(qtbot, replace(view(**second), versions=versions))
    assert "• Uppfyllt: Skolan (mål)" in said(page)
    page.findChild(Rows).add_button.click()  # type: ignore[union-attr]
    page.flush()
    qtbot.waitUntil(lambda: "• Tillkommit: utan text (mål), 2026-03-02" in said(page))
    page.versions.findChild(QPushButton).click()  # type: ignore[union-attr]
    assert kept.asked == [1]


def said(page: FormPage) -> list[str]:
    return [label.text() for label in page.versions.findChildren(QLabel) if not label.isHidden()]


def test_the_menu_gives_blank_forms(qtbot: QtBot) -> None:
    kept = Kept()
    page = kept.page(qtbot, view())
    menu = next(m for m in page.findChildren(QMenu) if m.accessibleName() == "Mer")
    blanks = [a for a in menu.actions() if "blankett" in a.text() or "ifyllbar" in a.text()]
    assert [a.text() for a in blanks] == ["Skriv ut tom blankett", "Spara som ifyllbar PDF"]
    for action in blanks:
        action.trigger()
    assert kept.asked == ["blank", "fillable"]
