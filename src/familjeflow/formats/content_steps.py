"""Reads what content.toml says about one element: its tasks, documents, questions, gates and limits."""

from familjeflow.domain.process import (
    Answer,
    Ask,
    AskKind,
    DocumentKind,
    Gate,
    Question,
    RoleTask,
    Source,
    StepContent,
    StepDocument,
)
from familjeflow.domain.proposals import PROPOSALS
from familjeflow.formats import content_limits
from familjeflow.formats.known import Known
from familjeflow.formats.toml_table import Table

PARTS = frozenset({"client", "adult", "child", "guardian", "contact"})
"""The parts that somebody may have in a case, one of which something can be done for each of."""
MAX_ENTRIES = 2_000
"""Tasks, documents, questions, gates and limits of one step together."""
_ENTRIES = ("task", "document", "ask", "limit", "gate")


def step(step_id: str, table: Table, known: Known) -> StepContent:
    """The content of one element. Roles that are not listed are those of its tasks."""
    number = table.text("number")
    _check_amount(table)
    tasks = tuple(_task(t, known, number) for t in table.tables("task"))
    documents = tuple(_document(t, known, number) for t in table.tables("document"))
    content = StepContent(
        id=step_id,
        label=table.text("label") or known.graph.node[step_id].name,
        number=number,
        explanation=table.text("explanation"),
        roles=table.some("roles", known.roles, "unknown_role") or _roles_of(tasks),
        tasks=tasks,
        documents=documents,
        asks=tuple(ask(t, known, number) for t in table.tables("ask")),
        limits=tuple(content_limits.limit(t, step_id, known) for t in table.tables("limit")),
        gates=tuple(_gate(t, step_id, known, number) for t in table.tables("gate")),
        question=_question(table, step_id, known, number),
        sets=known.conditions(table, "sets"),
        skip_when=known.conditions(table, "skip_when"),
        shared=_shared(table, known),
        participants=table.some("participants", known.roles, "unknown_role"),
        agenda=table.texts("agenda"),
        oddities=table.texts("oddities"),
        meeting_minutes=table.whole("meeting_minutes"),
        source=source(table, number),
    )
    _check_unique(table, [t.id for t in tasks] + [d.id for d in documents])
    _check_unique(table, [limit.id for limit in content.limits])
    _check_unique(table, [gate.id for gate in content.gates])
    questions = content.question.asks if content.question else ()
    _check_unique(table, [a.id for a in (*content.asks, *questions)])
    table.finish()
    return content


def source(table: Table, number: str) -> Source:
    """Where it stands: `line = 33`, `lines = [33, 34]` or `source = {step = "4", lines = [33]}`."""
    line, lines = table.whole("line"), table.numbers("lines")
    inner = table.table("source")
    if inner is not None:
        found = Source(inner.text("step", number), inner.numbers("lines"))
        inner.finish()
        return found
    return Source(number, lines or ((line,) if line is not None else ()))


def ask(table: Table, known: Known, number: str) -> Ask:
    """One thing to answer. A date must be declared under [dates], a yes or no under [facts]."""
    kind = AskKind(table.one("kind", [k.value for k in AskKind], "unknown_kind") or AskKind.TEXT)
    ask_id = table.slug("id")
    if kind is AskKind.DATE and ask_id not in known.dates:
        raise table.error("unknown_date", "id", value=ask_id)
    if kind is AskKind.YES_NO and ask_id not in known.facts:
        raise table.error("unknown_fact", "id", value=ask_id)
    choices = tuple(table.names("choices").items())
    if (kind is AskKind.CHOICE) != bool(choices):
        raise table.error("no_choices", "choices")
    found = Ask(
        id=ask_id,
        text=table.need("text"),
        kind=kind,
        choices=choices,
        role=table.one("role", known.roles, "unknown_role"),
        optional=not table.flag("required"),
        per=_per(table),
        when=known.conditions(table, "when"),
        explanation=table.text("explanation"),
        source=source(table, number),
    )
    table.finish()
    return found


def _check_unique(table: Table, ids: list[str]) -> None:
    """Each id once among those that are looked up together."""
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            raise table.error("duplicate_id", "", id=name)
        seen.add(name)


def _check_amount(table: Table) -> None:
    if sum(len(table.tables(kind)) for kind in _ENTRIES) > MAX_ENTRIES:
        raise table.error("too_many_entries", "", limit=MAX_ENTRIES)


