"""What the organisation has decided where a process's source is silent: read and kept in the vault.

A choice counts for cases that are opened after it; a running case keeps its own (see cases.choose_setting).
"""

from collections.abc import Mapping

from familjeflow.domain.errors import DomainError
from familjeflow.domain.process import ProcessDefinition
from familjeflow.services.cases import setting_key
from familjeflow.services.desk import Desk
from familjeflow.storage.store import Store


def chosen(desk: Desk, definition: ProcessDefinition) -> Mapping[str, str]:
    """The choice for each setting of a process, its default where nothing has been decided."""

    def work(store: Store) -> dict[str, str]:
        return {s.id: _kept(store, definition, s.id) or s.default for s in definition.info.settings}

    return desk.vault.read(work)


def choose(desk: Desk, definition: ProcessDefinition, setting_id: str, choice: str) -> None:
    """Keep a choice for the cases to come. Raises DomainError "unknown_setting"."""
    settings = {setting.id: setting for setting in definition.info.settings}
    if setting_id not in settings or choice not in dict(settings[setting_id].choices):
        raise DomainError("unknown_setting", setting=setting_id)
    desk.vault.write(lambda store: store.put_setting(setting_key(definition.info.id, setting_id), choice))


def _kept(store: Store, definition: ProcessDefinition, setting_id: str) -> str:
    """What is kept, "" for nothing or for a choice that this version of the process no longer has."""
    found = store.setting(setting_key(definition.info.id, setting_id), "")
    return found if found in dict(definition.setting(setting_id).choices) else ""
