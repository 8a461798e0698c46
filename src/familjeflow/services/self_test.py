"""`familjeflow --self-test`: does the installed program work here? Nothing of the user is touched."""

import json
import platform
import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

from familjeflow import __version__, resources
from familjeflow.services import cases, demo_people, papers, processes, profile, steps, vaults
from familjeflow.services.case_views import case_view
from familjeflow.services.desk import Desk

Check = tuple[str, Callable[[], object]]
_PASSPHRASE = "en fras bara för provet"
_LIBRARIES = ("PySide6-Essentials", "peewee", "sqlcipher3", "cryptography", "keyring", "reportlab", "lxml")


def run(report: Path | None, *, more_checks: Iterable[Check] = ()) -> int:
    """Run every check, write the report if one is asked for, and return 0 or, when something failed, 1."""
    results = [_attempt(name, check) for name, check in (*_checks(), *more_checks)]
    failed = [r for r in results if r["error"]]
    outcome = {
        "program": __version__,
        "python": platform.python_version(),
        "system": platform.system(),
        "libraries": {name: version(name) for name in _LIBRARIES},
        "ok": not failed,
        "checks": results,
    }
    if report is not None:
        report.write_text(json.dumps(outcome, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    for result in results:
        sys.stdout.write(f"{'failed' if result['error'] else 'ok':7} {result['check']} {result['error']}\n")
    return 1 if failed else 0


def _attempt(name: str, check: Callable[[], object]) -> dict[str, str]:
    try:
        check()
    except Exception as error:  # noqa: BLE001  # any fault at all is what a self-test is there to report
        return {"check": name, "error": f"{type(error).__name__}: {getattr(error, 'code', error)}"}
    return {"check": name, "error": ""}


def _checks() -> tuple[Check, ...]:
    return (
        ("every process and form is read", processes.shipped),
        ("every font is there", _fonts),
        ("a case is kept, locked, opened again and printed", _whole_round),
    )


def _fonts() -> None:
    from familjeflow.export import fonts

    fonts.register()
    resources.path("fonts/widths.json")


def _whole_round() -> None:
    """A vault in a temporary folder: one case, lock, open again, PDF."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "prov åäö.familjeflow"
        created = vaults.create(path, _PASSPHRASE, now=_now(), new_id=_new_id)
        case_id = _first_sitting(path, created.key)
        key = vaults.unlock_with_recovery(path, created.recovery_code)
        vault = vaults.open(path, key, now=_now(), new_id=_new_id, state_folder=Path(folder))
        try:
            desk = Desk(vault, "prov", _now, _new_id)
            view = case_view(desk, case_id)
            if not any(step.state == "done" for step in view.steps):
                raise LookupError("the step that was done is not there after opening again")
            if not papers.case_paper(desk, case_id).startswith(b"%PDF-"):
                raise ValueError("the paper is not a PDF")
        finally:
            vaults.close(vault, new_id=_new_id, state_folder=Path(folder))


def _first_sitting(path: Path, key: vaults.Key) -> str:
    vault = vaults.open(path, key, now=_now(), new_id=_new_id, state_folder=path.parent)
    try:
        desk = Desk(vault, "prov", _now, _new_id)
        profile.set_profile(desk, demo_people.WORKER)
        given, family, born = demo_people.CLIENTS[0]
        client = demo_people.register(desk, given, family, born, 980)
        case_id = cases.open_case(desk, processes.shipped()[0].info.id, client)
        ready = next(s for s in case_view(desk, case_id).steps if s.state == "ready" and s.question is None)
        steps.complete(desk, case_id, ready.id)
        return case_id
    finally:
        vaults.close(vault, new_id=_new_id, state_folder=path.parent)


def _now() -> datetime:
    return datetime.now(UTC)


def _new_id() -> str:
    return uuid4().hex
