"""The paper with the recovery code, to be printed and locked away."""

from familjeflow.export.document import Paper
from familjeflow.export.letterhead import Letterhead, PaperFacts
from familjeflow.i18n import _


def recovery_paper(code: str, facts: PaperFacts) -> bytes:
    """The code in large groups with what it is for. The file holds the code: print it and delete the file."""
    paper = Paper(facts, Letterhead("", "", ""))
    paper.lead(_("Den här koden öppnar arbetsfilen om lösenfrasen är glömd."))
    with paper.section(_("Koden")):
        paper.facts(((_("Återställningskod"), code),))
    with paper.section(_("Så här gör du")):
        paper.numbered(
            [
                _("Skriv ut pappret och lägg det i ett låst skåp, inte vid datorn."),
                _("Ta bort filen som du skrev ut ifrån."),
                _("Om koden behövs: välj Återställningskod på låsskärmen och skriv av den."),
                _("Byt lösenfras och ta fram en ny kod om någon annan kan ha sett den."),
            ]
        )
    return paper.render()
