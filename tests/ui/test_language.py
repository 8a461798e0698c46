"""The program in English: nothing of its own is in Swedish on the screen; what others have written stays."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableView,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.ui.scripted import Scripted

from familjeflow import app, i18n, resources
from familjeflow.services import vaults
from familjeflow.services.desk import Desk
from familjeflow.ui import preferences, start_process
from familjeflow.ui.frame.command_list import KeyList
from familjeflow.ui.frame.session import Session
from familjeflow.ui.help import guide
from familjeflow.ui.help.pane import HelpPane
from familjeflow.ui.main_window import MainWindow
from familjeflow.ui.my_day.example import open_example
from familjeflow.ui.settings.desktop import DesktopCard
from familjeflow.ui.start.lock_screen import LockScreen
from familjeflow.ui.start.pages import ProfilePage, WelcomePage

PAGES = ("my_day", "cases", "calendar", "directory", "statistics", "processes", "settings")


@pytest.fixture
def english() -> Iterator[None]:
    i18n.speak("en")
    yield
    i18n.speak(i18n.SOURCE)


@pytest.fixture
def window(
    english: None, desk: Desk, made: tuple[Path, vaults.Created], qtbot: QtBot
) -> Iterator[MainWindow]:
    opened = MainWindow(Session(desk, made[0], made[1].key), Scripted(), lambda _code: None)
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()


def texts(top: QWidget) -> set[str]:
    """Everything that `top` shows, says in a tip, or tells a screen reader."""
    said: set[str] = set()
    for widget in (top, *top.findChildren(QWidget)):
        said |= {widget.accessibleName(), widget.accessibleDescription()}
        said |= {widget.toolTip(), widget.windowTitle()}
        said |= {action.text() for action in widget.actions()}
        if isinstance(widget, QLabel | QAbstractButton):
            said.add(widget.text())
        elif isinstance(widget, QLineEdit | QTextEdit):
            said.add(widget.placeholderText())
        elif isinstance(widget, QComboBox):
            said |= {widget.itemText(n) for n in range(widget.count())}
        elif isinstance(widget, QTableView) and widget.model() is not None:
            said |= set(_cells(widget))
    return {re.sub(r"<[^>]+>|&", "", text).strip() for text in said} - {""}


def _cells(table: QTableView) -> Iterator[str]:
    model = table.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            yield str(model.index(row, column).data() or "")


def in_swedish(said: set[str]) -> list[str]:
    """Those that are a Swedish text of the program, as it is written or with its places filled in."""
    plain, filled = _program_texts()
    found = {text for text in said if text in plain or any(each.fullmatch(text) for each in filled)}
    theirs = _source_texts() if found else ""
    return sorted(text for text in found if not re.search(rf'[">]{re.escape(text)}["<]', theirs))


@cache
def _program_texts() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The texts without places to fill in, and patterns of those that say enough around their places."""
    catalogue = i18n.read("en")
    sources = [source.strip() for source in catalogue.sources() if catalogue.gettext(source) != source]
    plain = frozenset(source for source in sources if "{" not in source and len(source) > 2)
    return plain, tuple(_pattern(source) for source in sources if "{" in source and _says_enough(source))


def _says_enough(source: str) -> bool:
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"\{.*?\}", "", source))
    return len(words) > 1 or (len(words) == 1 and re.findall(r"\{(.*?)\}", source) in (["n"], ["count"]))


def _pattern(source: str) -> re.Pattern[str]:
    parts = re.split(r"(\{.*?\})", source)
    places = {"{n}": r"\d+", "{count}": r"\d+"}
    written = (places.get(part, ".+") if part[:1] == "{" else re.escape(part) for part in parts)
    return re.compile("".join(written))


@cache
def _source_texts() -> str:
    """What the processes say: it may be worded as the program is."""
    files = sorted(resources.path("processes").rglob("*"))
    return "\n".join(f.read_text(encoding="utf-8") for f in files if f.suffix in (".toml", ".bpmn", ".form"))


@pytest.mark.parametrize("slug", PAGES)
def test_every_page_is_in_english(window: MainWindow, desk: Desk, slug: str) -> None:
    open_example(desk)
    window.show_page(slug)
    said = texts(window)
    assert len(said) > 20
    assert in_swedish(said) == []


