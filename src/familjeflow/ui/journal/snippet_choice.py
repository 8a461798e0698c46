"""Ctrl+Space: the phrases and templates of the unit, those for this kind of note first."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from familjeflow.i18n import _
from familjeflow.services.snippets import Snippet
from familjeflow.ui.frame.command_list import Command, CommandList


def choose(
    parent: QWidget, snippets: Sequence[Snippet], kind: str, put: Callable[[str], object]
) -> CommandList:
    """Show them; write a few letters of a name, Enter puts its text in."""
    found = [Command(s.name, partial(put, s.text)) for s in sorted_for(snippets, kind)]
    shown = CommandList(parent, found, title=_("Infoga en fras"), prompt=_("Vilken fras?"))
    shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    shown.open()
    return shown


def sorted_for(snippets: Sequence[Snippet], kind: str) -> list[Snippet]:
    """Those for a kind, then those for any kind, then the rest; by name within each."""
    return sorted(snippets, key=lambda s: ((kind, "").index(s.kind) if s.kind in (kind, "") else 2, s.name))
