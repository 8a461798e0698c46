"""Papers that several tests look at. Everybody in them is made up."""

from datetime import date

from familjeflow.export.document import Paper, Signature
from familjeflow.export.letterhead import Letterhead, PaperFacts
from familjeflow.export.tagged import TaggedCanvas

STATUS = "Arbetskopia. Personakten förs i Procapita. Uppgifterna kan vara allmän handling."
LETTERHEAD = Letterhead(
    "Sjöviks kommun",
    "Socialförvaltningen · Barn och familj",
    "Box 100, 123 45 Sjövik · 0123-45 60 00",
    "Sekretess 26 kap. 1 § OSL",
)
FACTS = PaperFacts("Genomförandeplan", "SN 2026/0412", date(2026, 11, 21), STATUS)

GOAL = (
    "Alva träffar sin pappa regelbundet, under former som är lugna och förutsägbara och som hon själv har "
    "fått säga sin mening om, och som föräldrarna också samtycker till."
)


def empty_paper() -> Paper:
    return Paper(FACTS, LETTERHEAD)


def draw_steps(canvas: TaggedCanvas, width: float, height: float) -> None:
    """Two boxes with words, the way a picture pen draws."""
    for number, word in enumerate(("Utredning", "Beslut")):
        left = number * width / 2
        canvas.setStrokeColor("#1a1a1a")
        canvas.roundRect(left + 1, 1, width / 2 - 12, height - 2, 4)
        canvas.setFillColor("#1a1a1a")
        canvas.setFont("Sans-Bold", 9)
        canvas.drawCentredString(left + width / 4 - 6, height / 2 - 3, word)


def sample_paper() -> Paper:
    """Two pages with one of each block."""
    paper = empty_paper()
    paper.lead("Placering i familjehem, gäller från 2026-12-01")
    with paper.section("Barnet och uppdraget"):
        paper.facts(
            [("Barnets namn", "Alva Påhittson"), ("Vårdnadshavare", "Paweł Exempelius"), ("Beslut", "")]
        )
        paper.p("Uppdraget är att ge Alva en trygg vardag.\nSkolan är med.\n\nDetta är ett nytt stycke.")
    with paper.section("Var i processen är vi"):
        paper.figure(draw_steps, "Två steg: utredning, sedan beslut.", (paper.width, 40))
    with paper.section("Mål"):
        paper.bullets(["Alva är i skolan varje dag.", GOAL])
        with paper.section("Delmål"):
            paper.numbered(["Läxhjälp", "Veckosamtal"])
            paper.checklist([("Boka tid hos tandvården", True), ("Ring skolan", False)])
    with paper.section("Aktiviteter"):
        rows = [(f"Veckosamtal {number}", "Familjehemssekreterare", "") for number in range(1, 19)]
        paper.table(("Aktivitet", "Ansvarig", "När"), rows)
        paper.note("Tabellen är ett utkast.")
        paper.quiet("Källa: HSLF-FS 2016:89")
        paper.link("Socialstyrelsen", "https://www.socialstyrelsen.se/")
        paper.blank_lines(2, "Anteckningar vid mötet")
    with paper.together(), paper.section("Underskrifter"):
        paper.signatures([Signature("Vårdnadshavare"), Signature("Socialsekreterare", "Märta Exempelius")])
    return paper
