"""One paper of each kind that the program makes. Everybody in them is made up."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from tests.domain.network.samples import people_list, person
from tests.domain.picture.samples import definition, measure
from tests.export.papers import FACTS, GOAL, LETTERHEAD, draw_steps

from familjeflow import resources
from familjeflow.domain import feel
from familjeflow.domain.forms import FieldKind, FormDefinition, FormField, JsonValue, Option
from familjeflow.domain.picture.display import StepLook
from familjeflow.domain.picture.layout import display
from familjeflow.export.akt import Akt, AktPart, akt_paper
from familjeflow.export.blank_form import BlankForm, blank_form
from familjeflow.export.case_overview import CaseOverview, OverviewStep, case_overview, write_overview
from familjeflow.export.client_picture import ClientPicture, PictureStage, client_picture
from familjeflow.export.document import Paper, Signature
from familjeflow.export.form_paper import FilledForm, form_paper, write_form
from familjeflow.export.handover import Handover, handover_paper
from familjeflow.export.journal import Journal, JournalEntry, StruckText, journal_paper
from familjeflow.export.letter import Letter, address_lines, letter_paper
from familjeflow.export.letter_text import heading_of, parts_of
from familjeflow.export.picture_paper import picture_paper
from familjeflow.export.picture_pdf import PRINT_PALETTE
from familjeflow.export.recovery_paper import recovery_paper
from familjeflow.export.statistics_paper import StatisticsPaper, statistics_paper
from familjeflow.formats import forms

FORM = FormDefinition(
    "plan",
    "Påhittad plan",
    (
        FormField("m", FieldKind.MARKDOWN, "Läs **först**."),
        FormField("a", FieldKind.TEXT, "Namn", "namn"),
        FormField("b", FieldKind.TEXT_AREA, "Bakgrund", "bakgrund"),
        FormField("c", FieldKind.CHECKBOX, "Tolk behövs", "tolk"),
        FormField("d", FieldKind.TEXT, "Språk", "sprak", hidden_when=feel.parse("=tolk != true")),
        FormField("e", FieldKind.RADIO, "Väg in", "vag", options=(Option("post", "Post"),)),
        FormField(
            "f",
            FieldKind.GROUP,
            "Om avslutet",
            fields=(FormField("g", FieldKind.DATE, "Dag", "dag"),),
        ),
        FormField(
            "h",
            FieldKind.LIST,
            "Mål",
            "mal",
            fields=(
                FormField("i", FieldKind.TEXT, "Vad", "vad"),
                FormField("j", FieldKind.TEXT, "Ansvarig", "ansvarig"),
            ),
        ),
        FormField(
            "k",
            FieldKind.LIST,
            "Område",
            "omraden",
            fields=(
                FormField("l", FieldKind.TEXT, "Vad", "vad"),
                FormField(
                    "n",
                    FieldKind.LIST,
                    "Delmål",
                    "delmal",
                    fields=(FormField("o", FieldKind.TEXT, "Del", "del"),),
                ),
            ),
        ),
    ),
)
GOALS: list[JsonValue] = [{"vad": f"{GOAL} {number}", "ansvarig": "Familjehem"} for number in range(1, 31)]
ANSWERS: dict[str, JsonValue] = {
    "namn": "Alva Påhittson",
    "bakgrund": GOAL * 8,
    "tolk": True,
    "sprak": "arabiska, فاطمة الزهراء",
    "vag": "post",
    "dag": "2026-12-01",
    "mal": GOALS,
    "omraden": [{"vad": "Skolan", "delmal": [{"del": "Läxhjälp"}, {"del": ""}]}],
}
FILLED = FilledForm(
    FORM, ANSWERS, (("Klient", "Alva Påhittson"),), {}, (Signature("Handläggare"),), "Utkast."
)
CHANGES = ("Ändrat sedan version 1 (2026-02-01)", ("Tillkommit: Skolan (mål)", "Borttaget: Fritiden"))
STEPS = tuple(
    OverviewStep(f"Steg {number}", "Klart", "2026-11-21", "Märta Exempelius", ("Andra varvet",))
    for number in range(1, 9)
)
OVERVIEW = CaseOverview(
    (("Klient", "Alva Påhittson"), ("Ärende", "SN 2026/0412")),
    "Påhittad process, pågår",
    ("Skyddade uppgifter",),
    draw_steps,
    (700, 300),
    "Två steg: utredning, sedan beslut.",
    STEPS,
    (("Beslut", "Senast 2026-12-01", "Fyra månader"),),
    (("Procapita", "Registrera beslutet"),),
    (("Vårdplan", "Sparat"),),
    "Källa: påhittad",
)
STAGES = tuple(
    PictureStage(f"Led {number}", "Vi pratar.", state, "2026-12-01", "Handläggaren")
    for number, state in enumerate(("done", "now", "ongoing", "later"), 1)
)
HANDOVER = Handover(
    "Kontaktperson · SN 2026/0412",
    (("Klient", "Alva Påhittson"),),
    ("Sekretessmarkering",),
    "Nästa: ring.",
    (("Planera", "Pågår", "Socialsekreterare"),),
    (("Senast fre 2026-12-04", "Följ upp"),),
    (("Procapita", "Registrera"),),
    ("Vårdplan",),
    (("2026-11-20", "Planera påbörjades", "Märta Exempelius"),),
)
STRUCK = StruckText("Ringde fel nummer.", "Struket 2026-11-21 av Märta Exempelius: fel person")
JOURNAL = Journal(
    "Anteckningar i datumordning",
    ("Skyddade uppgifter",),
    tuple(
        JournalEntry(f"2026-11-{day:02} Samtal", "Alva Påhittson", f"{GOAL}\n\n{GOAL}", "Signerad", (STRUCK,))
        for day in range(1, 21)
    ),
)
MAP = FormDefinition("karta", "Nätverkskarta", (people_list(),))
PEOPLE: list[JsonValue] = [person("Ada Påhittson", "familj", "nära"), person("فاطمة", "vänner", "nära")]
LETTER = """# Välkommen

