"""The journal in the words of its papers."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from familjeflow.domain.errors import DomainError
from familjeflow.i18n import _
from familjeflow.services.case_context import Context
from familjeflow.services.form_filling import akt_people
from familjeflow.services.journal import Correction, NoteLine, note_lines, text_warnings
from familjeflow.services.profile import RecordSettings
from familjeflow.services.words import clock_word

if TYPE_CHECKING:
    from familjeflow.export.journal import Journal, JournalEntry, StruckText

_LATEST = 3  # notes on the handover page
_SHORT = 160  # characters of a note there


def journal_of(context: Context, settings: RecordSettings, person_id: str | None) -> "Journal":
    """The finished notes of a case, or those in one person's akt, from first to last. Drafts are left out.

    Raises DomainError("unknown_person") for somebody who has no akt in the case.
    """
    from familjeflow.export.journal import Journal

    people = {person.id: person for person in akt_people(context)}
    if person_id is not None and person_id not in people:
        raise DomainError("unknown_person")
    lines = [n for n in note_lines(context, settings.days) if person_id in (None, n.person_id)]
    lead = people[person_id].name if person_id else context.person(context.case.client_id)
    return Journal(
        lead=" · ".join(part for part in (lead, _count(lines)) if part),
        warnings=tuple(_warnings(context, lines, person_id)),
        entries=journal_entries(context, lines, settings),
    )


def _count(lines: Sequence[NoteLine]) -> str:
    if not lines:
        return _("inga anteckningar")
    if len(lines) == 1:
        return _("1 anteckning")
    return _("{n} anteckningar").format(n=len(lines))


def _warnings(context: Context, lines: Sequence[NoteLine], person_id: str | None) -> Iterable[str]:
    """What to look at before the paper is given to anybody: whose akt and whose data are in it."""
    people = akt_people(context)
    if person_id is None:
        names = dict.fromkeys(n.person for n in lines if n.person)
        if len(names) > 1:
            yield _(
                "Pappret innehåller anteckningar ur flera personers akter: {names}. "
                "Skriv ut en person i taget om det ska lämnas ut."
            ).format(names="; ".join(names))
        return
    texts = ((n.text, n.person_id) for n in lines)
    struck = ((c.before, n.person_id) for n in lines for c in n.corrections)
    yield from dict.fromkeys(
        w for text, owner in (*texts, *struck) for w in text_warnings(text, owner, people)
    )


def journal_entries(
    context: Context, lines: Iterable[NoteLine], settings: RecordSettings
) -> "tuple[JournalEntry, ...]":
    """Each note as a paper says it."""
    return tuple(_entry(line, settings) for line in lines)


def _entry(line: NoteLine, settings: RecordSettings) -> "JournalEntry":
    from familjeflow.export.journal import JournalEntry

    about = (line.person, line.step_label, line.state_word if line.state != "locked" else "")
    return JournalEntry(
        heading=f"{line.day.isoformat()} {line.kind_word}",
        about=" · ".join(part for part in about if part),
        text=line.text,
        signed=_signed(line),
        struck=tuple(map(_struck, line.corrections)),
        remark=_remark(line, settings),
    )


def _signed(line: NoteLine) -> str:
    when = clock_word(line.written_at) if line.written_at else ""
    return _("Skrivet {when} av {who}. Gäller {day}.").format(
        when=when, who=line.signed, day=line.day.isoformat()
    )


def _struck(correction: Correction) -> "StruckText":
    from familjeflow.export.journal import StruckText

    told = _("Rättat {when} av {who}. Skäl: {reason}").format(
        when=clock_word(correction.at), who=correction.signed, reason=correction.reason
    )
    return StruckText(correction.before or _("(texten är rensad)"), told)


def _remark(line: NoteLine, settings: RecordSettings) -> str:
    if line.state == "cleared":
        return _("Texten är rensad här. Den är införd i {system}.").format(system=settings.system)
    if line.contested:
        return _("Två har rättat samma text utan att veta om varandra. Kom överens om vilken som gäller.")
    return ""


def latest_notes(context: Context, settings: RecordSettings) -> tuple[tuple[str, str, str], ...]:
    """The last notes for the handover page, newest first: day, kind with the beginning of the text, who."""
    lines = note_lines(context, settings.days)[-_LATEST:]
    return tuple((n.day.isoformat(), _head(n), n.signed) for n in reversed(lines))


def _head(line: NoteLine) -> str:
    text = " ".join(line.text.split())
    if len(text) > _SHORT:
        text = text[:_SHORT].rsplit(" ", 1)[0] + " …"
    return "\n".join(part for part in (line.kind_word, text or _("(texten är rensad)")) if part)
