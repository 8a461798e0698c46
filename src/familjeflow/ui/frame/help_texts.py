"""What F1 says: about the very thing that has the keyboard, else about the page. A few sentences, no more."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from familjeflow.i18n import _

Help = tuple[str, str]
_SAME = {
    "move-day": "move",
    "move-save": "move",
    "as-of-today": "as-of",
    "version-move": "version-unfold",
    "told-form": "told",
    "take-back": "undo",
}
"""Controls that belong to the same thing."""


def help_text(page: str, focused: QWidget | None = None) -> Help:
    """Heading and text for what has the focus, found by the names of controls; else for a page's slug."""
    things = _things()
    for name in _names(focused):
        if name in things:
            return things[name]
    return _pages().get(page, _pages()["my_day"])


def _names(widget: QWidget | None) -> Iterator[str]:
    """What a control and those around it are called, without what tells one task or step from another."""
    while widget is not None:
        name = widget.objectName().partition(":")[0]
        yield _SAME.get(name, name)
        widget = widget.parentWidget()


def _things() -> dict[str, Help]:
    return {**_work_things(), **_panel_things(), **_act_things(), **_picture_things()}


def _work_things() -> dict[str, Help]:
    return {
        "task": (
            _("En uppgift"),
            _(
                "Mellanslag bockar av. Bocken får dagens datum och ditt namn. Behövs uppgiften inte, eller "
                "ska bocken tas tillbaka: se menyn med tre punkter. DOK betyder att den ska dokumenteras."
            ),
        ),
        "answer": (
            _("Ett svar på frågan"),
            _(
                "Markera ett svar. Under det står vad källan säger, och vid knappen vad som händer. Inget "
                "ändras förrän du sparar svaret. Föreslås ett svar är det ändå du som väljer."
            ),
        ),
        "ask": (
            _("En fråga om ärendet"),
            _("Svaret sparas direkt. Det avgör vilka datum och steg som gäller, och går att ändra."),
        ),
    }


def _panel_things() -> dict[str, Help]:
    return {
        "because": (
            _("Därför"),
            _("Visar regeln bakom datumet, vad den räknas från och var det står i källan."),
        ),
        "move": (
            _("Flytta datum"),
            _("Skriv den nya dagen och ett skäl. Båda syns i historiken, där den gamla dagen finns kvar."),
        ),
        "other-limits": (
            _("Tidsgränser"),
            _("Senast är ett krav, Riktmärke är en vägledning. Utan datum väntar gränsen på något annat."),
        ),
        "document": (
            _("Ett dokument"),
            _("Enter öppnar. Det du skriver sparas som utkast hela tiden och blir klart när du väljer det."),
        ),
        "directory": (
            _("Kontakter"),
            _("Uppgifterna kommer från källan och kan vara gamla. Kontrollera dem innan du ringer."),
        ),
    }


def _act_things() -> dict[str, Help]:
    return {
        "primary": (
            _("Det viktigaste att göra"),
            _("Ovanför knappen står vad som händer. Frångår det rutinen skriver du ett skäl. Ctrl+Z ångrar."),
        ),
        "more": (
            _("Mer att göra med steget"),
            _(
                "Hoppa över och Gör om vill ha ett skäl. Registrera besked är för det som någon annan har "
                "berättat. Skedde en annan dag är för det du skriver in i efterhand."
            ),
        ),
        "reason": (
            _("Skäl"),
            _("En rad räcker. Välj ett förslag eller skriv eget. Skälet syns i bild, lista och på papper."),
        ),
        "told": (
            _("Besked"),
            _("Skriv vem som berättade, hur och när. I historiken står det ”enligt uppgift från”."),
        ),
        "undo": (_("Ångra"), _("Tar tillbaka det senaste. Det står kvar i historiken, överstruket.")),
        "go-to-next": (_("Gå dit"), _("Visar steget som står näst på tur, redo att arbeta med.")),
        "version-unfold": (
            _("Ny version av processen"),
            _("Ärendet fortsätter på sin version tills du flyttar det. Titta först på vad flytten innebär."),
        ),
        "setting": (
            _("Det här bestämmer ni"),
            _("Där källan inget säger väljer enheten. Valet gäller ärenden som öppnas efter det."),
        ),
    }


def _picture_things() -> dict[str, Help]:
    return {
        "step": (
            _("Ett steg i bilden"),
            _(
                "Enter öppnar steget till höger. Pilarna följer flödet. Håll mellanslag och dra för att "
                "flytta bilden, Ctrl och hjulet ändrar storlek. F6 går till panelen."
            ),
        ),
        "as-of": (
            _("Som det stod"),
            _("Skriv en dag så visas ärendet som det stod då. Välj Idag för att kunna göra något igen."),
        ),
        "search": (
            _("Sök"),
            _("Skriv en del av namnet, personnumret eller ärendenumret. Pil ned går till listan."),
        ),
    }


def _pages() -> dict[str, Help]:
    return {
        "my_day": (
            _("Min dag"),
            _(
                "Här står det som är försenat och det som ska göras idag och de närmaste sju dagarna. "
                "Enter öppnar steget. Mellanslag markerar klart där en bock räcker."
            ),
        ),
        "cases": (
            _("Ärenden"),
            _(
                "Alla ärenden i arbetsfilen. Enter öppnar. Tryck på en rubrik för att sortera. Sök på namn, "
                "personnummer eller ärendenummer i rutan överst."
            ),
        ),
        "processes": (
            _("Processer"),
            _("Rutinerna som programmet följer: roller, steg, tidsgränser och det ni själva bestämmer."),
        ),
        "settings": (
            _("Inställningar"),
            _("Vem du är, var personakten förs, utseende, låsning och nycklarna till arbetsfilen."),
        ),
        "new_case": (
            _("Nytt ärende"),
            _("Sök klienten, välj process och svara på frågorna. Du kan ändra svaren senare i ärendet."),
        ),
        "who": (_("Vem är du?"), _("Namn och befattning står under det du gör. Du kan ändra dem senare.")),
        "case": (
            _("Ärendet"),
            _(
                "Välj ett steg i bilden eller i steglistan. Till höger ser du vad som ska göras, tidsgränser "
                "och dokument. Inget är låst: programmet frågar varför när du frångår rutinen."
            ),
        ),
    }
