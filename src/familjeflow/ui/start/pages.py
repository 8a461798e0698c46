"""The three quiet pages of the first start: what this is, the passphrase with its code, and who you are."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from familjeflow.i18n import _
from familjeflow.ui import icons, theme
from familjeflow.ui.start.role_picker import RolePicker
from familjeflow.ui.widgets import buttons
from familjeflow.ui.widgets.fields import Field, passphrase_field
from familjeflow.ui.widgets.layouts import column, holder, row
from familjeflow.ui.widgets.panels import Notice
from familjeflow.ui.widgets.text import label, meta, page_title, reading

_WIDTH = 620
_LEVELS = ("weak", "weak", "fair", "good", "good")
_ENOUGH = 2


class Page(QWidget):
    """A card in the middle with its place in the order, a heading, content and one primary act."""

    def __init__(self, place: str, title: str) -> None:
        super().__init__()
        theme.mark(self, surface="ground")
        card = QFrame()
        theme.mark(card, surface="card")
        card.setFixedWidth(_WIDTH)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.M)
        self.notice = Notice("overdue")
        self.acts = row(spacing=theme.S)
        head = column(meta(place), page_title(title), spacing=theme.XS)
        inner = column(head, self.notice, self.body, theme.S, self.acts, spacing=theme.M, margin=theme.XXL)
        card.setLayout(inner)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(row(None, card, None))
        outer.addStretch(3)


class WelcomePage(Page):
    """What this is and what it never does. `restore_asked` comes from who has a backup already."""

    done = Signal()
    restore_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Steg 1 av 3"), _("Välkommen till FamiljeFlow"))
        self.body.addWidget(
            reading(
                _(
                    "FamiljeFlow visar enhetens rutiner som en bild du kan klicka i. I varje ärende ser du "
                    "vad som är gjort och vad som kommer härnäst."
                )
            )
        )
        for icon, text in (
            ("lock", _("Allt sparas krypterat i en arbetsfil på den här datorn.")),
            ("shield", _("Programmet använder aldrig nätverket. Ingenting skickas någonstans.")),
            (
                "info",
                _("Du bestämmer. Programmet föreslår och påminner, och frågar varför när rutinen frångås."),
            ),
        ):
            self.body.addLayout(_point(icon, text))
        self.next_button = buttons.primary(_("Kom igång"), self.done.emit)
        self.restore_button = buttons.link(_("Återställ från en säkerhetskopia"), self.restore_asked.emit)
        self.acts.addWidget(self.next_button)
        self.acts.addWidget(self.restore_button)
        self.acts.addStretch(1)


class PassphrasePage(Page):
    """Choose a passphrase. `judge` gives 0 to 4 and what would help; `chosen` carries what was chosen."""

    chosen = Signal(str)

    def __init__(self, judge: Callable[[str], tuple[int, str]]) -> None:
        super().__init__(_("Steg 2 av 3"), _("Välj en lösenfras"))
        self.body.addWidget(
            reading(
                _(
                    "Lösenfrasen är nyckeln till arbetsfilen. Fyra eller fler ord som inte hör ihop är "
                    "lätta att minnas och svåra att gissa."
                )
            )
        )
        self.first = passphrase_field(_("Lösenfras"))
        self.again = passphrase_field(_("Lösenfras en gång till"))
        self._judge = judge
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Styrka"))
        self._words = meta(" ")
        self.body.addWidget(self.first)
        self.body.addLayout(column(self._bar, self._words, spacing=theme.XS))
        self.body.addWidget(self.again)
        self.next_button = buttons.primary(_("Skapa arbetsfilen"), self._choose)
        self.acts.addWidget(self.next_button)
        self.acts.addStretch(1)
        line(self.first).textChanged.connect(self._weigh)
        line(self.again).returnPressed.connect(self._choose)

    def _weigh(self, text: str) -> None:
        score, words = self._judge(text)
        self._bar.setValue(25 * score)
        theme.mark(self._bar, level=_LEVELS[score])
        self._words.setText(words if text else " ")
        self.first.show_problem("")

    def _choose(self) -> None:
        score, words = self._judge(line(self.first).text())
        same = line(self.first).text() == line(self.again).text()
        self.first.show_problem("" if score >= _ENOUGH else words)
        self.again.show_problem("" if same else _("De två raderna är inte lika."))
        if score >= _ENOUGH and same:
            self.chosen.emit(line(self.first).text())

    def show_busy(self, busy: bool) -> None:
        """While the key is made nothing can be pressed twice."""
        self.next_button.setEnabled(not busy)
        self.next_button.setText(_("Skapar arbetsfilen …") if busy else _("Skapa arbetsfilen"))

    def forget(self) -> None:
        """Clear both lines."""
        line(self.first).clear()
        line(self.again).clear()


class CodePage(Page):
    """The recovery code, to be typed back once. `opens` tries a typed code; `save_asked` asks for paper."""

    done = Signal()
    save_asked = Signal()

    def __init__(self, code: str, opens: Callable[[str], bool]) -> None:
        super().__init__(_("Steg 2 av 3"), _("Spara din återställningskod"))
        self._opens = opens
        self.body.addWidget(
            reading(
                _(
                    "Glömmer du lösenfrasen är koden den enda vägen in. Förvara den på papper, inlåst och "
                    "inte vid datorn. Programmet sparar den inte."
                )
            )
        )
        groups = code.split("-")
        half = (len(groups) + 1) // 2
        self.shown = label("-".join(groups[:half]) + "-\n" + "-".join(groups[half:]), type_="code")
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        frame = QFrame()
        theme.mark(frame, notice="accent")
        frame.setLayout(column(self.shown, margin=theme.M))
        self.body.addWidget(frame)
        self.save_button = buttons.plain(
            _("Spara återställningskoden som PDF"), self.save_asked.emit, icon="download"
        )
        self.saved = meta("", wrap=True)
        self.body.addLayout(row(self.save_button, self.saved, None))
        self.typed = Field(
            _("Skriv av koden"),
            QLineEdit(),
            hint=_("Så vet vi att den går att läsa. Bindestreck behövs inte."),
        )
        self.body.addWidget(self.typed)
        self.next_button = buttons.primary(_("Fortsätt"), self._check)
        line(self.typed).returnPressed.connect(self._check)
        self.acts.addWidget(self.next_button)
        self.acts.addStretch(1)

    def _check(self) -> None:
        typed = line(self.typed).text().strip()
        if typed and self._opens(typed):
            self.typed.show_problem("")
            self.done.emit()
            return
        self.typed.show_problem(
            _("Det stämmer inte med koden ovan. Jämför grupp för grupp.")
            if typed
            else _("Skriv av koden här.")
        )


class ProfilePage(Page):
    """Who you are, as it is signed under what you do. `done` carries name, title, roles and unit.

    `backups` also asks for the folder for backups, through `folder_asked`.
    """

    done = Signal(str, str, tuple, str, bool)
    folder_asked = Signal()

    def __init__(self, *, keyring: bool = True, place: str = "", backups: bool = False) -> None:
        super().__init__(place or _("Steg 3 av 3"), _("Vem är du?"))
        self.body.addWidget(reading(_("Det här står under det du gör i ärendena. Du kan ändra det senare.")))
        self.name = Field(_("Namn"), QLineEdit())
        self.title = Field(_("Befattning"), QLineEdit(), hint=_("Till exempel socialsekreterare."))
        self.unit = Field(_("Enhet"), QLineEdit())
        for field in (self.name, self.title, self.unit):
            self.body.addWidget(field)
        self.roles = RolePicker()
        self.body.addWidget(self.roles)
        self.keyring = QCheckBox(_("Lås upp utan att skriva på den här datorn"))
        self.keyring.setAccessibleDescription(_("Nyckeln sparas då också i datorns nyckelring."))
        self.keyring.setVisible(keyring)
        self.body.addWidget(self.keyring)
        self.backup_folder: Path | None = None
        self._folder = meta(_("Säkerhetskopior: ingen mapp är vald. Den går att välja senare."), wrap=True)
        self.folder_button = buttons.plain(_("Välj mapp för kopior …"), self.folder_asked.emit)
        beside = row(self._folder, self.folder_button, spacing=theme.M)
        beside.setStretch(0, 1)
        asked = holder(beside)
        asked.setVisible(backups)
        self.body.addWidget(asked)
        self.next_button = buttons.primary(_("Börja arbeta"), self._give)
        self.acts.addWidget(self.next_button)
        self.acts.addStretch(1)

    def show_folder(self, folder: Path) -> None:
        """The folder for backups that was chosen."""
        self.backup_folder = folder
        self._folder.setText(_("Säkerhetskopior: {folder}").format(folder=folder))

    def _give(self) -> None:
        name = line(self.name).text().strip()
        self.name.show_problem("" if name else _("Skriv ditt namn."))
        if not name:
            self.name.editor.setFocus()
            return
        title, unit = line(self.title).text().strip(), line(self.unit).text().strip()
        self.done.emit(name, title, self.roles.chosen(), unit, self.keyring.isChecked())


def line(field: Field) -> QLineEdit:
    """The line of a field that holds one."""
    assert isinstance(field.editor, QLineEdit)
    return field.editor


def _point(icon: str, text: str) -> QHBoxLayout:
    mark = QLabel()
    icons.dress(mark, icon, "accent", 20)
    result = row(mark, label(text, wrap=True), spacing=theme.M)
    result.setStretch(1, 1)
    return result
