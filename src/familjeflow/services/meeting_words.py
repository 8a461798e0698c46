"""The words for meetings: their kinds, what became of them, and their times."""

from datetime import datetime, timedelta

from familjeflow.i18n import _
from familjeflow.services.words import day_word


def meeting_kind_word(kind: str) -> str:
    """What a meeting is called by its kind."""
    return {
        "information": _("Informationsmöte"),
        "planning": _("Planeringsmöte"),
        "start": _("Uppstartsmöte"),
        "mapping": _("Kartläggningssamtal"),
        "three_party": _("Trepartsmöte"),
        "follow_up": _("Uppföljningsmöte"),
        "talk": _("Samtal"),
        "visit": _("Hembesök"),
        "network": _("Nätverksmöte"),
        "closing": _("Avslutningsmöte"),
    }.get(kind, _("Möte"))


def meeting_outcome_word(outcome: str) -> str:
    """What became of a meeting; *Bokat* while nobody has said."""
    return {"held": _("Kom"), "missed": _("Uteblev"), "cancelled": _("Inställt")}.get(outcome, _("Bokat"))


def time_span(starts: datetime, minutes: int) -> str:
    """From when to when: "10:00–11:30"."""
    return f"{starts:%H:%M}–{starts + timedelta(minutes=minutes):%H:%M}"


def meeting_when(starts: datetime, minutes: int) -> str:
    """Day and time: "tis 2026-11-24 10:00–11:30"."""
    return f"{day_word(starts.date())} {time_span(starts, minutes)}"
