"""The handover page: what the next caseworker must know to go on tomorrow."""

from dataclasses import dataclass

from familjeflow.export.document import Paper
from familjeflow.export.headed_table import headed_table
from familjeflow.export.letterhead import Letterhead, PaperFacts
from familjeflow.i18n import _


@dataclass(frozen=True)
class Handover:
    """What the page says, in finished words.

    `now` are (step, state, who), `limits` (when, what), `left` (system, what), `drafts` unsaved documents,
    `happened` (day, what, who) and `notes` (day, kind and the beginning of the text, who), newest first.
    """

    headline: str
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    next_act: str
    now: tuple[tuple[str, str, str], ...]
    limits: tuple[tuple[str, str], ...]
    left: tuple[tuple[str, str], ...]
    drafts: tuple[str, ...]
    happened: tuple[tuple[str, str, str], ...]
    notes: tuple[tuple[str, str, str], ...] = ()


def handover_paper(page: Handover, facts: PaperFacts, letterhead: Letterhead) -> bytes:
    """The page as a PDF that is PDF/UA-1 and PDF/A-2a."""
    paper = Paper(facts, letterhead)
    write_handover(paper, page)
    return paper.render()


def write_handover(paper: Paper, page: Handover) -> None:
    """The handover on a paper that may hold more."""
    paper.lead(page.headline)
    paper.facts(page.facts)
    for warning in page.warnings:
        paper.note(warning)
    with paper.section(_("Läget nu")):
        paper.p(page.next_act)
        if page.now:
            paper.table([_("Steg"), _("Läge"), _("Vem")], page.now)
    headed_table(
        paper, _("Nästa tidsgränser"), [_("När"), _("Vad")], page.limits, _("Ingen tidsgräns är öppen.")
    )
    headed_table(paper, _("Kvar att registrera"), [_("Var"), _("Vad")], page.left, _("Inget är kvar."))
    if page.drafts:
        with paper.section(_("Påbörjade dokument som inte är sparade")):
            paper.bullets(page.drafts)
    headed_table(paper, _("Senaste anteckningarna"), [_("Dag"), _("Vad"), _("Vem")], page.notes)
    headed_table(paper, _("Det senaste som har hänt"), [_("Dag"), _("Vad"), _("Vem")], page.happened, "–")
