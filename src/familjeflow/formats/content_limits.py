"""Reads the time limits of content.toml: what they are counted from, how far, and how strictly."""

import re

from familjeflow.domain.errors import DomainError
from familjeflow.domain.time_rules import Anchor, AnchorEvent, Force, Interval, LimitRule
from familjeflow.formats.known import Known
from familjeflow.formats.toml_table import SLUG, Table

_WEEKLY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)( ([01]\d|2[0-3]):[0-5]\d(-([01]\d|2[0-3]):[0-5]\d)?)?")
_FUNCTIONS = frozenset({"half_year_week"})
_WEEKS = frozenset("12345")
_BARE = frozenset({AnchorEvent.OPENED, AnchorEvent.CLOSED})


def limit(table: Table, step_id: str, known: Known) -> LimitRule:
    """One limit of one step. `offset` may be missing where the day itself is the limit."""
    setting = table.one("setting", known.settings, "unknown_setting")
    line, lines = table.whole("line"), table.numbers("lines")
    rule = LimitRule(
        id=table.slug("id"),
        text=table.need("text"),
        anchors=_anchors(table, setting, known),
        offset=_interval(table, "offset") or Interval(),
        force=_force(table),
        before=table.flag("before"),
        repeats=_interval(table, "repeats"),
        met_by=table.one("met_by", known.tasks.get(step_id, ()), "unknown_task") or "",
        warn=_interval(table, "warn"),
        role=table.one("role", known.roles, "unknown_role"),
        setting=setting,
        unstated=table.flag("unstated"),
        rolls=table.flag("rolls"),
        when=known.conditions(table, "when"),
        function=table.one("function", _FUNCTIONS, "unknown_function"),
        proposes_close=table.flag("proposes_close"),
        weekly=_weekly(table),
        fixed_series=table.some("fixed_series", known.settings.get(setting or "", ()), "unknown_choice"),
        week_setting=table.one("week_setting", known.settings, "unknown_setting") or "",
        renews=table.flag("renews"),
        explanation=table.text("explanation"),
        lines=lines or ((line,) if line is not None else ()),
    )
    _check_function(rule, table, known)
    table.finish()
    return rule


def _check_function(rule: LimitRule, table: Table, known: Known) -> None:
    """The rule of the half-year weeks needs both its settings, and weeks that a month has."""
    if rule.function is None:
        return
    for key, name in (("setting", rule.setting), ("week_setting", rule.week_setting)):
        if not name:
            raise table.error("missing_key", key)
    for choice in known.settings[rule.week_setting]:
        if choice not in _WEEKS:
            raise table.error("bad_week", "week_setting", value=choice)


def _force(table: Table) -> Force:
    value = table.one("force", [f.value for f in Force], "unknown_kind")
    if value is None:
        raise table.error("missing_key", "force")
    return Force(value)


def _anchors(table: Table, setting: str | None, known: Known) -> tuple[tuple[str, Anchor], ...]:
    single, several = table.maybe("anchor"), _several(table)
    if single is None and not several and table.has("weekly"):
        return ()
    if (single is None) == (not several):
        raise table.error("missing_key", "anchor")
    if single is not None:
        return (("", _anchor(table, "anchor", single, known)),)
    if setting is not None:
        for choice, _ in several:
            if choice not in known.settings[setting]:
                raise table.error("unknown_choice", "anchors", value=choice)
    return tuple((choice, _anchor(table, "anchors", text, known)) for choice, text in several)


def _several(table: Table) -> tuple[tuple[str, str], ...]:
    """The anchors by name; a list under one name says which one counts where the first has no date."""
    inner = table.table("anchors")
    names = inner.entries() if inner else ()
    for name in names:
        if not SLUG.fullmatch(name):
            raise table.error("bad_id", "anchors", id=name)
    return tuple((name, text) for name in names if inner for text in inner.one_or_more(name))


def _anchor(table: Table, key: str, text: str, known: Known) -> Anchor:
    """Read "done:step", "started:step", "task:step/task", "date:name", "opened" or "closed"."""
    word, colon, of = text.partition(":")
    if word not in list(AnchorEvent) or bool(colon) == (word in _BARE):
        raise table.error("bad_anchor", key, value=text)
    event = AnchorEvent(word)
    found = of in known.dates if event is AnchorEvent.DATE else event in _BARE or known.is_step(of)
    if not found or (event is AnchorEvent.TASK) != ("/" in of):
        raise table.error("unknown_anchor", key, value=text)
    return Anchor(event, of)


def _interval(table: Table, key: str) -> Interval | None:
    text = table.maybe(key)
    if text is None:
        return None
    try:
        return Interval.parse(text)
    except DomainError as error:
        raise table.error("bad_interval", key, value=text) from error


def _weekly(table: Table) -> str:
    text = table.text("weekly")
    if text and not _WEEKLY.fullmatch(text):
        raise table.error("bad_weekly", "weekly", value=text)
    return text
