"""Locked means gone, and nothing is lost: by Ctrl+L, by the button, by a crash, by a second start."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.end_to_end import memory
from tests.end_to_end.program import Program, alive
from tests.end_to_end.ready import CLIENT, FAMILY, GIVEN, NUMBER, Ready, open_case, unlock
from tests.end_to_end.screen import until

pytestmark = pytest.mark.xdist_group("screen")

FIRST = "1. Remiss till familjehemsvården"
TAB = f"{CLIENT} · Kontaktperson"


@pytest.mark.parametrize("way", ["Ctrl+L", "Lås"])
def test_locking_ends_the_session_and_takes_every_name_and_the_key_with_it(
    in_case: Program, ready: Ready, way: str
) -> None:
    (session,) = in_case.sessions()
    assert memory.holds(session, FAMILY), "the search finds a name where there is one"
    in_case.keys("Ctrl+L") if way == "Ctrl+L" else in_case.press("button", way)
    in_case.find("password text", "Lösenfras")
    until(lambda: not alive([session]), "the end of the session process")
    for said in (FAMILY, GIVEN, NUMBER, NUMBER.replace("-", "")):
        assert not memory.holds(in_case.pid, said)
    key = ready.key.to_bytes()
    for secret in (key[:32], key[:32].hex().encode(), ready.key.to_bytes().hex().encode()):
        assert not memory.holds(in_case.pid, secret)
    said_to_see = {label.name for label in in_case.all("label")}
    assert "Arbetsfil: Åsas arbetsfil" in said_to_see
    assert not [said for said in said_to_see if FAMILY in said or "oväntat" in said]


def test_a_wrong_passphrase_is_said_beside_the_line_and_the_right_one_comes_back_to_the_case(
    in_case: Program,
) -> None:
    in_case.keys("Ctrl+L")
    line = in_case.find("password text", "Lösenfras")
    in_case.write("Lösenfras", "fel häst batteri klammer")
    in_case.press("button", "Lås upp")
    said = "Det öppnar inte arbetsfilen. Kontrollera stora och små bokstäver och prova igen, eller använd "
    in_case.until(lambda: in_case.look(line).description == said + "återställningskoden.", said)
    assert in_case.look(line).text == "", "the wrong phrase is gone"
    in_case.hear(lambda seen: seen.name == "Lösenfras")
    unlock(in_case)
    assert "selected" in in_case.find("page tab", TAB).states
    in_case.find("button", f"{FIRST}, Kan göras nu")


def test_the_recovery_code_unlocks(locked: Program, ready: Ready) -> None:
    locked.press("button", "Återställningskod")
    locked.write("Återställningskod", ready.recovery_code.lower())
    locked.press("button", "Lås upp med koden")
    locked.find("button", "Lås")


def test_ending_the_program_leaves_no_process_behind(in_case: Program) -> None:
    in_case.keys("Ctrl+L")
    in_case.find("password text", "Lösenfras")
    until(lambda: in_case.sessions(), "the next session process, waiting")
    processes = [in_case.pid, *in_case.sessions()]
    os.kill(in_case.pid, signal.SIGTERM)
    until(lambda: not alive(processes), "the end of every process")


def test_a_second_start_brings_the_locked_window_forward_and_ends(locked: Program) -> None:
    brings_forward(locked)


def test_a_second_start_brings_the_open_window_forward_and_ends(in_case: Program) -> None:
    brings_forward(in_case)
    in_case.find("page tab", TAB)


def brings_forward(program: Program) -> None:
    program.screen.reader.ask("look_away")
    program.until(lambda: not program.active(), "no window has the keyboard")
    again = program.start_again()
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    program.until(program.active, "the window has the keyboard again")


def test_a_killed_session_says_so_kindly_and_keeps_the_last_act_and_the_draft(in_case: Program) -> None:
    in_case.press("button", f"{FIRST}, Kan göras nu")
    in_case.hear(lambda seen: seen.role == "check box")
    in_case.press("button", "Öppna Remiss")
    in_case.hear(lambda seen: seen.role == "text")
    in_case.focus(in_case.find("text", "Bakgrund"))
    in_case.hear(lambda seen: seen.name == "Bakgrund")
    in_case.keys(*"schack")
    in_case.find("label", part="Utkast sparat ")
    in_case.press("button", "Tillbaka till steget")
    task = "Skicka remiss om behov av kontaktperson till familjehemssekreterare"
    in_case.press("check box", task)
    in_case.find("button", f"{FIRST}, Pågår")
    (session,) = in_case.sessions()
    os.kill(session, signal.SIGKILL)
    in_case.find("label", part="Programmet avslutades oväntat. Det du sparade finns kvar.")
    unlock(in_case)
    open_case(in_case, "Pågår")
    in_case.press("button", "Öppna Remiss")
    in_case.until(lambda: in_case.find("text", "Bakgrund").text == "schack", "the draft")


def test_a_lost_start_process_leaves_no_open_window_behind(
    start: Callable[[Path], Program], ready: Ready
) -> None:
    program = start(ready.vault)
    unlock(program)
    (session,) = program.sessions()
    os.kill(program.pid, signal.SIGKILL)
    until(lambda: not alive([session]), "the session that nobody can lock any more locks itself")
