"""What a trial asks of the installed program: `python3 -I tasks.py TASK ...`, run as an ordinary user.

It uses the program's own modules from /usr/lib/familjeflow, as /usr/bin/familjeflow does, and nothing else.
"""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

sys.path.insert(0, "/usr/lib/familjeflow")

from familjeflow.services import cases, demo_people, papers, processes, vaults
from familjeflow.services.case_list import case_list
from familjeflow.services.desk import Desk

PASSPHRASE = "fyra ord bara provet"


def open_old(vault: str, passphrase: str, pdf: str) -> None:
    """Open a vault of an older format, open a case in it, make its PDF, and say how many cases it had."""
    desk = _desk(Path(vault), vaults.unlock_with_passphrase(Path(vault), passphrase))
    try:
        before = len(case_list(desk))
        given, family, born = demo_people.CLIENTS[0]
        client = demo_people.register(desk, given, family, born, 980)
        case_id = cases.open_case(desk, processes.shipped()[0].info.id, client)
        Path(pdf).write_bytes(papers.case_paper(desk, case_id))
        _say(f"{before} cases")
    finally:
        vaults.close(desk.vault, new_id=_new_id)


def create(vault: str) -> None:
    """Make a vault in the usual place of the person, or the one that is named."""
    path = Path(vault).expanduser()
    vaults.make_folder(path.parent)
    vaults.create(path, PASSPHRASE, now=_now(), new_id=_new_id)
    _say("created")


def check(vault: str) -> None:
    """Open a vault with the trial's passphrase and check all of it."""
    path = Path(vault).expanduser()
    desk = _desk(path, vaults.unlock_with_passphrase(path, PASSPHRASE))
    try:
        _say("sound" if desk.vault.check().sound else "broken")
    finally:
        vaults.close(desk.vault, new_id=_new_id)


def hold(vault: str, seconds: str) -> None:
    """Keep a vault open for a while, as somebody who works."""
    path = Path(vault).expanduser()
    desk = _desk(path, vaults.unlock_with_passphrase(path, PASSPHRASE))
    _say("open")
    time.sleep(float(seconds))
    vaults.close(desk.vault, new_id=_new_id)
    _say("closed")


def keyring(vault: str) -> None:
    """Let the desktop's keyring open a vault, and open it so."""
    path = Path(vault).expanduser()
    key = vaults.unlock_with_passphrase(path, PASSPHRASE)
    vaults.add_keyring_slot(path, key, now=_now(), new_id=_new_id)
    _say("same key" if vaults.unlock_with_keyring(path).data == key.data else "another key")


def refuse(vault: str) -> None:
    """Try to make a vault where none may be, and say the code of the refusal."""
    try:
        create(vault)
    except vaults.VaultError as fault:
        _say(fault.code)


def _desk(path: Path, key: vaults.Key) -> Desk:
    vault = vaults.open(path, key, now=_now(), new_id=_new_id)
    return Desk(vault, vault.vault_id, _now, _new_id)


def _now() -> datetime:
    return datetime.now(UTC)


def _new_id() -> str:
    return uuid4().hex


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


TASKS: dict[str, Callable[..., None]] = {
    "open-old": open_old,
    "create": create,
    "check": check,
    "hold": hold,
    "keyring": keyring,
    "refuse": refuse,
}

if __name__ == "__main__":
    TASKS[sys.argv[1]](*sys.argv[2:])
