"""The guide is whole: every link and picture is there, and a place for everything that F1 is pressed on."""

import re

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from familjeflow.ui.case import tabs
from familjeflow.ui.frame.page_names import page_names
from familjeflow.ui.help import guide
from familjeflow.ui.help.places import PAGES, TABS, THINGS, place_of

_LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)]+)\)")
_MOST_BYTES, _MOST_PICTURES = 60 * 1024, 25


def test_every_file_of_the_folder_is_a_page_and_every_page_a_file() -> None:
    assert {path.stem for path in guide.folder().glob("*.md")} == set(guide.ORDER)
    assert [page.name for page in guide.pages()] == list(guide.ORDER)
    assert all(page.title and page.sections[0].text for page in guide.pages())


def test_every_page_of_the_window_and_every_tab_of_a_case_has_its_place() -> None:
    assert {slug for slug, _word in page_names()} <= PAGES.keys()
    slugs = {getattr(tabs, name) for name in vars(tabs) if name.isupper() and not name.startswith("_")}
    assert {slug for slug in slugs if isinstance(slug, str)} <= TABS.keys()


@pytest.mark.parametrize("place", sorted({*PAGES.values(), *TABS.values(), *THINGS.values()}))
def test_every_place_is_a_heading_of_a_page(place: tuple[str, str]) -> None:
    name, heading = place
    assert name in guide.ORDER
    assert not heading or heading in guide.page(name).headings


@pytest.mark.parametrize("name", guide.ORDER)
def test_links_lead_to_pages_and_headings_and_pictures_are_there(name: str) -> None:
    for picture, target in _LINK.findall(guide.page(name).markdown):
        file, _hash, anchor = target.partition("#")
        assert "://" not in target
        assert (guide.folder() / file).is_file(), target
        if anchor:
            assert guide.page(file.removesuffix(".md")).heading_of(anchor), target
        assert bool(picture) == file.endswith(".png")


def test_pictures_are_few_and_small_and_used() -> None:
    pictures = sorted((guide.folder() / "bilder").glob("*"))
    used = {target for page in guide.pages() for _p, target in _LINK.findall(page.markdown)}
    assert len(pictures) <= _MOST_PICTURES
    assert all(path.suffix == ".png" and path.stat().st_size <= _MOST_BYTES for path in pictures)
    assert {f"bilder/{path.name}" for path in pictures} <= used


def test_the_search_finds_headings_before_words_in_the_text() -> None:
    found = guide.search("bevakning")
    assert found[0].heading == "Bevakning"
    assert any(section.place == "min-dag" for section in found)
    assert guide.search("") == guide.search("finnsinteisvenskan") == ()


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("task:boka_tolk:", "En uppgift"),
        ("answer:f_ja", "Ett svar på frågan"),
        ("step:avslut", "Ett steg i bilden"),
        ("move-day:uppfoljning", "Flytta datum"),
        ("reason", "Skäl"),
        ("tab-meetings", ""),
    ],
)
def test_a_control_has_a_place_of_its_own(qtbot: QtBot, name: str, heading: str) -> None:
    control = QCheckBox()
    qtbot.addWidget(control)
    control.setObjectName(name)
    assert place_of("case", control)[1] == heading


def test_a_control_inside_another_has_the_outer_one_s_place(qtbot: QtBot) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    form.setObjectName("told-form")
    assert place_of("case", QLineEdit(form)) == ("steget", "Besked")
    assert place_of("something else") == ("min-dag", "")
