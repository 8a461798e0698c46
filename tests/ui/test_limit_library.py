"""The library of time limits in Inställningar."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.names import unnamed

from familjeflow.services import limit_library
from familjeflow.services.desk import Desk
from familjeflow.ui.settings.limit_library import LimitLibraryCard


@pytest.fixture
def card(desk: Desk, qtbot: QtBot) -> Iterator[LimitLibraryCard]:
    card = LimitLibraryCard(desk)
    qtbot.addWidget(card)
    card.show()
    card.show_kept("overklagande")
    yield card
    card.close()


def test_a_span_is_read_and_written_in_words(card: LimitLibraryCard, desk: Desk) -> None:
    assert (card.span.number.value(), card.span.unit.currentText()) == (3, "veckor")
    assert card.again.number.text() == "aldrig"
    card.span.number.setValue(4)
    card.save()
    assert limit_library.limit_of(desk, "overklagande").span == "P4W"
    assert "ändrad av er" in card.list.currentItem().text()
    card.restore_chosen()
    assert card.span.number.value() == 3
    assert not card.restore_button.isVisible()
    assert unnamed(card) == []


def test_saving_without_a_change_of_the_span_keeps_it_as_it_was_written(
    card: LimitLibraryCard, desk: Desk
) -> None:
    for limit in limit_library.shipped():
        card.show_kept(limit.id)
        card.save()
        kept = limit_library.limit_of(desk, limit.id)
        assert (kept.span, kept.repeats, kept.force) == (limit.span, limit.repeats, limit.force)


def test_no_code_stands_on_the_screen(card: LimitLibraryCard) -> None:
    for limit in limit_library.shipped():
        card.show_kept(limit.id)
        assert card.sure.text()
        words = f"{card.span.number.text()} {card.span.unit.currentText()}"
        assert limit.span not in words


def test_one_of_the_organisation_is_added_hidden_and_removed(card: LimitLibraryCard, desk: Desk) -> None:
    card.begin()
    card.save()
    assert card.text_field.problem()
    card.text.setText("Ring upp")
    card.save()
    assert card.anchor_field.problem()
    card.anchor.setText("Besöket")
    card.span.number.setValue(5)
    card.span.unit.setCurrentIndex(card.span.unit.findText("arbetsdagar"))
    card.offered.setChecked(False)
    card.save()
    (added,) = (li for li in limit_library.library(desk, hidden=True) if li.text == "Ring upp")
    assert (added.span, added.own, added.hidden) == ("P5B", True, True)
    assert added.id not in [li.id for li in limit_library.library(desk)]
    assert card.restore_button.text() == "Ta bort tidsgränsen"
    card.restore_chosen()
    assert "Ring upp" not in [li.text for li in limit_library.library(desk, hidden=True)]
