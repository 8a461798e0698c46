"""One registry of every key of the program, so that two acts never fight for the same one.

`SHORTCUTS` is what Ctrl+/ shows and what the tests check. A `place` is where a key works: "everywhere", or a
surface such as "lists" whose keys only count while it has the focus.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QKeySequence

from familjeflow.i18n import _
from familjeflow.ui.frame.page_names import page_names

Place = Literal[
    "everywhere",
    "case",
    "lists",
    "my_day",
    "picture",
    "text",
    "journal",
    "queue",
    "limits",
    "meetings",
    "calendar",
]


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
        Shortcut("privacy", "Ctrl+Shift+I", _("Insynsskydd: visa bara ett ärende, eller allt igen")),
        *_page_shortcuts(),
        Shortcut("next_tab", "Ctrl+Tab", _("Byt ärende")),
        Shortcut("previous_tab", "Ctrl+Shift+Tab", _("Byt ärende bakåt")),
        Shortcut("close_tab", "Ctrl+W", _("Stäng fliken")),
        Shortcut("next_surface", "F6", _("Byt yta: meny, lista, bild, panel")),
        Shortcut("previous_surface", "Shift+F6", _("Byt yta bakåt")),
        Shortcut("help", "F1", _("Hjälp om just det här")),
        Shortcut("keys", "Ctrl+/", _("Visa alla tangenter")),
        Shortcut("print", "Ctrl+P", _("Förhandsgranska papperet"), "case"),
        Shortcut("undo", "Ctrl+Z", _("Ångra det senaste"), "case"),
        Shortcut("new_note", "Ctrl+J", _("Ny anteckning"), "case"),
        Shortcut("zoom_in", "Ctrl++", _("Större bild"), "picture"),
        Shortcut("zoom_out", "Ctrl+-", _("Mindre bild"), "picture"),
        Shortcut("zoom_full", "Ctrl+0", _("Bild i full storlek"), "picture"),
        Shortcut("zoom_fit", "Ctrl+9", _("Anpassa bilden"), "picture"),
        Shortcut("open", "Return", _("Öppna"), "lists"),
        Shortcut("back", "Esc", _("Tillbaka"), "lists"),
        Shortcut("tick", "Space", _("Markera klart, där en bock räcker"), "my_day"),
        Shortcut("day_watch", "B", _("Sätt en bevakning"), "my_day"),
        Shortcut("day_move", "F", _("Flytta datum"), "my_day"),
        Shortcut("day_told", "R", _("Registrera besked från någon annan"), "my_day"),
        Shortcut("day_undo", "Ctrl+Z", _("Ångra det senaste"), "my_day"),
        *_note_shortcuts(),
        *_meeting_shortcuts(),
        Shortcut("limit_go", "Return", _("Gå till tidsgränsens steg"), "limits"),
        Shortcut("limit_move", "F", _("Flytta datum"), "limits"),
        Shortcut("limit_met", "Space", _("Markera en tillagd tidsgräns som gjord"), "limits"),
        Shortcut("limit_watch", "B", _("Sätt en bevakning"), "limits"),
        Shortcut("limit_add", "L", _("Lägg till tidsgräns"), "limits"),
    )


def _note_shortcuts() -> tuple[Shortcut, ...]:
    return (
        Shortcut("snippet", "Ctrl+Space", _("Infoga en fras i anteckningen"), "text"),
        Shortcut("finish_note", "Ctrl+Return", _("Klar med anteckningen"), "text"),
        Shortcut("copy_note", "Ctrl+C", _("Kopiera anteckningens text"), "journal"),
        Shortcut("copy_row", "Return", _("Kopiera texten"), "queue"),
        Shortcut("enter_row", "Space", _("Markera införd"), "queue"),
        Shortcut("undo_row", "Ctrl+Z", _("Ångra det senaste"), "queue"),
    )


def _meeting_shortcuts() -> tuple[Shortcut, ...]:
    return (
        Shortcut("came", "K", _("Kom"), "meetings"),
        Shortcut("missed", "U", _("Uteblev"), "meetings"),
        Shortcut("next_meeting", "N", _("Nästa möte: samma dag, tid, rum och tolk"), "meetings"),
        Shortcut("invite", "M", _("Kallelse till mötet"), "meetings"),
        Shortcut("move_meeting", "F", _("Flytta mötet"), "meetings"),
        Shortcut("calendar_today", "T", _("Idag"), "calendar"),
        Shortcut("calendar_back", "PgUp", _("Månaden före"), "calendar"),
        Shortcut("calendar_on", "PgDown", _("Månaden efter"), "calendar"),
        Shortcut("calendar_open", "Return", _("Öppna dagen, sedan det som är valt"), "calendar"),
    )


def _page_shortcuts() -> Iterable[Shortcut]:
    for number, (slug, word) in enumerate(page_names(), 1):
        yield Shortcut(slug, f"Ctrl+{number}", _("Visa {page}").format(page=word))


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
        "journal": _("I journalen"),
        "queue": _("I Att föra in"),
        "meetings": _("I möten"),
        "calendar": _("I kalendern"),
        "limits": _("I tidsgränserna"),
    }[place]
