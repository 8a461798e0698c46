"""The demo: obviously made-up people, every process from start to close, pictures and papers on disk."""

import json
import shlex
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from familjeflow.domain.picture.display import Picture
from familjeflow.domain.process import ProcessDefinition
from familjeflow.i18n import _
from familjeflow.services import cases, demo_people, papers, processes, profile, vaults
from familjeflow.services.case_views import case_view
from familjeflow.services.demo_walk import walk
from familjeflow.services.desk import Desk

PASSPHRASE = "fyra påhittade ord räcker"
_DAYS_BETWEEN = timedelta(days=4)
_MONTHS_AGO = timedelta(days=400)


@dataclass
class _Clock:
    """A clock that the demo moves, so that a whole case passes in a moment. Never past the real time."""

    now: datetime
    latest: datetime

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def pass_days(self) -> None:
        self.now = min(self.now + _DAYS_BETWEEN, self.latest)


def run(out: Path, png_of: Callable[[Picture], bytes]) -> int:
    """Make the demo in `out` and say what is there. Returns the exit status."""
    out.mkdir(parents=True, exist_ok=True)
    vault_path = out / "demo.familjeflow"
    if vault_path.exists():
        sys.stderr.write(f"{vault_path} already exists; give an empty folder.\n")
        return 2
    clock = _Clock(datetime.now(UTC) - _MONTHS_AGO, datetime.now(UTC))
    created = vaults.create(vault_path, PASSPHRASE, now=clock(), new_id=_new_id)
    (out / "losenfras.txt").write_text(PASSPHRASE + "\n", encoding="utf-8")
    vault = vaults.open(vault_path, created.key, now=clock(), new_id=_new_id)
    try:
        desk = Desk(vault, "demo", clock, _new_id)
        profile.set_profile(desk, demo_people.WORKER)
        for place, definition in enumerate(processes.shipped()):
            clock.now = clock.latest - _MONTHS_AGO
            case_id = _open(desk, definition, place)
            later = frozenset(s.id for s in definition.steps if definition.lives_on(s.id))
            acts = walk(desk, case_id, _targets(definition), later)
            _show_progress(place + 1, definition.info.short, acts, clock)
            _write(desk, case_id, out / definition.info.id, png_of)
    finally:
        vaults.close(vault, new_id=_new_id)
    sys.stdout.write(_summary(out))
    return 0


def _new_id() -> str:
    return uuid4().hex


def _open(desk: Desk, definition: ProcessDefinition, place: int) -> str:
    given, family, born = demo_people.CLIENTS[place % len(demo_people.CLIENTS)]
    client = demo_people.register(desk, given, family, born, 980 + place)
    participants = [(client, "child" if born.year > 2005 else "adult")]
    for number, (adult, name, adult_born) in enumerate(demo_people.ADULTS):
        person = demo_people.register(desk, adult, name, adult_born, 990 + 2 * number)
        participants += [(person, "adult"), (person, "guardian")]
    return cases.open_case(desk, definition.info.id, client, participants=participants)


def _targets(definition: ProcessDefinition) -> dict[str, str]:
    return {flow.id: flow.target for flow in definition.graph.flows}


def _show_progress(number: int, name: str, acts: Iterator[None], clock: _Clock) -> None:
    """On standard error: which process of how many, and a bar that grows by one mark for each act."""
    sys.stderr.write(f"[{number}/{len(processes.shipped())}] {name:28} ")
    for _act in acts:
        clock.pass_days()
        sys.stderr.write("#")
        sys.stderr.flush()
    sys.stderr.write("\n")


def _write(desk: Desk, case_id: str, folder: Path, png_of: Callable[[Picture], bytes]) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "bild.svg").write_text(papers.picture_svg(desk, case_id), encoding="utf-8")
    (folder / "bild.png").write_bytes(png_of(papers.picture(desk, case_id)))
    (folder / "arende.pdf").write_bytes(papers.case_paper(desk, case_id))
    text = json.dumps(states(desk, case_id), ensure_ascii=False, indent=2)
    (folder / "steg.json").write_text(text + "\n", encoding="utf-8")


def states(desk: Desk, case_id: str) -> dict[str, Any]:
    """The state of every step of a case, as plain values; nothing about a person is among them."""
    view = case_view(desk, case_id)
    kept = ("id", "label", "kind", "lane", "state", "word", "detail", "round", "deviates", "deviation")
    return {
        "process": view.process_id,
        "number": view.number,
        "opened": view.opened_on.isoformat(),
        "closed": view.closed_on.isoformat() if view.closed_on else None,
        "steps": [
            {
                **{name: getattr(step, name) for name in kept},
                "rounds": [_plain(asdict(r)) for r in step.rounds],
                "limits": [_plain(asdict(limit)) for limit in step.limits],
            }
            for step in view.steps
        ],
    }


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: v.isoformat() if isinstance(v, date) else v for name, v in values.items()}


def _summary(out: Path) -> str:
    lines = [_("Demon ligger i {folder}:").format(folder=out)]
    lines += [f"  {path.relative_to(out)}" for path in sorted(out.rglob("*")) if path.is_file()]
    vault = shlex.quote(str(out / "demo.familjeflow"))
    lines.append(_("Öppna arbetsfilen med: familjeflow --vault {vault}").format(vault=vault))
    lines.append(_("Lösenfrasen står i losenfras.txt. Alla personer är påhittade."))
    return "\n".join(lines) + "\n"
