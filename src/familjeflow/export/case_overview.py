"""The paper of a whole case: who, a picture of where it stands, each step with who and when, what is left."""

from dataclasses import dataclass

from familjeflow.export.blocks import DrawPicture
from familjeflow.export.document import Paper
from familjeflow.export.headed_table import headed_table
from familjeflow.export.letterhead import Letterhead, PaperFacts
from familjeflow.i18n import _


@dataclass(frozen=True)
class OverviewStep:
    """One line of the table of steps. `remarks` are reasons, rounds and what departs from the routine."""

    label: str
    state: str
    when: str
    who: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseOverview:
    """What the paper says. All texts are finished words.

    `limits` are (what, force and day, why), `left` are (system, what), `picture_size` is in pixels at 100 %.
    """

    facts: tuple[tuple[str, str], ...]
    headline: str
    warnings: tuple[str, ...]
    picture: DrawPicture | None
    picture_size: tuple[float, float]
    picture_alt: str
    steps: tuple[OverviewStep, ...]
    limits: tuple[tuple[str, str, str], ...]
    left: tuple[tuple[str, str], ...]
    documents: tuple[tuple[str, str], ...]
    source: str


def case_overview(overview: CaseOverview, facts: PaperFacts, letterhead: Letterhead) -> bytes:
    """The paper as a PDF that is PDF/UA-1 and PDF/A-2a."""
    paper = Paper(facts, letterhead)
    write_overview(paper, overview)
    return paper.render()


def write_overview(paper: Paper, overview: CaseOverview) -> None:
    """The overview on a paper that may hold more."""
    paper.lead(overview.headline)
    paper.facts(overview.facts)
    for warning in overview.warnings:
        paper.note(warning)
    paper.quiet(overview.source)
    if overview.picture is not None:
        with paper.section(_("Var ärendet står")):
            scale = min(1.0, paper.width / overview.picture_size[0])
            width, height = overview.picture_size
            paper.figure(overview.picture, overview.picture_alt, (width * scale, height * scale))
    with paper.section(_("Stegen")):
        paper.table([_("Steg"), _("Läge"), _("Vem"), _("Anmärkning")], [_step_row(s) for s in overview.steps])
    headed_table(paper, _("Tidsgränser"), [_("Vad"), _("När"), _("Därför")], overview.limits)
    headed_table(paper, _("Kvar att registrera"), [_("Var"), _("Vad")], overview.left, _("Inget är kvar."))
    headed_table(paper, _("Dokument"), [_("Dokument"), _("Läge")], overview.documents)


def _step_row(step: OverviewStep) -> list[str]:
    state = f"{step.state}\n{step.when}" if step.when else step.state
    return [step.label, state, step.who, "\n".join(step.remarks)]
