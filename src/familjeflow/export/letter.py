"""A letter: window-envelope address, date and sender from the letterhead, and a text that the office owns."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

from familjeflow.export import styles
from familjeflow.export.blocks import Solid, TextBlock
from familjeflow.export.document import Paper
from familjeflow.export.fonts import clean
from familjeflow.export.letter_text import Bullets, Facts, Heading, Paragraph, Part
from familjeflow.export.letterhead import Letterhead, PaperFacts
from familjeflow.export.styles import MM, TextStyle
from familjeflow.export.tagged import TaggedCanvas

# Where the address shows through the window of a C5 or E65 envelope, the sheet folded to its size. The text
# keeps some millimetres from the window's edges, because a sheet slides in its envelope. In points.
WINDOW_TOP = 50 * MM
WINDOW_WIDTH = 78 * MM
WINDOW_LEFT = {"right": 114 * MM, "left": 25 * MM}
BELOW_WINDOW = 92 * MM
_ADDRESS: TextStyle = replace(styles.BODY, size=11, leading=14.5, after=0)
_BODY: TextStyle = replace(styles.BODY, size=11, leading=16, after=7)


@dataclass(frozen=True)
class Letter:
    """What a letter says. `to` are the lines in the window, empty when the address may not be printed.
    `window` is "right" (H2, usual in Sweden) or "left" (V2)."""

    to: tuple[str, ...]
    heading: str
    parts: tuple[Part, ...]
    window: str = "right"


def letter_paper(letter: Letter, facts: PaperFacts, letterhead: Letterhead) -> bytes:
    """The letter as a PDF that is PDF/UA-1 and PDF/A-2a. `facts.title` names the kind and never a person."""
    return _LetterPaper(letter, facts, letterhead).written().render()


class _LetterPaper(Paper):
    """A paper whose own heading stands below the address."""

    def __init__(self, letter: Letter, facts: PaperFacts, letterhead: Letterhead) -> None:
        self._letter = letter
        super().__init__(facts, letterhead)

    def written(self) -> "_LetterPaper":
        """The paper with the letter's text on it."""
        with ExitStack() as sections:
            for part in self._letter.parts:
                if isinstance(part, Heading):
                    sections.close()
                    sections.enter_context(self.section(part.text))
                else:
                    self._part(part)
        return self

    def _heading(self, text: str) -> None:
        if self._level == 0:
            self._address()
            text = self._letter.heading or text
        super()._heading(text)

    def _address(self) -> None:
        words = "\n".join(clean(line).strip() for line in self._letter.to if line.strip())
        shown = TextBlock(words, _ADDRESS, self._at.add("P"))
        high = self._running.area(1).top - (self._sheet.high - BELOW_WINDOW)
        left = WINDOW_LEFT.get(self._letter.window, WINDOW_LEFT["right"])
        self._blocks.append(_Window(shown, left, self._sheet.high - WINDOW_TOP, max(high, 0)))

    def _part(self, part: Part) -> None:
        match part:
            case Paragraph():
                self._paragraphs(part.text, _BODY)
            case Bullets():
                self.bullets(part.items)
            case Facts():
                self.facts(part.pairs, columns=2)


@dataclass(frozen=True)
class _Window(Solid):
    """The address at its fixed place on the sheet, and the room down to below the window."""

    address: TextBlock
    left: float
    top: float
    room: float

    def height(self, width: float) -> float:
        return self.room

    def draw(self, canvas: TaggedCanvas, left: float, top: float, width: float) -> None:
        self.address.draw(canvas, self.left, self.top, WINDOW_WIDTH)


def address_lines(name: str, address: str) -> tuple[str, ...]:
    """The lines of an address as they stand in the window; commas in a one-line address part them."""
    text = address.strip()
    lines: Sequence[str] = text.splitlines() if "\n" in text else text.split(",")
    return tuple(filter(None, (name.strip(), *(line.strip() for line in lines))))
