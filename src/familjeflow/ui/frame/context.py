"""What a page may ask of the window around it, without knowing the window."""

from collections.abc import Callable
from dataclasses import dataclass

from familjeflow.domain.errors import DomainError
from familjeflow.services.changes import ChangeSet
from familjeflow.services.processes import FormatError
from familjeflow.services.vaults import VaultError
from familjeflow.ui.dialogs import Dialogs


@dataclass(frozen=True)
class Context:
    """Given to every page of the session.

    `saved` says that something was kept now ("Sparat 14:02"), `changed` that other pages must read again,
    `fault` shows the world's fault as a sentence, `open_case` goes to a case and, unless "", to its step.
    """

    dialogs: Dialogs
    saved: Callable[[], None]
    changed: Callable[[ChangeSet], None]
    fault: Callable[[DomainError | VaultError | FormatError], None]
    open_case: Callable[[str, str], None]
