"""A paper that may leave the vault: what it is called, what makes it, and whether somebody is asked first."""

from collections.abc import Callable
from dataclasses import dataclass

Make = Callable[[], bytes]


@dataclass(frozen=True)
class LeavingPaper:
    """`title` and `file` (a name ending in .pdf) tell the kind and never a person.

    `asks`: where somebody in the case has protected data, the person is asked before the paper leaves.
    `word` makes the same for Word, for the papers that have it. `left` is called when it has been saved or
    printed.
    """

    title: str
    file: str
    make: Make
    asks: bool = True
    word: Make | None = None
    left: Callable[[], object] = lambda: None

    @property
    def word_file(self) -> str:
        """The file name of the paper for Word."""
        return self.file.removesuffix(".pdf") + ".docx"
