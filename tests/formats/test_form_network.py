"""A list that is also drawn as a network map: what its words must say, and the shipped map."""

import json

import pytest
from tests.formats.samples import field, form_bytes

from familjeflow import resources
from familjeflow.domain.network.keys import LineStyle
from familjeflow.domain.network.people import network_of
from familjeflow.formats import forms
from familjeflow.formats.errors import FormatError

OWN = {
    "picture": "network",
    "who": "vem",
    "sector": "sektor",
    "closeness": "narhet",
    "relation": "relation",
    "lines": "strong broken",
}


def choices(*values: str) -> list[dict[str, str]]:
    return [{"value": value, "label": value.upper()} for value in values]


def listed(own: dict[str, str], *more: dict[str, object]) -> bytes:
    return form_bytes(
        {
            "type": "dynamiclist",
            "id": "l",
            "path": "natverk",
            "label": "Personer",
            "properties": own,
            "components": [
                field("vem"),
                field("sektor", type="select", values=choices("a", "b")),
                field("narhet", type="radio", values=choices("c")),
                field("relation", type="select", values=choices("d", "e")),
                field("anteckning", type="textarea"),
                *more,
            ],
        }
    )


def refused(data: bytes) -> tuple[str, str]:
    with pytest.raises(FormatError) as caught:
        forms.read(data, "karta.form")
    return caught.value.code, caught.value.field.removeprefix("components[0].")


def test_a_list_can_also_be_a_map():
    (found,) = forms.read(listed(OWN), "karta.form").fields
    assert found.network is not None
    assert found.network.lines == (LineStyle.STRONG, LineStyle.BROKEN)
    assert found.network.centre == "Klienten"


def test_a_list_without_the_word_is_only_a_list():
    (found,) = forms.read(listed({}), "karta.form").fields
    assert found.network is None


@pytest.mark.parametrize(
    ("own", "code", "path"),
    [
        (OWN | {"picture": "tree"}, "unknown_picture", "properties.closeness"),
        ({"who": "vem"}, "unknown_picture", "properties.who"),
        (OWN | {"who": "sektor"}, "network_field", "properties.who"),
        (OWN | {"sector": "anteckning"}, "network_field", "properties.sector"),
        (OWN | {"relation": "finns_inte"}, "network_field", "properties.relation"),
        (OWN | {"lines": "strong"}, "network_lines", "properties.lines"),
        (OWN | {"lines": "strong wavy"}, "network_lines", "properties.lines"),
        (OWN | {"colour": "red"}, "unknown_key", "properties.colour"),
    ],
)
def test_words_that_do_not_fit_are_refused(own, code, path):
    assert refused(listed(own)) == (code, path)


def test_the_words_belong_to_a_list_only():
    data = form_bytes(field("vem", properties={"picture": "network"}))
    assert refused(data) == ("unknown_key", "properties.picture")


def test_the_keys_of_a_place_are_the_programs_own():
    assert refused(listed(OWN, field("map_angle", type="number")))[0] == "reserved_key"


def test_a_map_has_room_for_some_sectors_and_rings():
    many = field("flera", type="select", values=choices(*"abcdefghi"))
    assert refused(listed(OWN | {"sector": "flera"}, many))[0] == "network_size"
    assert refused(listed(OWN | {"closeness": "flera"}, many))[0] == "network_size"


def test_the_shipped_map_has_the_sectors_of_the_work():
    data = resources.path("processes/oppenvard-vuxna/natverkskarta.form").read_bytes()
    found = next(f for f in forms.read(data, "natverkskarta.form").fields if f.network)
    network = network_of(found, [])
    assert [o.label for o in network.sectors] == [
        "Familj",
        "Släkt",
        "Vänner",
        "Arbete och skola",
        "Myndigheter",
        "Fritid",
    ]
    assert len({style for _option, style in network.relations}) == len(network.relations)
    component = next(c for c in json.loads(data)["components"] if c["type"] == "dynamiclist")
    assert not {"picture", "who", "sector"} & component.keys()
