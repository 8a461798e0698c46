"""A form being filled in: in the page's main area, saved as it is typed, and adopted when it is ready."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QWidget

from familjeflow.domain.errors import DomainError
from familjeflow.domain.forms import JsonValue, Problem, out_of_time, problems, unknown_keys
from familjeflow.i18n import _, ngettext
from familjeflow.services.changes import ChangeSet
from familjeflow.services.form_filling import FormView
from familjeflow.services.words import time_word
from familjeflow.ui import theme
from familjeflow.ui.case.panel.parts import ReasonLine
from familjeflow.ui.case.surfaces import ground
from familjeflow.ui.forms.akt_line import AktLine, OthersNotice
from familjeflow.ui.forms.fields import Fields, FormSurroundings
from familjeflow.ui.forms.versions_part import VersionsPart
from familjeflow.ui.papers.beside import Beside
from familjeflow.ui.papers.leaving import Make
from familjeflow.ui.papers.preview_pane import PreviewActs, PreviewPane
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.layouts import column, holder, row, rule, scrolling
from familjeflow.ui.widgets.panels import Notice
from familjeflow.ui.widgets.text import label, meta, page_title

SAVE_AFTER = 1500
"""Milliseconds from the first unsaved change to the draft being kept; under the promised two seconds."""

Row = dict[str, JsonValue]


@dataclass(frozen=True)
class FormActs:
    """What the page does through the services. Each may raise DomainError or VaultError.

    Those about what is written are given the answers, and whose akt was chosen (None where there is nothing
    to choose); `adopt` the reason too. `attempt` runs one of them and says what the world did not allow; it
    gives None then. `make_paper` gives what makes the paper of the answers, in another thread.
    """

    save_draft: Callable[[Row, str | None], datetime]
    adopt: Callable[[Row, str, str | None], ChangeSet]
    print_paper: Callable[[Row, str | None], None]
    attempt: Callable[[Callable[[], object]], object]
    print_version: Callable[[int], None] = lambda _number: None
    print_blank: Callable[[], None] = lambda: None
    save_fillable: Callable[[], None] = lambda: None
    make_paper: Callable[[Row, str | None], Make] = lambda _answers, _akt: bytes
    save_pdf: Callable[[Row, str | None], None] = lambda _answers, _akt: None
    save_word: Callable[[Row, str | None], None] = lambda _answers, _akt: None


class FormPage(QWidget):
    """One form.

    `left` asks to go back to the step, `adopted` tells what the saved document changed, `draft_kept` that
    what was typed lies in the vault.
    """

    left = Signal()
    adopted = Signal(object)
    draft_kept = Signal()

    def __init__(self, view: FormView, acts: FormActs, today: date) -> None:
        super().__init__()
        self._view = view
        self._acts = acts
        self._strict = False
        self._dirty = False
        self._typed = view.draft_saved_at is not None
        self.akt = AktLine(view)
        self.akt.chosen.connect(self._change_akt)
        self.others = OthersNotice(view)
        self.versions = VersionsPart(view, acts.print_version)
        self.fields = Fields(
            view.form.fields, FormSurroundings(today, view.options, view.prefilled), self._changed
        )
        self.fields.write(view.answers)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER)
        self._timer.timeout.connect(self.flush)
        self.summary = Notice("overdue")
        self._saved = meta("")
        self._reason = ReasonLine((), _("Rutinen lägger något annat före det här dokumentet."))
        self._reason.hide()
        self._scroll = scrolling(self._body(), name=view.title)
        self.paper = Beside(self._scroll, PreviewPane(self._preview_acts()))
        layout = column(self._head(), self.paper, self._foot(), spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        ground(self, "raised")
        self._keys()
        self._show_saved(view.draft_saved_at)
        self._look_through()

    def flush(self) -> None:
        """Keep what has been typed now. What could not be kept is tried again with the next change."""
        self._timer.stop()
        if self._dirty:
            kept = self._acts.attempt(lambda: self._acts.save_draft(self.fields.read(), self.akt.person()))
            if isinstance(kept, datetime):
                self._dirty = False
                self._show_saved(kept)
                self.draft_kept.emit()
        self._show_problems()
        self._look_through()

    def is_saved(self) -> bool:
        """Whether everything typed has been kept."""
        return not self._dirty

    def focus_first(self) -> None:
        """Move the keyboard to the first field."""
        first = next(iter(self.fields.boxes.values()), None)
        if first is not None:
            first.focus(())

    def toggle_preview(self) -> None:
        """Show the paper beside the form, or hide it."""
        self.paper.toggle()

    def surfaces(self) -> tuple[QWidget, ...]:
        """What F6 moves between."""
        return self.paper.surfaces()

    def adopt(self) -> None:
        """Save the document, or show what must be mended first and go there."""
        self._strict = True
        found = self._problems()
        self._show_problems()
        if found:
            self._go_to(found[0])
            return
        reason = self._reason.text() if not self._reason.isHidden() else ""
        if not self._reason.isHidden() and not reason:
            self._reason.ask()
            return
        changed = self._acts.attempt(lambda: self._adopt(reason))
        if isinstance(changed, ChangeSet):
            self._timer.stop()
            self._dirty = False
            self.adopted.emit(changed)

    def leave(self) -> None:
        """Go back to the step; what has been typed is kept as a draft."""
        self.flush()
        self.left.emit()

    def _go_to(self, problem: Problem) -> None:
        self.fields.focus_problem(problem.path)
        focused = QApplication.focusWidget()
        if focused is not None and self.fields.isAncestorOf(focused):
            self._scroll.ensureWidgetVisible(focused, 0, 3 * theme.XXL)

    def _adopt(self, reason: str) -> ChangeSet | None:
        try:
            return self._acts.adopt(self.fields.read(), reason, self.akt.person())
        except DomainError as error:
            if error.code != "reason_needed":
                raise
            self._reason.show()
            self._reason.ask()
            return None

    def _change_akt(self, before: str, now: str) -> None:
        """What the form says about the person follows, where nobody has written something else."""
        answers = self.fields.read()
        old, new = (self._view.personal.get(person, {}) for person in (before, now))
        about = {key: new.get(key, "") for key in {**old, **new} if answers.get(key) in (old.get(key), "")}
        self.fields.write({**answers, **about})
        self._changed()
        self.flush()

    def _look_through(self) -> None:
        """What the texts tell: who else is named, and what has become of the goals."""
        answers = self.fields.read()
        owner = self.akt.person() or self._view.filed_under
        self.others.check(self._view.form, answers, owner, self.akt.name())
        self.versions.show_changes(answers, is_typed=self._typed)

    def _problems(self) -> tuple[Problem, ...]:
        answers = self.fields.read()
        late = out_of_time(self._view.form, answers, self._view.options)
        return (*problems(self._view.form, answers), *late)

    def _changed(self) -> None:
        self._dirty = self._typed = True
        self._saved.setText(_("Sparas …"))
        self.paper.pane.changed()
        if not self._timer.isActive():
            self._timer.start()

    def _show_saved(self, moment: datetime | None) -> None:
        if moment is not None:
            self._saved.setText(_("Utkast sparat {time}").format(time=time_word(moment)))
        elif self._view.saved_on is not None:
            self._saved.setText(_("Sparat {day}").format(day=self._view.saved_on.isoformat()))
        else:
            self._saved.setText(_("Det du skriver sparas medan du skriver."))

    def _show_problems(self) -> None:
        found = self._problems()
        shown = found if self._strict else tuple(p for p in found if self._is_shown_early(p))
        self.fields.show_problems(shown)
        count = len(found) if self._strict else 0
        said = ngettext("{n} svar behöver ses över.", "{n} svar behöver ses över.", count).format(n=count)
        self.summary.say(said if count else "")

    def _is_shown_early(self, problem: Problem) -> bool:
        """While typing only malformed answers are pointed out, and not the one being typed."""
        box = self.fields.boxes.get(str(problem.path[0]))
        focused = QApplication.focusWidget()
        typing = box is not None and focused is not None and box.isAncestorOf(focused)
        return problem.code not in ("required", "too_few", "too_short") and not typing

    def _head(self) -> QFrame:
        frame = QFrame()
        theme.mark(frame, surface="bar")
        back = buttons.quiet(_("Tillbaka till steget"), self.leave, icon="chevron-left")
        back.setObjectName("back")
        title = page_title(self._view.title)
        layout = column(row(back, None, self.paper.button), title, self.akt, spacing=2)
        layout.setContentsMargins(theme.S, theme.S, theme.L, theme.S)
        title.setContentsMargins(theme.S, 0, 0, 0)
        self.akt.setContentsMargins(theme.S, 0, 0, 0)
        frame.setLayout(layout)
        return frame

    def _body(self) -> QWidget:
        parts: list[QWidget] = [self.summary, self.others, self.versions]
        if self._view.form.introduction:
            parts.append(label(self._view.form.introduction, tone="muted", wrap=True))
        parts.append(self.fields)
        unknown = unknown_keys(self._view.form, self._view.answers)
        if unknown:
            parts += [rule(), label(_("Svar från en äldre version av formuläret"), type_="strong")]
            parts += [meta(f"{key}: {self._view.answers[key]}", wrap=True) for key in unknown]
        parts.append(self._reason)
        content = holder(column(*parts, spacing=theme.L))
        content.setMaximumWidth(theme.LINE_LENGTH + 2 * theme.XL)
        layout = row(content, None)
        layout.setStretch(0, 100)
        layout.setContentsMargins(theme.L, theme.L, theme.L, theme.XL)
        return holder(layout)

    def _foot(self) -> QFrame:
        frame = QFrame()
        theme.mark(frame, surface="foot")
        self._print = buttons.plain(_("Skriv ut"), self._leave_as(self._acts.print_paper), icon="printer")
        self._print.setEnabled(self._view.document_id is not None)
        needs_saving = _("Spara dokumentet först. Ett utkast skrivs ut från förhandsgranskningen.")
        self._print.setToolTip("" if self._print.isEnabled() else needs_saving)
        save = buttons.primary(_("Spara dokumentet"), self.adopt)
        save.setObjectName("adopt")
        more = buttons.menu_button(_("Mer"), self._menu())
        layout = row(self._saved, None, more, self._print, save, spacing=theme.S)
        layout.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        frame.setLayout(layout)
        return frame

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName(_("Mer"))
        saved = self._view.document_id is not None
        for words, act in (
            (_("Spara som PDF"), self._acts.save_pdf),
            (_("Spara som Word"), self._acts.save_word),
        ):
            menu.addAction(words, self._leave_as(act)).setEnabled(saved)
        menu.addSeparator()
        menu.addAction(_("Skriv ut tom blankett"), self._acts.print_blank)
        menu.addAction(_("Spara som ifyllbar PDF"), self._acts.save_fillable)
        return menu

    def _preview_acts(self) -> PreviewActs:
        return PreviewActs(
            paper=lambda: self._acts.make_paper(self.fields.read(), self.akt.person()),
            print_paper=self._leave_as(self._acts.print_paper),
            save_pdf=self._leave_as(self._acts.save_pdf),
            save_word=self._leave_as(self._acts.save_word),
        )

    def _leave_as(self, act: Callable[[Row, str | None], None]) -> Callable[[], None]:
        """Let what stands in the form now leave as a paper; it is kept as a draft first."""

        def leave() -> None:
            self.flush()
            act(self.fields.read(), self.akt.person())

        return leave

    def _keys(self) -> None:
        for keys, act in (("Esc", self.leave), ("Ctrl+Return", self.adopt)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
