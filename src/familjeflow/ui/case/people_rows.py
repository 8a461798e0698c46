"""One person of a case: the name, the parts, how the person is related to others, and what can go."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QWidget

from familjeflow.i18n import _
from familjeflow.services.case_people import CasePerson
from familjeflow.services.relations import Relation
from familjeflow.ui import icons, theme
from familjeflow.ui.people.marks import ProtectionMark
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, holder, row
from familjeflow.ui.widgets.text import label, meta

_INDENT = 26
"""Pixels: what is said of a person stands under the name."""


@dataclass(frozen=True)
class RowActs:
    """What can be done from a person's row."""

    open_card: Callable[[str], object]
    remove_part: Callable[[CasePerson, str, str], object]
    end_relation: Callable[[Relation], object]


def person_row(person: CasePerson, acts: RowActs) -> QWidget:
    """The row of one person."""
    mark = label()
    icons.dress(mark, "user", "muted", 18)
    name = buttons.link(person.name, lambda: acts.open_card(person.person_id))
    name.setAccessibleName(_("Öppna personkort för {name}").format(name=_spoken(person)))
    name.setToolTip(_("Öppna personkort"))
    protection = ProtectionMark(person.protection)
    head = row(mark, name, protection, None, spacing=theme.S)
    parts = row(spacing=theme.S)
    parts.setContentsMargins(_INDENT, 0, 0, 0)
    for slug, word in person.parts:
        parts.addWidget(meta(word))
        if slug != "client":
            parts.addWidget(_remove_part(person, slug, word, acts))
    parts.addStretch(1)
    lines = [holder(_relation(one, acts)) for one in person.relations]
    return holder(column(head, parts, *lines, spacing=2))


def _spoken(person: CasePerson) -> str:
    return ", ".join(part for part in (person.name, person.protection_word) if part)


def _remove_part(person: CasePerson, slug: str, word: str, acts: RowActs) -> QWidget:
    gone = buttons.link(_("Ta bort"), lambda: acts.remove_part(person, slug, word))
    gone.setAccessibleName(_("Ta bort {name} som {part}").format(name=person.name, part=word))
    return gone


def _relation(relation: Relation, acts: RowActs) -> QHBoxLayout:
    gone = buttons.link(_("Ta bort"), lambda: acts.end_relation(relation))
    gone.setAccessibleName(_("Ta bort relationen: {words}").format(words=relation.words))
    line = row(meta(relation.words), gone, None, spacing=theme.S)
    line.setContentsMargins(_INDENT, 0, 0, 0)
    return line
