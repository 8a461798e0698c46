"""What the timeline says of a note: to the eye in parts, to a screen reader in one sentence."""

from collections.abc import Mapping
from types import MappingProxyType

from familjeflow.i18n import _, ngettext
from familjeflow.services.desk import SWEDEN
from familjeflow.services.journal import Correction, NoteLine
from familjeflow.services.words import day_word

STATE_ICONS: Mapping[str, str] = MappingProxyType(
    {
        "draft": "pencil",
        "to_enter": "copy",
        "entered": "circle-check",
        "locked": "lock",
        "cleared": "circle-dashed",
    }
)
STATE_ROLES: Mapping[str, str] = MappingProxyType(
    {"draft": "waiting", "to_enter": "ready", "entered": "done", "locked": "done", "cleared": "skipped"}
)


def age(days: int) -> str:
    """How old a draft is, in days: "Utkast sedan 3 dagar"."""
    if days <= 0:
        return _("Utkast från idag")
    return ngettext("Utkast sedan {n} dag", "Utkast sedan {n} dagar", days).format(n=days)


def state_text(note: NoteLine) -> str:
    """The state in words, for a draft with its age."""
    return age(note.age_days) if note.state == "draft" else note.state_word


def body(note: NoteLine) -> str:
    """The text that holds, or why there is none."""
    if note.state == "cleared":
        return _("Texten är rensad här. Den finns i det andra systemet.")
    return note.text.strip() or _("Inget skrivet än.")


def corrected(found: Correction) -> str:
    """Who corrected, when and why."""
    day = found.at.astimezone(SWEDEN).date().isoformat()
    return _("Rättad {day} av {who}. Skäl: {why}").format(day=day, who=found.signed, why=found.reason)


def contested(note: NoteLine) -> str:
    """What is said of a note that two desks corrected without knowing of each other, "" for others."""
    return _("Två har rättat texten var för sig. Läs båda och rätta en gång till.") if note.contested else ""


def spoken(note: NoteLine) -> str:
    """The whole note as one sentence."""
    parts = [day_word(note.day), note.kind_word, note.person, state_text(note), note.signed]
    head = ", ".join(part for part in parts if part)
    changes = len(note.corrections)
    if changes:
        head += ", " + ngettext("rättad {n} gång", "rättad {n} gånger", changes).format(n=changes)
    return " ".join(f"{head}: {body(note)} {contested(note)}".split())
