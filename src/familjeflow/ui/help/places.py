"""Which page and heading of the guide belongs to what: a page of the window, a tab of a case, a control.

Controls are known by their object names, without what tells one task or step from another.
"""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

Place = tuple[str, str]
"""The name of a page of the guide, and a heading of it ("" for the page's beginning)."""

PAGES: dict[str, Place] = {
    "my_day": ("min-dag", ""),
    "cases": ("arenden", ""),
    "calendar": ("kalender", ""),
    "unit": ("kalender", "Enhetens möten"),
    "directory": ("personer", "Kontakter"),
    "statistics": ("statistik", ""),
    "processes": ("processer", ""),
    "settings": ("installningar", ""),
    "new_case": ("nytt-arende", ""),
    "who": ("kom-igang", "Vem du är"),
    "case": ("arendet", ""),
    "private": ("insynsskydd", "Öppna ett ärende"),
}
"""By the slug of a page of the window."""

TABS: dict[str, Place] = {
    "picture": ("arendet", "Bilden"),
    "list": ("arendet", "Steglistan"),
    "journal": ("journal", ""),
    "limits": ("tidsgranser", ""),
    "documents": ("dokument", ""),
    "meetings": ("moten", ""),
    "people": ("personer", "Personer i ärendet"),
    "history": ("arendet", "Historik"),
}
"""By the slug of a tab of a case."""

THINGS: dict[str, Place] = {
    "task": ("steget", "En uppgift"),
    "answer": ("steget", "Ett svar på frågan"),
    "ask": ("steget", "En fråga om ärendet"),
    "because": ("tidsgranser", "Därför"),
    "move": ("tidsgranser", "Flytta datum"),
    "move-day": ("tidsgranser", "Flytta datum"),
    "move-save": ("tidsgranser", "Flytta datum"),
    "limit-move-day": ("tidsgranser", "Flytta datum"),
    "watch-day": ("tidsgranser", "Bevakning"),
    "other-limits": ("tidsgranser", ""),
    "limits": ("tidsgranser", ""),
    "limit-library": ("installningar", "Biblioteket av tidsgränser"),
    "document": ("dokument", "Öppna ett dokument"),
    "directory": ("steget", "Kontakter"),
    "primary": ("steget", "Det viktigaste att göra"),
    "more": ("steget", "Mer att göra med steget"),
    "reason": ("steget", "Skäl"),
    "told": ("steget", "Besked"),
    "told-form": ("steget", "Besked"),
    "undo": ("arendet", "Ångra"),
    "take-back": ("arendet", "Ångra"),
    "go-to-next": ("arendet", "Nästa"),
    "version-unfold": ("arendet", "Ny version av processen"),
    "version-move": ("arendet", "Ny version av processen"),
    "papers": ("papper", ""),
    "setting": ("processer", "Det här bestämmer ni"),
    "step": ("arendet", "Ett steg i bilden"),
    "as-of": ("arendet", "Som det stod"),
    "as-of-today": ("arendet", "Som det stod"),
    "search": ("arenden", "Sök"),
    "journal-list": ("journal", ""),
    "note-editor": ("journal", "Skriva"),
    "note-correction": ("journal", "Rätta"),
    "enter-queue": ("journal", "Att föra in"),
    "backups": ("installningar", "Säkerhetskopior"),
    "contact-form": ("personer", "Kontakter"),
    "relation-form": ("personer", "Personer i ärendet"),
    "snippets": ("installningar", "Fraser och mallar"),
    "meeting-form": ("moten", "Boka"),
    "meeting-list": ("moten", ""),
    "today-meetings": ("moten", "Dagens möten"),
    "unit-meetings": ("kalender", "Enhetens möten"),
    "calendar-day": ("kalender", "Månad, vecka och lista"),
    "calendar-list": ("kalender", "Månad, vecka och lista"),
    "person-card": ("personer", "Personkortet"),
    "people-found": ("arenden", "Sök"),
    "same-person": ("personer", "Samma person"),
    "family-group": ("personer", "Familjegrupp"),
    "show-address": ("personer", "Skyddade uppgifter"),
    "call-list": ("arenden", "Telefonuppföljning"),
}
"""By the object name of a control or of something around it."""


def place_of(page: str, focused: QWidget | None = None) -> Place:
    """Where the guide tells about what has the keyboard; else about the page with that slug."""
    for name in _names(focused):
        if name in THINGS:
            return THINGS[name]
        if name.startswith("tab-") and name.removeprefix("tab-") in TABS:
            return TABS[name.removeprefix("tab-")]
    return PAGES.get(page, PAGES["my_day"])


def _names(widget: QWidget | None) -> Iterator[str]:
    while widget is not None:
        yield widget.objectName().partition(":")[0]
        widget = widget.parentWidget()
