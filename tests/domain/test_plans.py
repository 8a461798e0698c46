"""What has become of a plan's goals since the version before."""

from hypothesis import given
from hypothesis import strategies as st

from familjeflow.domain.forms import FieldKind, FormDefinition, FormField, JsonValue, Option, PlanPart
from familjeflow.domain.plans import ChangeKind, compare, is_plan

_PART = FormField(
    "d",
    FieldKind.LIST,
    "Delmål",
    "delmal",
    fields=(
        FormField("d1", FieldKind.TEXT, "Delmål", "text", plan=PlanPart.TEXT),
        FormField("d2", FieldKind.CHECKBOX, "Uppfyllt", "uppfyllt", plan=PlanPart.FULFILLED),
        FormField("d3", FieldKind.DATE, "Uppfyllt den", "den", plan=PlanPart.FULFILLED_ON),
        FormField("d4", FieldKind.DATE, "Tillkom", "tillkom", plan=PlanPart.ADDED),
    ),
)
PLAN = FormDefinition(
    "plan",
    "Plan",
    (
        FormField(
            "g",
            FieldKind.GROUP,
            "Mål",
            fields=(
                FormField(
                    "m",
                    FieldKind.LIST,
                    "Mål",
                    "mal",
                    fields=(
                        FormField("m1", FieldKind.TEXT, "Mål", "text", plan=PlanPart.TEXT),
                        FormField("m2", FieldKind.TEXT, "Ansvarig", "ansvarig"),
                        FormField(
                            "m3",
                            FieldKind.RADIO,
                            "Uppfyllt",
                            "uppfyllt",
                            options=(Option("ja", "Ja"), Option("delvis", "Delvis")),
                            plan=PlanPart.FULFILLED,
                        ),
                        _PART,
                    ),
                ),
            ),
        ),
    ),
)

Row = dict[str, JsonValue]


def told(before: list[Row], after: list[Row]) -> list[tuple[str, str]]:
    return [(c.kind.value, c.text) for c in compare(PLAN, {"mal": [*before]}, {"mal": [*after]})]


def test_added_changed_fulfilled_and_removed_are_told_in_the_order_of_the_rows() -> None:
    before: list[Row] = [
        {"id": "1", "text": "Skolan"},
        {"id": "2", "text": "Sömnen"},
        {"id": "3", "text": "Vännerna"},
    ]
    after: list[Row] = [
        {"id": "4", "text": "Fritiden"},
        {"id": "1", "text": "Skolan varje dag"},
        {"id": "3", "text": "Vännerna", "uppfyllt": "ja"},
    ]
    assert told(before, after) == [
        ("added", "Fritiden"),
        ("changed", "Skolan varje dag"),
        ("fulfilled", "Vännerna"),
        ("removed", "Sömnen"),
    ]


def test_a_sub_goal_is_followed_inside_its_goal_with_its_date() -> None:
    goal: Row = {"id": "1", "text": "Skolan", "delmal": [{"id": "a", "text": "Läxor"}]}
    later: Row = {
        "id": "1",
        "text": "Skolan",
        "delmal": [
            {"id": "a", "text": "Läxor", "uppfyllt": True, "den": "2026-03-01"},
            {"id": "b", "text": "Sova", "tillkom": "2026-03-02"},
        ],
    }
    changes = compare(PLAN, {"mal": [goal]}, {"mal": [later]})
    assert [(c.kind, c.text, c.added) for c in changes] == [
        (ChangeKind.FULFILLED, "Läxor", ""),
        (ChangeKind.ADDED, "Sova", "2026-03-02"),
    ]
    assert changes[0].list_label == "Delmål"


def test_the_labels_say_what_was_changed_beside_being_reached() -> None:
    old: Row = {"id": "1", "text": "Skolan", "ansvarig": "Ada"}
    new: Row = {"id": "1", "text": "Skolan", "ansvarig": "Bo", "uppfyllt": "ja"}
    assert [(c.kind.value, c.labels) for c in compare(PLAN, {"mal": [old]}, {"mal": [new]})] == [
        ("fulfilled", ()),
        ("changed", ("Ansvarig",)),
    ]


def test_partly_reached_is_a_change_and_not_reached() -> None:
    assert told([{"id": "1", "text": "x"}], [{"id": "1", "text": "x", "uppfyllt": "delvis"}]) == [
        ("changed", "x")
    ]


def test_rows_from_before_there_were_ids_are_known_by_their_words() -> None:
    assert told([{"text": "Skolan"}, {"text": "Sömnen"}], [{"id": "1", "text": "Skolan"}]) == [
        ("removed", "Sömnen")
    ]


def test_moving_rows_is_no_change() -> None:
    rows: list[Row] = [{"id": "1", "text": "a"}, {"id": "2", "text": "b"}]
    assert told(rows, rows[::-1]) == []


def test_only_forms_with_goals_are_plans() -> None:
    assert is_plan(PLAN)
    assert not is_plan(FormDefinition("x", "X", (FormField("a", FieldKind.TEXT, "A", "a"),)))


_ROWS = st.lists(
    st.fixed_dictionaries(
        {"text": st.text(max_size=3)}, optional={"id": st.sampled_from("abc"), "uppfyllt": st.just("ja")}
    ),
    max_size=4,
)


@given(_ROWS, _ROWS)
def test_each_row_is_added_removed_or_the_same(before: list[Row], after: list[Row]) -> None:
    kinds = [kind for kind, _text in told(before, after)]
    assert len(after) - kinds.count("added") == len(before) - kinds.count("removed")
    assert told(after, after) == []
