"""A list of made-up people that is also drawn as a map."""

from familjeflow.domain.forms import FieldKind, FormField, JsonValue, Option
from familjeflow.domain.network.keys import LineStyle, NetworkKeys

SECTORS = ("Familj", "Släkt", "Vänner", "Arbete och skola", "Myndigheter", "Fritid")
RINGS = ("Mycket nära", "Nära", "Längre bort")
RELATIONS = ("Stödjande", "Både stöd och belastning", "Ansträngd", "Ensidig", "Bruten")


def options(labels: tuple[str, ...]) -> tuple[Option, ...]:
    """Choices whose stored values are their words in small letters."""
    return tuple(Option(label.lower().replace(" ", "_"), label) for label in labels)


def people_list(
    sectors: tuple[str, ...] = SECTORS, rings: tuple[str, ...] = RINGS, centre: str = "Klienten"
) -> FormField:
    """The list; every kind of line is used once."""
    keys = NetworkKeys("vem", "sektor", "narhet", "relation", tuple(LineStyle), centre)
    fields = (
        FormField("f1", FieldKind.TEXT, "Vem", "vem"),
        FormField("f2", FieldKind.SELECT, "Del av livet", "sektor", options=options(sectors)),
        FormField("f3", FieldKind.SELECT, "Hur nära", "narhet", options=options(rings)),
        FormField("f4", FieldKind.SELECT, "Relation", "relation", options=options(RELATIONS)),
        FormField("f5", FieldKind.TEXT, "Anmärkning", "anmarkning"),
    )
    return FormField("natverk", FieldKind.LIST, "Personer", "natverk", fields=fields, network=keys)


def person(
    name: str, sector: str = "", ring: str = "", relation: str = "", **more: JsonValue
) -> dict[str, JsonValue]:
    """A row."""
    return {"vem": name, "sektor": sector, "narhet": ring, "relation": relation, **more}
