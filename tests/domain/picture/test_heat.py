"""Charts and the heat map: numbers stand in words, and no colour is needed to read them."""

from hypothesis import given
from hypothesis import strategies as st

from familjeflow.domain.picture.charts import Bar, QuartileLine, bars, nice_end, quartile_lines
from familjeflow.domain.picture.display import Item, Picture, Polyline, Rect, Text
from familjeflow.domain.picture.heat import Heat, heat_picture, level_of, limits_of
from familjeflow.services import processes


def measure(text: str, size: float, _bold: bool) -> float:
    return len(text) * size * 0.55


def texts(items: tuple[Item, ...]) -> list[str]:
    return [item.text for item in items if isinstance(item, Text)]


@given(st.floats(0.1, 1e6), st.floats(0.0, 1.0))
def test_a_level_is_the_quarter_that_the_number_lies_in(most: float, part: float) -> None:
    value = most * part
    level = level_of(value, most)
    if value == 0:
        assert level == "heat_0"
    else:
        low, high = limits_of(most)[int(level[-1]) - 1]
        assert low * 0.999 <= value <= high * 1.001


def test_hidden_is_not_nothing() -> None:
    assert level_of(None, 10) == "heat_hidden"
    assert level_of(0, 10) == "heat_0"
    assert level_of(0, 0) == "heat_0"


def test_every_step_says_its_number_and_the_legend_says_the_colours() -> None:
    for definition in processes.shipped():
        heats = {step: Heat(n, f"n{n} dagar") for n, step in enumerate(definition.reading_order, 1)}
        found = heat_picture(definition, heats, (("heat_0", "inget"), ("heat_hidden", "dolt")), measure)
        said = " ".join(texts(found.items))
        boxed = {box.node_id for box in found.boxes}
        assert all(heat.words.split()[0] in said for step, heat in heats.items() if step in boxed)
        assert {"inget", "dolt"} <= set(texts(found.items))


def within(picture: Picture) -> bool:
    shapes = [item.bounds for item in picture.items if isinstance(item, Rect)]
    points = [p for item in picture.items if isinstance(item, Polyline) for p in item.points]
    points += [(b.x + b.width, b.y + b.height) for b in shapes]
    return all(-0.01 <= x <= picture.width and -0.01 <= y <= picture.height for x, y in points)


parts = st.one_of(st.none(), st.floats(0, 1e5))


@given(st.lists(st.tuples(parts, parts), max_size=9))
def test_bars_stay_within_the_picture_and_are_told_apart_without_colour(
    rows: list[tuple[float, float]],
) -> None:
    found = bars([Bar("Å" * 80, row, "ord") for row in rows], ("Kom", "Uteblev"), measure)
    assert within(found)
    assert texts(found.items).count("ord") == len(rows)
    fills = {item.fill for item in found.items if isinstance(item, Rect)}
    assert {"accent", "raised"} <= fills


@given(st.lists(st.floats(0, 1e5), min_size=3, max_size=3).map(sorted))
def test_quartiles_lie_on_a_scale_that_holds_them(days: list[float]) -> None:
    low, middle, high = days
    found = quartile_lines([QuartileLine("Steg", (low, middle, high), "ord")], "dagar", measure)
    assert within(found)
    assert nice_end(high) >= high
