"""Small processes that hold every shape the flow can take, with something to do in each."""

from tests.support.definitions import process

from familjeflow.domain.process import (
    Answer,
    Ask,
    AskKind,
    DocumentKind,
    Gate,
    ProcessDefinition,
    Question,
    RoleTask,
    Setting,
    StepContent,
    StepDocument,
)
from familjeflow.domain.time_rules import Anchor, AnchorEvent, Force, Interval, LimitRule

CHOICE = "(start > a > ?val > b > )slut : ja\n ?val > c > )nej : nej"
LOOP = "(start > a > ?val > b > )slut : nej\n ?val > samla : ja\n ?samla > a"
JOIN = "(start > +dela > a > +möts > b > ?val > )slut : nej\n +dela > c > +möts\n ?val > dela : ja"
FREE = "(start > ~fritt > ?val > b > )slut : nej\n ?val > fritt : ja\n a > c"
INSIDE = """
    (start > #del > ?val > b > )slut : nej
    ?val > del : ja
    (in > +dela > a > +möts > )ut
    +dela > c > +möts
"""
WHERE = {"a": "fritt", "c": "fritt"}
WITHIN = {name: "del" for name in ("in", "dela", "a", "c", "möts", "ut")}


def _content() -> list[StepContent]:
    done = (("fast", Anchor(AnchorEvent.DONE, "a")), ("senaste", Anchor(AnchorEvent.DATE, "dag")))
    series = LimitRule(
        "serie", "Serien", done, Interval(months=3), Force.LATEST, repeats=Interval(months=6), met_by="ring",
        setting="fran", fixed_series=("fast",), warn=Interval(days=14),
    )  # fmt: skip
    once = LimitRule(
        "en", "Gränsen", (("", Anchor(AnchorEvent.STARTED, "a")),), Interval(days=10), Force.GUIDELINE
    )
    weekly = LimitRule("vecka", "Veckomöte", (), Interval(), Force.GUIDELINE, weekly="mon 09:00")
    call = LimitRule("efter", "Ring", (("", Anchor(AnchorEvent.CLOSED)),), Interval(months=12), Force.LATEST)
    tasks = (
        RoleTask("ring", "roll", "Ring", repeats=True),
        RoleTask("skriv", "roll", "Skriv", sets=("skriven",)),
        RoleTask("samtal", "roll", "Samtal", per="adult"),
        RoleTask("system", "roll", "För in", system="procapita", partial_allowed=True),
    )
    asks = (Ask("dag", "Vilken dag?", AskKind.DATE), Ask("akut", "Akut?", AskKind.YES_NO))
    documents = (
        StepDocument("plan", "Plan", DocumentKind.FORM, "plan"),
        StepDocument("anteckning", "Anteckning", DocumentKind.FORM, "anteckning", per_round=True),
    )
    gates = (
        Gate("först", "complete", ("skriven",), "Skriv först", fix="a/skriv"),
        Gate("stängt", "ring", ("not:akut",), "Stängt", hard=True),
    )
    val = Question(
        "Vidare?", (Answer("val>b", "Ja", sets=("vald",)), Answer("val>c", "Nej", sets=("not:vald",)))
    )
    return [
        StepContent(
            "a", "A", tasks=tasks, asks=asks, documents=documents, limits=(series, once), sets=("klar",)
        ),
        StepContent("b", "B", tasks=tasks[:2], gates=gates, limits=(weekly, series)),
        StepContent("c", "C", tasks=tasks[1:], documents=documents, limits=(call,)),
        StepContent("val", "Val", question=val),
    ]


def _small(flows: str, inside: dict[str, str] | None = None) -> ProcessDefinition:
    setting = Setting("fran", "Varifrån?", (("fast", "Fast"), ("senaste", "Senaste")), "senaste")
    made = process(flows, inside=inside, content=_content(), settings=[setting])
    assert len(made.questions) == 1
    return made


SMALL = {
    "choice": _small(CHOICE),
    "loop": _small(LOOP),
    "join": _small(JOIN),
    "free": _small(FREE, WHERE),
    "inside": _small(INSIDE, WITHIN),
}
