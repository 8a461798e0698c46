"""What is wrong with an answer, as a sentence that says how to mend it."""

from familjeflow.domain.forms import FieldKind, FormField, Problem
from familjeflow.i18n import _, ngettext


def problem_text(problem: Problem, field: FormField) -> str:
    """One plain sentence for the line under the field."""
    if problem.code == "required":
        return _required(field.kind)
    bound = problem.bound
    if isinstance(bound, int | float):
        return _bounded(problem.code, bound)
    if problem.code == "pattern":
        return bound or _("Svaret har inte den form som väntas här.")
    return {
        "number": _("Skriv ett tal, till exempel 12 eller 2,5."),
        "date": _("Skriv datumet som år-månad-dag, till exempel 2026-03-01."),
        "time": _("Skriv tiden som timmar och minuter, till exempel 13:30."),
        "choice": _("Välj ett av alternativen."),
        "out_of_time": _("Det här gällde inte den dagen. Välj ett annat, eller rätta datumet."),
    }.get(problem.code, _("Svaret kan inte läsas. Skriv det igen."))


def _required(kind: FieldKind) -> str:
    if kind in (FieldKind.RADIO, FieldKind.SELECT):
        return _("Välj ett alternativ.")
    if kind is FieldKind.CHECKLIST:
        return _("Välj minst ett alternativ.")
    if kind is FieldKind.CHECKBOX:
        return _("Behöver vara ikryssat.")
    if kind is FieldKind.LIST:
        return _("Lägg till minst en rad.")
    return _("Fyll i det här.")


def _bounded(code: str, bound: float) -> str:
    number = number_text(bound)
    whole = round(bound)
    return {
        "too_small": _("Talet får vara lägst {number}.").format(number=number),
        "too_large": _("Talet får vara högst {number}.").format(number=number),
        "too_few": ngettext("Lägg till minst {number} rad.", "Lägg till minst {number} rader.", whole).format(
            number=number
        ),
        "too_many": ngettext(
            "Det får vara högst {number} rad.", "Det får vara högst {number} rader.", whole
        ).format(number=number),
        "too_short": _("Skriv minst {number} tecken.").format(number=number),
        "too_long": _("Texten får ha högst {number} tecken. Korta den.").format(number=number),
    }.get(code, _("Svaret ligger utanför det som väntas här."))


def number_text(value: float) -> str:
    """A number as written in Swedish: decimal comma, no needless decimals."""
    return f"{value:g}".replace(".", ",") if abs(value) < 1e6 else f"{value:.0f}"
