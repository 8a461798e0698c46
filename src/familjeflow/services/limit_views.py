"""Time limits in words, each with its *Därför*: the rule, the facts and the source."""

from datetime import date

from familjeflow.domain.limits import Limit
from familjeflow.domain.process import ProcessDefinition, Source
from familjeflow.domain.time_rules import Anchor, AnchorEvent, Interval, LimitRule
from familjeflow.i18n import _, ngettext
from familjeflow.i18n import mark as _m
from familjeflow.services.calendars import holiday_names, swedish_calendar
from familjeflow.services.case_context import Context
from familjeflow.services.views import LimitView
from familjeflow.services.words import day_word, force_word, upper_first


def limit_view(context: Context, limit: Limit) -> LimitView:
    """One limit as the panel shows it."""
    is_open = limit.open
    overdue = is_open and limit.day is not None and limit.day < context.today
    warn_from = limit.warn_from or limit.day
    return LimitView(
        id=limit.id,
        text=limit.rule.text,
        force_word=force_word(limit.rule.force),
        day=limit.day,
        waiting_for="" if limit.day else _waiting_for(context, limit),
        overdue=overdue,
        soon=is_open and not overdue and warn_from is not None and warn_from <= context.today,
        met_on=limit.met_on,
        moved=limit.moved,
        unstated=limit.rule.unstated,
        note=day_note(limit.day) if is_open and limit.day else "",
        because=_because(context, limit),
    )


def _waiting_for(context: Context, limit: Limit) -> str:
    if limit.anchor is None:
        return _("räknas när steget är nått")
    return _("räknas från {anchor}").format(anchor=anchor_words(context.definition, limit.anchor))


def day_note(day: date) -> str:
    """What to know of a day when offices are closed, with the working day before it."""
    calendar = swedish_calendar()
    if calendar.is_working_day(day):
        return ""
    name = holiday_names().get(day)
    kind = name or (_("en lördag") if day.weekday() == 5 else _("en söndag"))
    earlier = calendar.working_day_from(day, -1)
    return _("Dagen är {kind}. Arbetsdagen före är {day}.").format(kind=kind, day=day_word(earlier))


def _because(context: Context, limit: Limit) -> tuple[str, ...]:
    rule = limit.rule
    lines = [rule_words(context.definition, rule, limit.anchor)]
    if rule.explanation:
        lines.append(rule.explanation)
    if limit.anchor_day is not None:
        what = anchor_words(context.definition, limit.anchor) if limit.anchor else _("steget nåddes")
        lines.append(_("{what}: {day}").format(what=upper_first(what), day=day_word(limit.anchor_day)))
    if limit.since is not None and limit.since != limit.anchor_day:
        lines.append(_("Räknas från förra gången: {day}").format(day=day_word(limit.since)))
    if rule.unstated:
        lines.append(_("Källan anger inte vad tiden räknas från; det är en inställning."))
    if limit.moved:
        lines.append(_("Flyttat för hand. Skäl: {reason}").format(reason=limit.reason))
    step = context.definition.step(limit.step)
    lines.append(context.source(step.source if not rule.lines else Source(step.source.step, rule.lines)))
    return tuple(lines)


def rule_words(definition: ProcessDefinition, rule: LimitRule, anchor: Anchor | None) -> str:
    """The rule in one line: "Senast tre månader efter planeringsmötet, därefter var sjätte månad"."""
    parts = [force_word(rule.force)]
    if rule.weekly:
        parts.append(_("på enhetens fasta veckotid"))
    elif rule.function:
        parts.append(_("under den bestämda veckan i oktober eller april"))
    elif anchor is not None:
        parts.append(_offset_words(rule, anchor_words(definition, anchor)))
    text = " ".join(parts)
    if rule.repeats is not None:
        text += _(", därefter med {interval} mellan gångerna").format(interval=interval_words(rule.repeats))
    return text


def _offset_words(rule: LimitRule, anchor: str) -> str:
    if rule.offset == Interval():
        return _("samma dag som {anchor}").format(anchor=anchor)
    pattern = _("{interval} före {anchor}") if rule.before else _("{interval} efter {anchor}")
    return pattern.format(interval=interval_words(rule.offset), anchor=anchor)


def interval_words(interval: Interval) -> str:
    """An interval in Swedish words: "tre månader", "en vecka"."""
    parts: list[str] = []
    if interval.months and interval.months % 12 == 0:
        years = interval.months // 12
        parts.append(ngettext("{n} år", "{n} år", years).format(n=_number(years, neuter=True)))
    elif interval.months:
        n = _number(interval.months)
        parts.append(ngettext("{n} månad", "{n} månader", interval.months).format(n=n))
    if interval.days and interval.days % 7 == 0:
        weeks = interval.days // 7
        parts.append(ngettext("{n} vecka", "{n} veckor", weeks).format(n=_number(weeks)))
    elif interval.days:
        parts.append(ngettext("{n} dag", "{n} dagar", interval.days).format(n=_number(interval.days)))
    if interval.working_days:
        days = interval.working_days
        parts.append(ngettext("{n} arbetsdag", "{n} arbetsdagar", days).format(n=_number(days)))
    return _(" och ").join(parts)


_NUMBERS = (
    *(_m("noll"), _m("en"), _m("två"), _m("tre"), _m("fyra"), _m("fem"), _m("sex")),
    *(_m("sju"), _m("åtta"), _m("nio"), _m("tio"), _m("elva"), _m("tolv")),
)


def _number(count: int, *, neuter: bool = False) -> str:
    if neuter and count == 1:
        return _("ett")
    return _(_NUMBERS[count]) if count < len(_NUMBERS) else str(count)


def anchor_words(definition: ProcessDefinition, anchor: Anchor) -> str:
    """What a limit is counted from, in words."""
    if anchor.event is AnchorEvent.OPENED:
        return _("att ärendet öppnades")
    if anchor.event is AnchorEvent.CLOSED:
        return _("att ärendet stängdes")
    if anchor.event is AnchorEvent.DATE:
        return definition.info.case_dates.get(anchor.of, anchor.of).lower()
    if anchor.event is AnchorEvent.TASK:
        step, _slash, task_id = anchor.of.partition("/")
        task = next((t for t in definition.step(step).tasks if t.id == task_id), None)
        return f"”{task.text}”" if task else definition.step(step).label
    label = definition.step(anchor.of).label
    if anchor.event is AnchorEvent.STARTED:
        return _("att ”{step}” påbörjades").format(step=label)
    return _("att ”{step}” blev klart").format(step=label)
