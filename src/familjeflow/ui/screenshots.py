"""A picture of every screen, drawn without a display, about people who are obviously made up."""

import errno
import itertools
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from familjeflow.domain.errors import DomainError
from familjeflow.domain.events import ActorRecorded, PersonRecorded
from familjeflow.services import case_views, cases, persons, processes, steps, vaults
from familjeflow.services import profile as profiles
from familjeflow.services.desk import Desk
from familjeflow.ui import guide_pictures
from familjeflow.ui import theme as themes
from familjeflow.ui.dialogs import ScreenDialogs
from familjeflow.ui.frame.command_list import KeyList
from familjeflow.ui.frame.session import Session
from familjeflow.ui.main_window import MainWindow
from familjeflow.ui.new_case.page import NewCasePage
from familjeflow.ui.start import door
from familjeflow.ui.start.lock_screen import LockScreen
from familjeflow.ui.start.pages import CodePage, PassphrasePage, ProfilePage, WelcomePage, line
from familjeflow.ui.start_process import application
from familjeflow.ui.tasks import wait_for_all
from familjeflow.ui.theme import ThemeName

_NOW = datetime(2026, 11, 21, 13, 2, tzinfo=UTC)
_PASSPHRASE = "fyra ord som ingen gissar"
_CODE = "0WEB-Z6A2-7K3M-QP5T-9DXJ-4RVN-C8HG-6YFS-04"
_FURNISHED = "Exempelius"
"""The family name of the client whose case has notes, meetings and limits."""
_PEOPLE = (
    ("Nils", "Påhittson", "20110712-9809", "", date(2026, 6, 8)),
    ("Ada", "Lindqvist-Fabel", "20150315-9806", "marked", date(2026, 9, 1)),
    ("Ida", "Exempelius", "20080229-9818", "", date(2026, 10, 5)),
    ("Maximiliana", "von Fabelstam-Lindqvist", "19990101-9829", "protected", date(2026, 11, 2)),
    ("Bo", "Fabelstam", "19851130-9810", "", date(2026, 11, 16)),
)


def run(
    out: Path,
    *,
    theme: ThemeName = "light",
    size: tuple[int, int] = (1280, 720),
    scale: float = 1.0,
    guide: bool = False,
) -> int:
    """Make a vault with invented cases in a temporary folder, take every picture of it, and throw it away.

    With `guide` the pictures are those of the user guide, of other sizes and under names that stay.
    """
    app = application(["familjeflow"])
    qInstallMessageHandler(_without_platform_noise)
    themes.apply(app, theme)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, _vault(Path(folder)) as session:
        _fill(session.desk)
        if guide:
            take_guide(session, out)
        else:
            take(session, out, theme=theme, size=size, scale=scale)
    return 0


def take_guide(session: Session, out: Path) -> list[Path]:
    """Save the pictures of the user guide in `out`."""
    window = MainWindow(session, ScreenDialogs(), lambda _code: None)
    window.show_page("cases")
    saved = guide_pictures.take(window, _furnished(window), out, _settle_all)
    window.close()
    wait_for_all()
    return saved


def _furnished(window: MainWindow) -> str:
    """The case that has notes and meetings to look at."""
    return next(row.case_id for row in window.case_list.rows() if row.client_name.startswith(_FURNISHED))


def _settle_all() -> None:
    """Let papers be drawn, which is done beside the window, and then the window itself."""
    _settle()
    wait_for_all()
    _settle()


