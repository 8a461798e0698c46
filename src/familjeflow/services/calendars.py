"""The Swedish calendar, as plain data that travels with the program."""

import json
from datetime import date
from functools import cache

from familjeflow import resources
from familjeflow.domain.time_rules import Calendar


@cache
def holiday_names() -> dict[date, str]:
    """The Swedish name of each day besides weekends when offices are closed."""
    text = resources.path("calendar/sweden.json").read_text(encoding="utf-8")
    return {date.fromisoformat(day): name for day, name in json.loads(text).items()}


@cache
def swedish_calendar() -> Calendar:
    """The working days of Swedish offices."""
    return Calendar(frozenset(holiday_names()))
