"""One registry of every key of the program, so that two acts never fight for the same one.

`SHORTCUTS` is what Ctrl+/ shows and what the tests check. A `place` is where a key works: "everywhere", or a
surface such as "lists" whose keys only count while it has the focus.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QKeySequence

from familjeflow.i18n import _

Place = Literal["everywhere", "case", "lists", "my_day", "picture", "text"]


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A key and what it does. `id` is how code asks for it, `keys` as Qt writes them ("Ctrl+N")."""

    id: str
    keys: str
    text: str
    place: Place = "everywhere"


def shortcuts() -> tuple[Shortcut, ...]:
    """Every key, in the order of the list that Ctrl+/ shows."""
    return (
        Shortcut("new_case", "Ctrl+N", _("Nytt ärende")),
        Shortcut("search", "Ctrl+F", _("Sök ärende")),
        Shortcut("palette", "Ctrl+K", _("Kommandon")),
        Shortcut("lock", "Ctrl+L", _("Lås")),
        Shortcut("my_day", "Ctrl+1", _("Visa Min dag")),
        Shortcut("cases", "Ctrl+2", _("Visa Ärenden")),
        Shortcut("processes", "Ctrl+3", _("Visa Processer")),
        Shortcut("settings", "Ctrl+4", _("Visa Inställningar")),
        Shortcut("next_tab", "Ctrl+Tab", _("Byt ärende")),
        Shortcut("previous_tab", "Ctrl+Shift+Tab", _("Byt ärende bakåt")),
        Shortcut("close_tab", "Ctrl+W", _("Stäng fliken")),
        Shortcut("next_surface", "F6", _("Byt yta: meny, lista, bild, panel")),
        Shortcut("previous_surface", "Shift+F6", _("Byt yta bakåt")),
        Shortcut("help", "F1", _("Hjälp om just det här")),
        Shortcut("keys", "Ctrl+/", _("Visa alla tangenter")),
        Shortcut("print", "Ctrl+P", _("Spara som PDF"), "case"),
        Shortcut("undo", "Ctrl+Z", _("Ångra det senaste"), "case"),
        Shortcut("zoom_in", "Ctrl++", _("Större bild"), "picture"),
        Shortcut("zoom_out", "Ctrl+-", _("Mindre bild"), "picture"),
        Shortcut("zoom_full", "Ctrl+0", _("Bild i full storlek"), "picture"),
        Shortcut("zoom_fit", "Ctrl+9", _("Anpassa bilden"), "picture"),
        Shortcut("open", "Return", _("Öppna"), "lists"),
        Shortcut("back", "Esc", _("Tillbaka"), "lists"),
        Shortcut("tick", "Space", _("Markera klart, där en bock räcker"), "my_day"),
    )


def shortcut(shortcut_id: str) -> Shortcut:
    """The shortcut with that id. Raises KeyError when there is none."""
    found = next((s for s in shortcuts() if s.id == shortcut_id), None)
    if found is None:
        raise KeyError(shortcut_id)
    return found


def sequence(shortcut_id: str) -> QKeySequence:
    """The key as Qt wants it."""
    return QKeySequence(shortcut(shortcut_id).keys)


def conflicts(known: Iterable[Shortcut]) -> list[tuple[str, str]]:
    """Pairs of ids that claim the same key in places that can be active together."""
    held: dict[tuple[str, str], str] = {}
    found: list[tuple[str, str]] = []
    items = sorted(known, key=lambda s: s.place != "everywhere")
    for item in items:
        keys = QKeySequence(item.keys).toString()
        other = held.get((keys, "everywhere")) or held.get((keys, item.place))
        if other is not None:
            found.append((other, item.id))
        held[(keys, item.place)] = item.id
    return found


def place_word(place: Place) -> str:
    """The heading of a group in the list of keys."""
    return {
        "everywhere": _("Överallt"),
        "case": _("I ett ärende"),
        "picture": _("I bilden"),
        "lists": _("I listor"),
        "my_day": _("I Min dag"),
        "text": _("I text"),
    }[place]
