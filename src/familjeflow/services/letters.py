"""Letters to the people of a case: kallelse and informationsbrev.

The texts are the organisation's own. In them, `{dag}` and the like are filled from the case and from what the
writer is asked for; a line all of whose fields are empty is left out, so that a letter without an interpreter
does not speak of one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from familjeflow import resources
from familjeflow.domain.errors import DomainError
from familjeflow.domain.events import ActorRecorded, PersonRecorded
from familjeflow.domain.projections import PersonRow
from familjeflow.i18n import _
from familjeflow.services.case_context import Context
from familjeflow.services.case_views import context_of
from familjeflow.services.client_way import plain_words, way_of
from familjeflow.services.desk import Desk
from familjeflow.services.letterheads import letterhead_of, look_of
from familjeflow.services.persons import person_stream
from familjeflow.services.profile import record_settings
from familjeflow.services.words import long_day, part_word, protection_word
from familjeflow.storage.store import Store

if TYPE_CHECKING:
    from familjeflow.export.letter import Letter
    from familjeflow.export.letterhead import Letterhead, PaperFacts

KINDS = ("kallelse", "informationsbrev")
_FIELD = re.compile(r"\{([^{}\n]*)\}")
_PHONE = "letter.phone"
_MOST_TEXT = 20_000  # characters; a letter is a page or two
_WRITABLE = ("", "marked")  # protections with which an address may be printed after a question


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody in the case to write to. `may_show` is whether the address may stand on paper at all."""

    person_id: str
    name: str
    part: str
    address: str
    protection: str
    protection_word: str

    @property
    def may_show(self) -> bool:
        """False for skyddad folkbokföring and fingerade uppgifter: Skatteverket forwards such letters."""
        return self.protection in _WRITABLE


@dataclass(frozen=True, slots=True)
class LetterForm:
    """What the screen shows before a letter is made.

    `protected` tells that somebody in the case has protected data, so that printing asks first. `needed` are
    the fields that the kind cannot do without.
    """

    kind: str
    title: str
    text: str
    is_own: bool
    receivers: tuple[Receiver, ...]
    fields: tuple[tuple[str, str], ...]
    needed: frozenset[str]
    given: Mapping[str, str]
    protected: bool


@dataclass(frozen=True, slots=True)
class Given:
    """What the writer chose: whom to write to, the text with its fields, and the values asked for."""

    receiver: str
    text: str
    values: Mapping[str, str]
    with_address: bool = True


def title_of(kind: str) -> str:
    """What a kind of letter is called."""
    return {"kallelse": _("Kallelse"), "informationsbrev": _("Informationsbrev")}[kind]


def asked_fields() -> tuple[tuple[str, str], ...]:
    """The fields that the writer is asked for, with their labels."""
    return (
        ("dag", _("Dag")),
        ("tid", _("Tid")),
        ("plats", _("Plats")),
        ("rum", _("Rum")),
        ("tolk", _("Tolk")),
        ("telefon", _("Din telefon")),
        ("meddelande", _("Eget meddelande")),
    )


def case_fields() -> tuple[tuple[str, str], ...]:
    """The fields that the case fills by itself, with what stands there."""
    return (
        ("mottagare", _("Den som brevet är till")),
        ("klient", _("Klientens namn")),
        ("ärendenummer", _("Ärendets nummer")),
        ("ärendet", _("Vad ärendet handlar om")),
        ("nästa", _("Vad som händer härnäst")),
        ("datum", _("Dagens datum")),
        ("handläggare", _("Ditt namn")),
        ("befattning", _("Din befattning")),
        ("enhet", _("Enheten")),
        ("kommun", _("Kommunen")),
    )


def all_fields() -> tuple[tuple[str, str], ...]:
    """Every field that a text may name, with what stands there."""
    return (*case_fields(), *asked_fields())


def known_fields() -> tuple[str, ...]:
    """The names of `all_fields`."""
    return tuple(name for name, _words in all_fields())


def unknown_fields(text: str) -> tuple[str, ...]:
    """Fields in a text that nothing fills, in order, each once."""
    found = (name.strip() for name in _FIELD.findall(text))
    return tuple(dict.fromkeys(name for name in found if name.casefold() not in known_fields()))


def text_problem(text: str) -> str:
    """What is wrong with a text, in words beside it; "" when it can be used."""
    if not text.strip():
        return _("Brevet har ingen text.")
    if len(text) > _MOST_TEXT:
        return _("Texten är för lång för ett brev.")
    unknown = unknown_fields(text)
    if not unknown:
        return ""
    return _("{names} finns inte. Fält som finns: {known}.").format(
        names=", ".join(f"{{{name}}}" for name in unknown),
        known=", ".join(f"{{{name}}}" for name in known_fields()),
    )


# ---- the organisation's texts ----


def default_text(kind: str) -> str:
    """The text that travels with the program."""
    return resources.path(f"texts/{kind}.md").read_text(encoding="utf-8")


def text_of(store: Store, kind: str) -> str:
    """The organisation's text of a kind, or the one that travels with the program."""
    return store.setting(_setting(kind), "") or default_text(kind)


def texts(desk: Desk) -> Mapping[str, str]:
    """The organisation's texts by kind, as they stand now."""
    return desk.vault.read(lambda store: {kind: text_of(store, kind) for kind in KINDS})


def keep_text(desk: Desk, kind: str, text: str) -> None:
    """Keep the organisation's text; "" brings the original back. Raises DomainError("letter_text")."""
    if text.strip() and text_problem(text):
        raise DomainError("letter_text")
    kept = "" if text.strip() == default_text(kind).strip() else text.strip()
    desk.vault.write(lambda store: store.put_setting(_setting(kind), kept))


