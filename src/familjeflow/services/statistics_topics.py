"""What statistics tell, topic by topic: cases, times, what is late, endings, visits and goals.

Every count has been hidden where it is small before a word is made of it.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from familjeflow.domain.picture.charts import Bar, QuartileLine, bars, quartile_lines
from familjeflow.domain.picture.display import Picture
from familjeflow.domain.process import ProcessDefinition
from familjeflow.domain.statistics import (
    Counts,
    Groups,
    Shown,
    Spread,
    days_by_step,
    hide_small,
    hide_small_alike,
    hide_small_in_groups,
    share,
    spread,
)
from familjeflow.i18n import _
from familjeflow.services.papers import text_measure
from familjeflow.services.reason_kinds import word_of
from familjeflow.services.statistics import Numbers, Topic

if TYPE_CHECKING:
    from familjeflow.export.spreadsheet import Cell

_MOST_BARS = 24
"""More lines than this are left to the table."""

Split = Mapping[str, Mapping[str, int]]


def topics(numbers: Numbers) -> tuple[Topic, ...]:
    """Every topic for what was chosen, in the order they are offered."""
    makers: Sequence[Callable[[Numbers], Topic]] = (
        cases_topic,
        times_topic,
        overdue_topic,
        endings_topic,
        visits_topic,
        goals_topic,
    )
    return tuple(make(numbers) for make in makers)


def is_empty(numbers: Numbers) -> bool:
    """Whether there is nothing to tell of what was chosen."""
    wanted, tallies = numbers.choice.process, numbers.tallies
    known = {tally.process for tally in tallies.cases}
    return wanted not in known if wanted else not known


# ---- words of numbers ----


def count_word(count: Shown) -> str:
    """A count, or that it is hidden."""
    return _("dolt") if count is None else str(count)


def _said(count: Shown) -> str:
    return _("ett dolt antal") if count is None else str(count)


def days_word(days: float) -> str:
    """A number of days with at most one decimal, as it is written in Swedish."""
    return f"{round(days, 1):g}".replace(".", ",")


def _cell(count: Shown) -> "Cell":
    return _("dolt") if count is None else count


def _percent(part: Shown, whole: Shown) -> str:
    found = share(part, whole)
    return "" if found is None else _("{n} %").format(n=found)


# ---- cases ----


def open_groups(numbers: Numbers) -> tuple[Groups, Groups]:
    """Open cases by phase, and by late or not, in every process; a sum hidden in one is hidden in both."""
    phases: dict[str, dict[str, int]] = {}
    late: dict[str, dict[str, int]] = {}
    for tally in numbers.tallies.cases:
        phase = phase_of(numbers.definitions.get(tally.process), tally.next_step)
        here = phases.setdefault(tally.process, {})
        here[phase] = here.get(phase, 0) + tally.open
        split = late.setdefault(tally.process, {"late": 0, "in_time": 0})
        split["late"] += tally.overdue
        split["in_time"] += tally.open - tally.overdue
    first, second = hide_small_alike(phases, late)
    return first, second


def phase_of(definition: ProcessDefinition | None, step: str) -> str:
    """The outermost step around a step, "" for none."""
    if definition is None or step not in definition.graph.node:
        return ""
    node = definition.graph.node[step]
    while node.parent:
        node = definition.graph.node[node.parent]
    return node.id


def step_word(definition: ProcessDefinition | None, step: str) -> str:
    """What a step or question is called."""
    if definition is None or step not in _step_words(definition):
        return _("Steg i en äldre version") if step else _("Inget att göra nu")
    return _step_words(definition)[step]


def _step_words(definition: ProcessDefinition) -> Mapping[str, str]:
    """The names of steps and questions; those that share a name are told apart by their order."""
    words: dict[str, str] = {}
    for step in definition.reading_order:
        content = definition.step(step)
        words[step] = content.question.text if content.question is not None else content.label
    found = Counter(words.values())
    seen: Counter[str] = Counter()
    for step, word in words.items():
        seen[word] += 1
        if found[word] > 1:
            words[step] = _("{step} (nr {n})").format(step=word, n=seen[word])
    return words


def cases_topic(numbers: Numbers) -> Topic:
    """Open cases by process, or by phase where one process was chosen; opened and closed in the period."""
    phases = open_groups(numbers)[0]
    if numbers.choice.process:
        return _phases_topic(numbers, phases.groups.get(numbers.choice.process, Counts(0, {})))
    closed = _endings(numbers)
    hidden = {p for found in (phases, closed) for p, counts in found.groups.items() if counts.total is None}
    # Else those opened less those still open would be those closed, for a process and for all of them.
    opened = _opened(numbers, hidden)
    if None in (phases.total, closed.total):
        opened = Counts(None, opened.cells)
    rows = [
        (name, found.total, opened.cells[p], closed.groups[p].total if p in closed.groups else 0)
        for p, name, found in _by_name(numbers, phases)
    ]
    table = (*rows, (_("Alla"), phases.total, opened.total, closed.total))
    return Topic(
        "cases",
        _("Ärenden"),
        _("Öppna ärenden nu: {open}. I perioden har {new} öppnats och {closed} avslutats.").format(
            open=_said(phases.total), new=_said(opened.total), closed=_said(closed.total)
        ),
        (_("Process"), _("Öppna nu"), _("Öppnade i perioden"), _("Avslutade i perioden")),
        tuple((name, *map(_cell, counts)) for name, *counts in table),
        _bars(Bar(name, (count,), count_word(count)) for name, count, *_rest in rows),
    )


def _phases_topic(numbers: Numbers, found: Counts) -> Topic:
    definition = numbers.definitions.get(numbers.choice.process)
    order = definition.reading_order if definition else ()
    known = [step for step in order if found.cells.get(step, 0) != 0]
    rest = [step for step in found.cells if step not in order and found.cells[step] != 0]
    rows = [(step_word(definition, step), found.cells[step]) for step in (*known, *rest)]
    return Topic(
        "cases",
        _("Ärenden"),
        _("Öppna ärenden nu: {open}. Skedet är det steg där nästa sak ska göras.").format(
            open=_said(found.total)
        ),
        (_("Skede"), _("Öppna nu")),
        tuple((name, _cell(count)) for name, count in (*rows, (_("Alla"), found.total))),
        _bars(Bar(name, (count,), count_word(count)) for name, count in rows),
    )


def _opened(numbers: Numbers, hidden: Collection[str]) -> Counts:
    sums: dict[str, int] = {}
    for tally in numbers.tallies.cases:
        sums[tally.process] = sums.get(tally.process, 0) + tally.opened
    return hide_small(sums, hidden)


# ---- times ----


def times_topic(numbers: Numbers) -> Topic:
    """How long each step takes, of rounds that ended in the period."""
    rows = []
    for (process, step), days in days_by_step(numbers.tallies.leads).items():
        definition = numbers.definitions.get(process)
        wanted = numbers.choice.process in ("", process)
        found = spread(days)
        if wanted and found is not None and definition is not None and step in definition.graph.node:
            place = (numbers.process_name(process), definition.reading_order.index(step))
            rows.append((place, numbers.process_name(process), step_word(definition, step), found))
    rows.sort(key=lambda row: row[0])
    slowest = max(rows, key=lambda row: row[3].middle, default=None)
    words = _("Ledtid räknas från att steget kunde göras, eller påbörjades, till att det blev klart.")
    if slowest is not None:
        words += " " + _("Längst tid tar {step}: hälften är klara på {days} dagar.").format(
            step=slowest[2], days=days_word(slowest[3].middle)
        )
    shown = [
        (step if numbers.choice.process else f"{process}: {step}", found) for _p, process, step, found in rows
    ]
    lines = [
        QuartileLine(name, (found.low, found.middle, found.high), spread_word(found)) for name, found in shown
    ]
    longest = sorted(lines, key=lambda line: -(line.quartiles or (0, 0, 0))[1])[:_MOST_BARS]
    drawn = [line for line in lines if line in longest]
    return Topic(
        "times",
        _("Ledtid per steg"),
        words,
        (_("Steg"), _("Antal"), _("Undre kvartil"), _("Median (dagar)"), _("Övre kvartil")),
        tuple(
            (name, found.values, *map(days_word, (found.low, found.middle, found.high)))
            for name, found in shown
        ),
        quartile_lines(drawn, _("dagar"), text_measure()) if drawn else None,
    )


def spread_word(found: Spread) -> str:
    """A spread in one line: the median with the quartiles around it."""
    return _("{middle} dagar ({low}–{high})").format(
        middle=days_word(found.middle), low=days_word(found.low), high=days_word(found.high)
    )


# ---- parts of a whole, by process ----


def overdue_topic(numbers: Numbers) -> Topic:
    """Open cases with a time limit that has passed, as of today."""
    found = open_groups(numbers)[1]
    title, parts = _("Försenat"), (_("Försenade"), _("I tid"))
    words = _("Öppna ärenden där en tidsgräns har passerat, i dag. Äldre perioder kan inte visas.")
    return _parts_topic(numbers, "overdue", title, words, ("late", "in_time"), parts, found)


def visits_topic(numbers: Numbers) -> Topic:
    """Meetings kept and missed in the period; those cancelled count as neither."""
    split: dict[str, dict[str, int]] = {}
    for process, outcome, many in numbers.tallies.visits:
        split.setdefault(process, {"held": 0, "missed": 0})[outcome] = many
    words = _("Möten i perioden där klienten kom eller uteblev. Inställda möten räknas inte.")
    parts = (_("Kom"), _("Uteblev"))
    return _parts_topic(
        numbers, "visits", _("Möten"), words, ("held", "missed"), parts, hide_small_in_groups(split)
    )


def goals_topic(numbers: Numbers) -> Topic:
    """Goals of plans, fulfilled or not, in cases that were open in the period."""
    split = {g.process: {"met": g.fulfilled, "left": g.goals - g.fulfilled} for g in numbers.tallies.goals}
    words = _("Mål och delmål i planerna, som de står nu, i ärenden som var öppna i perioden.")
    parts = (_("Uppfyllda"), _("Inte uppfyllda"))
    return _parts_topic(
        numbers, "goals", _("Mål"), words, ("met", "left"), parts, hide_small_in_groups(split)
    )


def _parts_topic(
    numbers: Numbers,
    slug: str,
    title: str,
    words: str,
    keys: tuple[str, str],
    names: tuple[str, str],
    found: Groups,
) -> Topic:
    rows = [
        (name, counts.cells[keys[0]], counts.cells[keys[1]], counts.total)
        for _process, name, counts in _by_name(numbers, found)
    ]
    drawn = [
        Bar(name, (one, two), _percent(one, whole) or count_word(one))
        for name, one, two, whole in rows
        if whole
    ]
    return Topic(
        slug,
        title,
        words,
        (_("Process"), *names, _("Alla"), _("Andel {what}").format(what=names[0].lower())),
        tuple(
            (name, _cell(one), _cell(two), _cell(whole), _percent(one, whole))
            for name, one, two, whole in rows
        ),
        bars(drawn, names, text_measure()) if drawn else None,
    )


def _endings(numbers: Numbers) -> Groups:
    split: dict[str, dict[str, int]] = {}
    for process, early, reason, many in numbers.tallies.ends:
        kind = f"early:{reason}" if early else "routine"
        split.setdefault(process, {})[kind] = many
    return hide_small_in_groups(split)


def endings_topic(numbers: Numbers) -> Topic:
    """How cases of the period were closed: as the routine says, or early and for which kind of reason."""
    rows: list[tuple[str, str, Shown]] = []
    for _process, name, counts in _by_name(numbers, _endings(numbers)):
        for kind in sorted(counts.cells, key=lambda kind: (kind != "routine", kind)):
            if counts.cells[kind] != 0:
                rows.append((name, _ending_word(kind), counts.cells[kind]))
    single = bool(numbers.choice.process)
    drawn = [Bar(how if single else f"{name}: {how}", (many,), count_word(many)) for name, how, many in rows]
    words = _("Avslutat i förtid är ärenden som stängdes med något kvar att göra.")
    return Topic(
        "endings",
        _("Avslut"),
        words,
        (_("Process"), _("Hur det avslutades"), _("Ärenden")),
        tuple((name, how, _cell(many)) for name, how, many in rows),
        _bars(drawn),
    )


def _ending_word(kind: str) -> str:
    if kind == "routine":
        return _("Enligt rutinen")
    return _("I förtid: {reason}").format(reason=word_of(kind.partition(":")[2]).lower())


def _by_name(numbers: Numbers, found: Groups) -> list[tuple[str, str, Counts]]:
    """The groups that were chosen: process id, its name and its counts, by name."""
    wanted = numbers.choice.process
    rows = [(p, numbers.process_name(p), c) for p, c in found.groups.items() if wanted in ("", p)]
    return sorted(rows, key=lambda row: row[1])


def _bars(rows: Iterable[Bar]) -> Picture | None:
    drawn = list(rows)[:_MOST_BARS]
    return bars(drawn, (), text_measure()) if drawn else None
