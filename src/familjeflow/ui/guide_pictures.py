"""The pictures of the user guide, and the scenes behind them: one for each page that can be looked at."""

import errno
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from familjeflow.services import case_views, journal, meetings, own_limits, watches
from familjeflow.services.desk import Desk
from familjeflow.services.meetings import Booking
from familjeflow.services.own_limits import NewLimit
from familjeflow.ui.case.page import CasePage
from familjeflow.ui.case.requests import OpenDocument
from familjeflow.ui.case.tabs import JOURNAL, LIMITS, MEETINGS, PEOPLE, PICTURE
from familjeflow.ui.frame.command_list import KeyList
from familjeflow.ui.main_window import MainWindow
from familjeflow.ui.new_case.page import NewCasePage
from familjeflow.ui.start.pages import WelcomePage, line

SIZE = (1180, 664)
"""Pixels of the window: what is left when the picture is small is still readable."""
_SMALLEST = 0
"""To Qt a PNG of the lowest quality is the one that is packed the hardest; nothing is lost."""
_FIXED = (
    ("arenden", "cases"),
    ("kalender", "calendar"),
    ("processer", "processes"),
    ("statistik", "statistics"),
)
_TABS = (("journal", JOURNAL), ("tidsgranser", LIMITS), ("moten", MEETINGS), ("personer", PEOPLE))
Scene = tuple[str, QWidget]
"""A name without an ending, and what is to be drawn."""


def scenes(window: MainWindow, case_id: str) -> Iterator[Scene]:
    """Each scene, set when it is asked for."""
    welcome = WelcomePage()
    welcome.resize(*SIZE)
    yield "kom-igang", welcome
    welcome.close()
    window.show_page("my_day")
    yield "min-dag", window
    for name, slug in _FIXED:
        window.show_page(slug)
        yield name, window.pages
    window.show_page("settings")
    yield "installningar", window.pages
    yield from _list_scenes(window)
    window.open_case(case_id)
    yield from _case_scenes(window, window.pages.cases[case_id])
    window.privacy.toggle()
    yield "insynsskydd", window
    window.privacy.toggle()
    keys = KeyList(window)
    yield "tangenter", keys
    keys.close()


def _list_scenes(window: MainWindow) -> Iterator[Scene]:
    window.show_page("cases")
    window.case_list.save_as_sheet()
    yield "kalkylblad", window.pages
    window.show_page("my_day")
    window.new_case()
    page = window.pages.currentWidget()
    if isinstance(page, NewCasePage):
        line(page.client.search).setText("Fabel")
        yield "nytt-arende", window.pages
        page.left.emit()


def _case_scenes(window: MainWindow, page: CasePage) -> Iterator[Scene]:
    yield "arendet", window
    page.go_to_next()
    yield "steget", page.panel
    for name, slug in _TABS:
        page.tabs.go_to(slug)
        yield name, page
    page.tabs.go_to(PICTURE)
    wanted = _document(page)
    if wanted is not None:
        page.writing.form(wanted)
        page.writing.preview()
        yield "formular", page
        page.writing.preview()
        page.writing.leave()
    page.writing.letter("kallelse")
    yield "brev", page
    page.writing.leave()
    page.writing.paper(page.exports.case_papers()[0])
    yield "papper", page
    page.writing.leave()


def _document(page: CasePage) -> OpenDocument | None:
    """The first document of the case that is filled in here."""
    steps = page.case.steps if page.case is not None else ()
    found = ((s.id, d) for s in steps for d in s.documents if d.form)
    return next((OpenDocument(step, d.id, d.person_id) for step, d in found), None)


def take(window: MainWindow, case_id: str, out: Path, settle: Callable[[], None]) -> list[Path]:
    """Save the guide's pictures in `out`, small, under names that stay."""
    out.mkdir(parents=True, exist_ok=True)
    window.resize(*SIZE)
    window.show()
    saved: list[Path] = []
    for name, widget in scenes(window, case_id):
        widget.show()
        settle()
        path = out / f"{name}.png"
        picture = _few_colours(widget.grab().toImage())
        if not picture.save(str(path), "PNG", _SMALLEST):  # type: ignore[call-overload]
            raise OSError(errno.EIO, "not saved", str(path))
        saved.append(path)
    return saved


def _few_colours(image: QImage) -> QImage:
    """The 256 colours that are most used: a third of the size, and text as sharp as before."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    used = Counter(memoryview(plain.constBits()).cast("I"))
    table = [colour for colour, _count in used.most_common(256)]
    return plain.convertToFormat(QImage.Format.Format_Indexed8, table)


def furnish(desk: Desk, case_id: str) -> None:
    """Give an invented case a few notes, a meeting, a reminder and a time limit."""
    client = case_views.case_view(desk, case_id).client_id
    for kind, text in (
        ("phone", "Ringde skolan. Kuratorn är ledig till måndag, ny tid då."),
        ("visit", "Hembesök. Vi gick igenom målen i vårdplanen tillsammans."),
    ):
        draft = journal.new_draft(desk, case_id, kind=kind)
        journal.finish(desk, case_id, replace(draft, texts={client: text}))
    draft = journal.new_draft(desk, case_id)
    journal.save_draft(desk, case_id, replace(draft, texts={client: "Förbered mötet på måndag."}))
    starts = datetime.combine(desk.today, datetime.min.time()) + timedelta(days=9, hours=10)
    meetings.book(desk, case_id, Booking("planning", starts, 60, room="Rum 2"))
    watches.set_watch(desk, case_id, desk.today + timedelta(days=4), "Hör av skolan")
    own_limits.add_own(desk, case_id, NewLimit("Svar till vårdnadshavaren", desk.today + timedelta(days=6)))