def _setting(kind: str) -> str:
    if kind not in KINDS:
        raise ValueError(kind)
    return f"letter.{kind}"


# ---- one letter ----


def letter_form(desk: Desk, case_id: str, kind: str, given: Mapping[str, str] | None = None) -> LetterForm:
    """What is needed to write a letter in a case; `given` are fields that are known, such as of a meeting.

    Raises DomainError("unknown_case").
    """

    def work(store: Store) -> LetterForm:
        context = context_of(desk, store, case_id)
        receivers = _receivers(context, store)
        place = record_settings(store).address if kind == "kallelse" else ""
        return LetterForm(
            kind=kind,
            title=title_of(kind),
            text=text_of(store, kind),
            is_own=bool(store.setting(_setting(kind), "")),
            receivers=receivers,
            fields=asked_fields(),
            needed=frozenset({"dag", "tid", "plats"}) if kind == "kallelse" else frozenset(),
            given={
                "telefon": store.setting(_PHONE, ""),
                "plats": place,
                "tolk": _interpreter(context, store),
                **{name: value for name, value in (given or {}).items() if value},
            },
            protected=any(row.protection for row in context.persons.values()),
        )

    return desk.vault.read(work)


def _receivers(context: Context, store: Store) -> tuple[Receiver, ...]:
    parts: dict[str, list[str]] = {}
    for person, part in context.case.participants:
        parts.setdefault(person, []).append(part_word(part))
    return tuple(
        Receiver(
            row.person_id,
            spoken_name(row),
            ", ".join(words),
            _known(store, row.person_id).address if row.protection in _WRITABLE else "",
            row.protection,
            protection_word(row.protection),
        )
        for person, words in parts.items()
        if (row := context.persons.get(person)) is not None
    )


def _known(store: Store, person_id: str) -> PersonRecorded:
    facts = store.events(person_stream(person_id))
    return next(
        (f.payload for f in reversed(facts) if isinstance(f.payload, PersonRecorded)), PersonRecorded("", "")
    )


def _interpreter(context: Context, store: Store) -> str:
    """The line about an interpreter, when somebody in the case needs one."""
    for person, _part in context.case.participants:
        known = _known(store, person)
        if known.interpreter:
            return _("Vi bokar tolk: {language}").format(language=known.language or _("ditt språk"))
    return ""


def spoken_name(row: PersonRow) -> str:
    """A name as in an address: given name first."""
    return " ".join(part for part in (row.given_name, row.family_name) if part)


def letter_day(day: date) -> str:
    """A day as a letter says it: "fredag 4 december 2026"."""
    return f"{long_day(day)} {day.year}"


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its fields filled. A line all of whose fields are empty is left out."""
    lines = []
    for line in text.splitlines():
        names = [name.strip().casefold() for name in _FIELD.findall(line)]
        if names and not any(values.get(name, "") for name in names):
            continue
        lines.append(_FIELD.sub(lambda m: values.get(m[1].strip().casefold(), ""), line))
    return "\n".join(lines)


def letter_pdf(desk: Desk, case_id: str, kind: str, given: Given) -> bytes:
    """The letter as a PDF. Raises DomainError "letter_text", "unknown_person" or "address_protected"."""
    from familjeflow.export.letter import letter_paper

    return letter_paper(*_letter(desk, case_id, kind, given))


def letter_word(desk: Desk, case_id: str, kind: str, given: Given) -> bytes:
    """The letter as a Word file. Raises what `letter_pdf` raises."""
    from familjeflow.export.word import letter_docx

    return letter_docx(*_letter(desk, case_id, kind, given))


def keep_phone(desk: Desk, phone: str) -> None:
    """Remember the writer's telephone for the next letter."""
    desk.vault.write(lambda store: store.put_setting(_PHONE, phone.strip()))


def _letter(desk: Desk, case_id: str, kind: str, given: Given) -> "tuple[Letter, PaperFacts, Letterhead]":
    from familjeflow.export.letter import Letter, address_lines
    from familjeflow.export.letter_text import heading_of, parts_of
    from familjeflow.export.letterhead import PaperFacts

    if text_problem(given.text):
        raise DomainError("letter_text")

    def work(store: Store) -> "tuple[Letter, PaperFacts, Letterhead]":
        context = context_of(desk, store, case_id)
        receiver = next((r for r in _receivers(context, store) if r.person_id == given.receiver), None)
        if receiver is None:
            raise DomainError("unknown_person")
        if given.with_address and not receiver.may_show:
            raise DomainError("address_protected")
        text = filled(given.text, {**_values(context, store, receiver), **_trimmed(given.values)})
        to = address_lines(receiver.name, receiver.address if given.with_address else "")
        letter = Letter(to, heading_of(text), tuple(parts_of(text)), look_of(store).window)
        facts = PaperFacts(title_of(kind), context.case.number, desk.today)
        return letter, facts, letterhead_of(store, inside=False)

    return desk.vault.read(work)


def _trimmed(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value.strip() for name, value in values.items()}


def _values(context: Context, store: Store, receiver: Receiver) -> dict[str, str]:
    """The fields that the case fills."""
    me = context.actors.get(context.me) or ActorRecorded("", "")
    chosen = record_settings(store)
    client = context.persons.get(context.case.client_id)
    coming = next((stage for stage in way_of(context).stages if stage.state != "done"), None)
    return {
        "mottagare": receiver.name,
        "klient": spoken_name(client) if client else "",
        "ärendenummer": context.case.number,
        "ärendet": plain_words(context.definition).about,
        "nästa": f"{coming.heading}. {coming.text}" if coming else "",
        "datum": letter_day(context.today),
        "handläggare": me.name,
        "befattning": me.title.lower(),
        "enhet": chosen.unit or me.unit,
        "kommun": chosen.municipality,
    }
