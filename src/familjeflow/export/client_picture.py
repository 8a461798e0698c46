"""*Bild till klienten*: the client's own way on one page, in plain words. A list to a screen reader."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.colors import HexColor

from familjeflow.export import styles
from familjeflow.export.blocks import Label, Solid, Stack, TextBlock
from familjeflow.export.document import Paper
from familjeflow.export.fonts import clean
from familjeflow.export.letterhead import Letterhead, PaperFacts
from familjeflow.export.structure import Node
from familjeflow.export.styles import TextStyle
from familjeflow.export.tagged import TaggedCanvas
from familjeflow.i18n import _

# Contrast on white and on the soft ground, WCAG 2.2: accent 6.6:1 and 5.9:1, done 6.4:1.
_ACCENT = HexColor("#1d5ca6")
_DONE = HexColor("#1f6a3b")
_LATER = HexColor("#6f7986")
_SOFT = HexColor("#e9f0fa")
_RADIUS = 8.5
_GAP, _SMALL_GAP, _ROOMY = 9.0, 4.0, 6  # points between stages, less where there are more than so many
_TEXT_LEFT = 38.0  # points from the edge to a stage's words
_HEADING: TextStyle = replace(styles.STRONG, size=12, leading=16.5)
_NOW: TextStyle = replace(styles.STRONG, size=9, leading=13, ink=_ACCENT)
_TEXT: TextStyle = replace(styles.BODY, size=10.5, leading=15, after=0)
_WHEN: TextStyle = replace(styles.BODY, size=9.5, leading=13.5, ink=styles.MUTED, after=0)
_LEAD: TextStyle = replace(styles.LEAD, after=14)


@dataclass(frozen=True)
class PictureStage:
    """One stage. `state` is "done", "ongoing", "now" or "later"; `when` and `who` are words, "" for none."""

    heading: str
    text: str
    state: str
    when: str
    who: str


@dataclass(frozen=True)
class ClientPicture:
    """What the page says. `contact` is the line about whom to ask."""

    heading: str
    intro: str
    stages: tuple[PictureStage, ...]
    contact: str


def client_picture(picture: ClientPicture, facts: PaperFacts, letterhead: Letterhead) -> bytes:
    """The page as a PDF that is PDF/UA-1 and PDF/A-2a."""
    paper = _WayPaper(replace(facts, title=picture.heading), letterhead)
    paper.intro(picture.intro)
    paper.stages(picture.stages)
    paper.note(picture.contact)
    return paper.render()


class _WayPaper(Paper):
    """A paper with a way drawn down its left side."""

    def intro(self, text: str) -> None:
        """What the page is about."""
        self._paragraphs(text, _LEAD)

    def stages(self, stages: Sequence[PictureStage]) -> None:
        """The stages from first to last."""
        with self._within("L", numbering="Ordered"):
            for number, stage in enumerate(stages, 1):
                gap = 0 if number == len(stages) else _GAP if len(stages) <= _ROOMY else _SMALL_GAP
                self._blocks.append(self._stage(stage, number, gap))

    def _stage(self, stage: PictureStage, number: int, gap: float) -> "_Stage":
        item = self._at.add("LI")
        node = item.add("Lbl", actual_text=f"{number}. {_state_word(stage.state)} ")
        body = item.add("LBody")
        lines = [
            ({"now": _("Här är vi nu"), "ongoing": _("Pågår")}.get(stage.state, ""), _NOW),
            (stage.heading, _HEADING),
            (stage.text, _TEXT),
            (" · ".join(filter(None, (stage.when, stage.who))), _WHEN),
        ]
        parts = [TextBlock(clean(text), style, body.add("P")) for text, style in lines if text]
        return _Stage(stage.state, number, gap, node, Stack(tuple(parts)))


def _state_word(state: str) -> str:
    words = {"done": _("Klart:"), "now": _("Nu:"), "ongoing": _("Pågår:")}
    return words.get(state, _("Kommer sedan:"))


@dataclass(frozen=True)
class _Stage(Solid):
    """A stage: its mark on the way, and its words beside it. `gap` is to the next one, 0 for the last."""

    state: str
    number: int
    gap: float
    node: Node
    words: Stack

    @property
    def _padding(self) -> float:
        return 8 if self.state == "now" else 3

    def height(self, width: float) -> float:
        return self.words.height(width - _TEXT_LEFT - 8) + 2 * self._padding + self.gap

    def draw(self, canvas: TaggedCanvas, left: float, top: float, width: float) -> None:
        high, padding = self.height(width), self._padding
        middle = left + _RADIUS + 4
        y = top - padding - _RADIUS - 1
        if self.state == "now":
            canvas.setFillColor(_SOFT)
            canvas.roundRect(
                left + 28, top - high + self.gap, width - 28, high - self.gap, 5, stroke=0, fill=1
            )
        if self.gap:
            canvas.setStrokeColor(_DONE if self.state == "done" else styles.RULE)
            canvas.setLineWidth(2)
            canvas.line(middle, y - _RADIUS - 2, middle, top - high - 2)
        Label(self.node, self._mark).paint(canvas, middle, y)
        self.words.draw(canvas, left + _TEXT_LEFT, top - padding, width - _TEXT_LEFT - 8)

    def _mark(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """A ring with the number, filled where we are, a tick where it is done: never colour alone."""
        with canvas.inside(self.node):
            ink = {"done": _DONE, "now": _ACCENT, "ongoing": _ACCENT}.get(self.state, _LATER)
            canvas.setStrokeColor(ink)
            canvas.setFillColor(ink)
            canvas.setLineWidth(1.4)
            canvas.circle(x, y, _RADIUS, stroke=1, fill=int(self.state in ("done", "now")))
            if self.state == "done":
                canvas.setStrokeColor(HexColor("#ffffff"))
                canvas.setLineWidth(1.8)
                canvas.lines([(x - 3.8, y - 0.2, x - 1.2, y - 3), (x - 1.2, y - 3, x + 4, y + 3.2)])
                return
            canvas.setFillColor(HexColor("#ffffff") if self.state == "now" else ink)
            canvas.setFont(_HEADING.font, 9.5)
            canvas.drawCentredString(x, y - 3.4, str(self.number))
