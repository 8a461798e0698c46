"""The lock screen and the first start, against a real vault and a real session process."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.conftest import CHEAP, NOW, PASSPHRASE
from tests.ui.names import unnamed
from tests.ui.scripted import Scripted

from familjeflow.services import vaults
from familjeflow.ui.start.door import Door
from familjeflow.ui.start.first_start import FirstStart
from familjeflow.ui.start.handover import LOCKED, Handover, Profile, Report, from_line, read_report
from familjeflow.ui.start.pages import line
from familjeflow.ui.start_process import SESSION, StartWindow, application

WAIT = 20_000
# Answers as the session process would, without being one: ready at once, ended when told to.
STAND_IN = """
import sys
from familjeflow.ui.start.handover import Report, from_line
handed = from_line(sys.stdin.buffer.readline())
if handed is None:
    sys.exit(0)
print("a line that is no report")
{answer}
"""


def stand_in(answer: str) -> tuple[str, ...]:
    return (sys.executable, "-c", STAND_IN.format(answer=answer))


def say(report: str) -> str:
    return f"print(Report({report}).to_line(), flush=True)"


@pytest.fixture
def open_window(qtbot: QtBot, new_id: Callable[[], str]) -> Iterator[Callable[..., StartWindow]]:
    windows: list[StartWindow] = []

    def make(path: Path, answer: str = "", dialogs: Scripted | None = None) -> StartWindow:
        door = Door(path, lambda: NOW, new_id, CHEAP)
        window = StartWindow(door, dialogs or Scripted(), stand_in(answer))
        windows.append(window)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()


def test_a_wrong_passphrase_says_so_and_empties_the_line(
    open_window: Callable[..., StartWindow], made: tuple[Path, vaults.Created], qtbot: QtBot
) -> None:
    window = open_window(made[0])
    field = window.lock_screen.passphrase
    line(field).setText("fel häst batteri klammer")
    qtbot.mouseClick(window.lock_screen.unlock_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(field.problem()), timeout=WAIT)
    assert line(field).text() == ""
    assert line(field).isVisible()
    assert window.windowTitle() == "FamiljeFlow"


def test_an_empty_passphrase_is_asked_for_without_work(
    open_window: Callable[..., StartWindow], made: tuple[Path, vaults.Created], qtbot: QtBot
) -> None:
    window = open_window(made[0])
    qtbot.keyClick(line(window.lock_screen.passphrase), Qt.Key.Key_Return)
    assert window.lock_screen.passphrase.problem() == "Skriv din lösenfras."


def test_the_right_passphrase_hands_over_and_hides_the_window(
    open_window: Callable[..., StartWindow], made: tuple[Path, vaults.Created], qtbot: QtBot
) -> None:
    window = open_window(made[0], say('"ready"') + "; sys.stdin.buffer.readline()")
    window.warm_up()
    line(window.lock_screen.passphrase).setText(PASSPHRASE)
    qtbot.keyClick(line(window.lock_screen.passphrase), Qt.Key.Key_Return)
    qtbot.waitUntil(window.isHidden, timeout=WAIT)
    assert window.session.is_open


def test_the_recovery_code_opens_and_a_slip_of_the_pen_keeps_what_was_written(
    open_window: Callable[..., StartWindow], made: tuple[Path, vaults.Created], qtbot: QtBot
) -> None:
    path, created = made
    window = open_window(path, say('"ready"') + "; sys.stdin.buffer.readline()")
    lock = window.lock_screen
    lock.show_ready(way=1)
    line(lock.code).setText(created.recovery_code[:-1] + "?")
    qtbot.mouseClick(lock.code_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(lock.code.problem()), timeout=WAIT)
    assert line(lock.code).text().startswith(created.recovery_code[:-1])
    line(lock.code).setText(created.recovery_code.replace("-", "").lower())
    qtbot.mouseClick(lock.code_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.isHidden, timeout=WAIT)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (f"sys.exit({LOCKED})", ""),
        ("sys.exit(3)", "oväntat"),
        (say('"problem", "Arbetsfilen är skadad."') + "; sys.exit(11)", "Arbetsfilen är skadad."),
    ],
)
def test_when_the_session_ends_the_lock_screen_is_back_and_says_why(
    open_window: Callable[..., StartWindow],
    made: tuple[Path, vaults.Created],
    qtbot: QtBot,
    answer: str,
    expected: str,
) -> None:
    window = open_window(made[0], answer)
    line(window.lock_screen.passphrase).setText(PASSPHRASE)
    with qtbot.waitSignal(window.session.ended, timeout=WAIT):
        window.lock_screen.unlock_button.click()
    qtbot.waitUntil(window.lock_screen.passphrase.isVisible, timeout=WAIT)
    assert expected in window.lock_screen.fault()
    assert line(window.lock_screen.passphrase).text() == ""


def test_the_window_comes_back_where_the_session_left_it(
    open_window: Callable[..., StartWindow], made: tuple[Path, vaults.Created], qtbot: QtBot
) -> None:
    window = open_window(made[0], say('"frame", "", (40, 60, 900, 700)') + f"; sys.exit({LOCKED})")
    line(window.lock_screen.passphrase).setText(PASSPHRASE)
    with qtbot.waitSignal(window.session.ended, timeout=WAIT):
        window.lock_screen.unlock_button.click()
    assert window.geometry().getRect() == (40, 60, 900, 700)


def test_work_that_was_cancelled_opens_nothing(
    open_window: Callable[..., StartWindow], made: tuple[Path, vaults.Created], qtbot: QtBot
) -> None:
    window = open_window(made[0], say('"ready"') + "; sys.stdin.buffer.readline()")
    line(window.lock_screen.passphrase).setText(PASSPHRASE)
    window.lock_screen.unlock_button.click()
    window.lock_screen.cancel_button.click()
    assert window.lock_screen.passphrase.isVisible()
    qtbot.waitUntil(lambda: not window.session.is_open, timeout=WAIT)
    assert window.isVisible()


def test_the_first_start_makes_a_vault_that_both_keys_open(
    qtbot: QtBot, tmp_path: Path, new_id: Callable[[], str]
) -> None:
    paper = tmp_path / "kod.pdf"
    door = Door(tmp_path / "ny mapp" / "åäö.familjeflow", lambda: NOW, new_id, CHEAP)
    first = FirstStart(door, Scripted(path=paper))
    qtbot.addWidget(first)
    first.show()
    first.welcome.next_button.click()
    line(first.passphrase.first).setText("kort")
    first.passphrase.next_button.click()
    assert first.passphrase.first.problem()
    line(first.passphrase.first).setText(PASSPHRASE)
    line(first.passphrase.again).setText(PASSPHRASE + "!")
    first.passphrase.next_button.click()
    assert first.passphrase.again.problem() == "De två raderna är inte lika."
    assert not door.exists()
    line(first.passphrase.again).setText(PASSPHRASE)
    first.passphrase.next_button.click()
    qtbot.waitUntil(lambda: first.code_page is not None, timeout=WAIT)
    page = first.code_page
    assert page is not None
    code = page.shown.text().replace("\n", "")
    page.save_button.click()
    qtbot.waitUntil(lambda: "kod.pdf" in page.saved.text(), timeout=WAIT)
    assert code.split("-")[0] in PdfReader(paper).pages[0].extract_text()
    line(page.typed).setText("ABCD")
    page.next_button.click()
    assert page.typed.problem()
    line(page.typed).setText(code.lower())
    page.next_button.click()
    line(first.profile.name).setText("Åsa Exempelek")
    with qtbot.waitSignal(first.finished, timeout=WAIT) as finished:
        first.profile.next_button.click()
    assert finished.args is not None
    key, profile = finished.args
    assert profile == Profile("Åsa Exempelek", "", (), "")
    nobody = threading.Event()
    assert door.unlock("passphrase", PASSPHRASE, nobody).data == key.data
    assert door.unlock("recovery", code, nobody).data == key.data


def test_everything_on_the_start_screens_has_a_name(
    open_window: Callable[..., StartWindow], made: tuple[Path, vaults.Created], tmp_path: Path
) -> None:
    assert unnamed(open_window(made[0])) == []
    assert unnamed(open_window(tmp_path / "ingen.familjeflow")) == []


def test_a_session_takes_no_module_from_the_folder_it_is_started_in(tmp_path: Path) -> None:
    (tmp_path / "PySide6.py").write_text("raise SystemExit(7)", "utf-8")
    ended = subprocess.run(
        (sys.executable, *SESSION), cwd=tmp_path, stdin=subprocess.DEVNULL, timeout=60, check=False
    )
    assert ended.returncode == 0


@pytest.mark.parametrize("written", [PASSPHRASE, "fel lösenfras"])
def test_nothing_is_kept_of_the_passphrase_when_it_has_been_tried(
    open_window: Callable[..., StartWindow], made: tuple[Path, vaults.Created], qtbot: QtBot, written: str
) -> None:
    window = open_window(made[0], say('"ready"') + "; sys.stdin.buffer.readline()")
    line(window.lock_screen.passphrase).setText(written)
    window.lock_screen.unlock_button.click()
    assert window._task is not None
    qtbot.waitUntil(lambda: window._task is None, timeout=WAIT)


def test_a_handover_survives_the_pipe_and_never_shows_its_key() -> None:
    sent = Handover("/å ä ö/fil", "00ff", Profile("Åsa", "", ("hpt",), ""), (1, 2, 3, 4))
    assert from_line(sent.to_line()) == sent
    assert from_line(b"") is None
    assert "00ff" not in repr(sent)
    assert read_report(b"Qt says something\n") is None
    report = Report("frame", frame=(1, 2, 3, 4))
    assert read_report(report.to_line().encode()) == report


def test_a_real_session_process_opens_the_vault_and_ends_when_the_pipe_does(
    made: tuple[Path, vaults.Created],
    qtbot: QtBot,
    qapp: QApplication,
    new_id: Callable[[], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = str(Path(__file__).resolve().parents[2] / "src")
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", source)
    window = StartWindow(Door(made[0], lambda: NOW, new_id, CHEAP), Scripted(), (sys.executable, *SESSION))
    qtbot.addWidget(window)
    window.show()
    line(window.lock_screen.passphrase).setText(PASSPHRASE)
    with qtbot.waitSignal(window.session.ready, timeout=WAIT):
        window.lock_screen.unlock_button.click()
    with qtbot.waitSignal(window.session.ended, timeout=WAIT) as ended:
        window.session.break_pipe()
    assert ended.args is not None
    assert ended.args[0] == LOCKED
    window.close()


def test_the_windows_bear_the_programs_own_icon(qapp: QApplication) -> None:
    small = application(["familjeflow"]).windowIcon().pixmap(16).toImage()
    drawn = {small.pixelColor(x, y).name() for x in range(16) for y in range(16)}
    assert {"#1d5ca6", "#ffffff"} <= drawn
