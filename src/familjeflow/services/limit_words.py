"""Limits of the library in words, and their spans as a number and a unit: no codes on a screen."""

from familjeflow.domain.time_rules import Interval
from familjeflow.i18n import _
from familjeflow.services.limit_library import LibraryLimit
from familjeflow.services.limit_views import interval_words
from familjeflow.services.words import force_word

UNITS = ("D", "B", "W", "M", "Y")


def unit_word(unit: str) -> str:
    """The word for a unit of a span, in the plural."""
    return {
        "D": _("dagar"),
        "B": _("arbetsdagar"),
        "W": _("veckor"),
        "M": _("månader"),
        "Y": _("år"),
    }[unit]


def span_parts(span: str) -> tuple[int, str]:
    """The number and the unit of a span of one unit; a span of several becomes the nearest in days.

    Raises DomainError "bad_interval".
    """
    interval = Interval.parse(span)
    if interval.working_days:
        return interval.working_days, "B"
    if interval.months and not interval.days:
        years, months = divmod(interval.months, 12)
        return (interval.months, "M") if months or not years else (years, "Y")
    if interval.months:
        return interval.months * 30 + interval.days, "D"
    weeks, days = divmod(interval.days, 7)
    return (weeks, "W") if span.endswith("W") and weeks and not days else (interval.days, "D")


def span_of(number: int, unit: str) -> str:
    """The span of so many units."""
    return f"P{number}{unit}"


def library_lines(limit: LibraryLimit) -> tuple[str, ...]:
    """What the library says of a limit: the rule, what to know, where it stands, and how sure that is."""
    rule = _("{force} {interval} efter: {anchor}.").format(
        force=force_word(limit.force),
        interval=interval_words(Interval.parse(limit.span)),
        anchor=limit.anchor,
    )
    found = [rule]
    if limit.repeats:
        again = _("Därefter igen med {interval} mellan gångerna.")
        found.append(again.format(interval=interval_words(Interval.parse(limit.repeats))))
    if limit.remark:
        found.append(limit.remark)
    found.append(_("Källa: {where}").format(where=limit.source) if limit.source else _("Källan anges inte."))
    found.append(certainty_words(limit))
    return tuple(found)


def certainty_words(limit: LibraryLimit) -> str:
    """How the limit was checked, also when nobody has said."""
    if limit.certainty:
        return _("Så är uppgiften kontrollerad: {certainty}.").format(certainty=limit.certainty)
    return _("Ingen har skrivit hur uppgiften är kontrollerad.")
