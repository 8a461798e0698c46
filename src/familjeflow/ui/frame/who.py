"""Who you are, asked again after a first start that ended before its last page."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from familjeflow.domain.events import ActorRecorded
from familjeflow.i18n import _
from familjeflow.services import processes
from familjeflow.services import profile as profiles
from familjeflow.services.desk import Desk
from familjeflow.ui.start.pages import ProfilePage


class WhoPage(ProfilePage):
    """The last page of the first start, inside the window. `known` is called when the name has been kept."""

    def __init__(self, desk: Desk, known: Callable[[], object]) -> None:
        super().__init__(keyring=False, place=_("Ett steg återstår"))
        self._desk = desk
        self._known = known
        titles: dict[str, str] = {}
        for process in processes.offered():
            for role, title in process.info.roles.items():
                titles.setdefault(role, title)
        self.roles.offer(titles.items())
        self.done.connect(self._keep)

    def way_in(self) -> QWidget:
        """The keyboard begins with the name."""
        return self.name.editor

    def _keep(self, name: str, title: str, roles: tuple[str, ...], unit: str, _keyring: bool) -> None:
        profiles.set_profile(self._desk, ActorRecorded(name, title, roles, unit))
        self._known()
        self.deleteLater()
