"""Ringlistan: closed cases that are to be called in the weeks of October and April, a week at a time.

The list lives on when the cases are closed. It is computed anew from rows each time, so that a tick, another
setting of a case or a day that was moved shows at once.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from familjeflow.domain.events import DocumentExported, Draft
from familjeflow.domain.process import ProcessDefinition
from familjeflow.domain.projections import CallRow
from familjeflow.domain.time_rules import LimitRule
from familjeflow.i18n import _, ngettext
from familjeflow.services import processes, steps
from familjeflow.services.case_work import load
from familjeflow.services.cases import setting_key
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.services.files import write_whole
from familjeflow.services.spreadsheets import LISTS
from familjeflow.services.words import short_span
from familjeflow.storage.store import Store

if TYPE_CHECKING:
    from familjeflow.export.spreadsheet import Sheet

_HALF_YEAR = "half_year_week"
_DAYS_IN_MONTH = 30.44
_AROUND_A_YEAR = (9.0, 15.5)
"""Months: outside them the call is not about a year after the closing, which the source also says."""


@dataclass(frozen=True, slots=True)
class CallWeek:
    """A week in which calls are due, by its Monday, with how many."""

    monday: date
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Call:
    """One closed case to call. `gap` is the time from the closing to the week, in months and words.

    `far` tells that it is not about a year. `owner` is who has the role in the case, "" for nobody.
    """

    case_id: str
    number: str
    client: str
    protection: str
    closed_on: date
    day: date
    gap: str
    far: bool
    owner: str
    step: str
    task: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class PhoneList:
    """The weeks that have calls and the calls of one of them. `settings` are what decides the week."""

    weeks: tuple[CallWeek, ...]
    monday: date | None
    calls: tuple[Call, ...]
    settings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    definition: ProcessDefinition
    step: str
    rule: LimitRule


def phone_list(desk: Desk, monday: date | None = None) -> PhoneList:
    """The calls of a week; without one the first week that has calls. Reads the cases of that week only."""
    today = desk.today

    def work(store: Store) -> PhoneList:
        found = [(row, rule) for rule in _rules() for row in _rows(store, rule)]
        weeks: dict[date, int] = {}
        for row, _rule in found:
            weeks[_monday(row.due)] = weeks.get(_monday(row.due), 0) + 1
        shown = monday if monday in weeks else min(weeks, default=None)
        calls = (_call(store, row, rule, today) for row, rule in found if _monday(row.due) == shown)
        return PhoneList(
            weeks=tuple(CallWeek(day, week_title(day), weeks[day]) for day in sorted(weeks)),
            monday=shown,
            calls=tuple(sorted(calls, key=lambda call: (call.owner.casefold(), call.client.casefold()))),
            settings=tuple(line for rule in _rules() for line in _settings(store, rule)),
        )

    return desk.vault.read(work)


def called(desk: Desk, call: Call) -> ChangeSet:
    """Tick that the call has been made; it goes off the list. Raises DomainError."""
    return steps.tick(desk, call.case_id, call.step, call.task)


def save(desk: Desk, monday: date, to: Path) -> ChangeSet:
    """Write the week as an Excel file and note that a list left the work file.

    Nothing that a person has written freely is in it; people with protected data are in it without name.
    Raises OSError where the place cannot be written; then nothing is noted.
    """
    from familjeflow.export.spreadsheet import spreadsheet

    view = phone_list(desk, monday)
    data = spreadsheet(_sheet(view, desk.today))
    write_whole(to, data)
    count = len(view.calls)
    what = ngettext("Ringlista, {count} rad", "Ringlista, {count} rader", count).format(count=count)
    said = DocumentExported(what, hashlib.sha256(data).hexdigest())
    draft = Draft(LISTS, said, desk.actor_id, "", desk.today)

    def work(store: Store) -> ChangeSet:
        added = store.append([draft], now=desk.clock(), recorded_by=desk.actor_id, new_id=desk.new_id)
        return ChangeSet(event_ids=tuple(event.id for event in added))

    return desk.vault.write(work)


def week_title(monday: date) -> str:
    """The ISO week with its days: "v. 42 2027, 18–24 oktober"."""
    year, week, _day = monday.isocalendar()
    days = short_span(monday, monday + timedelta(days=6))
    return _("v. {week} {year}, {days}").format(week=week, year=year, days=days)


def _rules() -> tuple[_Rule, ...]:
    """The limits of the shipped processes that gather calls in weeks, with the task that meets each."""
    return tuple(
        _Rule(definition, step, rule)
        for definition in processes.offered()
        for step, content in definition.content.items()
        for rule in content.limits
        if rule.function == _HALF_YEAR and rule.met_by
    )


def _rows(store: Store, rule: _Rule) -> tuple[CallRow, ...]:
    return store.calls(rule.definition.info.id, f"{rule.step}/{rule.rule.id}#")


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _call(store: Store, row: CallRow, rule: _Rule, today: date) -> Call:
    case = load(store, row.case_id).case
    months = round((row.due - row.closed_on).days / _DAYS_IN_MONTH, 1)
    first, last = _AROUND_A_YEAR
    return Call(
        case_id=row.case_id,
        number=row.number,
        client=row.client,
        protection=row.protection,
        closed_on=row.closed_on,
        day=row.due,
        gap=_("{n} månader").format(n=f"{months:.1f}".replace(".", ",")),
        far=not first <= months <= last,
        owner=case.roles.get(rule.rule.role or "", ""),
        step=rule.step,
        task=rule.rule.met_by,
        overdue=row.due + timedelta(days=7) <= today,
    )


def _settings(store: Store, rule: _Rule) -> tuple[str, ...]:
    """What the organisation has chosen, or the source's words, for month and week."""
    info, found = rule.definition.info, []
    for name in (rule.rule.setting, rule.rule.week_setting):
        setting = next((s for s in info.settings if s.id == name), None)
        if setting is not None:
            chosen = store.setting(setting_key(info.id, setting.id), "") or setting.default
            found.append(dict(setting.choices).get(chosen, chosen))
    return tuple(found)


def _sheet(view: PhoneList, made_on: date) -> "Sheet":
    from familjeflow.export.spreadsheet import Sheet

    header = (
        _("Handläggare"),
        _("Klient"),
        _("Ärende"),
        _("Avslutat"),
        _("Samtalsvecka från"),
        _("Tid från avslut"),
        _("Ringt"),
    )
    rows = tuple(
        (
            call.owner,
            _("Skyddad uppgift") if call.protection else call.client,
            call.number,
            call.closed_on,
            call.day,
            call.gap,
            "",
        )
        for call in view.calls
    )
    return Sheet(_("Ringlista"), header, rows, made_on)
