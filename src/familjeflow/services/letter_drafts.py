"""What has been typed in a letter and not saved yet: kept in the vault, and offered the next time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from familjeflow.services import kept_json
from familjeflow.services.desk import Desk
from familjeflow.services.letters import KINDS
from familjeflow.storage.store import Store


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter as it stands on the screen. `text` is "" while the organisation's text has not been touched.

    `with_address` is None until somebody has chosen whether the address is written.
    """

    receiver: str
    values: Mapping[str, str]
    text: str = ""
    with_address: bool | None = None


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """A draft and when it was kept, in UTC."""

    draft: LetterDraft
    saved_at: datetime


def kept(desk: Desk, case_id: str, kind: str) -> KeptLetter | None:
    """The draft of a letter, None when there is none."""
    found = desk.vault.read(lambda store: store.draft(_key(case_id, kind)))
    if found is None:
        return None
    return KeptLetter(kept_json.read(found.body, "draft", _draft), found.saved_at)


def _draft(body: dict[str, Any]) -> LetterDraft:
    return LetterDraft(body["receiver"], dict(body["values"]), body["text"], body["with_address"])


def kinds_kept(desk: Desk, case_id: str) -> frozenset[str]:
    """The kinds of letter that have a draft in a case."""

    def work(store: Store) -> frozenset[str]:
        return frozenset(kind for kind in KINDS if store.draft(_key(case_id, kind)) is not None)

    return desk.vault.read(work)


def keep(desk: Desk, case_id: str, kind: str, draft: LetterDraft) -> datetime:
    """Keep what has been typed so far, in place of what was kept before. When, in UTC."""
    now = desk.clock()
    written = {
        "receiver": draft.receiver,
        "values": dict(draft.values),
        "text": draft.text,
        "with_address": draft.with_address,
    }
    body = json.dumps(written, ensure_ascii=False)
    desk.vault.write(lambda store: store.save_draft(_key(case_id, kind), body, now))
    return now


def discard(desk: Desk, case_id: str, kind: str) -> None:
    """Throw the draft away; one that is not there is no fault."""
    desk.vault.write(lambda store: store.delete_draft(_key(case_id, kind)))


def _key(case_id: str, kind: str) -> str:
    return f"letter/{case_id}/{kind}"
