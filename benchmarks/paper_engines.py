"""One story made into a paper by one engine, in a process of its own so that its peak of memory is its own.

`python -m benchmarks.paper_engines ENGINE NOTES` prints the seconds of the processor that it took (imports
not counted), the peak of memory in KiB, the pages and the bytes. Each engine gets the same notes, the same
typeface, a letterhead on every page, "Sida 1 av N", and an outline.

`python -m benchmarks.paper_engines plan` makes a plan and prints its cost from the start of the process.
"""

import json
import random
import re
import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from html import escape
from io import BytesIO

UNIT = "Sjöviks kommun · Socialförvaltningen"
TITLE = "Journal"
STATUS = "Arbetskopia. Personakten förs i Procapita."
_WORDS_IN_PARAGRAPH = 72
_SYLLABLES = re.findall(
    r"\w+", "an barn be de en fa för hem in kon le mö om sam sko sti tal te upp vår åt äl öv"
)


@dataclass(frozen=True)
class Entry:
    """One note of the journal."""

    heading: str
    author: str
    paragraphs: tuple[str, ...]
    signed: str


Maker = Callable[[], bytes]


def story(notes: int) -> list[Entry]:
    """Made-up notes of about 155 words; common words come often and rare ones seldom, as in any text."""
    chance = random.Random(1)
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 5))) for _word in range(8000)]
    weights = [1 / (place + 3) for place in range(len(words))]
    day = date(2020, 1, 1)
    entries = []
    for number in range(notes):
        said = [chance.choices(words, weights, k=_WORDS_IN_PARAGRAPH) for _paragraph in range(2)]
        when = (day + timedelta(days=number % 2000)).isoformat()
        paragraphs = tuple(" ".join(text).capitalize() + "." for text in said)
        entries.append(
            Entry(
                f"{when} Samtal {number + 1}",
                "Märta Exempelius, socialsekreterare",
                paragraphs,
                f"Signerad {when}",
            )
        )
    return entries


def tagged(entries: Sequence[Entry]) -> Maker:
    """This program's journal: PDF/UA-1 and PDF/A-2a."""
    from familjeflow.export.journal import Journal, JournalEntry, journal_paper
    from familjeflow.export.letterhead import Letterhead, PaperFacts

    facts = PaperFacts(TITLE, "SN 2026/0412", date(2026, 11, 21), STATUS)
    letterhead = Letterhead(UNIT, "", "Box 100, 123 45 Sjövik")
    notes = tuple(JournalEntry(e.heading, e.author, "\n\n".join(e.paragraphs), e.signed) for e in entries)
    return lambda: journal_paper(Journal("", (), notes), facts, letterhead)


