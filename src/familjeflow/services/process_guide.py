"""A process as something to read: each step with who, what, by when and what is odd in the source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from familjeflow.domain.process import ProcessDefinition, RoleTask, Source, StepContent
from familjeflow.domain.time_rules import LimitRule
from familjeflow.i18n import _
from familjeflow.services.limit_views import rule_words


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step or question. `parts` are a heading with its lines: tasks, limits, documents, what is odd."""

    label: str
    lane: str
    explanation: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    source: str


def guide(definition: ProcessDefinition, chosen: Mapping[str, str]) -> tuple[GuideStep, ...]:
    """Every step in reading order. `chosen` are the organisation's settings, which limits may count from."""
    return tuple(_step(definition, step, chosen) for step in definition.reading_order)


def _step(definition: ProcessDefinition, step: str, chosen: Mapping[str, str]) -> GuideStep:
    content = definition.step(step)
    lanes = {lane.id: lane.name for lane in definition.graph.lanes}
    question = content.question
    return GuideStep(
        label=question.text if question else content.label,
        lane=lanes.get(definition.graph.node[step].lane or "", ""),
        explanation=content.explanation,
        parts=tuple((title, lines) for title, lines in _parts(definition, content, chosen) if lines),
        source=_source_words(content.source),
    )


def _parts(
    definition: ProcessDefinition, content: StepContent, chosen: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    if content.question is not None:
        answers = ((a.text, a.condition) for a in content.question.answers)
        yield _("Svar"), tuple(": ".join(filter(None, answer)) for answer in answers)
    yield _("Uppgifter"), tuple(_task_words(definition, task) for task in content.tasks)
    yield _("Tidsgränser"), tuple(_limit_words(definition, rule, chosen) for rule in content.limits)
    yield _("Dokument"), tuple(document.title for document in content.documents)
    yield _("Före det här steget"), tuple(gate.text for gate in content.gates)
    yield _("Att veta om källan"), content.oddities


def _task_words(definition: ProcessDefinition, task: RoleTask) -> str:
    info = definition.info
    marks = [_(" eller ").join(info.roles.get(r, r) for r in (task.role, *task.alternatives))]
    if task.optional:
        marks.append(_("vid behov"))
    if task.documented:
        marks.append(_("DOK"))
    if task.system:
        marks.append(
            _("kvar att registrera: {system}").format(system=info.systems.get(task.system, task.system))
        )
    return f"{task.text} ({', '.join(marks)})"


def _limit_words(definition: ProcessDefinition, rule: LimitRule, chosen: Mapping[str, str]) -> str:
    choice = chosen.get(rule.setting, "") if rule.setting else ""
    anchors = [anchor for name, anchor in rule.anchors if not choice or name in ("", choice)]
    words = rule_words(definition, rule, anchors[0] if anchors else None)
    return f"{rule.text}: {words[:1].lower()}{words[1:]}" + (
        _(" (källan anger inte från när)") if rule.unstated else ""
    )


def _source_words(source: Source) -> str:
    said = [_("steg {step}").format(step=source.step)] if source.step else []
    said += [_("rad {lines}").format(lines=", ".join(map(str, source.lines)))] if source.lines else []
    return _("Källa: {where}").format(where=", ".join(said)) if said else ""
