"""The paper beside the form: it follows the typing, and keeps its old picture until the new one is there."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QToolButton
from pytestqt.qtbot import QtBot
from tests.ui.names import unnamed

from familjeflow.ui import preferences, tasks, theme
from familjeflow.ui.case.letters.page import LetterPage
from familjeflow.ui.case.page import CasePage
from familjeflow.ui.case.requests import OpenDocument
from familjeflow.ui.forms.form_page import FormPage
from familjeflow.ui.papers.page_stack import PageStack
from familjeflow.ui.papers.paper_page import PaperPage


def opened(page: CasePage) -> FormPage:
    page.ask(OpenDocument("remiss", "remiss", None))
    return next(f for f in page.findChildren(FormPage) if f.isVisible())


def shown(page: CasePage, qtbot: QtBot) -> FormPage:
    form = opened(page)
    with qtbot.waitSignal(form.paper.pane.shown):
        form.toggle_preview()
    return form


def look(pages: PageStack, number: int = 0) -> QImage:
    return pages.picture(number).toImage()


def write(form: FormPage, words: str) -> None:
    form.fields.write({**form.fields.read(), "bakgrund": words})
    box = form.fields.boxes["bakgrund"]
    assert isinstance(box.editor.control, QPlainTextEdit)
    box.editor.control.appendPlainText("Slut.")


def test_the_paper_follows_what_is_typed(page: CasePage, qtbot: QtBot) -> None:
    form = shown(page, qtbot)
    pages = form.paper.pane.pages
    before = look(pages)
    assert not before.isNull()
    assert pages.count == 1 or pages.missing() == ()
    with qtbot.waitSignal(form.paper.pane.shown):
        write(form, "Det här står på papperet.")
        assert look(pages) == before
    assert look(pages) != before


def test_a_longer_text_gives_more_pages_with_names(page: CasePage, qtbot: QtBot) -> None:
    form = shown(page, qtbot)
    pages = form.paper.pane.pages
    before = pages.count
    with qtbot.waitSignal(form.paper.pane.shown):
        write(form, "En lång och påhittad bakgrund.\n" * 70)
    assert pages.count > before
    names = [p.accessibleName() for p in pages.findChildren(QLabel) if p.isVisibleTo(pages)]
    assert f"Förhandsgranskning, sida 1 av {pages.count}" in names
    pages.go_to(pages.count - 1)
    qtbot.waitUntil(lambda: pages.missing() == ())
    assert not look(pages, pages.count - 1).isNull()


def test_only_the_last_of_many_changes_is_shown(page: CasePage, qtbot: QtBot) -> None:
    form = shown(page, qtbot)
    pane, texts = form.paper.pane, list[str]()
    pane.shown.connect(lambda: texts.append(str(form.fields.read()["bakgrund"])))
    for words in ("Ett", "Två", "Tre"):
        write(form, words)
        pane._begin()
    qtbot.waitUntil(lambda: texts != [])
    assert tasks.wait_for_all()
    QApplication.processEvents()
    assert len(texts) == 1


def test_the_panel_gives_way_and_comes_back(page: CasePage, qtbot: QtBot) -> None:
    form = shown(page, qtbot)
    assert not page.panel.isVisible()
    assert form.paper.content.width() >= 400
    page.trouble.say("Något", "att veta")
    assert page.trouble.isVisible()
    form.toggle_preview()
    assert page.panel.isVisible()
    assert page.trouble.isVisible()
    form.toggle_preview()
    form.leave()
    assert page.panel.isVisible()
    assert page.trouble.parentWidget() is page.panel


def test_whether_the_paper_was_shown_is_remembered(page: CasePage, qtbot: QtBot) -> None:
    form = shown(page, qtbot)
    assert preferences.read().preview
    form.leave()
    again = opened(page)
    assert again.paper.is_shown()
    qtbot.waitUntil(lambda: again.paper.pane.pages.count > 0)
    again.toggle_preview()
    assert not preferences.read().preview


def test_ctrl_p_shows_the_paper_of_what_is_open(page: CasePage, qtbot: QtBot) -> None:
    form = opened(page)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert form.paper.is_shown()
    qtbot.waitUntil(lambda: form.paper.pane.pages.count > 0)
    form.leave()
    page.take_focus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    paper = next(p for p in page.findChildren(PaperPage) if p.isVisible())
    qtbot.waitUntil(lambda: paper.pane.pages.count > 0)
    assert not look(paper.pane.pages).isNull()


def test_the_paper_stays_white_in_the_dark(page: CasePage, qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "dark")
    form = shown(page, qtbot)
    assert look(form.paper.pane.pages).pixelColor(3, 3).name() == "#ffffff"


def test_zoom_makes_a_sharp_picture_in_the_new_size(page: CasePage, qtbot: QtBot) -> None:
    form = shown(page, qtbot)
    pages = form.paper.pane.pages
    before = pages.picture(0).width()
    larger = next(
        b for b in form.paper.pane.findChildren(QToolButton) if b.accessibleName() == "Större papper"
    )
    larger.click()
    qtbot.waitUntil(lambda: pages.missing() == ())
    assert pages.picture(0).width() > before


def test_a_letter_has_its_paper_beside_it(page: CasePage, qtbot: QtBot) -> None:
    page.writing.letter("informationsbrev")
    letter = page.findChild(LetterPage)
    assert letter is not None
    with qtbot.waitSignal(letter.paper.pane.shown):
        letter.toggle_preview()
    before = look(letter.paper.pane.pages)
    with qtbot.waitSignal(letter.paper.pane.shown):
        letter.text.setPlainText("# Hej\n\nEn annan text.")
    assert look(letter.paper.pane.pages) != before
    letter.text.setPlainText("Hej {namnn}!")
    qtbot.waitUntil(lambda: letter.paper.pane.trouble.text.text() != "")
    assert not look(letter.paper.pane.pages).isNull()


def test_a_screen_reader_can_name_everything(page: CasePage, qtbot: QtBot) -> None:
    shown(page, qtbot)
    assert unnamed(page) == []
