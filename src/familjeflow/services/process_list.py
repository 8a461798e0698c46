"""The processes as a list for people and as JSON for programs."""

import json
from dataclasses import asdict
from typing import Any

from familjeflow.domain.process import Ask, ProcessDefinition, RoleTask, Source, StepContent, StepDocument
from familjeflow.domain.time_rules import Interval, LimitRule
from familjeflow.i18n import _
from familjeflow.services.processes import offered, own_faults
from familjeflow.services.sentences import sentence


def as_text() -> str:
    """One line for each process: its id, title and number of steps."""
    steps = _("steg")
    lines = [f"{d.info.id:32} {len(d.steps):3} {steps}  {d.info.title}" for d in offered()]
    return "\n".join(lines) + "\n"


def faults_as_text() -> str:
    """A line for each of the organisation's own processes that cannot be read, "" where all can."""
    said = (sentence(fault) for fault in own_faults())
    return "".join(f"{told.title}. {told.text}\n" for told in said)


def as_json() -> str:
    """Every process with all its steps, as an array."""
    return json.dumps([_process(d) for d in offered()], ensure_ascii=False, indent=2) + "\n"


def _process(definition: ProcessDefinition) -> dict[str, Any]:
    info = definition.info
    return {
        "id": info.id,
        "title": info.title,
        "short": info.short,
        "unit": info.unit,
        "source": info.source,
        "purpose": info.purpose,
        "printed": dict(info.facts_of_source),
        "dates": [{"text": d.text, "day": d.day.isoformat(), "review": d.review} for d in info.dates],
        "lanes": [{"id": lane.id, "name": lane.name} for lane in definition.graph.lanes],
        "roles": dict(info.roles),
        "systems": dict(info.systems),
        "settings": [asdict(s) for s in info.settings],
        "opening": [_ask(a) for a in info.opening],
        "directory": [asdict(d) for d in info.directory],
        "notes": list(info.notes),
        "bundle": definition.bundle_hash,
        "steps": [_step(definition, step) for step in definition.reading_order],
    }


def _step(definition: ProcessDefinition, node_id: str) -> dict[str, Any]:
    node, content = definition.graph.node[node_id], definition.step(node_id)
    lanes = {lane.id: lane.name for lane in definition.graph.lanes}
    return {
        "id": node_id,
        "label": content.label if content.question is None else content.question.text,
        "printed_number": content.number,
        "kind": node.kind.value,
        "lane": node.lane,
        "lane_name": lanes.get(node.lane or "", ""),
        "inside": node.parent,
        "explanation": content.explanation,
        "tasks": [_task(definition, t) for t in content.tasks],
        "documents": [_document(d) for d in content.documents],
        "asks": [_ask(a) for a in content.asks],
        "time_rules": [_limit(rule) for rule in content.limits],
        "gates": [{**asdict(g), "source": _source(g.source)} for g in content.gates],
        "questions": _question(content),
        "shared": list(content.shared),
        "participants": list(content.participants),
        "agenda": list(content.agenda),
        "oddities": list(content.oddities),
        "meeting_minutes": content.meeting_minutes,
        "next": [f.target for f in definition.graph.outgoing[node_id]],
        "source": _source(content.source),
    }


def _task(definition: ProcessDefinition, task: RoleTask) -> dict[str, Any]:
    values = asdict(task)
    system = definition.info.systems.get(task.system, task.system) if task.system else None
    return {
        **values,
        "role_title": definition.info.roles.get(task.role, task.role),
        "outside_system": system,
        "source": _source(task.source),
    }


def _document(document: StepDocument) -> dict[str, Any]:
    return {**asdict(document), "kind": document.kind.value, "source": _source(document.source)}


def _ask(ask: Ask) -> dict[str, Any]:
    return {**asdict(ask), "kind": ask.kind.value, "source": _source(ask.source)}


def _question(content: StepContent) -> list[dict[str, Any]]:
    question = content.question
    if question is None:
        return []
    answers = [{**asdict(a), "source": _source(a.source)} for a in question.answers]
    asks = [_ask(a) for a in question.asks]
    return [{"text": question.text, "answers": answers, "asks": asks, "proposal": question.proposal}]


def _limit(rule: LimitRule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "text": rule.text,
        "force": rule.force.value,
        "interval": _interval(rule.offset),
        "before": rule.before,
        "repeats": _interval(rule.repeats) if rule.repeats else None,
        "anchors": [{"choice": c, "event": a.event.value, "of": a.of} for c, a in rule.anchors],
        "unstated": rule.unstated,
        "setting": rule.setting,
        "weekly": rule.weekly,
        "role": rule.role,
        "met_by": rule.met_by,
        "when": list(rule.when),
        "function": rule.function,
        "proposes_close": rule.proposes_close,
        "explanation": rule.explanation,
        "lines": list(rule.lines),
    }


def _interval(interval: Interval) -> dict[str, int]:
    return {"months": interval.months, "days": interval.days, "working_days": interval.working_days}


def _source(source: Source) -> dict[str, Any]:
    return {"step": source.step, "lines": list(source.lines)}
