"""The Swedish words for stored slugs and days, in one place so that screen, list and paper say the same."""

from datetime import date, datetime

from familjeflow.domain.time_rules import Force
from familjeflow.i18n import _
from familjeflow.i18n import mark as _m
from familjeflow.services.desk import SWEDEN

_SHORT_DAYS = (_m("mån"), _m("tis"), _m("ons"), _m("tors"), _m("fre"), _m("lör"), _m("sön"))
_DAYS = (
    *(_m("måndag"), _m("tisdag"), _m("onsdag"), _m("torsdag")),
    *(_m("fredag"), _m("lördag"), _m("söndag")),
)
_MONTHS = (
    *(_m("januari"), _m("februari"), _m("mars"), _m("april"), _m("maj"), _m("juni")),
    *(_m("juli"), _m("augusti"), _m("september"), _m("oktober"), _m("november"), _m("december")),
)


def upper_first(text: str) -> str:
    """A text that begins a line, the rest of it as it is."""
    return text[:1].upper() + text[1:]


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
    return f"{short_weekday(day.weekday())} {day.isoformat()}"


def long_day(day: date) -> str:
    """A day in full, without its year: "fredag 4 december"."""
    return f"{weekday_word(day.weekday())} {day.day} {month_word(day)}"


def weekday_word(weekday: int) -> str:
    """The name of a weekday, 0 for Monday: "måndag"."""
    return _(_DAYS[weekday])


def short_weekday(weekday: int) -> str:
    """A weekday in short, 0 for Monday: "mån"."""
    return _(_SHORT_DAYS[weekday])


def month_word(day: date) -> str:
    """The name of a day's month: "november"."""
    return _(_MONTHS[day.month - 1])


def short_span(first: date, last: date) -> str:
    """Days of one or two months: "18–24 oktober", "28 september–4 oktober"."""
    end = f"{last.day} {month_word(last)}"
    if first.month == last.month:
        return f"{first.day}–{end}"
    return f"{first.day} {month_word(first)}–{end}"


def time_word(moment: datetime) -> str:
    """The Swedish clock time of a moment in UTC: "14:02"."""
    return moment.astimezone(SWEDEN).strftime("%H:%M")


def clock_word(moment: datetime) -> str:
    """The Swedish day and clock time of a moment in UTC: "2026-12-04 14:02"."""
    return moment.astimezone(SWEDEN).strftime("%Y-%m-%d %H:%M")


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


def number_word(kind: str) -> str:
    """What a person's number is called by its kind."""
    return {
        "personnummer": _("Personnummer"),
        "samordningsnummer": _("Samordningsnummer"),
        "reserve": _("Reservnummer"),
        "none": _("Inget nummer"),
    }[kind]


def alike_word(reason: str) -> str:
    """Why somebody who is registered may be the same person."""
    return {
        "number": _("Samma nummer"),
        "name_and_born": _("Samma namn och födelsedag"),
        "similar_and_born": _("Liknande namn, samma födelsedag"),
        "name": _("Samma namn"),
    }[reason]


def relation_word(relation: str) -> str:
    """What a relation is called; one in a person's own words is called so."""
    return {
        "mother": _("Mor"),
        "father": _("Far"),
        "guardian": _("Vårdnadshavare"),
        "sibling": _("Syskon"),
        "partner": _("Partner"),
    }.get(relation, relation)


def how_word(how: str) -> str:
    """How a *besked* came."""
    return {"phone": _("telefon"), "meeting": _("möte"), "system": _("system")}.get(how, how)


def outcome_word(outcome: str) -> str:
    """What a tick says."""
    return {"done": _("klart"), "partial": _("delvis"), "not_needed": _("behövs inte")}[outcome]


def note_kind_word(kind: str) -> str:
    """What a note is called by its kind."""
    return {
        "journal": _("Journalanteckning"),
        "file_note": _("Aktanteckning"),
        "phone": _("Telefon"),
        "mail": _("Mejl"),
        "visit": _("Besök"),
        "decision": _("Beslut"),
    }.get(kind, _("Anteckning"))


def note_state_word(state: str) -> str:
    """How far a note has come."""
    return {
        "draft": _("Utkast"),
        "to_enter": _("Att föra in"),
        "entered": _("Införd"),
        "locked": _("Låst"),
        "cleared": _("Rensad"),
    }[state]
