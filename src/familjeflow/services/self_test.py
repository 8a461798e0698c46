"""`familjeflow --self-test`: does the installed program work here? Nothing of the user is touched.

With `--vault FILE` it also opens a copy of that vault with the recovery code that lies beside it, in
RECOVERY_CODE: so an upgrade can be tried on a vault that was made for it.
"""

import json
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

from familjeflow import __version__, resources
from familjeflow.services import (
    cases,
    demo_people,
    letters,
    papers,
    preview,
    processes,
    profile,
    spreadsheets,
    steps,
    vaults,
)
from familjeflow.services.case_views import case_view
from familjeflow.services.desk import Desk
from familjeflow.storage import keyfile
from familjeflow.storage.kdf import KdfCost
from familjeflow.storage.keychain import Keychain, backend_name

Check = tuple[str, Callable[[], object]]
"""A name and what is tried. It raises when something is wrong, and may return a note about what it found."""

RECOVERY_CODE = "aterstallningskod.txt"
_PASSPHRASE = "en fras bara för provet"
_QUICK = KdfCost(memory_kib=1024, passes=1, lanes=1)
"""For what is thrown away at once; the first case is kept with the cost that a person's vault has."""
_LIBRARIES = ("PySide6-Essentials", "peewee", "sqlcipher3", "cryptography", "keyring", "reportlab", "lxml")


def run(report: Path | None, *, vault: Path | None = None, more_checks: Iterable[Check] = ()) -> int:
    """Run every check, write the report if one is asked for, and return 0 or, when something failed, 1."""
    results = [_attempt(name, check) for name, check in (*_checks(vault), *more_checks)]
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
    sys.stdout.writelines(map(_line, results))
    return 1 if failed else 0


def _line(result: dict[str, str]) -> str:
    said = result["error"] or result["note"]
    return f"{'failed' if result['error'] else 'ok':7} {result['check']}{': ' if said else ''}{said}\n"


def _attempt(name: str, check: Callable[[], object]) -> dict[str, str]:
    try:
        found = check()
    except Exception as error:  # noqa: BLE001  # any fault at all is what a self-test is there to report
        return {
            "check": name,
            "error": f"{type(error).__name__}: {getattr(error, 'code', error)}",
            "note": "",
        }
    return {"check": name, "error": "", "note": found if isinstance(found, str) else ""}


def _checks(vault: Path | None) -> tuple[Check, ...]:
    always: tuple[Check, ...] = (
        ("every process and form is read", processes.shipped),
        ("every font is there", _fonts),
        ("a case is kept, locked, opened again and printed", _whole_round),
        ("the vault is encrypted and refuses a wrong passphrase", _wrong_passphrase),
        ("the keyring keeps a key and gives it back", _keyring),
    )
    if vault is None:
        return always
    return (*always, ("the vault that was named opens", partial(_named_vault, vault)))


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
            _all_kinds_of_paper(desk, case_id)
        finally:
            vaults.close(vault, new_id=_new_id, state_folder=Path(folder))


def _all_kinds_of_paper(desk: Desk, case_id: str) -> None:
    """One of each kind, since each is made by a library of its own: PDF, its picture, Excel and Word."""
    sheets = preview.sheets(partial(papers.case_paper, desk, case_id))
    if not sheets.pdf.startswith(b"%PDF-") or not preview.images(sheets, (0,), 0.5):
        raise ValueError("the paper is not a PDF that can be drawn")
    kind = spreadsheets.KINDS[0]
    cases_list = spreadsheets.Choice(kind, spreadsheets.usual_columns(kind))
    form = letters.letter_form(desk, case_id, letters.KINDS[0])
    letter = letters.Given(form.receivers[0].person_id, form.text, dict.fromkeys(form.needed, "–"))
    made = (spreadsheets.list_file(desk, cases_list), letters.letter_word(desk, case_id, form.kind, letter))
    if not all(file.startswith(b"PK") for file in made):
        raise ValueError("the spreadsheet or the letter is not an Office file")


def _wrong_passphrase() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "prov.familjeflow"
        vaults.create(path, _PASSPHRASE, now=_now(), new_id=_new_id, cost=_QUICK)
        if path.read_bytes().startswith(b"SQLite format 3"):
            raise ValueError("the file is not encrypted")
        try:
            vaults.unlock_with_passphrase(path, "en annan fras")
        except vaults.VaultError as error:
            if error.code == "wrong_key":
                return
            raise
        raise ValueError("a wrong passphrase opened the vault")


def _keyring() -> str:
    """The keyring's name, or why there is none: that is no fault, since the passphrase is always there."""
    chain = Keychain()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "prov.familjeflow"
        created = vaults.create(path, _PASSPHRASE, now=_now(), new_id=_new_id, cost=_QUICK)
        try:
            vaults.add_keyring_slot(path, created.key, now=_now(), new_id=_new_id, chain=chain)
        except vaults.VaultError as error:
            if error.code.startswith("keyring_"):
                return error.code
            raise
        (slot,) = [slot.id for slot in vaults.slot_views(path) if slot.kind == "keyring"]
        try:
            if vaults.unlock_with_keyring(path, chain=chain).data != created.key.data:
                raise ValueError("the keyring gave back another key")
        finally:
            vaults.remove_slot(path, created.key, slot, chain=chain)
        return backend_name(chain)


def _named_vault(vault: Path) -> None:
    """Open a copy, bring it to this program's format, and check every page of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / vault.name
        shutil.copyfile(vault, path)
        shutil.copyfile(keyfile.path_beside(vault), keyfile.path_beside(path))
        code = vault.with_name(RECOVERY_CODE).read_text(encoding="utf-8").strip()
        key = vaults.unlock_with_recovery(path, code)
        opened = vaults.open(path, key, now=_now(), new_id=_new_id, state_folder=Path(folder))
        try:
            if not opened.check().sound:
                raise ValueError("the vault is damaged")
        finally:
            vaults.close(opened, new_id=_new_id, state_folder=Path(folder))


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
