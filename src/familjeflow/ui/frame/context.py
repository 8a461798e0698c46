"""What a page may ask of the window around it, without knowing the window."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from familjeflow.domain.errors import DomainError
from familjeflow.services.changes import ChangeSet
from familjeflow.services.processes import FormatError
from familjeflow.services.sentences import sentence
from familjeflow.services.vaults import VaultError
from familjeflow.ui.dialogs import Dialogs


@dataclass(frozen=True)
class Context:
    """Given to every page of the session.

    `saved` says that something was kept now ("Sparat 14:02"), `changed` that other pages must read again,
    `fault` shows the world's fault as a sentence, `open_case` goes to a case and, unless "", to its step;
    `open_meeting` goes to a meeting of a case and, unless "", does what an id of `ui.actions` says.
    """

    dialogs: Dialogs
    saved: Callable[[], None]
    changed: Callable[[ChangeSet], None]
    fault: Callable[[DomainError | VaultError | FormatError], None]
    open_case: Callable[[str, str], None]
    open_meeting: Callable[[str, str, str], None] = lambda _case_id, _meeting_id, _doing: None


def teller(dialogs: Dialogs, window: QWidget) -> Callable[[DomainError | VaultError | FormatError], None]:
    """Says the world's fault as a sentence, over a window."""

    def tell(error: DomainError | VaultError | FormatError) -> None:
        said = sentence(error)
        dialogs.message(window, said.title, said.text)

    return tell
