"""Min dag: what is late, what is today, what comes, whom one waits for, what is left to register.

It reads rows only, and of each group no more than is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from familjeflow.domain.day_lines import DayFilter, DayLine, Found
from familjeflow.domain.process import ProcessInfo
from familjeflow.domain.time_rules import Force
from familjeflow.i18n import _
from familjeflow.services import processes
from familjeflow.services.desk import Desk
from familjeflow.services.profile import profile_of
from familjeflow.services.words import day_word, force_word, long_day, upper_first
from familjeflow.storage.store import Store

WEEK = timedelta(days=7)
SHOWN = 50
"""Rows of a group before "Visa alla"."""
MOST = 2000
"""Rows of a group at the most: nobody reads further, and the count says how many there are."""
MINE, ALL = "mine", ""


class DayRow(NamedTuple):
    """One line of Min dag, a named tuple because there may be thousands.

    `kind` is as in DayLine and `item` the id of the limit, reminder or task. `tickable` rows are done with
    one key.
    """

    kind: str
    day: date | None
    when_text: str
    what: str
    force_word: str
    client: str
    protection: str
    process: str
    role: str
    case_id: str
    number: str
    step: str
    item: str
    tickable: bool
    overdue: bool


@dataclass(frozen=True, slots=True)
class DayGroup:
    """One group of Min dag: a slug for its look, the heading, its first lines and how many there are."""

    slug: str
    title: str
    rows: tuple[DayRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class DayView:
    """Min dag: the groups that have lines, and how much there is to do.

    `roles` are what it can be narrowed to, as (slug, word); `role` the one that is chosen. `to_enter` counts
    notes that wait for the other system.
    """

    today: date
    title: str
    groups: tuple[DayGroup, ...]
    overdue: int
    open_cases: int
    to_enter: int
    roles: tuple[tuple[str, str], ...]
    role: str


@dataclass(frozen=True, slots=True)
class DayCounts:
    """How much is late and how many cases are open, for the navigation."""

    overdue: int
    open_cases: int


def day_counts(desk: Desk) -> DayCounts:
    """Counted by the vault, without reading a line."""
    today = desk.today
    return desk.vault.read(lambda store: DayCounts(store.overdue(today), store.open_cases()))


def my_day(
    desk: Desk, *, role: str | None = None, client: str = "", all_of: frozenset[str] = frozenset()
) -> DayView:
    """The day. `role` is MINE, ALL or a role's slug; without it the user's own roles where there are any.

    `client` narrows to a name or a case number, `all_of` names the groups that are shown in full.
    """
    return desk.vault.read(lambda store: _Day(desk, store, role, client, all_of).view())


class _Day:
    """One reading of the day: the store, the filter, and the words that slugs have."""

    def __init__(
        self, desk: Desk, store: Store, role: str | None, client: str, all_of: frozenset[str]
    ) -> None:
        self._store = store
        self._today = desk.today
        self._all_of = all_of
        self._infos = {d.info.id: d.info for d in processes.shipped()}
        self._closing = {
            (d.info.id, f"{step}/{rule.id}")
            for d in processes.shipped()
            for step, content in d.content.items()
            for rule in content.limits
            if rule.proposes_close
        }
        me = profile_of(store, desk.actor_id)
        self._mine = _my_slugs(self._infos, me.roles if me else ())
        self._role = role if role is not None else MINE if self._mine else ALL
        chosen = self._mine if self._role == MINE else frozenset({self._role}) if self._role else None
        self._filter = DayFilter(chosen, client)

    def view(self) -> DayView:
        """The finished day."""
        groups = self._groups()
        return DayView(
            today=self._today,
            title=_title(self._today),
            groups=tuple(g for g in groups if g.rows),
            overdue=next(g.total for g in groups if g.slug == "overdue"),
            open_cases=self._store.open_cases(),
            to_enter=self._store.note_count("to_enter"),
            roles=self._roles(),
            role=self._role,
        )

    def _groups(self) -> tuple[DayGroup, ...]:
        store, today, day = self._store, self._today, timedelta(days=1)
        wanted = self._filter
        return (
            self._group(
                "overdue", _("Försenat"), store.due(None, today - day, wanted, self._most("overdue"))
            ),
            self._group("today", _("Idag"), store.due(today, today, wanted, self._most("today"))),
            self._group(
                "week",
                _("Kommande sju dagar"),
                store.due(today + day, today + WEEK, wanted, self._most("week")),
            ),
            self._group(
                "soon",
                _("Börjar bli bråttom"),
                store.warned(today, today + WEEK, wanted, self._most("soon")),
            ),
            self._group("next", _("Nästa i varje ärende"), store.undated(wanted, self._most("next"))),
            self._group("waiting", _("Väntar på andra"), self._waiting()),
            self._group("register", _("Kvar att registrera"), store.ticks(wanted, self._most("register"))),
        )

    def _waiting(self) -> Found:
        if self._role != MINE:
            return Found((), 0)
        return self._store.waiting(self._mine, DayFilter(None, self._filter.client), self._most("waiting"))

    def _most(self, slug: str) -> int:
        return MOST if slug in self._all_of else SHOWN

    def _group(self, slug: str, title: str, found: Found) -> DayGroup:
        return DayGroup(slug, title, tuple(self._row(line) for line in found.lines), found.total)

    def _row(self, line: DayLine) -> DayRow:
        info = self._infos.get(line.process_id)
        late = line.day is not None and line.day < self._today
        when = day_word(line.day) if line.day else ""
        if line.kind == "tick" and info is not None:
            when = info.systems.get(line.system, line.system)
        return DayRow(
            kind=line.kind,
            day=line.day,
            when_text=when,
            what=_what(line.text, late and (line.process_id, line.item.partition("#")[0]) in self._closing),
            force_word=force_word(Force(line.force)) if line.force else "",
            client=line.client,
            protection=line.protection,
            process=line.process_short,
            role=info.roles.get(line.role, line.role) if info else line.role,
            case_id=line.case_id,
            number=line.number,
            step=line.step,
            item=line.item,
            tickable=line.kind in ("tick", "watch"),
            overdue=late,
        )

    def _roles(self) -> tuple[tuple[str, str], ...]:
        words = {slug: word for info in self._infos.values() for slug, word in info.roles.items()}
        named = sorted(words.items(), key=lambda role: role[1].casefold())
        mine = ((MINE, _("Mina roller")),) if self._mine else ()
        return (*mine, (ALL, _("Alla roller")), *named)


def _what(text: str, proposes_close: bool) -> str:
    """What a line is about; a limit whose passing the routine answers with closing says so, and no more."""
    return _("{text}: ta ställning till att avsluta").format(text=text) if proposes_close else text


def _my_slugs(infos: Mapping[str, ProcessInfo], roles: tuple[str, ...]) -> frozenset[str]:
    """The user's roles by slug: those whose title or slug is in the profile, in any process."""
    mine = {role.casefold() for role in roles}
    known = (role for info in infos.values() for role in info.roles.items())
    return frozenset(slug for slug, word in known if slug.casefold() in mine or word.casefold() in mine)


def _title(today: date) -> str:
    """The day and its ISO week: "Lördag 21 november, v. 47"."""
    week = today.isocalendar().week
    return _("{day}, v. {week}").format(day=upper_first(long_day(today)), week=week)
