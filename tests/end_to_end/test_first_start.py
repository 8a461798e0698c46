"""The first day by ear: a vault is made, its code typed back, a client registered, a case opened."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.end_to_end.program import Program

pytestmark = pytest.mark.xdist_group("screen")

PHRASE = "fyra blåa älgar räknar"


def test_from_nothing_to_the_first_case(start: Callable[[Path], Program], tmp_path: Path) -> None:
    vault = tmp_path / "min mapp" / "Åkes fil.familjeflow"
    program = start(vault)
    program.hear(lambda seen: (seen.role, seen.name) == ("button", "Kom igång"))
    program.keys("Space")
    code = choose_passphrase(program)
    type_code_back(program, code)
    say_who(program)
    program.find("button", "Prova med ett påhittat ärende")
    assert vault.exists()
    register_client(program)
    open_contact_person_case(program)
    program.find("button", "1. Remiss till familjehemsvården, Kan göras nu")
    lock_and_come_back_with_the_code(program, code)
    program.find("page tab", "Exempelius, Berta · Kontaktperson")


def choose_passphrase(program: Program) -> str:
    """A weak phrase is refused in words; a good one makes the vault. Gives the code that is then shown."""
    program.hear(lambda seen: seen.name == "Lösenfras")
    program.write("Lösenfras", "kort")
    program.write("Lösenfras en gång till", "kort")
    program.press("button", "Skapa arbetsfilen")
    weak = "För kort. Ta fyra eller fem ord som inte hör ihop."
    program.until(lambda: program.find("password text", "Lösenfras").description == weak, weak)
    program.write("Lösenfras", PHRASE)
    program.write("Lösenfras en gång till", PHRASE + "!")
    program.press("button", "Skapa arbetsfilen")
    program.find("label", "De två raderna är inte lika.")
    program.write("Lösenfras en gång till", PHRASE)
    program.press("button", "Skapa arbetsfilen")
    program.find("label", "Spara din återställningskod")
    return next(label.name for label in program.all("label") if label.name.count("-") > 6)


def type_code_back(program: Program, code: str) -> None:
    """A wrong code is refused; the right one, in small letters and without hyphens, is taken."""
    program.hear(lambda seen: seen.name == "Skriv av koden")
    program.write("Skriv av koden", "0" * 34)
    program.press("button", "Fortsätt")
    program.find("label", part="Det stämmer inte med koden ovan.")
    program.write("Skriv av koden", code.replace("-", "").replace("\n", "").lower())
    program.press("button", "Fortsätt")


def say_who(program: Program) -> None:
    """Name, title and role."""
    program.hear(lambda seen: seen.name == "Namn")
    program.press("button", "Börja arbeta")
    program.find("label", "Skriv ditt namn.")
    program.write("Namn", "Åke Fabelstam")
    program.write("Befattning", "Socialsekreterare")
    program.press("check box", "Socialsekreterare")
    program.press("button", "Börja arbeta")


def register_client(program: Program) -> None:
    """Search first, register after; a number that looks wrong is said and allowed."""
    program.press("button", "Nytt ärende")
    program.hear(lambda seen: seen.name == "Sök klienten först")
    program.write("Sök klienten först", "Exempelius, Berta")
    program.press("button", "Registrera ny klient")
    number = program.hear(lambda seen: seen.name == "Nummer")
    assert [program.find("text", n).text for n in ("Förnamn", "Efternamn")] == ["Berta", "Exempelius"]
    program.write("Nummer", "20150315-9801")
    program.keys("Tab")
    warned = "Kontrollsiffran stämmer inte. Kontrollera numret. Det går att spara ändå."
    program.until(lambda: program.look(number).description == warned, warned)
    program.press("button", "Registrera klienten")
    program.find("label", "Exempelius, Berta")


def open_contact_person_case(program: Program) -> None:
    """Choose the process; only then can the case be opened."""
    assert "enabled" not in program.find("button", "Öppna ärendet").states
    program.press("radio button", "Kontaktperson")
    program.press("button", "Öppna ärendet")
    program.find("page tab", "Bild")


def lock_and_come_back_with_the_code(program: Program, code: str) -> None:
    """The code from the paper opens what the passphrase opens."""
    program.keys("Ctrl+L")
    program.press("button", "Återställningskod")
    program.write("Återställningskod", code.replace("\n", "")[:-1])
    program.press("button", "Lås upp med koden")
    program.find("label", part="Återställningskoden är felskriven.")
    program.write("Återställningskod", code.replace("\n", ""))
    program.press("button", "Lås upp med koden")
    program.find("button", "Lås")
