"""What the tour points at, and what it says. Each step finds its control when it is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from familjeflow.i18n import _
from familjeflow.ui.case.page import CasePage
from familjeflow.ui.frame.navigation import Navigation
from familjeflow.ui.frame.pages import Pages
from familjeflow.ui.frame.top_bar import TopBar


class Around(Protocol):
    """The parts of the window that the tour points at."""

    navigation: Navigation
    top: TopBar
    pages: Pages


@dataclass(frozen=True, slots=True)
class TourStep:
    """A heading, a few lines, and what they are about; `target` gives None while that is not shown."""

    title: str
    text: str
    target: Callable[[], QWidget | None]


def tour_steps(window: Around) -> tuple[TourStep, ...]:
    """The steps, in the order of a first day."""
    return (*_case_steps(window), *_window_steps(window))


def _case_steps(window: Around) -> tuple[TourStep, ...]:
    def in_case(part: Callable[[CasePage], QWidget]) -> Callable[[], QWidget | None]:
        def found() -> QWidget | None:
            page = window.pages.cases.get(window.pages.case_id)
            return part(page) if page is not None else None

        return found

    return (
        TourStep(
            _("Bilden"),
            _(
                "Ärendet följer en process. Varje ruta är ett steg, varje rad en roll. Pilarna på "
                "tangentbordet följer flödet, och Enter öppnar ett steg. Steglistan säger samma sak i ord."
            ),
            in_case(lambda page: page.writing),
        ),
        TourStep(
            _("Steget"),
            _(
                "Här står vad som ska göras i steget, av vem och när. Bocka av det som är gjort och tryck "
                "på knappen längst ned. Programmet frågar varför om du frångår rutinen, men stoppar dig inte."
            ),
            in_case(lambda page: page.panel),
        ),
        TourStep(
            _("Nästa"),
            _("Överst står det som står på tur, med datum. Gå dit tar dig till steget."),
            in_case(lambda page: page.header.next),
        ),
        TourStep(
            _("Skriva"),
            _(
                "Ctrl+J skriver en anteckning var som helst i ärendet. Allt sparas medan du skriver, och "
                "Ctrl+Z ångrar det senaste så länge det inte är låst."
            ),
            in_case(lambda page: page.tabs.bar),
        ),
    )


def _window_steps(window: Around) -> tuple[TourStep, ...]:
    return (
        TourStep(
            _("Min dag"),
            _(
                "Min dag samlar det som är försenat, det som gäller idag och det som kommer, för alla "
                "ärenden. Ctrl+1 går dit."
            ),
            lambda: window.navigation.buttons["my_day"],
        ),
        TourStep(
            _("Sök"),
            _("Ctrl+F söker på namn, personnummer eller ärendenummer. Ctrl+K hittar allt annat du kan göra."),
            lambda: window.top.search,
        ),
        TourStep(
            _("Lås och hjälp"),
            _(
                "Ctrl+L låser när du går. F1 öppnar handboken om just det du håller på med. Det här ärendet "
                "är påhittat: prova vad du vill."
            ),
            lambda: window.top.lock_button,
        ),
    )
