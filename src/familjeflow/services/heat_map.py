"""The picture of a process coloured by what happens in it: where cases stand, how long, what is skipped."""

from collections.abc import Mapping

from familjeflow.domain.picture.heat import LEVELS, Heat, heat_picture, limits_of
from familjeflow.domain.process import ProcessDefinition
from familjeflow.domain.statistics import StepNumbers, share, step_numbers
from familjeflow.i18n import _, ngettext
from familjeflow.services.papers import text_measure
from familjeflow.services.reason_kinds import word_of
from familjeflow.services.statistics import Numbers, Topic
from familjeflow.services.statistics_topics import (
    count_word,
    days_word,
    open_groups,
    spread_word,
    step_word,
)

MEASURES = ("standing", "stood", "lead", "skipped")


def measure_word(measure: str) -> str:
    """What the colour stands for."""
    return {
        "standing": _("Hur många som står här nu"),
        "stood": _("Hur länge de har stått här"),
        "lead": _("Hur lång tid steget tar"),
        "skipped": _("Hur ofta steget hoppas över"),
    }[measure]


def heat_map(numbers: Numbers, measure: str) -> Topic | None:
    """The heat map of the chosen process with all its numbers as a table; None where no process was chosen.

    `measure` is one of MEASURES.
    """
    definition = numbers.definitions.get(numbers.choice.process)
    if definition is None:
        return None
    process = definition.info.id
    known = open_groups(numbers)[0].groups.get(process)
    hide = known is not None and known.total is None
    found = step_numbers(numbers.tallies, process, definition.reading_order, hide_standing=hide)
    heats = {step: _heat(measure, values) for step, values in found.items()}
    most = max((heat.value or 0 for heat in heats.values()), default=0)
    return Topic(
        f"heat-{measure}",
        _("Processbild: {what}").format(what=measure_word(measure).lower()),
        _summary(definition, measure, heats),
        (
            *(_("Steg"), _("Står här nu"), _("Dagar hittills (median)"), _("Ledtid (median, kvartiler)")),
            *(_("Klara omgångar"), _("Överhoppade"), _("Vanligaste skälen")),
        ),
        tuple(_row(definition, step, values) for step, values in found.items()),
        heat_picture(definition, heats, _legend(measure, most), text_measure()),
    )


def _heat(measure: str, step: StepNumbers) -> Heat:
    if measure == "standing":
        return Heat(step.standing, _standing_word(step.standing))
    if measure in ("stood", "lead"):
        spread = step.stood if measure == "stood" else step.lead
        if spread is None:
            return Heat(0, _("för få"))
        return Heat(spread.middle, _("{n} dagar").format(n=days_word(spread.middle)))
    if step.done is None or step.skipped is None:
        return Heat(None, _("dolt"))
    per_cent = share(step.skipped, step.done + step.skipped)
    return Heat(0, "–") if per_cent is None else Heat(per_cent, _("{n} %").format(n=per_cent))


def _standing_word(count: int | None) -> str:
    if count is None:
        return _("dolt")
    return ngettext("{n} ärende", "{n} ärenden", count).format(n=count)


def _row(definition: ProcessDefinition, step: str, values: StepNumbers) -> tuple[str | int, ...]:
    reasons = [f"{word_of(kind)}: {count_word(many)}" for kind, many in values.reasons[:3]]
    return (
        step_word(definition, step),
        _("dolt") if values.standing is None else values.standing,
        days_word(values.stood.middle) if values.stood else "",
        spread_word(values.lead) if values.lead else "",
        _("dolt") if values.done is None else values.done,
        _("dolt") if values.skipped is None else values.skipped,
        "; ".join(reasons),
    )


def _legend(measure: str, most: float) -> tuple[tuple[str, str], ...]:
    unit = {"standing": _("ärenden"), "skipped": _("procent")}.get(measure, _("dagar"))
    parts = [("heat_0", _("inget"))]
    if most > 0:
        for level, (low, high) in enumerate(limits_of(most), 1):
            words = _("över {low} till {high}").format(low=days_word(low), high=days_word(high))
            parts.append((f"heat_{level}", f"{words} {unit}" if level == LEVELS else words))
    return (*parts, ("heat_hidden", _("dolt (1–4)") if measure != "lead" else _("dolt")))


def _summary(definition: ProcessDefinition, measure: str, heats: Mapping[str, Heat]) -> str:
    """The most of it in words, as the text alternative of the picture."""
    first = sorted((s for s, h in heats.items() if h.value), key=lambda s: -(heats[s].value or 0))[:3]
    what = measure_word(measure)
    if not first and any(heat.value is None for heat in heats.values()):
        return _("{what}: för få för att visas.").format(what=what)
    if not first:
        return _("{what}: inget att visa.").format(what=what)
    said = "; ".join(f"{step_word(definition, step)}, {heats[step].words}" for step in first)
    return _("{what}. Mest: {steps}.").format(what=what, steps=said)
