"""The page Processer: everything of a process to read, and the choices that the source leaves open."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.names import unnamed
from tests.ui.scripted import Scripted

from familjeflow.services import process_settings, processes
from familjeflow.services.desk import Desk
from familjeflow.ui.frame.context import Context
from familjeflow.ui.processes.page import ProcessesPage


def page_of(desk: Desk, qtbot: QtBot, saves: list[str], dialogs: Scripted | None = None) -> ProcessesPage:
    context = Context(
        dialogs or Scripted(),
        lambda: saves.append("saved"),
        lambda _c: None,
        lambda _e: None,
        lambda _c, _s: None,
    )
    page = ProcessesPage(desk, context)
    qtbot.addWidget(page)
    page.resize(1100, 670)
    page.show()
    page.reload()
    return page


def button(page: ProcessesPage, name: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.accessibleName() == name)


def words(page: ProcessesPage) -> str:
    QApplication.processEvents()  # a layout shows what is added to it with the next event
    return "\n".join(found.text() for found in page.findChildren(QLabel) if found.isVisibleTo(page))


def test_every_process_tells_its_roles_steps_limits_and_oddities(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot, [])
    for place, process in enumerate(processes.shipped()):
        page.list.setCurrentRow(place)
        shown = words(page)
        assert all(role in shown for role in process.info.roles.values())
        for step in process.reading_order:
            content = process.step(step)
            assert content.label in shown or content.question is not None
            assert all(rule.text in shown for rule in content.limits)
            assert all(odd in shown for odd in content.oddities)
        assert all(entry.name in shown for entry in process.info.directory)
        assert unnamed(page) == []


def test_a_choice_is_kept_at_once_and_counts_for_the_next_case(desk: Desk, qtbot: QtBot) -> None:
    saves: list[str] = []
    page = page_of(desk, qtbot, saves)
    process = next(p for p in processes.shipped() if p.info.settings)
    page.list.setCurrentRow(processes.shipped().index(process))
    setting = process.info.settings[0]
    combo = page.findChild(QComboBox, f"setting:{setting.id}")
    assert combo is not None
    assert combo.currentData() == setting.default
    other = next(choice for choice, _text in setting.choices if choice != setting.default)
    combo.setCurrentIndex(combo.findData(other))
    assert process_settings.chosen(desk, process)[setting.id] == other
    assert saves == ["saved"]


def test_the_organisations_own_file_is_added_copied_and_taken_away_again(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    saves: list[str] = []
    dialogs = Scripted()
    page = page_of(desk, qtbot, saves, dialogs)
    process = next(p for p in processes.shipped() if p.info.id == "familjebehandlare")
    page.list.setCurrentRow(processes.shipped().index(process))
    assert "Ingen fil än" in words(page)
    dialogs.path = tmp_path / "meny.pdf"
    dialogs.path.write_bytes(b"%PDF-" + bytes(2_300_000))
    button(page, "Lägg till fil … Insatsmeny behandlingsgruppen").click()
    assert "meny.pdf · 2,3 MB" in words(page)
    dialogs.path = tmp_path / "kopia.pdf"
    button(page, "Spara en kopia … Insatsmeny behandlingsgruppen").click()
    assert dialogs.path.stat().st_size == 2_300_005
    button(page, "Ta bort Insatsmeny behandlingsgruppen").click()
    assert "meny.pdf" not in words(page)
    assert unnamed(page) == []
    assert saves == ["saved", "saved"]