def test_every_part_of_a_case_is_in_english(window: MainWindow, desk: Desk) -> None:
    window.open_case(open_example(desk))
    page = window.pages.cases[window.pages.case_id]
    for place in range(page.tabs.bar.count()):
        page.tabs.bar.setCurrentIndex(place)
        assert in_swedish(texts(window)) == []
    assert [page.tabs.bar.tabText(n) for n in (0, 2, 5)] == ["Diagram", "Journal", "Meetings"]


def test_a_new_case_the_keys_and_the_first_pages_are_in_english(window: MainWindow, qtbot: QtBot) -> None:
    window.new_case()
    keys = KeyList(window)
    for part in (window, keys, LockScreen("Arbetsfil"), WelcomePage(), ProfilePage()):
        if part is not window and part is not keys:
            qtbot.addWidget(part)
        assert in_swedish(texts(part)) == []
    keys.close()


def test_what_the_process_says_stays_as_it_was_written(window: MainWindow, desk: Desk) -> None:
    window.open_case(open_example(desk))
    page = window.pages.cases[window.pages.case_id]
    page.tabs.bar.setCurrentIndex(1)
    assert any("möte" in text for text in texts(window))


def test_in_swedish_it_is_as_written(desk: Desk, made: tuple[Path, vaults.Created], qtbot: QtBot) -> None:
    window = MainWindow(Session(desk, made[0], made[1].key), Scripted(), lambda _code: None)
    window.show()
    said = texts(window)
    assert {"Min dag", "Ärenden", "Inställningar"} <= said
    window.close()


def test_the_language_is_chosen_in_settings_and_kept(qtbot: QtBot) -> None:
    card = DesktopCard()
    qtbot.addWidget(card)
    assert [card.language.itemText(n) for n in range(card.language.count())] == ["Svenska", "English"]
    assert card.language.currentText() == "Svenska"
    card.language.setCurrentIndex(card.language.findText("English"))
    assert preferences.read().language == "en"
    assert i18n.language() == "sv"  # nothing changes in the middle of the work


def test_an_unknown_language_in_the_file_counts_as_swedish() -> None:
    preferences.keep(preferences.Preferences(language="xx"))
    assert preferences.read().language == "sv"


def test_the_session_speaks_as_the_lock_screen(english: None) -> None:
    assert start_process.session_command()[-3:] == ("--lang", "en", "session")


def test_the_command_line_goes_before_the_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []

    def run(*_arguments: object, language: str | None = None, **_more: object) -> int:
        asked.append(language)
        return 0

    monkeypatch.setattr(start_process, "run", run)
    try:
        assert app.main(["--lang", "en"]) == 0
        assert i18n.language() == "en"
    finally:
        i18n.speak(i18n.SOURCE)
    assert app.main([]) == 0
    assert asked == ["en", None]


def test_only_known_languages_are_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        app.main(["--lang", "xx"])
    assert "invalid choice" in capsys.readouterr().err


@pytest.mark.parametrize("name", guide.ORDER)
def test_the_guide_is_in_english_heading_by_heading(english: None, name: str) -> None:
    here = guide.page(name)
    i18n.speak(i18n.SOURCE)
    swedish = guide.page(name)
    assert here.markdown != swedish.markdown
    assert len(here.headings) == len(swedish.headings)
    assert not set(here.headings) & set(swedish.headings)


@pytest.mark.parametrize("name", guide.ORDER)
def test_the_english_guide_leads_to_what_is_there(english: None, name: str) -> None:
    here = guide.page(name)
    for picture, target in re.findall(r"(!?)\[[^\]]*\]\(([^)]+)\)", here.markdown):
        file, _hash, anchor = target.partition("#")
        assert (guide.folder() / "en" / file).is_file(), target
        if not picture and anchor:
            assert guide.page(file.removesuffix(".md")).heading_of(anchor), target


def test_help_opens_at_the_same_place_in_english(english: None, qtbot: QtBot) -> None:
    pane = HelpPane()
    qtbot.addWidget(pane)
    pane.show_about("unit", None)
    assert pane.page() == ("kalender", "Meetings of the unit")
