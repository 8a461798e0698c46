"""What every field editor offers, whatever widget it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from familjeflow.domain.forms import JsonValue, Option, Problem

Changed = Callable[[], None]


class ShowsProblems(Protocol):
    """An editor whose rows hold fields of their own shows the problems of those rows itself."""

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show these problems, their paths counted from the editor's own answer, and no others."""

    def focus_problem(self, path: tuple[str | int, ...]) -> None:
        """Move the keyboard to the field at that path."""

    def refresh(self) -> None:
        """Show and hide the fields of the rows after the answers around them."""


@dataclass(frozen=True)
class Editor:
    """One field's widget with its reading and writing.

    `control` takes the keyboard, the label and the accessible name. `read` gives the answer as it would be
    saved, also where it is wrong, so that nothing typed is lost. `inner` is set for lists of rows.
    `offer` sets the choices anew, with their days in words when the second argument is true.
    """

    widget: QWidget
    control: QWidget
    read: Callable[[], JsonValue]
    write: Callable[[JsonValue], None]
    inner: ShowsProblems | None = None
    own_label: bool = False
    offer: Callable[[tuple[Option, ...], bool], None] | None = None