def _without_platform_noise(_kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
    """Pass on what Qt says, but not that a platform without a screen has no windows to size."""
    if not message.startswith("This plugin does not support"):
        sys.stderr.write(message + "\n")


def take(session: Session, out: Path, *, theme: ThemeName, size: tuple[int, int], scale: float) -> list[Path]:
    """Save every screen as PNG in `out`; `size` in pixels at 100 %, `scale` only names the files."""
    suffix = f"{theme}-{size[0]}x{size[1]}" + (f"-{round(scale * 100)}" if scale != 1 else "")
    saved: list[Path] = []

    def keep(widget: QWidget, name: str) -> None:
        if not isinstance(widget, QDialog):
            widget.resize(*size)
        widget.show()
        _settle()
        path = out / f"{name}-{suffix}.png"
        if not widget.grab().save(str(path)):
            raise OSError(errno.EIO, "not saved", str(path))
        saved.append(path)

    _take_start(keep, session.path.stem)
    _take_session(keep, session)
    return saved


def _take_start(keep: Callable[[QWidget, str], None], name: str) -> None:
    lock = LockScreen(name)
    lock.show_ready()
    keep(lock, "01-lock")
    lock.close()
    passphrase = PassphrasePage(door.judge)
    line(passphrase.first).setText(_PASSPHRASE)
    profile = ProfilePage()
    shown = processes.shipped()
    profile.roles.offer({r: t for p in shown for r, t in p.info.roles.items()}.items())
    pages = (WelcomePage(), passphrase, CodePage(_CODE, lambda _code: False), profile)
    for number, page in enumerate(pages, 1):
        keep(page, f"02-first-start-{number}")
        page.close()


def _take_session(keep: Callable[[QWidget, str], None], session: Session) -> None:
    window = MainWindow(session, ScreenDialogs(), lambda _code: None)
    for number, slug in enumerate(("my_day", "cases", "processes", "settings"), 3):
        window.show_page(slug)
        keep(window, f"{number:02}-{slug.replace('_', '-')}")
    window.new_case()
    page = window.pages.currentWidget()
    if isinstance(page, NewCasePage):
        line(page.client.search).setText("Fabel")
        keep(window, "07-new-case")
        page.left.emit()
    rows = window.case_list.rows()
    for number, row in enumerate(rows):
        window.open_case(row.case_id)
        keep(window, f"08-case-{number + 1}")
    shown = window.pages.cases[window.pages.case_id]
    for place in range(1, shown.tabs.bar.count()):
        shown.tabs.bar.setCurrentIndex(place)
        keep(window, f"09-case-tab-{place}")
    keys = KeyList(window)
    keep(keys, "10-keys")
    keys.close()
    for name, widget in guide_pictures.scenes(window, _furnished(window)):
        _settle_all()
        keep(window if window.isAncestorOf(widget) else widget, f"11-{name}")
    window.close()
    wait_for_all()


def _settle() -> None:
    """Let layouts and late drawing happen."""
    for _round in range(5):
        QGuiApplication.processEvents()
        QApplication.sendPostedEvents()


@contextmanager
def _vault(folder: Path) -> Iterator[Session]:
    numbers = itertools.count(1)

    def new_id() -> str:
        return f"{next(numbers):032x}"

    path = folder / "Arbetsfil.familjeflow"
    made = vaults.create(path, _PASSPHRASE, now=_NOW, new_id=new_id)
    vault = vaults.open(path, made.key, now=_NOW, new_id=new_id, state_folder=folder)
    try:
        yield Session(Desk(vault, vault.vault_id, lambda: _NOW, new_id), path, made.key)
    finally:
        vaults.close(vault, new_id=new_id, state_folder=folder)


def _fill(desk: Desk) -> None:
    profiles.set_profile(desk, ActorRecorded("Åsa Ek", "Socialsekreterare", (), "Enheten Exempel"))
    shown = processes.shipped()
    for number, (given, family, written, protection, opened) in enumerate(_PEOPLE):
        read = persons.parse_number(written, desk.today)
        person = PersonRecorded(
            given, family, read.number, read.kind, read.warning, read.born, protection=protection
        )
        client = persons.register(desk, person)
        process = shown[number % len(shown)]
        case_id = cases.open_case(desk, process.info.id, client, opened_on=opened)
        _walk(desk, case_id, opened, number + 1)
        if family == _FURNISHED:
            guide_pictures.furnish(desk, case_id)


def _walk(desk: Desk, case_id: str, opened: date, count: int) -> None:
    """Do the next steps of a case, as far as the routine lets them be done without a reason."""
    for _step in range(count):
        upcoming = case_views.case_view(desk, case_id).next
        if upcoming is None:
            return
        try:
            steps.complete(desk, case_id, upcoming.step, on=opened)
        except DomainError:
            return
