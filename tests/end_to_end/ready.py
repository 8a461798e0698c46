"""A vault with one client and one case, made without the program, and what every test does with it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from tests.end_to_end.program import Program

from familjeflow.domain.events import ActorRecorded, PersonRecorded
from familjeflow.services import cases, persons, profile, vaults
from familjeflow.services.desk import Desk
from familjeflow.storage.kdf import KdfCost

PASSPHRASE = "rätt häst batteri klammer"
GIVEN, FAMILY, NUMBER = "Zakarina", "Påhittson", "20150315-9802"
CLIENT = f"{FAMILY}, {GIVEN}"
CHEAP = KdfCost(8 * 1024, 1, 1)


@dataclass(frozen=True)
class Ready:
    """A vault with one client and one case, and the ways into it. `folder` holds the vault and its keys."""

    folder: Path
    recovery_code: str
    key: vaults.Key

    @property
    def vault(self) -> Path:
        """The work file."""
        return self.folder / "Åsas arbetsfil.familjeflow"

    @property
    def keys(self) -> Path:
        """The key file beside it."""
        return self.vault.with_suffix(".nycklar")


def make(folder: Path) -> Ready:
    """Make the vault in an empty folder. Its passphrase is cheap to try, so that the tests are quick."""
    created = vaults.create(
        folder / "Åsas arbetsfil.familjeflow", PASSPHRASE, now=_now(), new_id=_new_id, cost=CHEAP
    )
    made = Ready(folder, created.recovery_code, created.key)
    vault = vaults.open(made.vault, made.key, now=_now(), new_id=_new_id, state_folder=folder / "state")
    desk = Desk(vault, vault.vault_id, _now, _new_id)
    profile.set_profile(desk, ActorRecorded("Åsa Exempelek", "Socialsekreterare", ("hpt",)))
    client = persons.register(
        desk, PersonRecorded(given_name=GIVEN, family_name=FAMILY, number=NUMBER, number_kind="personnummer")
    )
    cases.open_case(desk, "kontaktperson", client)
    vaults.close(vault, new_id=_new_id, state_folder=folder / "state")
    return made


def unlock(program: Program, passphrase: str = PASSPHRASE) -> None:
    """Write the passphrase and wait for the window of the session."""
    program.write("Lösenfras", passphrase)
    program.press("button", "Lås upp")
    program.find("button", "Lås")


def open_case(program: Program, first_step: str = "Kan göras nu") -> None:
    """Go to the only case by searching for its client, as somebody with a keyboard does."""
    program.keys("Ctrl+F")
    program.hear(lambda seen: seen.name == "Sök ärende")
    program.keys(*"Zakarina", "Enter")
    program.find("page tab", part=CLIENT)
    program.find("button", part=f"1. Remiss till familjehemsvården, {first_step}")


def _now() -> datetime:
    return datetime.now(UTC)


def _new_id() -> str:
    return uuid4().hex
