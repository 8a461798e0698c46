"""The network map: whoever is in the list is on it, in the right cell, and nothing hides anything else."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.network.samples import RELATIONS, RINGS, SECTORS, options, people_list, person
from tests.domain.picture.samples import measure

from familjeflow.domain.forms import JsonValue
from familjeflow.domain.network.drawing import NetworkPicture, draw_network
from familjeflow.domain.network.keys import ANGLE, DISTANCE
from familjeflow.domain.network.labels import overlap
from familjeflow.domain.network.people import dropped_row, moved_row, network_of, stepped
from familjeflow.domain.network.places import MIDDLE, OUTER, polar
from familjeflow.domain.network.places import point as map_point
from familjeflow.domain.network.words import described
from familjeflow.domain.picture.display import Circle, Polygon, Polyline, Text
from familjeflow.domain.process import Bounds

FIELD = people_list()
NAMES = st.one_of(
    st.sampled_from(
        ("", "Ada Påhittson", "Maximiliana-Henrietta von Fabelstam-Lindqvist", "Kurator", "Bo", "x" * 80)
    ),
    st.text(max_size=40),
)
ROWS = st.builds(
    lambda name, sector, ring, relation: person(name, sector, ring, relation),
    NAMES,
    st.sampled_from([*(o.value for o in options(SECTORS)), "", "okänd"]),
    st.sampled_from([*(o.value for o in options(RINGS)), ""]),
    st.sampled_from([*(o.value for o in options(RELATIONS)), ""]),
)
DROPPED = st.tuples(ROWS, st.floats(0, 700), st.floats(0, 600)).map(
    lambda drawn: dropped_row(FIELD, drawn[0], (drawn[1], drawn[2])) or drawn[0]
)
LISTS = st.one_of(
    st.lists(st.one_of(ROWS, DROPPED), max_size=30),
    st.lists(NAMES, max_size=30).map(lambda names: [person(n, "familj", "mycket_nära") for n in names]),
)


def drawn(rows: list[JsonValue]) -> NetworkPicture:
    return draw_network(network_of(FIELD, rows), measure)


def texts(picture: NetworkPicture) -> list[Text]:
    return [item for item in picture.picture.items if isinstance(item, Text)]


def text_box(text: Text) -> Bounds:
    wide = measure(text.text, text.size, text.bold)
    left = text.at[0] - {"start": 0.0, "middle": wide / 2, "end": wide}[text.anchor]
    return Bounds(left, text.at[1] - text.size * 0.75, wide, text.size * 0.9)


@settings(deadline=None, max_examples=40)
@given(LISTS)
def test_everybody_is_inside_the_picture_and_can_be_taken_hold_of(rows: list[JsonValue]) -> None:
    picture = drawn(rows).picture
    assert [box.node_id for box in picture.boxes] == [str(n) for n in range(len(rows))]
    for box in picture.boxes:
        b = box.bounds
        assert b.x >= 0
        assert b.y >= 0
        assert b.x + b.width <= picture.width
        assert b.y + b.height <= picture.height


@settings(deadline=None, max_examples=40)
@given(LISTS)
def test_no_circle_and_no_text_lies_over_another(rows: list[JsonValue]) -> None:
    picture = drawn(rows)
    circles = [box.bounds for box in picture.picture.boxes]
    for one, other in combinations(circles, 2):
        across = one.x + one.width / 2 - other.x - other.width / 2
        down = one.y + one.height / 2 - other.y - other.height / 2
        assert (across**2 + down**2) ** 0.5 >= (one.width + other.width) / 2 - 0.01
    numbers = {str(n + 1) for n in range(len(rows))}
    words = [text_box(t) for t in texts(picture) if not (t.bold and t.text in numbers)]
    assert not [pair for pair in combinations(words, 2) if overlap(*pair)]
    labels = [label.bounds for label in picture.labels.values()]
    assert not [pair for pair in combinations(labels, 2) if overlap(*pair)]
    assert not [1 for label in labels for circle in circles if overlap(label, circle)]


@settings(deadline=None, max_examples=40)
@given(LISTS)
def test_everybody_stands_in_the_cell_that_the_list_says(rows: list[JsonValue]) -> None:
    network = network_of(FIELD, rows)
    boxes = {int(box.node_id): box.bounds for box in draw_network(network, measure).picture.boxes}
    for someone in network.people:
        b = boxes[someone.position]
        angle, radius = polar((b.x + b.width / 2, b.y + b.height / 2))
        if someone.is_placed:
            cell = (network.cells.sector_at(angle), network.cells.ring_at(radius))
            assert cell == (someone.sector, someone.ring)
        else:
            assert radius > OUTER


@settings(deadline=None, max_examples=40)
@given(LISTS)
def test_the_same_people_give_the_same_map(rows: list[JsonValue]) -> None:
    assert drawn(rows) == drawn(rows)


@settings(deadline=None, max_examples=40)
@given(LISTS)
def test_the_text_names_everybody_once(rows: list[JsonValue]) -> None:
    network = network_of(FIELD, rows)
    text = described(network)
    for someone in network.people:
        assert (someone.name or f"Person {someone.number}") in text
    if rows:
        assert text.startswith(f"Nätverkskarta med {len(rows)} person")


@settings(deadline=None, max_examples=40)
@given(st.lists(st.dictionaries(st.text(max_size=9), st.integers() | st.text() | st.none()), max_size=60))
def test_any_rows_make_a_map(rows: list[JsonValue]) -> None:
    assert len(drawn([*rows, "ingen rad", None]).picture.boxes) == len(rows) + 2


def test_a_hundred_people_in_one_cell_still_stand_inside_it() -> None:
    network = network_of(FIELD, [person(f"Person {n}", "familj", "mycket_nära") for n in range(100)])
    boxes = draw_network(network, measure).picture.boxes
    for box in boxes:
        at = (box.bounds.x + box.bounds.width / 2, box.bounds.y + box.bounds.height / 2)
        angle, radius = polar(at)
        assert (network.cells.sector_at(angle), network.cells.ring_at(radius)) == (0, 0)


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 8), st.integers(1, 4), st.lists(ROWS, max_size=12))
def test_any_number_of_sectors_and_rings_makes_a_map(
    sectors: int, rings: int, rows: list[dict[str, JsonValue]]
) -> None:
    field = people_list(tuple(f"Del {n}" for n in range(sectors)), tuple(f"Ring {n}" for n in range(rings)))
    placed: list[JsonValue] = [moved_row(field, row, n % sectors, n % rings) for n, row in enumerate(rows)]
    network = network_of(field, placed)
    assert all(p.is_placed for p in network.people)
    assert len(draw_network(network, measure).picture.boxes) == len(rows)


@given(st.floats(0, 700), st.floats(0, 700))
def test_who_is_dropped_gets_the_sector_and_ring_there(x: float, y: float) -> None:
    row = dropped_row(FIELD, person("Ada Påhittson"), (x, y))
    angle, radius = polar((x, y))
    if row is None:
        assert radius > OUTER
        return
    (someone,) = network_of(FIELD, [row]).people
    assert someone.is_placed
    assert someone.dropped is not None
    assert abs((someone.dropped[0] - angle + 180) % 360 - 180) <= 0.5 + 1e-6
    assert someone.dropped[1] * OUTER == pytest.approx(min(radius, OUTER), abs=0.2)


def test_a_person_stands_where_a_hand_put_them() -> None:
    at = map_point(10, 230)
    row = dropped_row(FIELD, person("Ada Påhittson"), at)
    assert row is not None
    box = drawn([row]).picture.boxes[0].bounds
    assert (box.x + box.width / 2, box.y + box.height / 2) == pytest.approx(at, abs=5)


def test_the_list_counts_when_it_was_changed_after_a_drag() -> None:
    row = dropped_row(FIELD, person("Ada Påhittson"), map_point(0, 200))
    assert row is not None
    changed = {**row, "sektor": "släkt"}
    (someone,) = network_of(FIELD, [changed]).people
    assert someone.dropped is None
    assert someone.sector == 1


def test_outside_the_circle_is_no_place() -> None:
    assert dropped_row(FIELD, person("Ada"), (2, 2)) is None


def test_steps_go_round_the_sectors_and_end_at_the_rings() -> None:
    network = network_of(FIELD, [person("Ada", "familj", "mycket_nära"), person("Bo")])
    ada, bo = network.people
    assert stepped(network, ada, -1, 0) == (5, 0)
    assert stepped(network, ada, 1, 0) == (1, 0)
    assert stepped(network, ada, 0, -1) == (0, 0)
    assert stepped(network, ada, 0, 1) == (0, 1)
    assert stepped(network, bo, 1, 0) == (0, 2)
    assert stepped(network, bo, 0, -1) == (0, 2)


def test_a_step_forgets_the_exact_place() -> None:
    row = dropped_row(FIELD, person("Ada"), map_point(0, 200))
    assert row is not None
    assert not {ANGLE, DISTANCE} & moved_row(FIELD, row, 2, 1).keys()


def test_the_text_goes_sector_by_sector_from_near_to_far() -> None:
    rows: list[JsonValue] = [
        person("Bo Fabelstam", "familj", "längre_bort", "bruten"),
        person("Ada Påhittson", "familj", "mycket_nära", "stödjande"),
        person("", "fritid", "nära"),
        person("Ida Exempelius"),
    ]
    assert described(network_of(FIELD, rows)) == (
        "Nätverkskarta med 4 personer. I mitten: Klienten. "
        "Familj: Ada Påhittson, mycket nära, stödjande. Bo Fabelstam, längre bort, bruten. "
        "Fritid: Person 3, nära. Utan sektor: Ida Exempelius."
    )


def test_people_of_the_same_name_are_told_apart() -> None:
    rows: list[JsonValue] = [person("Ada Påhittson", "familj", "nära")] * 2
    text = described(network_of(FIELD, rows))
    assert "Ada Påhittson (nr 1)" in text
    assert "Ada Påhittson (nr 2)" in text


def test_words_in_capitals_keep_them_inside_a_sentence() -> None:
    field = people_list(rings=("BUP-nära", "Nära"))
    text = described(network_of(field, [person("Ada", "familj", "bup-nära")]))
    assert "Ada, BUP-nära." in text


def test_an_empty_map_shows_its_sectors_rings_and_what_the_lines_mean() -> None:
    words = " ".join(t.text for t in texts(drawn([])))
    assert all(label in words for label in (*SECTORS, *RINGS, *RELATIONS, "Klienten"))


def line_shape(relation: str) -> list[tuple[object, ...]]:
    """What the line to one person is made of, without its colour."""
    rows: list[JsonValue] = [person("Ada", "familj", "längre_bort", relation)]
    with_line, without = drawn(rows).picture.items, drawn([]).picture.items
    new = [item for item in with_line if item not in without]
    return [
        (type(item).__name__, len(item.points), item.width, getattr(item, "dash", ()))
        for item in new
        if isinstance(item, Polyline | Polygon)
    ]


def test_every_kind_of_relation_has_a_line_of_its_own_also_without_colour() -> None:
    shapes = [str(line_shape(option.value)) for option in (*options(RELATIONS), options(("Okänd",))[0])]
    assert len(set(shapes)) == len(RELATIONS) + 1


def test_who_has_no_place_yet_stands_below_the_map_under_a_heading() -> None:
    picture = drawn([person("Ada Påhittson", "familj")])
    assert "Inte placerade än:" in [t.text for t in texts(picture)]
    assert picture.picture.boxes[0].bounds.y > MIDDLE[1] + OUTER


def test_a_name_without_room_stands_below_the_map_with_its_number() -> None:
    rows: list[JsonValue] = [person(f"Faster Henrietta {n}", "familj", "mycket_nära") for n in range(1, 25)]
    picture = drawn(rows)
    below = {t.text for t in texts(picture)}
    for position in range(24):
        assert position in picture.labels or f"{position + 1}. Faster Henrietta {position + 1}" in below


def test_numbers_of_people_are_on_their_circles() -> None:
    picture = drawn([person("Ada", "familj", "nära"), person("Bo")])
    assert {"1", "2"} <= {t.text for t in texts(picture) if t.bold}
    assert sum(isinstance(item, Circle) for item in picture.picture.items) == 2 + 3 + 1