def plain(entries: Sequence[Entry]) -> Maker:
    """ReportLab's own layout (platypus), as its guide shows it: no tags, no archive format."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    from benchmarks.plain_reportlab import NumberedCanvas, OutlinedDocument
    from familjeflow.export import fonts

    fonts.register()
    title = ParagraphStyle("title", fontName=fonts.BOLD, fontSize=19, leading=25)
    heading = ParagraphStyle(
        "heading", fontName=fonts.BOLD, fontSize=13, leading=18, spaceBefore=14, keepWithNext=1
    )
    body = ParagraphStyle("body", fontName=fonts.REGULAR, fontSize=10, leading=14.5, spaceAfter=5)
    quiet = ParagraphStyle("quiet", fontName=fonts.ITALIC, fontSize=9, leading=13, spaceAfter=5)

    def make() -> bytes:
        out = BytesIO()
        flow = [Paragraph(TITLE, title)]
        for entry in entries:
            flow += [Paragraph(entry.heading, heading), Paragraph(entry.author, quiet)]
            flow += [Paragraph(paragraph, body) for paragraph in entry.paragraphs]
            flow.append(Paragraph(entry.signed, quiet))
        OutlinedDocument(out).build(flow, canvasmaker=partial(NumberedCanvas, head=UNIT, foot=STATUS))
        return out.getvalue()

    return make


def weasyprint(entries: Sequence[Entry]) -> Maker:
    """WeasyPrint's accessible format (PDF/UA-1). Raises OSError when the system lacks Pango."""
    from weasyprint import HTML

    from familjeflow import resources

    faces = (("Regular", "400", "normal"), ("SemiBold", "700", "normal"), ("Italic", "400", "italic"))
    rules = "".join(
        f"@font-face{{font-family:Sans;font-weight:{weight};font-style:{slant};"
        f"src:url({resources.path(f'fonts/NotoSans-{name}.ttf').as_uri()})}}"
        for name, weight, slant in faces
    )
    rules += (
        "@page{size:A4;margin:30mm 20mm 25mm 25mm;"
        f"@top-left{{content:'{UNIT}'}}@bottom-left{{content:'{STATUS}'}}"
        "@top-right{content:'Sida ' counter(page) ' av ' counter(pages)}}"
        "body{font:10pt/1.45 Sans}h1{font-size:19pt}h2{font-size:13pt}.quiet{font:italic 9pt Sans}"
    )

    def make() -> bytes:
        body = "".join(
            f"<h2>{escape(entry.heading)}</h2><p class=quiet>{escape(entry.author)}</p>"
            + "".join(f"<p>{escape(paragraph)}</p>" for paragraph in entry.paragraphs)
            + f"<p class=quiet>{escape(entry.signed)}</p>"
            for entry in entries
        )
        page = (
            f"<html lang=sv><head><title>{TITLE}</title><style>{rules}</style></head><h1>{TITLE}</h1>{body}"
        )
        return bytes(HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"))

    return make


ENGINES: Mapping[str, Callable[[Sequence[Entry]], Maker]] = {
    "tagged": tagged,
    "plain": plain,
    "weasyprint": weasyprint,
}


def main(engine: str, notes: int) -> None:
    """Make the paper once and tell what it cost."""
    make = ENGINES[engine](story(notes))
    begun = time.process_time()
    data = make()
    _tell(time.process_time() - begun, data)


def first_plan() -> None:
    """Make a plan of two pages and tell what it cost since the process began, every import included."""
    from familjeflow.domain.forms import FieldKind, FormDefinition, FormField
    from familjeflow.export.document import Signature
    from familjeflow.export.form_paper import FilledForm, form_paper
    from familjeflow.export.letterhead import Letterhead, PaperFacts

    columns = (FormField("v", FieldKind.TEXT, "Vad", "vad"), FormField("n", FieldKind.TEXT, "När", "nar"))
    fields = (
        FormField("b", FieldKind.TEXT_AREA, "Bakgrund", "bakgrund"),
        FormField("m", FieldKind.LIST, "Mål", "mal", fields=columns),
    )
    (note,) = story(1)
    goals = [{"vad": note.paragraphs[0][:90], "nar": "Varje vecka"} for _goal in range(18)]
    answers = {"bakgrund": note.paragraphs[0], "mal": list(goals)}
    form, signatures = FormDefinition("plan", "Plan", fields), (Signature("Handläggare"),)
    plan = FilledForm(form, answers, (("Klient", "Påhittad"),), {}, signatures)
    facts = PaperFacts("Genomförandeplan", "SN 2026/0412", date(2026, 11, 21), STATUS)
    data = form_paper(plan, facts, Letterhead(UNIT, "", "Box 100, 123 45 Sjövik"))
    _tell(time.process_time(), data)


def _tell(seconds: float, data: bytes) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = {"seconds": seconds, "peak_kib": peak, "pages": _pages(data), "bytes": len(data)}
    sys.stdout.write(json.dumps(told) + "\n")


def _pages(data: bytes) -> int:
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)


if __name__ == "__main__":
    if sys.argv[1] == "plan":
        first_plan()
    else:
        main(sys.argv[1], int(sys.argv[2]))
