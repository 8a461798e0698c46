"""How the organisation's papers look: arms, colour and footer, kept in the vault."""

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from familjeflow.domain.errors import DomainError
from familjeflow.services import policy
from familjeflow.services.desk import Desk
from familjeflow.services.policy import LetterheadDefaults
from familjeflow.services.profile import record_settings
from familjeflow.storage.store import Store

if TYPE_CHECKING:
    from familjeflow.export.letterhead import Letterhead
    from familjeflow.export.letterhead_arms import Arms

_ARMS, _COLOUR, _FOOTER, _WINDOW = "paper.arms", "paper.colour", "paper.footer", "paper.window"


@dataclass(frozen=True, slots=True)
class PaperLook:
    """`arms` are the bytes of a PNG or SVG file, empty for none; `colour` is "#rrggbb" or "".

    `window` tells where the envelopes have theirs: "right" (H2) or "left" (V2).
    """

    arms: bytes = b""
    colour: str = ""
    footer: str = ""
    window: str = "right"


def look(desk: Desk) -> PaperLook:
    """How papers look now."""
    return desk.vault.read(look_of)


def look_of(store: Store) -> PaperLook:
    """How papers look, as it stands in the vault; what is unset is the organisation's."""
    head = policy.current().letterhead
    kept = bool(store.setting(_WINDOW, ""))  # all four are kept together
    return PaperLook(
        _kept_arms(store.setting(_ARMS, "")) if kept else _arms_of(head),
        store.setting(_COLOUR, _usable(head.colour)),
        store.setting(_FOOTER, head.footer),
        store.setting(_WINDOW, head.window or "right"),
    )


def _kept_arms(written: str) -> bytes:
    """The kept arms, none where they are not what was kept: papers are still made."""
    try:
        return base64.b64decode(written)
    except ValueError:
        return b""


def _arms_of(head: LetterheadDefaults) -> bytes:
    """The organisation's arms, none where its file is missing or cannot be used: papers are still made."""
    try:
        data = _read(head.arms) if head.arms else b""
        _arms(data)
    except (OSError, DomainError):
        return b""
    return data


def _read(file: Path) -> bytes:
    """The file's bytes, one more than arms may have, so that a huge file is not read whole."""
    from familjeflow.export.letterhead_arms import MOST_BYTES

    with file.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def _usable(colour: str) -> str:
    """A colour that can be read on white paper, else ""."""
    from familjeflow.export.letterhead import readable_ink

    return colour if colour and readable_ink(colour) is not None else ""


def set_look(desk: Desk, chosen: PaperLook) -> None:
    """Keep how papers look. Raises DomainError "arms_too_large", "arms_unreadable", "arms_not_plain_shapes",
    "arms_too_deep" or "pale_colour"; then nothing is kept."""
    from familjeflow.export.letterhead import readable_ink

    _arms(chosen.arms)
    if chosen.colour and readable_ink(chosen.colour) is None:
        raise DomainError("pale_colour")

    def work(store: Store) -> None:
        store.put_setting(_ARMS, base64.b64encode(chosen.arms).decode("ascii"))
        store.put_setting(_COLOUR, chosen.colour)
        store.put_setting(_FOOTER, chosen.footer)
        store.put_setting(_WINDOW, chosen.window)

    desk.vault.write(work)


def _arms(data: bytes) -> "Arms | None":
    from familjeflow.export.letterhead_arms import ArmsError, read_arms

    try:
        return read_arms(data) if data else None
    except ArmsError as error:
        raise DomainError(f"arms_{error.code}") from error


def letterhead_of(store: Store, *, inside: bool = True) -> "Letterhead":
    """The letterhead of every paper. With `inside` False it is for a letter that leaves the office,
    and it bears no mark of secrecy."""
    from familjeflow.export.letterhead import Letterhead

    chosen, looks = record_settings(store), look_of(store)
    return Letterhead(
        chosen.municipality,
        chosen.unit,
        chosen.address,
        (chosen.secrecy or None) if inside else None,
        looks.footer,
        _arms(looks.arms),
        looks.colour,
    )
