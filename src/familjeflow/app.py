"""The composition root: reads the command line and puts the rooms together; it alone knows every room.

Every command imports what it needs when it runs, so that the lock screen is on the screen at once.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from familjeflow import __version__, paths

_FAULTS = {
    "disk_error": "the disk does not read or write as it should",
    "disk_full": "the disk is full; what was made so far is not complete",
    "exists": "something with that name is there already; give an empty folder",
    "read_only": "nothing can be written there; give a folder that you may write in",
    "vault_missing": "there is no such folder, and it cannot be made",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status."""
    options = _parser().parse_args(arguments)
    if options.self_test is not None:
        return _told(_self_test, options)
    if options.command is None:
        return _window(options)
    if options.command == "session":
        return _session(options)
    commands = {"demo": _demo, "processes": _processes, "screenshots": _screenshots}
    return _told(commands[options.command], options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="familjeflow", description="FamiljeFlow: cases and steps.")
    parser.add_argument("--version", action="version", version=f"FamiljeFlow {__version__}")
    parser.add_argument(
        "--self-test", nargs="?", const="", metavar="REPORT.json", help="check the installed program"
    )
    parser.add_argument("--vault", type=Path, help="the vault file to open instead of the usual one")
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
    commands.add_parser("session", help=argparse.SUPPRESS)
    return parser


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
        where = getattr(error, "filename", None) or getattr(options, "out", None) or "FamiljeFlow"
        sys.stderr.write(f"{where}: {known or getattr(error, 'strerror', None) or 'not possible'}.\n")
        return 1


def _window(options: argparse.Namespace) -> int:
    from familjeflow.ui import start_process

    vault = options.vault or paths.default_vault()
    return start_process.run(sys.argv[:1], vault, clock=_now, new_id=_new_id)


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
    return self_test.run(report, more_checks=ui_test.checks())


def _demo(options: argparse.Namespace) -> int:
    _without_display()
    from familjeflow.services import demo
    from familjeflow.ui.picture_file import png_of

    return demo.run(options.out, png_of)


def _processes(options: argparse.Namespace) -> int:
    from familjeflow.services import process_list

    sys.stdout.write(process_list.as_json() if options.json else process_list.as_text())
    return 0


def _screenshots(options: argparse.Namespace) -> int:
    _without_display()
    os.environ["QT_SCALE_FACTOR"] = str(options.scale)
    from familjeflow.ui import screenshots

    return screenshots.run(options.out, theme=options.theme, size=options.size, scale=options.scale)


def _now() -> datetime:
    return datetime.now(UTC)


def _new_id() -> str:
    return uuid4().hex


def _without_display() -> None:
    """Let Qt draw in memory when nobody has chosen a platform for it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
