"""Who the user is and how the vault is used: name, befattning, roles, and where the record is kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from familjeflow.domain.events import ActorRecorded, Draft
from familjeflow.i18n import _
from familjeflow.services import policy
from familjeflow.services.changes import ChangeSet
from familjeflow.services.desk import Desk
from familjeflow.storage.store import Store


@dataclass(frozen=True, slots=True)
class RecordSettings:
    """Settings of the vault. `record` is "external" (personakten is kept in `system`) or "internal".

    `days` is how long the text of a note stays here after it was entered in the other system.
    """

    record: str = "external"
    system: str = "Procapita"
    municipality: str = ""
    unit: str = ""
    address: str = ""
    secrecy: str = "Sekretess enligt 26 kap. 1 § OSL"
    days: int = 90

    @property
    def status_line(self) -> str:
        """What every paper and the start screen of an external vault say."""
        if self.record != "external":
            return ""
        return _("Arbetskopia. Personakten förs i {system}. Uppgifterna kan vara allmän handling.").format(
            system=self.system
        )


_FIELDS = ("record", "system", "municipality", "unit", "address", "secrecy")
_DAYS = "clear_after_days"


def actor_stream(actor_id: str) -> str:
    """The stream that holds what is known of a colleague."""
    return f"actor:{actor_id}"


def set_profile(desk: Desk, profile: ActorRecorded) -> ChangeSet:
    """Keep who the user is. Earlier profiles stay in the history."""
    draft = Draft(actor_stream(desk.actor_id), profile, desk.actor_id, "", desk.today)

    def work(store: Store) -> ChangeSet:
        added = store.append([draft], now=desk.clock(), recorded_by=desk.actor_id, new_id=desk.new_id)
        return ChangeSet(event_ids=tuple(event.id for event in added))

    return desk.vault.write(work)


def profile(desk: Desk) -> ActorRecorded | None:
    """Who the user is, None before the first start is finished."""
    return desk.vault.read(lambda store: profile_of(store, desk.actor_id))


def profile_of(store: Store, actor_id: str) -> ActorRecorded | None:
    """The latest that is known of a colleague."""
    facts = store.events(actor_stream(actor_id))
    return next((f.payload for f in reversed(facts) if isinstance(f.payload, ActorRecorded)), None)


def actors_of(store: Store, actors: Iterable[str]) -> dict[str, ActorRecorded]:
    """What is known of colleagues, by id; those nothing is known of are left out."""
    known = {actor: profile_of(store, actor) for actor in actors if actor}
    return {actor: found for actor, found in known.items() if found is not None}


def settings(desk: Desk) -> RecordSettings:
    """The settings of the vault."""
    return desk.vault.read(record_settings)


def record_settings(store: Store) -> RecordSettings:
    """The settings as they stand in the vault; unset ones are the organisation's, else the program's own."""
    default = _with_policy(RecordSettings())
    words = {name: store.setting(name, getattr(default, name)) for name in _FIELDS}
    return RecordSettings(**words, days=int(store.setting(_DAYS, str(default.days))))


def _with_policy(own: RecordSettings) -> RecordSettings:
    head = policy.current().letterhead
    return replace(
        own,
        municipality=head.municipality,
        unit=head.unit,
        address=head.address,
        secrecy=head.secrecy or own.secrecy,
    )


def set_settings(desk: Desk, chosen: RecordSettings) -> None:
    """Keep the settings of the vault."""

    def work(store: Store) -> None:
        for name in _FIELDS:
            store.put_setting(name, getattr(chosen, name))
        store.put_setting(_DAYS, str(max(0, chosen.days)))

    desk.vault.write(work)
