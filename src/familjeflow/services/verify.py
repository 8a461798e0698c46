"""`familjeflow verify`: are the pages, the chains of facts and the lists of a vault what they should be?"""

import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from familjeflow.services import rebuild
from familjeflow.services.vaults import Key
from familjeflow.storage.rebuilding import shadow
from familjeflow.storage.store import Store
from familjeflow.storage.vault import CheckReport, Vault, open_read_only

Part = Literal["pages", "chains", "lists"]
Told = Callable[[Part, int, int], None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`lists` says how many rows of which list differ from what the facts give; `unreadable` are
    streams of facts."""

    check: CheckReport
    facts: int
    cases: int
    unreadable: tuple[str, ...]
    lists: dict[str, int]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return self.check.sound and not self.unreadable and not self.lists


def verify(
    path: Path, key: Key, *, told: Told = lambda part, done, of: None, stopped: threading.Event | None = None
) -> Verdict:
    """Read every page, chain and list of a vault; nothing in it is changed, and it may be open meanwhile.

    `told` gets the part and how much of it is done. Raises VaultError as `vault.open_read_only` and
    "cancelled".
    """
    with closing(open_read_only(path, key)) as vault:
        return verify_open(vault, told=told, stopped=stopped)


def verify_open(
    vault: Vault, *, told: Told = lambda part, done, of: None, stopped: threading.Event | None = None
) -> Verdict:
    """As `verify`, for a vault that is open."""
    told("pages", 0, 1)
    check = vault.check(lambda done, of: told("chains", done, of))
    if not check.pages.sound:
        return Verdict(check, 0, 0, (), {})
    facts = vault.read(Store.fact_count)
    told("chains", facts, facts)

    def compare(store: Store) -> Verdict:
        with shadow() as db:
            computed = Store(db)
            built = rebuild.fill(
                store, computed, told=lambda done, of: told("lists", done, of), stopped=stopped
            )
            unlike = {} if built.unreadable else store.row_differences(computed)
        return Verdict(check, facts, built.cases, built.unreadable, unlike)

    return vault.read(compare)


def told_in_words(verdict: Verdict) -> tuple[str, ...]:
    """What was found, one English line each for the terminal, without anything about a person.

    A break in a chain is told by stream, number and the time that the fact says it was recorded.
    """
    check = verdict.check
    lines = (
        [f"{check.pages.bad_pages} of {check.pages.pages} pages are damaged"] if check.pages.bad_pages else []
    )
    lines += [f"the file's structure: {line}" for line in check.pages.structure[:10]]
    lines += [
        f"the chain breaks ({fault.why}): {fault.stream}, origin {fault.origin}, number {fault.origin_seq},"
        f" recorded {fault.recorded_at or 'at a time that can not be read'}"
        for fault in check.chains
    ]
    if check.orphans:
        lines.append(f"{check.orphans} rows belong to no case")
    lines += [f"{stream} can not be shown" for stream in verdict.unreadable]
    lines += [
        f"{count} rows of {table} are not what the facts give" for table, count in verdict.lists.items()
    ]
    if verdict.sound:
        lines.append(
            f"sound: {check.pages.pages} pages, {verdict.facts} facts in their chains, {verdict.cases} cases"
        )
    return tuple(lines)
