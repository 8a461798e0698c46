from hypothesis import given
from hypothesis import strategies as st
from tests.domain.picture.samples import definition, measure

from familjeflow.domain.picture.display import Circle, Icon, Polygon, Polyline, Rect, StepLook, Text
from familjeflow.domain.picture.icons import ICONS
from familjeflow.domain.picture.layout import display
from familjeflow.domain.picture.wrapping import shortened, wrap


def drawn(look=None, taken=(), dim=(), name="1. Ett steg"):
    states = {} if look is None else {"steg": look, "fraga": StepLook("ready", "Kan göras nu")}
    return display(definition(name), states, set(taken), measure, set(dim))


def texts(picture):
    return [item.text for item in picture.items if isinstance(item, Text)]


def icons(picture):
    return [item.name for item in picture.items if isinstance(item, Icon)]


def step_frame(picture):
    return next(i for i in picture.items if isinstance(i, Rect) and i.bounds.height == 56)


def test_the_picture_begins_at_its_lanes_and_holds_them_whole():
    picture = drawn()
    lane = next(i for i in picture.items if isinstance(i, Rect))
    assert (lane.bounds.x, lane.bounds.y) == (5, 5)
    assert (picture.width, picture.height) == (510, 130)


def test_steps_and_questions_can_be_clicked_and_nothing_else():
    assert [box.node_id for box in drawn().boxes] == ["steg", "fraga"]


def test_a_state_is_shown_by_colour_and_icon_and_word():
    picture = drawn(StepLook("done", "Klart", "2026-02-03"))
    assert step_frame(picture).fill == "done_soft"
    assert "check" in icons(picture)
    assert "Klart 2026-02-03" in " ".join(texts(picture))


def test_every_state_has_its_own_sign():
    states = ("done", "ready", "active", "waiting", "skipped", "not_applicable", "not_started")
    signs = [icons(drawn(StepLook(s, "Ord")))[0] for s in states]
    assert len(set(signs)) == len(states)
    assert set(signs) <= set(ICONS)


def test_a_skipped_step_never_looks_done():
    frame = step_frame(drawn(StepLook("skipped", "Överhoppat")))
    assert frame.dash
    assert frame.fill != "done_soft"


def test_an_overdue_step_has_a_filled_corner_and_its_day():
    picture = drawn(StepLook("active", "Pågår", "Senast 2026-12-04", overdue=True))
    assert any(isinstance(i, Polygon) and i.fill == "overdue" for i in picture.items)
    assert "2026-12-04" in " ".join(texts(picture))


def test_the_round_is_written_from_the_second_on():
    assert "2" in texts(drawn(StepLook("active", "Pågår", round=2)))
    assert "1" not in texts(drawn(StepLook("active", "Pågår", round=1)))


def test_a_departure_from_the_routine_is_marked():
    assert "flag" in icons(drawn(StepLook("done", "Klart", deviates=True)))
    assert "flag" not in icons(drawn(StepLook("done", "Klart")))


def test_flows_that_were_taken_are_stronger_and_lie_on_top():
    lines = [i for i in drawn(taken=["f1"]).items if isinstance(i, Polyline) and i.stroke != "line"]
    assert lines[-1].width == max(line.width for line in lines) > min(line.width for line in lines)


def test_the_answer_that_was_taken_is_bold():
    words = {i.text: i.bold for i in drawn(taken=["ja"]).items if isinstance(i, Text)}
    assert words["Ja"]
    assert not words["Nej"]


def test_steps_of_others_step_back():
    picture = drawn(StepLook("done", "Klart"), dim=["steg"])
    assert step_frame(picture).stroke == "line"
    assert "Klart" in texts(picture)


def test_lane_names_run_upwards():
    name = next(i for i in drawn().items if isinstance(i, Text) and i.text == "Handläggare")
    assert name.upwards


def test_long_compounds_break_after_their_joining_s():
    assert wrap("Familjehemssekreterare", 75, 10, False, measure) == ("Familjehems-", "sekreterare")


@given(st.text(st.characters(categories=["L", "P", "Zs"]), max_size=80), st.integers(40, 200))
def test_no_line_is_wider_than_its_room(text, room):
    for line in wrap(text, room, 11, True, measure):
        assert measure(line, 11, True) <= room
    assert measure(shortened(text, room, 11, True, measure), 11, True) <= max(room, 7)


@given(st.text(min_size=1, max_size=120), st.text(max_size=40), st.text(max_size=40))
def test_the_words_of_a_step_stay_inside_its_box(name, word, detail):
    picture = drawn(StepLook("active", word, detail), name=name)
    frame = step_frame(picture).bounds
    inside = [
        i
        for i in picture.items
        if isinstance(i, Text) and i.bold and i.size >= 10.0 and i.text not in ("Ja", "Nej", "Klart?", "Slut")
    ]
    for item in inside:
        assert frame.y - 1 <= item.at[1] <= frame.y + frame.height
        assert measure(item.text, item.size, True) <= frame.width


def test_everything_lies_within_the_picture():
    picture = drawn(StepLook("active", "Pågår", round=2, deviates=True, overdue=True))
    for item in picture.items:
        if isinstance(item, Circle):
            x, y = item.centre
            assert item.radius <= x <= picture.width - item.radius
            assert item.radius <= y <= picture.height - item.radius