def _roles_of(tasks: tuple[RoleTask, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t.role for t in tasks))


def _role(table: Table, known: Known) -> str:
    role = table.one("role", known.roles, "unknown_role")
    if role is None:
        raise table.error("missing_key", "role")
    return role


def _per(table: Table) -> str | None:
    return table.one("per", PARTS, "unknown_part")


def _shared(table: Table, known: Known) -> tuple[str, ...]:
    names = table.texts("shared")
    for name in names:
        if not known.is_step(name):
            raise table.error("unknown_step", "shared", value=name)
    return names


def _task(table: Table, known: Known, number: str) -> RoleTask:
    task = RoleTask(
        id=table.slug("id"),
        role=_role(table, known),
        text=table.need("text"),
        optional=table.flag("optional"),
        system=table.one("system", known.systems, "unknown_system"),
        documented=table.flag("documented"),
        repeats=table.flag("repeats"),
        partial_allowed=table.flag("partial_allowed"),
        per=_per(table),
        sets=known.conditions(table, "sets"),
        requires=known.conditions(table, "requires"),
        when=known.conditions(table, "when"),
        alternatives=table.some("alternatives", known.roles, "unknown_role"),
        directory=table.one("directory", known.directory, "unknown_directory") or "",
        explanation=table.text("explanation"),
        source=source(table, number),
    )
    table.finish()
    return task


def _document(table: Table, known: Known, number: str) -> StepDocument:
    form = table.one("form", known.forms, "unknown_form")
    kind = table.one("kind", [k.value for k in DocumentKind], "unknown_kind")
    kind = kind or (DocumentKind.FORM if form else DocumentKind.OUTSIDE)
    if (kind == DocumentKind.FORM) != (form is not None):
        raise table.error("missing_key", "form")
    document = StepDocument(
        id=table.slug("id"),
        title=table.need("title"),
        kind=DocumentKind(kind),
        form=form,
        role=table.one("role", known.roles, "unknown_role"),
        optional=table.flag("optional"),
        per=_per(table),
        per_round=table.flag("per_round"),
        explanation=table.text("explanation"),
        source=source(table, number),
    )
    table.finish()
    return document


def _gate(table: Table, step_id: str, known: Known, number: str) -> Gate:
    acts = {"complete", *known.tasks.get(step_id, ()), *known.documents.get(step_id, ())}
    fix = table.maybe("fix")
    if fix is not None and not known.is_step(fix):
        raise table.error("unknown_step", "fix", value=fix)
    gate = Gate(
        id=table.slug("id"),
        act=table.one("act", acts, "unknown_act") or "complete",
        requires=known.conditions(table, "requires"),
        text=table.need("text"),
        hard=table.flag("hard"),
        fix=fix,
        legacy_text=table.text("legacy_text"),
        source=source(table, number),
    )
    if not gate.requires:
        raise table.error("missing_key", "requires")
    table.finish()
    return gate


def _question(table: Table, step_id: str, known: Known, number: str) -> Question | None:
    inner = table.table("question")
    if inner is None:
        return None
    if not known.graph.is_question(step_id):
        raise inner.error("not_a_question", "", value=step_id)
    answers = tuple(_answer(t, step_id, known, number) for t in inner.tables("answer"))
    answered = [a.flow for a in answers]
    for flow in known.graph.outgoing[step_id]:
        if answered.count(flow.id) != 1:
            code = "answer_twice" if flow.id in answered else "answer_missing"
            raise inner.error(code, "answer", value=flow.id)
    question = Question(
        text=inner.text("text") or known.graph.node[step_id].name,
        answers=answers,
        asks=tuple(ask(t, known, number) for t in inner.tables("ask")),
        proposal=inner.one("proposal", PROPOSALS, "unknown_function"),
        role=inner.one("role", known.roles, "unknown_role"),
    )
    inner.finish()
    return question


def _answer(table: Table, step_id: str, known: Known, number: str) -> Answer:
    flow = table.need("flow")
    if flow not in {f.id for f in known.graph.outgoing[step_id]}:
        raise table.error("flow_elsewhere", "flow", value=flow)
    answer = Answer(
        flow=flow,
        text=table.text("text") or known.graph.flow[flow].name,
        condition=table.text("condition"),
        sets=known.conditions(table, "sets"),
        source=source(table, number),
    )
    table.finish()
    return answer
