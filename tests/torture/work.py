"""A caseworker who works without pause, and what must be there of it afterwards.

Every act is told only when the program says that it is saved: one line of JSON, written at once.
"""

import hashlib
import json
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from uuid import uuid4

from familjeflow.domain.events import ActorRecorded, PersonRecorded
from familjeflow.services import backups, cases, journal, persons, processes, profile, vaults, verify, watches
from familjeflow.services.desk import Desk
from familjeflow.storage.kdf import KdfCost
from familjeflow.storage.kept_files import ReferenceFile
from familjeflow.storage.keys import Key
from familjeflow.storage.store import Store
from familjeflow.storage.vault import Vault

PASSPHRASE = "fyra ord i ett prov"
CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
Said = dict[str, str]


@dataclass(frozen=True)
class Place:
    """A vault with everything around it in one folder."""

    folder: Path

    @property
    def vault(self) -> Path:
        return self.folder / "arbetsfil.familjeflow"

    @property
    def copies(self) -> Path:
        return self.folder / "kopior"

    @property
    def state(self) -> Path:
        return self.folder / "status"


def now() -> datetime:
    """The time now."""
    return datetime.now(UTC)


def new_id() -> str:
    """A fresh id."""
    return uuid4().hex


def begin(place: Place) -> Key:
    """Make a vault with one case in it, and a folder for its backups."""
    place.copies.mkdir()
    created = vaults.create(place.vault, PASSPHRASE, now=now(), new_id=new_id, cost=CHEAP)
    with closing(_open(place, created.key)) as vault:
        desk = Desk(vault, "jag", now, new_id)
        profile.set_profile(desk, ActorRecorded("Alva Lindqvist-Fabel", "Socialsekreterare"))
        backups.choose_folder(desk, place.copies, memory=place.state)
        open_case(desk)
    return created.key


def _open(place: Place, key: Key) -> Vault:
    return vaults.open(place.vault, key, now=now(), new_id=new_id, state_folder=place.state)


def open_case(desk: Desk) -> str:
    """One more case for one more person."""
    person = persons.register(desk, PersonRecorded("Ida", "Exempelius"))
    return cases.open_case(desk, processes.shipped()[-1].info.id, person)


def work(place: Place, key: Key, draw: random.Random, say: Callable[[Said], None], acts: int = 0) -> None:
    """Open the vault and work: for ever, or so many acts. `say` is called after each."""
    with closing(_open(place, key)) as vault:
        desk = Desk(vault, "jag", now, new_id)
        case_id = desk.vault.read(lambda store: store.case_rows()[0].case_id)
        kinds = [_draft, _note, _watch, _file, _watch, _note]
        for number in count(1) if not acts else range(1, acts + 1):
            if number % 40 == 0:
                say({"kind": "case", "id": open_case(desk)})
            elif number % 25 == 0:
                say({"kind": "copy", "id": backups.make(desk, memory=place.state).path.name})
            else:
                say(draw.choice(kinds)(desk, case_id, draw))


def _draft(desk: Desk, case_id: str, draw: random.Random) -> Said:
    draft = _written(desk, case_id, draw)
    journal.save_draft(desk, case_id, draft)
    return {"kind": "draft", "id": draft.note_id}


def _note(desk: Desk, case_id: str, draw: random.Random) -> Said:
    draft = _written(desk, case_id, draw)
    journal.save_draft(desk, case_id, draft)
    journal.finish(desk, case_id, draft)
    return {"kind": "note", "id": draft.note_id}


def _written(desk: Desk, case_id: str, draw: random.Random) -> journal.NoteDraft:
    begun = journal.new_draft(desk, case_id)
    owner = next(iter(begun.texts), "") or desk.vault.read(lambda store: store.case_rows()[0].client_id)
    return replace(begun, texts={owner: "Ett samtal. " * draw.randrange(1, 900)})


def _watch(desk: Desk, case_id: str, draw: random.Random) -> Said:
    text = f"Ring {draw.random()}"
    watches.set_watch(desk, case_id, desk.today, text)
    return {"kind": "watch", "id": text}


def _file(desk: Desk, _case_id: str, draw: random.Random) -> Said:
    data = draw.randbytes(draw.randrange(1, 600_000))

    def put(store: Store) -> str:
        sha = store.put_file(data)
        kept = ReferenceFile(sha[:8], "fil.bin", "application/octet-stream", len(data), sha, desk.clock())
        store.put_reference("prov", kept)
        return sha

    return {"kind": "file", "id": desk.vault.write(put)}


def lost(place: Place, key: Key, said: list[Said]) -> list[str]:
    """What is wrong after the program died: acts that are gone, half acts, broken pages, chains or lists."""
    with closing(_open(place, key)) as vault:
        verdict = verify.verify_open(vault)
        wrong = [] if verdict.sound else list(verify.told_in_words(verdict))
        wrong += [f"lost: {act}" for act in said if not vault.read(lambda store, act=act: _there(store, act))]
        wrong += vault.read(_half)
        wrong += _broken_copies(place, vault, said)
    return wrong


def _there(store: Store, act: Said) -> bool:
    if act["kind"] == "case":
        return store.case_head(act["id"]) is not None
    if act["kind"] == "draft":
        return any(act["id"] in draft.key for draft in store.drafts())
    if act["kind"] == "note":
        return any(row.note_id == act["id"] for row in store.note_rows("to_enter"))
    if act["kind"] == "watch":
        return any(row.text == act["id"] for row in store.watch_rows())
    if act["kind"] == "file":
        return hashlib.sha256(store.file(act["id"])).hexdigest() == act["id"]
    return True


def _half(store: Store) -> list[str]:
    """A note that is finished has no draft left; a file that is named has all its bytes."""
    drafts = [draft.key for draft in store.drafts()]
    wrong = [
        "a note and its draft" for row in store.note_rows("to_enter") if any(row.note_id in k for k in drafts)
    ]
    for kept in store.references("prov"):
        if len(store.file(kept.sha256)) != kept.size:
            wrong.append("a file without its bytes")
    return wrong


def _broken_copies(place: Place, vault: Vault, said: list[Said]) -> Iterator[str]:
    found = backups.copies(place.copies, vault.vault_id)
    names = {copy.path.name for copy in found}
    # Those before the latest of a day go by the rule.
    latest = [act["id"] for act in said if act["kind"] == "copy"][-1:]
    yield from (f"lost: the backup {name}" for name in latest if name not in names)
    for copy in found[:2]:
        with closing(vault.open_copy(copy.path)) as opened:
            if not opened.check().sound or not vault.key_file_fits(copy.path):
                yield "a broken backup"


def to_stdout(act: Said) -> None:
    """Say an act in one write, so that it is said whole."""
    sys.stdout.buffer.write(json.dumps(act).encode() + b"\n")
    sys.stdout.buffer.flush()
