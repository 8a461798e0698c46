"""A made-up form with every kind of field, and answers to it."""

from datetime import date

from familjeflow.domain.forms import FieldKind, FormDefinition, FormField, JsonValue, Option

TODAY = date(2026, 3, 2)

_GOAL = (
    FormField("g1", FieldKind.TEXT, "Mål", "text", required=True),
    FormField("g2", FieldKind.DATE, "Tillagt", "tillagt"),
    FormField("g3", FieldKind.CHECKBOX, "Uppfyllt", "uppfyllt"),
    FormField(
        "g4",
        FieldKind.LIST,
        "Delmål",
        "delmal",
        fields=(FormField("d1", FieldKind.TEXT, "Delmål", "text", required=True),),
    ),
)

ALL_KINDS = FormDefinition(
    "allt",
    "Påhittat formulär",
    (
        FormField("m", FieldKind.MARKDOWN, "Fyll i det som **behövs**.\n\n- ett\n- två"),
        FormField("a", FieldKind.TEXT, "Namn", "namn", description="Så som det skrivs.", required=True),
        FormField("b", FieldKind.TEXT_AREA, "Bakgrund", "bakgrund", max_length=200),
        FormField("c", FieldKind.NUMBER, "Antal timmar", "antal", minimum=1, maximum=40),
        FormField(
            "grupp",
            FieldKind.GROUP,
            "När",
            fields=(
                FormField("d", FieldKind.DATE, "Dag", "dag"),
                FormField("e", FieldKind.TIME, "Tid", "tid"),
            ),
        ),
        FormField("s", FieldKind.SEPARATOR),
        FormField("f", FieldKind.CHECKBOX, "Tolk behövs", "tolk"),
        FormField(
            "g",
            FieldKind.CHECKLIST,
            "Gäller",
            "vilka",
            options=(Option("skola", "Skola"), Option("hem", "Hem")),
        ),
        FormField(
            "h", FieldKind.RADIO, "Väg in", "vag", options=(Option("post", "Post"), Option("tel", "Telefon"))
        ),
        FormField("i", FieldKind.SELECT, "Lagrum", "lagrum", options_from="lagrum"),
        FormField("j", FieldKind.LIST, "Mål", "mal", fields=_GOAL, minimum=1),
    ),
)


def goal(text: str) -> dict[str, JsonValue]:
    """A goal with one sub-goal."""
    return {
        "text": text,
        "tillagt": "2026-02-01",
        "uppfyllt": False,
        "delmal": [{"text": f"{text}, första steget"}],
    }


ANSWERS: dict[str, JsonValue] = {
    "namn": "Ada Påhittson",
    "bakgrund": "Första raden.\nAndra raden med å, ä och ö.",
    "antal": 2.5,
    "dag": "2026-03-04",
    "tid": "13:30",
    "tolk": True,
    "vilka": ["skola"],
    "vag": "tel",
    "lagrum": "sol-4-1",
    "mal": [goal("Skolan")],
}
