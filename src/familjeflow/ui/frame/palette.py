"""What Ctrl+K offers where one is: what the shown case has, pages and acts, and cases opened lately."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from familjeflow.domain.projections import CaseHead
from familjeflow.i18n import _
from familjeflow.services import letters
from familjeflow.ui import actions
from familjeflow.ui.case.page import CasePage
from familjeflow.ui.frame.command_list import Command

_NOT_HERE = frozenset({"palette"})
_IN_A_CASE = frozenset({"close_tab", "next_tab", "previous_tab"})


def offered(
    handlers: Mapping[str, Callable[[], object]], case: CasePage | None, tabs_open: bool
) -> tuple[Command, ...]:
    """The commands of the window that fit, with those of the shown case before them."""
    found = list(_of_case(case)) if case is not None else []
    known = {s.id: s for s in actions.shortcuts()}
    for name, run in handlers.items():
        if name in _NOT_HERE or (name in _IN_A_CASE and not tabs_open):
            continue
        found.append(Command(known[name].text, run, known[name].keys))
    return tuple(found)


def recent(heads: tuple[CaseHead, ...], open_case: Callable[[str], object]) -> tuple[Command, ...]:
    """The cases opened lately, by name and number."""
    words = _("Ärende: {client} · {number}")
    return tuple(
        Command(words.format(client=h.client, number=h.number), partial(open_case, h.case_id)) for h in heads
    )


def _of_case(page: CasePage) -> Iterator[Command]:
    case = page.case
    if case is None:
        return
    keys = {s.id: s.keys for s in actions.shortcuts()}
    if case.undo is not None:
        yield Command(_("Ångra: {what}").format(what=case.undo.text), page.undo, keys["undo"])
    if case.next is not None and case.next.step:
        yield Command(_("Gå till det som står näst på tur"), page.go_to_next)
    yield Command(_("Ny anteckning"), page.journal.write, keys["new_note"])
    yield Command(_("Förhandsgranska papperet"), page.writing.preview, keys["print"])
    for step in case.steps:
        yield Command(_("Steg: {step}").format(step=step.label), partial(_work_on, page, step.id))
    for slug, title in page.tabs.titles():
        yield Command(_("Visa {part} i ärendet").format(part=title), partial(_show_tab, page, slug))
    for paper in page.exports.case_papers():
        yield Command(_("Papper: {paper}").format(paper=paper.title), partial(page.writing.paper, paper))
    for kind in letters.KINDS:
        title = letters.title_of(kind)
        yield Command(_("Skriv: {letter}").format(letter=title), partial(page.writing.letter, kind))
    if case.closed_on is None:
        yield Command(_("Stäng ärendet"), page.ask_close)
    else:
        yield Command(_("Öppna ärendet igen"), page.ask_reopen)


def _work_on(page: CasePage, step: str) -> None:
    page.goto(step)
    page.panel.focus_first()


def _show_tab(page: CasePage, slug: str) -> None:
    page.writing.leave()
    page.tabs.go_to(slug)
    page.take_focus()
