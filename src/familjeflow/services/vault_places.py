"""Whether a vault may lie where it lies: never in a folder that syncs, on a network only by the rules."""

from pathlib import Path

from familjeflow.services import policy
from familjeflow.services.policy import Policy
from familjeflow.storage import places
from familjeflow.storage.errors import VaultError
from familjeflow.storage.places import Surroundings


def shared_disk(path: Path, *, around: Surroundings | None = None, rules: Policy | None = None) -> bool:
    """Whether the vault lies on a network's disk, which takes more care; False for this computer's own.

    `around` and `rules` are those of this computer where None. Raises VaultError "synced_folder",
    "roaming_profile" or "network_folder".
    """
    place = places.place_of(path, around or places.surroundings())
    if place.kind == "synced":
        raise VaultError("synced_folder", place=place.name)
    if place.kind == "roaming":
        raise VaultError("roaming_profile")
    if place.kind == "network" and not (rules or policy.current()).network_vault:
        raise VaultError("network_folder", place=place.name)
    return place.kind == "network"