Hej!

- Dag: fredag 4 december
- Tid: 13.30

## Ta med

- legitimation
- kalender
"""


def _blank(fillable: bool) -> bytes:
    path = Path(str(resources.path("processes/oppenvard-vuxna/samtycke.form")))
    form = forms.read(path.read_bytes(), path.name)
    return blank_form(BlankForm(form, {}, ("Den enskilde", "Handläggare"), fillable), FACTS, LETTERHEAD)


def _picture() -> bytes:
    looks = {"steg": StepLook("active", "Pågår", "Senast 2026-12-04", round=2, deviates=True, overdue=True)}
    shown = display(definition("1. Råd och stöd"), looks, {"f1"}, measure)
    return picture_paper(shown, PRINT_PALETTE, "Åtta steg", FACTS, LETTERHEAD)


def _client_picture() -> bytes:
    picture = ClientPicture("Din väg hos oss", "Så här går det till.", STAGES, "Fråga Märta.")
    return client_picture(picture, FACTS, replace(LETTERHEAD, secrecy=None))


def _akt() -> bytes:
    def overview(paper: Paper) -> None:
        write_overview(paper, OVERVIEW)

    def plan(paper: Paper) -> None:
        write_form(paper, FILLED)

    parts = (AktPart("Ärendeöversikt", "2026-11-21", overview), AktPart("Plan", "", plan))
    akt = Akt("Påhittad process", (("Klient", "–"),), ("Sekretessmarkering",), parts)
    return akt_paper(akt, FACTS, LETTERHEAD)


def _letter() -> bytes:
    to = address_lines("Eva Exempelius", "Påhittsgatan 3, 123 45 Sjövik")
    return letter_paper(Letter(to, heading_of(LETTER), tuple(parts_of(LETTER))), FACTS, LETTERHEAD)


def _statistics() -> bytes:
    looks = {"steg": StepLook("active", "Pågår", "12 ärenden", round=1, deviates=False, overdue=False)}
    picture = display(definition("1. Råd och stöd"), looks, set(), measure)
    rows = tuple((f"Process {n}", "12", "dolt") for n in range(40))
    content = StatisticsPaper(
        "Statistik", "Alla processer, 2026", "Tolv öppna.", ("Process", "Öppna", "Stängda"), rows, "", picture
    )
    return statistics_paper(content, FACTS, LETTERHEAD)


# Named after the function of `export` that makes it, and after a blank what sets it apart.
KINDS: Mapping[str, Callable[[], bytes]] = {
    "form_paper": lambda: form_paper(FILLED, FACTS, LETTERHEAD),
    "form_paper med versioner": lambda: form_paper(replace(FILLED, changes=CHANGES), FACTS, LETTERHEAD),
    "form_paper med nätverkskarta": lambda: form_paper(
        FilledForm(MAP, {"natverk": PEOPLE}, (), {}), FACTS, LETTERHEAD
    ),
    "blank_form": lambda: _blank(fillable=False),
    "blank_form ifyllbar": lambda: _blank(fillable=True),
    "picture_paper": _picture,
    "client_picture": _client_picture,
    "case_overview": lambda: case_overview(OVERVIEW, FACTS, LETTERHEAD),
    "handover_paper": lambda: handover_paper(HANDOVER, FACTS, LETTERHEAD),
    "akt_paper": _akt,
    "journal_paper": lambda: journal_paper(JOURNAL, FACTS, LETTERHEAD),
    "letter_paper": _letter,
    "recovery_paper": lambda: recovery_paper("ABCD-EFGH-JKLM", FACTS),
    "statistics_paper": _statistics,
}
