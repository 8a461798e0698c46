"""What F1 says about each page: a few sentences, no more."""

from familjeflow.i18n import _


def help_text(page: str) -> tuple[str, str]:
    """Heading and text for a page's slug; "case" for a case."""
    texts = {
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
            _("Enhetens rutiner som programmet följer, med källa, datum och vilka roller som gör vad."),
        ),
        "settings": (
            _("Inställningar"),
            _("Vem du är, var personakten förs, utseende, låsning och nycklarna till arbetsfilen."),
        ),
        "new_case": (
            _("Nytt ärende"),
            _("Sök klienten, välj process och svara på frågorna. Du kan ändra svaren senare i ärendet."),
        ),
        "case": (
            _("Ärendet"),
            _(
                "Välj ett steg i bilden eller i steglistan. Till höger ser du vad som ska göras, tidsgränser "
                "och dokument. Inget är låst: programmet frågar varför när du frångår rutinen."
            ),
        ),
    }
    return texts[page]
