"""The composition root: reads the command line and puts the rooms together; it alone knows every room.

Every command imports what it needs when it runs, so that the lock screen is on the screen at once.
"""

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from familjeflow import __version__, i18n, paths

if TYPE_CHECKING:
    from familjeflow.services.vaults import Key

_FAULTS = {
    "damaged": "the file is damaged; see the command rescue",
    "damaged_key_file": "the key file is damaged; give a backup with --backup",
    "disk_error": "the disk does not read or write as it should",
    "disk_full": "the disk is full; what was made so far is not complete",
    "exists": "something with that name is there already; give an empty folder",
    "in_use": "another program has it open; close that first",
    "key_file_missing": "the key file, which ends in .nycklar, is not beside it",
    "network_folder": "a work file may not lie on a network disk; give a folder on this computer's own disk",
    "not_a_vault": "that is no work file",
    "older_version": "it was made by an older version; open it in the program once",
    "read_only": "nothing can be written there; give a folder that you may write in",
    "roaming_profile": "a work file may not lie in a roaming profile; give another folder",
    "synced_folder": "a work file may not lie in a synced folder; give a folder on this computer's own disk",
    "recovery_code_typo": "the last two characters of the recovery code do not fit the rest",
    "vault_missing": "there is no such file or folder",
    "wrong_key": "that does not open the work file",
    "wrong_key_file": "the key file belongs to another work file",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status."""
    _speak_somewhere()
    options = _parser().parse_args(arguments)
    if options.lang is not None:
        i18n.speak(options.lang)
    if options.self_test is not None:
        return _told(_self_test, options)
    if options.command is None:
        return _window(options)
    if options.command == "session":
        return _session(options)
    commands = {
        "demo": _demo,
        "processes": _processes,
        "screenshots": _screenshots,
        "verify": _verify,
        "rebuild": _rebuild,
        "rescue": _rescue,
    }
    return _told(commands[options.command], options)


class _Nowhere(io.TextIOBase):
    def write(self, text: str) -> int:
        return len(text)


def _speak_somewhere() -> None:
    """A windowed program on Windows has no stdout and no stderr; then what is said there is not heard."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, _Nowhere())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="familjeflow", description="FamiljeFlow: cases and steps.")
    parser.add_argument("--version", action="version", version=f"FamiljeFlow {__version__}")
    parser.add_argument(
        "--self-test", nargs="?", const="", metavar="REPORT.json", help="check the installed program"
    )
    # The desktop's menu starts without a file, and then says --vault alone.
    parser.add_argument(
        "--vault", type=Path, nargs="?", help="the vault file to open instead of the usual one"
    )
    parser.add_argument(
        "--lang", choices=i18n.LANGUAGES, help="the language to show, instead of the chosen one"
    )
    parser.add_argument("--after", default="", help=argparse.SUPPRESS)
    commands = parser.add_subparsers(dest="command", metavar="command")
    demo = commands.add_parser("demo", help="walk made-up cases through every process, without a display")
    demo.add_argument("--out", type=Path, required=True, metavar="DIR")
    listed = commands.add_parser("processes", help="list the processes")
    listed.add_argument("--json", action="store_true", help="as JSON, with every step")
    shots = commands.add_parser("screenshots", help="save a picture of every screen")
    shots.add_argument("--out", type=Path, required=True, metavar="DIR")
    shots.add_argument("--theme", choices=("light", "dark"), default="light")
    shots.add_argument("--size", type=_size, default=(1280, 720), metavar="WxH")
    shots.add_argument("--scale", type=float, default=1.0)
    shots.add_argument("--guide", action="store_true", help="the pictures of the user guide")
    commands.add_parser("session", help=argparse.SUPPRESS)
    _vault_commands(commands)
    return parser


def _vault_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    asked = (
        "The passphrase, or else the recovery code, is asked for on the terminal; it is never an argument."
    )
    checked = commands.add_parser(
        "verify", help="check the pages, chains and lists of a work file", epilog=asked
    )
    checked.add_argument("file", type=Path, metavar="VAULT")
    again = commands.add_parser("rebuild", help="compute the lists of a work file anew", epilog=asked)
    again.add_argument("file", type=Path, metavar="VAULT")
    saved = commands.add_parser("rescue", help="save what can be read of a damaged work file", epilog=asked)
    saved.add_argument("file", type=Path, metavar="VAULT")
    saved.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the new work file")
    saved.add_argument("--backup", type=Path, metavar="COPY", help="a backup to fill the gaps from")


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    try:
        return int(width), int(height)
    except ValueError as error:
        raise argparse.ArgumentTypeError("give the size as WIDTHxHEIGHT, for example 1280x720") from error


def _told(command: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """Run a command; what the world refuses is said in one English sentence and ends with status 1."""
    from familjeflow.storage.errors import VaultError, sort_fault

    try:
        return command(options)
    except (OSError, VaultError) as error:
        fault = sort_fault(error)
        known = _FAULTS.get(fault.code, fault.code) if fault else ""
        named = getattr(options, "file", None) or getattr(options, "out", None)
        where = getattr(error, "filename", None) or named or "FamiljeFlow"
        sys.stderr.write(f"{where}: {known or getattr(error, 'strerror', None) or 'not possible'}.\n")
        return 1


def _window(options: argparse.Namespace) -> int:
    from familjeflow.ui import start_process
    from familjeflow.ui.start.handover import return_from

    vault = options.vault or paths.default_vault()
    ended = return_from(options.after)
    return start_process.run(
        sys.argv[:1], vault, clock=_now, new_id=_new_id, ended=ended, language=options.lang
    )


def _session(_options: argparse.Namespace) -> int:
    from familjeflow import log
    from familjeflow.ui import session_process

    log.begin(paths.log_file())
    return session_process.run(clock=_now, new_id=_new_id)


def _self_test(options: argparse.Namespace) -> int:
    _without_display()
    from familjeflow.services import self_test
    from familjeflow.ui import self_test as ui_test

    report = Path(options.self_test) if options.self_test else None
    return self_test.run(report, vault=options.vault, more_checks=ui_test.checks())


def _demo(options: argparse.Namespace) -> int:
    _without_display()
    from familjeflow.services import demo
    from familjeflow.ui.picture_file import png_of

    return demo.run(options.out, png_of)


def _processes(options: argparse.Namespace) -> int:
    from familjeflow.services import process_list

    sys.stdout.write(process_list.as_json() if options.json else process_list.as_text())
    faults = process_list.faults_as_text()
    sys.stderr.write(faults)
    return 1 if faults else 0


def _screenshots(options: argparse.Namespace) -> int:
    _without_display()
    os.environ["QT_SCALE_FACTOR"] = str(options.scale)
    from familjeflow.ui import screenshots

    look = {"theme": options.theme, "size": options.size, "scale": options.scale}
    return screenshots.run(options.out, guide=options.guide, **look)


def _unlocked(file: Path) -> "Key":
    """The key of a vault, by what the person writes on the terminal; nothing is shown while it is written."""
    from getpass import getpass

    from familjeflow.services import vaults

    passphrase = getpass(f"Passphrase of {file.name} (empty for the recovery code): ")
    if passphrase:
        return vaults.unlock_with_passphrase(file, passphrase)
    return vaults.unlock_with_recovery(file, getpass("Recovery code: "))


def _progress(part: str, done: int, of: int) -> None:
    end = "\n" if done >= of and part != "pages" else "\r"
    sys.stderr.write(f"{part}: {done} of {of}{end}")
    sys.stderr.flush()


def _verify(options: argparse.Namespace) -> int:
    from familjeflow.services.verify import told_in_words, verify

    verdict = verify(options.file, _unlocked(options.file), told=_progress)
    sys.stdout.write("".join(line + "\n" for line in told_in_words(verdict)))
    return 0 if verdict.sound else 1


def _rebuild(options: argparse.Namespace) -> int:
    from contextlib import closing

    from familjeflow.services.rebuild import rebuild
    from familjeflow.storage.vault import open_vault

    with closing(open_vault(options.file, _unlocked(options.file))) as vault:
        built = rebuild(vault, told=lambda done, of: _progress("lists", done, of))
    sys.stdout.write(f"{built.shown} cases and {built.persons} people in the lists\n")
    sys.stdout.write("".join(f"{stream} can not be shown\n" for stream in built.unreadable))
    return 1 if built.unreadable else 0


def _rescue(options: argparse.Namespace) -> int:
    from familjeflow.services import rescue

    key, keys = rescue.key_of(options.file, options.backup, _unlocked)
    saved = rescue.rescue(options.file, key, keys, options.out, new_id=_new_id, backup=options.backup)
    sys.stdout.write(rescue.report(saved))
    return 0 if saved.whole else 1


def _now() -> datetime:
    return datetime.now(UTC)


def _new_id() -> str:
    return uuid4().hex


def _without_display() -> None:
    """Let Qt draw in memory when nobody has chosen a platform for it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
