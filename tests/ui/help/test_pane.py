"""F1 opens the guide beside what one does, and Esc goes back to it."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication
from tests.ui.frame.conftest import Opener
from tests.ui.keys import Keys
from tests.ui.names import unnamed

from familjeflow.ui.case.tabs import MEETINGS
from familjeflow.ui.help import guide
from familjeflow.ui.main_window import MainWindow


def test_f1_opens_the_page_and_esc_goes_back_to_where_one_was(window: MainWindow) -> None:
    before = QApplication.focusWidget()
    keys = Keys()
    keys.press("F1")
    assert window.help.page() == ("min-dag", "Min dag")
    assert window.help.reader.hasFocus()
    assert unnamed(window.help) == []
    keys.press("Escape")
    assert not window.help.isVisible()
    assert QApplication.focusWidget() is before


def test_f1_speaks_of_the_very_thing(window: MainWindow, own: str) -> None:
    window.open_case(own)
    page = window.pages.cases[own]
    page.go_to_next()
    Keys().press("F1")
    assert window.help.page()[0] == "steget"
    Keys().press("Escape")
    page.tabs.go_to(MEETINGS)
    page.take_focus()
    Keys().press("F1")
    assert window.help.page()[0] == "moten"


def test_the_window_keeps_its_width_with_the_help_beside_every_page(window: MainWindow, own: str) -> None:
    width = window.width()
    window.open_case(own)
    for slug in ("my_day", "cases", "processes", "settings"):
        window.show_page(slug)
        Keys().press("F1")
        QApplication.processEvents()
        assert window.width() == width == 1280


def test_a_heading_is_found_by_words_and_opened_with_enter(window: MainWindow) -> None:
    keys = Keys()
    keys.press("F1")
    window.help.search.setFocus()
    keys.write("flytta datum")
    keys.press("Return")
    assert window.help.page() == ("tidsgranser", "Flytta datum")
    window.help.search.setFocus()
    keys.write("finnsinte")
    assert "Inget hittades" in window.help.found.item(0).text()


def test_pages_are_turned_to_the_ends(window: MainWindow) -> None:
    keys = Keys()
    keys.press("F1")
    window.help.show_page(guide.ORDER[0])
    assert not window.help.before.isEnabled()
    for name in guide.ORDER[1:]:
        window.help.after.click()
        assert window.help.page()[0] == name
    assert not window.help.after.isEnabled()
    window.help.before.click()
    assert window.help.page()[0] == guide.ORDER[-2]


def test_a_link_goes_to_a_page_and_nowhere_else(window: MainWindow) -> None:
    Keys().press("F1")
    reader = window.help.reader
    reader.anchorClicked.emit(QUrl("journal.md#att-föra-in"))
    assert window.help.page() == ("journal", "Att föra in")
    for outside in ("https://example.org/journal.md", "file:///etc/passwd", "../okand.md"):
        reader.anchorClicked.emit(QUrl(outside))
        assert window.help.page() == ("journal", "Att föra in")
    image = QTextDocument.ResourceType.ImageResource.value
    assert reader.loadResource(image, QUrl("file:///etc/passwd")).isNull()  # type: ignore[attr-defined]
    assert reader.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl("x.css")) is None


def test_help_is_read_also_under_insynsskydd(open_window: Opener, own: str) -> None:
    window = open_window()
    window.open_case(own)
    Keys().press("Ctrl+Shift+I", "F1")
    assert window.help.isVisible()
