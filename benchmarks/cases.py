"""Opening a case, a durable act and folding, each against the bare work beneath it."""

import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.many_cases import new_id, now, vault_with
from benchmarks.side_by_side import Ratio, compare
from familjeflow.domain import events as e
from familjeflow.domain.fold import fold
from familjeflow.domain.limits import limits
from familjeflow.domain.process import ProcessDefinition
from familjeflow.services import steps
from familjeflow.services.calendars import swedish_calendar
from familjeflow.services.case_rows import rows
from familjeflow.services.case_views import case_view
from familjeflow.services.case_work import load, stream_of
from familjeflow.services.desk import Desk
from familjeflow.storage import codec
from familjeflow.storage.event_log import StoredEvent
from familjeflow.storage.store import Store


def lines() -> Iterator[str]:
    """The lines of the report."""
    with (
        tempfile.TemporaryDirectory() as few,
        tempfile.TemporaryDirectory() as many,
        vault_with(100, Path(few)) as (small, small_ids, _key),
        vault_with(10_000, Path(many)) as (big, ids, _other_key),
    ):
        one, other = ids[50], small_ids[50]  # the same process in both
        opened = compare(lambda: case_view(big, one), lambda: case_view(small, other), 25)
        yield opened.line("open a case: 10 000 cases vs 100", "1.2")
        bare = compare(lambda: case_view(big, one), lambda: _stored(big, one), 25)
        yield bare.line("open a case vs the same SQL (ms on top <= 60)", "+60 ms")
        yield from _act(big, ids)
        yield from _fold(big, ids[0])


def _stored(desk: Desk, case_id: str) -> tuple[StoredEvent, ...]:
    return desk.vault.read(lambda store: store.stored(stream_of(case_id)))


def _act(desk: Desk, ids: list[str]) -> Iterator[str]:
    """Our whole act, against the statements it sends: a fact in, the case's rows replaced, one commit."""
    left, raw = iter([(i, _second_step(_definition(desk, i))) for i in ids[1000:1060]]), iter(ids[5000:])

    def ours() -> None:
        case_id, step = next(left)
        steps.start(desk, case_id, step, reason="mätning")

    def floor() -> None:
        case_id = next(raw)
        kept = desk.vault.read(lambda store: load(store, case_id))
        lines = rows(
            kept.definition, kept.case, limits(kept.definition, kept.case, swedish_calendar()), kept.facts
        )
        payload = e.StepStarted(_second_step(kept.definition), 1, True, "mätning")
        draft = e.Draft(stream_of(case_id), payload, "matning", "", desk.today)

        def work(store: Store) -> float:
            begun = time.perf_counter()
            store.append([draft], now=now(), recorded_by="matning", new_id=new_id)
            store.replace_rows(lines)
            return begun

        begun = desk.vault.write(work)
        spent.append((time.perf_counter() - begun) * 1000)

    spent: list[float] = []
    whole: list[float] = []
    for _round in range(60):
        begun = time.perf_counter()
        ours()
        whole.append((time.perf_counter() - begun) * 1000)
        floor()
    ratio = statistics.median(a / b for a, b in zip(whole, spent, strict=True))
    measured = Ratio(statistics.median(whole), statistics.median(spent), ratio)
    yield measured.line("durable act vs the same statements", "2.5")


def _definition(desk: Desk, case_id: str) -> ProcessDefinition:
    return desk.vault.read(lambda store: load(store, case_id).definition)


def _second_step(definition: ProcessDefinition) -> str:
    return next(s.id for s in definition.steps[1:] if s.parent is None)


def _fold(desk: Desk, case_id: str) -> Iterator[str]:
    definition = _definition(desk, case_id)
    first = definition.reading_order[0]
    task = next((t for s in definition.steps for t in definition.step(s.id).tasks if t.repeats), None)
    step = next((s.id for s in definition.steps for t in definition.step(s.id).tasks if t is task), first)

    def fill(store: Store) -> None:
        payloads = [e.TaskTicked(step, 1, task.id if task else "x", note=f"samtal {n}") for n in range(298)]
        drafts = [e.Draft(stream_of(case_id), p, "matning", "hpt", desk.today) for p in payloads]
        store.append(drafts, now=now(), recorded_by="matning", new_id=new_id)

    desk.vault.write(fill)
    stored = _stored(desk, case_id)

    def ours() -> object:
        return fold(definition, [_decoded(row) for row in stored])

    def floor() -> object:
        return [(json.loads(row.header), json.loads(row.payload)) for row in stored if row.payload]

    yield compare(ours, floor, 25).line(f"decode and fold {len(stored)} facts vs json.loads", "3")


def _decoded(row: StoredEvent) -> e.Event:
    header = codec.decode_header(row.header)
    said = codec.decode_payload(header.kind, header.version, row.payload) if row.payload else None
    return e.Event(header, said)
