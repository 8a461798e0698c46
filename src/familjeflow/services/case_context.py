"""What the views of a case are made from: the folded case beside its limits, names and the day it is seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from familjeflow.domain.case import Act, Case
from familjeflow.domain.events import ActorRecorded
from familjeflow.domain.limits import Limit
from familjeflow.domain.process import ProcessDefinition, Source
from familjeflow.domain.projections import PersonRow
from familjeflow.domain.states import Standing
from familjeflow.i18n import _
from familjeflow.services.case_work import Loaded
from familjeflow.services.words import how_word


@dataclass(frozen=True)
class Context:
    """One case on one day. `actors` are colleagues by id; `drafts` the keys of unsaved forms, `attached` the
    references that the organisation has a file for, `me` the user's actor id."""

    loaded: Loaded
    today: date
    computed: tuple[Limit, ...]
    stands: Mapping[str, Standing]
    actors: Mapping[str, ActorRecorded]
    persons: Mapping[str, PersonRow]
    drafts: frozenset[str]
    attached: frozenset[str]
    my_roles: frozenset[str]
    as_of: date | None
    me: str

    @property
    def case(self) -> Case:
        """The folded case."""
        return self.loaded.case

    @property
    def definition(self) -> ProcessDefinition:
        """The definition that the case runs on."""
        return self.loaded.definition

    def label(self, step: str) -> str:
        """A step's heading; for one that a new version of the process has dropped, words that say so."""
        if step not in self.definition.graph.node:
            return _("ett steg som inte längre finns")
        content = self.definition.step(step)
        return content.question.text if content.question else content.label

    def role(self, slug: str) -> str:
        """The role's title in this process."""
        return self.definition.info.roles.get(slug, slug)

    def person(self, person_id: str | None) -> str:
        """A participant's name, family name first; "" for nobody."""
        row = self.persons.get(person_id or "")
        return full_name(row) if row else ""

    def who(self, act: Act) -> str:
        """Who did it, in words: a colleague, or somebody's word for what another role did."""
        if act.told is not None:
            return _("enligt uppgift från {name} ({how} {day})").format(
                name=act.told.from_whom, how=how_word(act.told.how), day=act.told.on.isoformat()
            )
        return self.name(act.actor)

    def name(self, actor: str) -> str:
        """A colleague's name, "" for one that nothing is known of."""
        known = self.actors.get(actor)
        return known.name if known else ""

    def signed(self, act: Act) -> str:
        """Name and befattning, as under a document."""
        known = self.actors.get(act.actor)
        if act.told is not None or known is None:
            return self.who(act)
        return f"{known.name}, {known.title}" if known.title else known.name

    def source(self, source: Source) -> str:
        """Where it stands in the source: "Källa: … steg 4, rad 47"."""
        parts = [self.definition.info.source or self.definition.info.title]
        if source.step:
            parts.append(_("steg {step}").format(step=source.step))
        if source.lines:
            parts.append(_("rad {lines}").format(lines=", ".join(map(str, source.lines))))
        return _("Källa: {where}").format(where=", ".join(parts))

    def limits_of(self, step: str) -> tuple[Limit, ...]:
        """The limits of one step."""
        return tuple(limit for limit in self.computed if limit.step == step)


def full_name(row: PersonRow) -> str:
    """The name as lists sort it: family name first."""
    return ", ".join(part for part in (row.family_name, row.given_name) if part)


def draft_key(case_id: str, step: str, document: str, person_id: str | None) -> str:
    """The key of an unsaved form."""
    return "/".join(("form", case_id, step, document, person_id or ""))
