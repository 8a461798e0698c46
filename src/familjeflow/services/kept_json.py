"""What the program itself has kept as JSON in the vault: drafts and settings, read with open eyes."""

import json
from collections.abc import Callable
from typing import Any, TypeVar

from familjeflow.storage.errors import VaultError

_T = TypeVar("_T")


def read(text: str, kind: str, made: Callable[[Any], _T]) -> _T:
    """What `made` makes of the JSON. `kind` says what it is, never whose.

    Raises VaultError "damaged" where it is not what was kept.
    """
    try:
        return made(json.loads(text))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise VaultError("damaged", kind=kind) from error
