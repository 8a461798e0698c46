"""Whether the tour has been walked: kept in the vault, so that it is shown once."""

from familjeflow.services.desk import Desk

_SETTING = "tour"
_SEEN = "seen"


def tour_seen(desk: Desk) -> bool:
    """Whether the tour has been ended before, by its last step or by leaving it."""
    return desk.vault.read(lambda store: store.setting(_SETTING, "")) == _SEEN


def keep_tour_seen(desk: Desk) -> None:
    """Remember it."""
    desk.vault.write(lambda store: store.put_setting(_SETTING, _SEEN))
