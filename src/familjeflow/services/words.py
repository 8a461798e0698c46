"""The Swedish words for stored slugs and days, in one place so that screen, list and paper say the same."""

from datetime import date, datetime

from familjeflow.domain.time_rules import Force
from familjeflow.i18n import _
from familjeflow.services.desk import SWEDEN

WEEKDAYS = ("mån", "tis", "ons", "tors", "fre", "lör", "sön")
_DAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)


def state_word(state: str) -> str:
    """The word for a step's state, neuter as in "steget är klart"."""
    return {
        "not_started": _("Ej påbörjat"),
        "ready": _("Kan göras nu"),
        "active": _("Pågår"),
        "waiting": _("Väntar"),
        "done": _("Klart"),
        "skipped": _("Överhoppat"),
        "not_applicable": _("Ej aktuellt"),
        "overdue": _("Försenat"),
    }[state]


def force_word(force: Force) -> str:
    """*Senast* for what must be, *Riktmärke* for a guideline."""
    return _("Senast") if force is Force.LATEST else _("Riktmärke")


def day_word(day: date) -> str:
    """A day as a caseworker reads it: "fre 2026-12-04"."""
    return f"{WEEKDAYS[day.weekday()]} {day.isoformat()}"


def long_day(day: date) -> str:
    """A day in full, without its year: "fredag 4 december"."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def time_word(moment: datetime) -> str:
    """The Swedish clock time of a moment in UTC: "14:02"."""
    return moment.astimezone(SWEDEN).strftime("%H:%M")


def part_word(part: str) -> str:
    """The word for a person's part in a case."""
    return {
        "client": _("Klient"),
        "adult": _("Vuxen"),
        "child": _("Barn"),
        "guardian": _("Vårdnadshavare"),
        "contact": _("Kontakt"),
    }[part]


def protection_word(protection: str) -> str:
    """The word for protected personal data in the population register, "" for none."""
    return {
        "": "",
        "marked": _("Sekretessmarkering"),
        "protected": _("Skyddad folkbokföring"),
        "fictitious": _("Fingerade personuppgifter"),
    }[protection]


def how_word(how: str) -> str:
    """How a *besked* came."""
    return {"phone": _("telefon"), "meeting": _("möte"), "system": _("system")}.get(how, how)


def outcome_word(outcome: str) -> str:
    """What a tick says."""
    return {"done": _("klart"), "partial": _("delvis"), "not_needed": _("behövs inte")}[outcome]
