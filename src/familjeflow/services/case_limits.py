"""Every time limit of one case in one list: those of the process and those that a person has added."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from familjeflow.domain.errors import DomainError
from familjeflow.domain.limits import Limit
from familjeflow.domain.own_limits import OwnLimit, own_limits
from familjeflow.domain.process import Source
from familjeflow.domain.states import OPEN_STATES, StepState
from familjeflow.domain.time_rules import Force, Interval, add
from familjeflow.i18n import _
from familjeflow.services.calendars import swedish_calendar
from familjeflow.services.case_context import Context
from familjeflow.services.case_views import context_of
from familjeflow.services.desk import Desk
from familjeflow.services.limit_library import LibraryLimit, library_of
from familjeflow.services.limit_views import anchor_words, day_note, interval_words, limit_view
from familjeflow.services.words import day_word, force_word, state_word, upper_first
from familjeflow.storage.store import Store

LATE, SOON, OPEN, WAITING, MET, GONE = "late", "soon", "open", "waiting", "met", "gone"
_ORDER = (LATE, SOON, OPEN, WAITING, MET, GONE)
_STILL_TO_COME = OPEN_STATES | {StepState.NOT_STARTED}


@dataclass(frozen=True, slots=True)
class LimitLine:
    """One limit of the case in words.

    `standing` is LATE, SOON, OPEN, WAITING (for what it counts from), MET or GONE. `counted` says what it is
    counted from, with the day; `source` where it stands, "" where nobody says. `own` tells that a person has
    added it. `because` is *Därför*, a line each, `note` what to know of a day when offices are closed.
    """

    id: str
    own: bool
    text: str
    force: Force
    force_word: str
    standing: str
    day: date | None
    when_text: str
    step: str
    step_label: str
    counted: str
    source: str
    moved: bool
    note: str
    because: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether it has a day and is still to be met."""
        return self.standing in (LATE, SOON, OPEN)


def case_limits(desk: Desk, case_id: str, *, as_of: date | None = None) -> tuple[LimitLine, ...]:
    """The limits of a case: late ones first, then by day, then those without a day, then those that are met.

    With `as_of` as they stood that day. Raises DomainError "unknown_case" or "not_opened_then".
    """

    def work(store: Store) -> tuple[LimitLine, ...]:
        context = context_of(desk, store, case_id, as_of=as_of)
        known = library_of(store)
        lines = [_of_process(context, limit) for limit in context.computed]
        lines += [_own(context, limit, known) for limit in own_limits(context.loaded.facts)]
        return tuple(sorted(lines, key=_place))

    return desk.vault.read(work)


def _place(line: LimitLine) -> tuple[int, date, str]:
    order = _ORDER.index(OPEN if line.standing == SOON else line.standing)
    return order, line.day or date.max, line.text


def _of_process(context: Context, limit: Limit) -> LimitLine:
    view = limit_view(context, limit)
    standing = _standing(context, limit)
    content = context.definition.step(limit.step)
    rule = limit.rule
    source = content.source if not rule.lines else Source(content.source.step, rule.lines)
    return LimitLine(
        id=limit.id,
        own=False,
        text=view.text,
        force=rule.force,
        force_word=view.force_word,
        standing=standing,
        day=limit.met_on or limit.day,
        when_text=_when(standing, limit.met_on or limit.day, _why_gone(context, limit)),
        step=limit.step,
        step_label=context.label(limit.step),
        counted=_counted(context, limit),
        source=context.source(source),
        moved=limit.moved,
        note=view.note,
        because=view.because,
    )


def _standing(context: Context, limit: Limit) -> str:
    if limit.met_on is not None:
        return MET
    if limit.day is None:
        return WAITING if _still_to_come(context, limit) else GONE
    return _by_day(context, limit.day, limit.warn_from or limit.day)


def _by_day(context: Context, day: date, warn_from: date) -> str:
    if day < context.today:
        return LATE
    return SOON if warn_from <= context.today else OPEN


def _still_to_come(context: Context, limit: Limit) -> bool:
    stands = context.stands.get(limit.step)
    return context.case.closed is None and stands is not None and stands.state in _STILL_TO_COME


def _why_gone(context: Context, limit: Limit) -> str:
    stands = context.stands.get(limit.step)
    return state_word(stands.state.value if stands else StepState.NOT_APPLICABLE.value)


def _counted(context: Context, limit: Limit) -> str:
    what = anchor_words(context.definition, limit.anchor) if limit.anchor else _("steget nåddes")
    if limit.since is None:
        return upper_first(what)
    if limit.since != limit.anchor_day:
        what = _("förra gången")
    return f"{upper_first(what)}: {day_word(limit.since)}"


def _own(context: Context, limit: OwnLimit, known: Mapping[str, LibraryLimit]) -> LimitLine:
    standing = _by_day(context, limit.day, limit.warn_from)
    if limit.outcome:
        standing = MET if limit.outcome == "met" else GONE
    day = limit.ended_on or limit.day
    return LimitLine(
        id=limit.limit_id,
        own=True,
        text=limit.text,
        force=limit.force,
        force_word=force_word(limit.force),
        standing=standing,
        day=day,
        when_text=_when(standing, day, _("Gäller inte")),
        step="",
        step_label="",
        counted=f"{limit.anchor}: {day_word(limit.anchor_day)}" if limit.anchor else "",
        source=limit.source,
        moved=limit.moved,
        note="" if limit.outcome else day_note(limit.day),
        because=_own_because(limit, known.get(limit.rule)),
    )


def _own_because(limit: OwnLimit, entry: LibraryLimit | None) -> tuple[str, ...]:
    lines = [_own_rule(limit, entry)]
    if limit.repeats:
        again = _("Kommer igen {interval} efter att den är gjord.")
        lines.append(again.format(interval=interval_words(Interval.parse(limit.repeats))))
    if entry is not None and entry.remark:
        lines.append(entry.remark)
    if limit.outcome == "gone":
        lines.append(_("Gäller inte längre. Skäl: {reason}").format(reason=limit.reason))
    elif limit.moved and limit.reason:
        lines.append(_("Flyttat för hand. Skäl: {reason}").format(reason=limit.reason))
    lines.append(_("Källa: {where}").format(where=limit.source) if limit.source else _("Källan anges inte."))
    if entry is not None and entry.certainty:
        lines.append(_("Så är uppgiften kontrollerad: {certainty}.").format(certainty=entry.certainty))
    return tuple(lines)


def _own_rule(limit: OwnLimit, entry: LibraryLimit | None) -> str:
    """The rule in words; where the library has been changed since, only what it was counted from."""
    word = force_word(limit.force)
    if not limit.anchor:
        return _("{force}: en egen tidsgräns i ärendet").format(force=word)
    counted = f"{limit.anchor}: {day_word(limit.anchor_day)}"
    if entry is None or limit.moved or _falls(limit.anchor_day, entry.span) != limit.day:
        return _("{force}. Räknas från: {anchor}").format(force=word, anchor=counted)
    span = interval_words(Interval.parse(entry.span))
    return _("{force} {interval} efter: {anchor}").format(force=word, interval=span, anchor=counted)


def _falls(day: date, span: str) -> date | None:
    try:
        return add(day, Interval.parse(span), swedish_calendar())
    except DomainError:
        return None


def _when(standing: str, day: date | None, gone: str) -> str:
    if standing == WAITING:
        return _("Väntar")
    if standing == GONE:
        return gone
    if day is None:
        return ""
    return _("Gjort {day}").format(day=day.isoformat()) if standing == MET else day_word(day)
