"""What a form shows is what it gives back, for every kind of field."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot
from tests.ui.forms.made_up import ALL_KINDS, ANSWERS, TODAY, goal

from familjeflow.domain.forms import FieldKind, FormDefinition, FormField, JsonValue, Option, empty_answers
from familjeflow.ui.forms.fields import Fields, FormSurroundings, markdown_label
from familjeflow.ui.forms.plain_text import PlainText, pasted_text
from familjeflow.ui.forms.rows import Rows
from familjeflow.ui.forms.text_editors import read_number

AROUND = FormSurroundings(TODAY, {"lagrum": (Option("sol-4-1", "4 kap. 1 § SoL"),)})


def shown(qtbot: QtBot, form: FormDefinition, answers: dict[str, JsonValue]) -> Fields:
    fields = Fields(form.fields, AROUND, lambda: None)
    qtbot.addWidget(fields)
    fields.write(answers)
    return fields


def test_every_kind_of_field_gives_back_its_answer(qtbot: QtBot) -> None:
    assert shown(qtbot, ALL_KINDS, ANSWERS).read() == ANSWERS


def test_an_untouched_form_gives_back_the_empty_answers(qtbot: QtBot) -> None:
    empty = empty_answers(ALL_KINDS)
    assert shown(qtbot, ALL_KINDS, empty).read() == empty


def test_answers_that_the_form_no_longer_asks_for_are_kept(qtbot: QtBot) -> None:
    answers: dict[str, JsonValue] = {**ANSWERS, "gammal_fraga": "ett svar"}
    assert shown(qtbot, ALL_KINDS, answers).read()["gammal_fraga"] == "ett svar"


def test_choices_that_are_no_longer_offered_are_kept(qtbot: QtBot) -> None:
    answers: dict[str, JsonValue] = {
        **ANSWERS,
        "vag": "borttagen",
        "lagrum": "gammalt",
        "vilka": ["skola", "x"],
    }
    assert shown(qtbot, ALL_KINDS, answers).read() == answers


def test_what_is_no_number_stays_as_it_was_typed(qtbot: QtBot) -> None:
    fields = shown(qtbot, ALL_KINDS, ANSWERS)
    line = fields.boxes["antal"].editor.control
    assert isinstance(line, QLineEdit)
    line.setText("ungefär tre")
    assert fields.read()["antal"] == "ungefär tre"


@pytest.mark.parametrize(
    ("typed", "value"), [("2,5", 2.5), ("12", 12), ("1 200", 1200), ("−3", -3), ("", None), ("nan", "nan")]
)
def test_numbers_are_read_as_swedes_write_them(typed: str, value: JsonValue) -> None:
    assert read_number(typed) == value


@pytest.mark.parametrize("typed", ["2026-03-04", "20260304", "260304", "4/3", "4/3 2026", "2026/3/4"])
def test_dates_are_read_in_the_ways_people_write_them(qtbot: QtBot, typed: str) -> None:
    fields = shown(qtbot, ALL_KINDS, ANSWERS)
    line = fields.boxes["dag"].editor.control
    assert isinstance(line, QLineEdit)
    line.setText(typed)
    assert fields.read()["dag"] == "2026-03-04"


def test_a_radio_that_is_not_required_can_be_taken_away(qtbot: QtBot) -> None:
    fields = shown(qtbot, ALL_KINDS, ANSWERS)
    box = fields.boxes["vag"]
    clear = next(b for b in box.findChildren(QPushButton) if b.text() == "Ta bort svaret")
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert fields.read()["vag"] == ""
    assert not any(r.isChecked() for r in box.findChildren(QRadioButton))


def test_scrolling_past_a_choice_does_not_change_it(qtbot: QtBot) -> None:
    fields = shown(qtbot, ALL_KINDS, ANSWERS)
    combo = fields.boxes["lagrum"].findChild(QComboBox)
    assert combo is not None
    fields.show()
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    wheel = QWheelEvent(
        QPointF(4, 4),
        QPointF(4, 4),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, wheel)
    assert fields.read()["lagrum"] == "sol-4-1"


def test_choices_of_the_case_stand_beside_those_of_the_form(qtbot: QtBot) -> None:
    fields = shown(qtbot, ALL_KINDS, ANSWERS)
    combo = fields.boxes["lagrum"].findChild(QComboBox)
    assert combo is not None
    assert combo.findText("4 kap. 1 § SoL") > 0


def rows_of(fields: Fields) -> Rows:
    found = fields.findChild(Rows)
    assert found is not None
    return found


def test_rows_are_added_moved_and_removed(qtbot: QtBot) -> None:
    fields = shown(qtbot, ALL_KINDS, {**ANSWERS, "mal": [goal("Skolan"), goal("Sömnen")]})
    rows = rows_of(fields)
    qtbot.mouseClick(rows.rows[0].down, Qt.MouseButton.LeftButton)
    assert [row["text"] for row in rows_as_dicts(fields)] == ["Sömnen", "Skolan"]
    qtbot.mouseClick(rows.add_button, Qt.MouseButton.LeftButton)
    assert len(rows_as_dicts(fields)) == 3
    qtbot.mouseClick(rows.rows[0].remove, Qt.MouseButton.LeftButton)
    assert [row["text"] for row in rows_as_dicts(fields)] == ["Skolan", ""]


def test_a_removed_row_can_be_put_back(qtbot: QtBot) -> None:
    fields = shown(qtbot, ALL_KINDS, {**ANSWERS, "mal": [goal("Skolan"), goal("Sömnen")]})
    rows = rows_of(fields)
    qtbot.mouseClick(rows.rows[0].remove, Qt.MouseButton.LeftButton)
    back = next(b for b in rows.findChildren(QPushButton) if b.text() == "Lägg tillbaka")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert [row["text"] for row in rows_as_dicts(fields)] == ["Skolan", "Sömnen"]


def rows_as_dicts(fields: Fields) -> list[dict[str, JsonValue]]:
    value = fields.read()["mal"]
    assert isinstance(value, list)
    return [row for row in value if isinstance(row, dict)]


def test_a_paste_with_only_formatted_text_gives_its_words(qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setHtml("<h1>Mötet</h1><p>Ada\u00a0mår <b>bra</b>.</p>")
    area = PlainText()
    qtbot.addWidget(area)
    area.insertFromMimeData(mime)
    assert area.toPlainText() == "Mötet\nAda mår bra."


def test_a_paste_loses_control_characters_and_keeps_lines() -> None:
    mime = QMimeData()
    mime.setText("ett\r\ntvå\u2028tre\x00\x0b fyra")
    assert pasted_text(mime) == "ett\ntvå\ntre fyra"


def test_a_text_area_grows_with_its_text(qtbot: QtBot) -> None:
    area = PlainText()
    qtbot.addWidget(area)
    area.resize(400, 80)
    area.show()
    before = area.height()
    area.setPlainText("rad\n" * 12)
    assert area.height() > before + 100


def test_words_of_the_form_cannot_load_or_run_anything(qtbot: QtBot) -> None:
    label = markdown_label(
        "**Viktigt** ![bild](file:///etc/passwd) [länk](https://exempel.se) <script>x</script>"
    )
    qtbot.addWidget(label)
    assert "<b>Viktigt</b>" in label.text()
    assert "<img" not in label.text()
    assert "<a " not in label.text()
    assert "&lt;script&gt;" in label.text()
    assert "länk (https://exempel.se)" in label.text()


def test_every_control_has_a_name_for_readers(qtbot: QtBot) -> None:
    fields = shown(qtbot, ALL_KINDS, ANSWERS)
    for key, box in fields.boxes.items():
        control = box.editor.control
        named = control.accessibleName() or getattr(control, "text", str)()
        assert named, key


def test_labels_are_buddies_of_their_controls(qtbot: QtBot) -> None:
    fields = shown(qtbot, ALL_KINDS, ANSWERS)
    for key, box in fields.boxes.items():
        if box.field.kind is not FieldKind.CHECKBOX:
            buddies = [label.buddy() for label in box.findChildren(QLabel) if label.buddy()]
            assert box.editor.control in buddies, key


def test_an_answer_fetched_from_the_case_is_marked_until_it_is_changed(qtbot: QtBot) -> None:
    fields = Fields(
        (FormField("n", FieldKind.TEXT, "Namn", "namn", prefill="client.name"),),
        FormSurroundings(date(2026, 3, 2), {}, frozenset({"namn"})),
        lambda: None,
    )
    qtbot.addWidget(fields)
    fields.write({"namn": "Ada Påhittson"})
    box = fields.boxes["namn"]
    assert box.is_marked_prefilled()
    qtbot.keyClicks(box.editor.control, "!")
    assert not box.is_marked_prefilled()
