"""`familjeflow rescue`: what can be read of a damaged vault goes into a new one; what can not is counted.

The damaged files are only read. The new vault has the same key, so the same passphrase and code open it.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from familjeflow.formats.bundle import bundle_hash
from familjeflow.i18n import _
from familjeflow.services import rebuild, vault_places, vaults
from familjeflow.services.files import write_whole
from familjeflow.services.rebuild import Rebuilt
from familjeflow.services.vaults import Key, NewId
from familjeflow.storage import keyfile
from familjeflow.storage.errors import VaultError, sort_fault
from familjeflow.storage.salvage import Salvaged, TakenIn, salvage
from familjeflow.storage.vault import create_vault, open_vault

REPORT = "raddning.txt"
"""The report beside the new vault: counts and ids, no name of anybody."""


@dataclass(frozen=True, slots=True)
class Rescued:
    """The new vault, what it holds, and what was lost. `pages`, `bad_pages`, `torn` (bytes): the old file."""

    vault: Path
    pages: int
    bad_pages: int
    torn: int
    taken: TakenIn
    built: Rebuilt

    @property
    def facts(self) -> int:
        """How many facts were saved."""
        return sum(loss.saved for loss in self.taken.chains) - self.taken.refused

    @property
    def loose(self) -> int:
        """How many facts could be read but hang behind a gap, and were not saved."""
        return sum(loss.loose for loss in self.taken.chains)

    @property
    def emptied(self) -> int:
        """How many saved facts say that something was recorded, but not what: damaged, or cleared before."""
        return sum(loss.emptied for loss in self.taken.chains)

    @property
    def whole(self) -> bool:
        """Whether nothing is known to be lost."""
        lost = self.bad_pages or self.torn or self.loose or self.taken.refused or self.taken.lost_files
        return not lost and not self.built.unreadable


def key_of(vault: Path, backup: Path | None, unlock: Callable[[Path], Key]) -> tuple[Key, Path]:
    """The key, by the vault's own key file or, where that is damaged or gone, by the backup's; and the file.

    `unlock` asks the person. Raises VaultError as vaults.unlock_with_passphrase.
    """
    try:
        return unlock(vault), keyfile.path_beside(vault)
    except VaultError as error:
        beyond = error.code in (
            "damaged_key_file",
            "key_file_missing",
            "cost_out_of_bounds",
            "wrong_key_file",
        )
        if backup is None or not beyond:
            raise
    return unlock(backup), keyfile.path_beside(backup)


def rescue(
    vault: Path, key: Key, keys: Path, out: Path, *, new_id: NewId, backup: Path | None = None
) -> Rescued:
    """Save what can be read of a vault, and of a backup where the vault has gaps, into a new vault in `out`.

    Raises VaultError "exists" where there is one in `out`, "vault_missing", "wrong_key" where nothing at all
    can be read with this key, disk faults, and as `vault_places.shared_disk`.
    """
    target = out / vault.name
    vault_places.shared_disk(target)
    for taken in (target, keyfile.path_beside(target), out / REPORT):
        if taken.exists():
            raise VaultError("exists", name=taken.name)
    found = _read([vault, *([backup] if backup else [])], key)
    vaults.make_folder(out)
    rescued = _write(found, target, key, keys, new_id)
    write_whole(out / REPORT, report(rescued).encode())
    return rescued


def _read(files: list[Path], key: Key) -> Salvaged:
    try:
        found = salvage(files, key)
    except OSError as error:
        raise sort_fault(error) or error from error
    if not found.events:
        raise VaultError("wrong_key" if found.pages and found.pages == found.bad_pages else "damaged")
    return found


def _write(found: Salvaged, target: Path, key: Key, keys: Path, new_id: NewId) -> Rescued:
    create_vault(target, key, new_id())
    write_whole(keyfile.path_beside(target), keys.read_bytes())
    bundles = {digest: files for digest, files in found.bundles.items() if bundle_hash(files) == digest}
    opened = open_vault(target, key)
    try:
        taken = opened.write(lambda store: store.take_in(found, bundles))
        built = rebuild.rebuild(opened)
        check = opened.check()
    finally:
        opened.close()
    if not check.sound:
        raise VaultError("damaged")  # of what was just written: a broken disk
    return Rescued(target, found.pages, found.bad_pages, found.torn, taken, built)


def report(rescued: Rescued) -> str:
    """The report for the person who decides what to do next: counts and ids only."""
    taken, built = rescued.taken, rescued.built
    kinds = Counter(loss.stream.partition(":")[0] for loss in taken.chains if loss.saved)
    parts = [
        _("Räddning av en skadad arbetsfil"),
        "",
        _(
            "Den skadade filen: {pages} sidor, varav {bad} skadade. {torn} byte efter sista hela sidan."
        ).format(pages=rescued.pages, bad=rescued.bad_pages, torn=rescued.torn),
        "",
        _("Räddat till {name}:").format(name=rescued.vault.name),
        _("  {count} händelser i {chains} kedjor, varav {cases} hör till ärenden").format(
            count=rescued.facts, chains=len(taken.chains), cases=kinds["case"]
        ),
        _("  {count} ärenden går att öppna, {persons} personer").format(
            count=built.shown, persons=built.persons
        ),
        _("  {count} bifogade filer").format(count=taken.files),
        *(
            f"  {count} {_TABLES.get(name, lambda n=name: n)()}"
            for name, count in sorted(taken.tables.items())
        ),
        "",
        _("Inte räddat:"),
        *_lost(rescued),
        "",
        _("Den skadade filen är orörd. Spara den tills någon har jämfört den räddade med säkerhetskopian."),
    ]
    return "\n".join(parts) + "\n"


_TABLES: dict[str, Callable[[], str]] = {
    "draft": lambda: _("utkast"),
    "setting": lambda: _("inställningar"),
    "reference_file": lambda: _("av organisationens filer"),
    "directory_entry": lambda: _("kontakter"),
}


def _lost(rescued: Rescued) -> list[str]:
    taken = rescued.taken
    lines = [
        _("  kedjan {stream}: {loose} händelser efter ett glapp").format(stream=loss.stream, loose=loss.loose)
        for loss in taken.chains
        if loss.loose
    ]
    if rescued.emptied:
        lines.append(
            _(
                "  {count} händelser har kvar att de hände, men inte vad som skrevs (skadat eller "
                "rensat förut)"
            ).format(count=rescued.emptied)
        )
    if taken.refused:
        lines.append(_("  {count} händelser som den här versionen inte känner").format(count=taken.refused))
    if taken.lost_files:
        lines.append(_("  {count} bifogade filer som inte är hela").format(count=taken.lost_files))
    lines += [_("  {stream} går inte att öppna").format(stream=stream) for stream in rescued.built.unreadable]
    lines += [_("  tabellen {name} gick inte att läsa").format(name=name) for name in _missing(taken)]
    if rescued.bad_pages or rescued.torn:
        lines.append(_("  det som bara stod på de skadade sidorna, till exempel hela kedjor eller utkast"))
    return lines or [_("  ingenting som går att se")]


def _missing(taken: TakenIn) -> list[str]:
    return [name for name in ("draft", "setting", "directory_entry") if name not in taken.tables]
