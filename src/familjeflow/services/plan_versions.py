"""The versions of a saved document, and what a plan has gone through since the one before, in words."""

from dataclasses import dataclass, replace
from datetime import date

from familjeflow.domain.case import Document
from familjeflow.domain.errors import DomainError
from familjeflow.domain.forms import Answers, FormDefinition
from familjeflow.domain.plans import ChangeKind, RowChange, compare, is_plan
from familjeflow.i18n import _
from familjeflow.services.case_context import Context

_LONGEST_TEXT = 140  # characters of a goal that are quoted in a line


@dataclass(frozen=True, slots=True)
class SavedVersion:
    """One adopted version: its number from 1, the Swedish civil day it was saved and by whom."""

    number: int
    day: date
    who: str
    answers: Answers


def saved_versions(context: Context, document: Document | None) -> tuple[SavedVersion, ...]:
    """All adopted versions, oldest first; none of a document that has not been saved."""
    versions = document.versions if document else ()
    return tuple(
        SavedVersion(number, version.act.on, context.signed(version.act), version.answers)
        for number, version in enumerate(versions, 1)
    )


def change_lines(form: FormDefinition, before: Answers, after: Answers) -> tuple[str, ...]:
    """A line for each goal that was added, fulfilled, changed or removed. None for a form without goals."""
    return tuple(_line(change) for change in compare(form, before, after)) if is_plan(form) else ()


def version_of(document: Document, number: int | None) -> Document:
    """The document as it was in one version, with those up to it. Raises DomainError("unknown_version")."""
    if number is None:
        return document
    if not 1 <= number <= len(document.versions):
        raise DomainError("unknown_version")
    return replace(document.versions[number - 1], versions=document.versions[:number])


def changes_of(form: FormDefinition, document: Document) -> tuple[str, tuple[str, ...]] | None:
    """A heading and what the version changed, for the paper; None for a first one or without goals."""
    if len(document.versions) < 2 or not is_plan(form):
        return None
    before = document.versions[-2]
    heading = _("Ändrat sedan version {n} ({day})").format(
        n=len(document.versions) - 1, day=before.act.on.isoformat()
    )
    return heading, change_lines(form, before.answers, document.answers)


def _line(change: RowChange) -> str:
    words = {
        ChangeKind.ADDED: _("Tillkommit"),
        ChangeKind.FULFILLED: _("Uppfyllt"),
        ChangeKind.CHANGED: _("Ändrat"),
        ChangeKind.REMOVED: _("Borttaget"),
    }[change.kind]
    text = change.text or _("utan text")
    short = text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1].rstrip() + "…"
    line = _("{what}: {text} ({list})").format(what=words, text=short, list=change.list_label.lower())
    if change.kind is ChangeKind.ADDED and change.added:
        return _("{line}, {day}").format(line=line, day=change.added)
    if change.labels:
        return _("{line}: {fields}").format(line=line, fields=", ".join(change.labels).lower())
    return line
