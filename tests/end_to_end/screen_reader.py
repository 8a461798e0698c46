"""A screen reader that takes orders: run by Debian's own Python, which has pyatspi; one JSON object a line.

It sees what Orca would see: roles, names, states, descriptions and actions on the accessibility bus, and it
hears where the keyboard's focus went. It never waits; who asks decides how long to go on asking.
"""

import json
import os
import sys
from collections.abc import Iterator
from typing import Any

import desk
import pyatspi
from gi.repository import Atspi, GLib

SAME_ROLE = {"push button": "button"}
"""What AT-SPI has called a thing in some versions, and what it is called here."""
ROLE_NAMES = {new: old for old, new in SAME_ROLE.items()}
STATES = (
    "active",
    "checkable",
    "checked",
    "enabled",
    "expanded",
    "focusable",
    "focused",
    "has_popup",
    "indeterminate",
    "pressed",
    "selected",
    "sensitive",
    "showing",
    "visible",
)
PRESSES = ("press", "click", "toggle", "showmenu", "setfocus")
known: dict[int, Any] = {}
heard: list[dict[str, Any]] = []


def remember(thing: Any) -> int:
    """A number by which the other side can name a thing again."""
    known[len(known) + 1] = thing
    return len(known)


def windows(pids: list[int]) -> list[Any]:
    """The windows of the programs with those process ids."""
    found = []
    for program in pyatspi.Registry.getDesktop(0):
        if program is not None and program.get_process_id() in pids:
            Atspi.Accessible.set_cache_mask(program, Atspi.Cache.NONE)
            found += [w for w in children(program) if has(w, "showing")]
    return found


def children(thing: Any) -> list[Any]:
    found = (thing.getChildAtIndex(i) for i in range(thing.childCount))
    return [child for child in found if child is not None]


def has(thing: Any, state: str) -> bool:
    return bool(thing.getState().contains(getattr(pyatspi, f"STATE_{state.upper()}")))


def walk(thing: Any, *, hidden: bool = False) -> Iterator[tuple[int, Any]]:
    """Everything under a thing with its depth, without what is hidden, as a reader would go through it."""
    todo = [(0, thing)]
    while todo:
        depth, here = todo.pop()
        yield depth, here
        below = [c for c in children(here) if hidden or has(c, "visible")]
        todo += [(depth + 1, child) for child in reversed(below)]


def role(thing: Any) -> str:
    name = thing.getRoleName()
    return SAME_ROLE.get(name, name)


def described(thing: Any) -> dict[str, Any]:
    """All that a reader could say about a thing."""
    states = thing.getState()
    return {
        "id": remember(thing),
        "role": role(thing),
        "name": thing.name or "",
        "description": thing.description or "",
        "states": [s for s in STATES if states.contains(getattr(pyatspi, f"STATE_{s.upper()}"))],
        "text": text(thing),
        "actions": actions(thing),
        "box": box(thing),
    }


def text(thing: Any) -> str:
    try:
        found = thing.queryText()
    except NotImplementedError:
        return ""
    return str(found.getText(0, found.characterCount))


def actions(thing: Any) -> list[str]:
    try:
        found = thing.queryAction()
    except NotImplementedError:
        return []
    return [found.getName(i) for i in range(found.nActions)]


def box(thing: Any) -> list[int]:
    try:
        extents = thing.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    except NotImplementedError:
        return []
    return [extents.x, extents.y, extents.width, extents.height]


def find(
    pids: list[int], kind: str, *, name: str = "", part: str = "", under: int = 0
) -> list[dict[str, Any]]:
    """What is shown of one role, by whole or part of its name, in some programs' windows or under a thing."""
    found = []
    for root in [known[under]] if under else windows(pids):
        for thing in of_kind(root, kind):
            own = thing.name or ""
            if (not name or own == name) and part in own:
                found.append(described(thing))
    return found


def of_kind(root: Any, kind: str) -> list[Any]:
    """Everything of a role under a thing that is shown, scrolled out of sight or not, in one question."""
    wanted = getattr(Atspi.Role, ROLE_NAMES.get(kind, kind).replace(" ", "_").upper())
    every, some = Atspi.CollectionMatchType.ALL, Atspi.CollectionMatchType.ANY
    visible = Atspi.StateSet.new([Atspi.StateType.VISIBLE])
    rule = Atspi.MatchRule.new(visible, every, {}, every, [wanted], some, [], every, False)
    found = Atspi.Collection.get_matches(root, rule, Atspi.CollectionSortOrder.CANONICAL, 0, True)
    return [root, *found] if role(root) == kind else list(found)


def look(thing: int) -> dict[str, Any]:
    """A thing again, as it is now."""
    return {**described(known[thing]), "id": thing}


def tree(pids: list[int]) -> str:
    """Everything with a name that the programs show, as lines; for a person who asks why a test failed."""
    lines = []
    for window in windows(pids):
        for depth, thing in walk(window):
            if not thing.name:
                continue
            states = [s for s in ("checked", "focused", "selected") if has(thing, s)]
            states += [] if has(thing, "enabled") else ["disabled"]
            words = f'"{thing.name}"' + (f" - {thing.description}" if thing.description else "")
            lines.append(f"{' ' * depth}{role(thing)} {words} {' '.join(states)}")
    return "\n".join(lines)


def press(thing: int, *, action: str = "") -> str:
    """Do what the thing offers; the plain press unless another action is named. Gives the action's name."""
    offered = actions(known[thing])
    for wanted in [action.lower()] if action else PRESSES:
        for number, name in enumerate(offered):
            if name.lower() == wanted and known[thing].queryAction().doAction(number):
                return name
    raise LookupError(f"offers only {offered}")


def write(thing: int, words: str) -> bool:
    """Put words into a line or a text."""
    return bool(known[thing].queryEditableText().setTextContents(words))


def focus(thing: int) -> bool:
    """Move the keyboard to a thing."""
    return bool(known[thing].queryComponent().grabFocus())


def select(thing: int) -> bool:
    """Choose a thing among its like, such as a tab or a row."""
    own = known[thing]
    return bool(own.parent.querySelection().selectChild(own.getIndexInParent()))


def take_heard() -> list[dict[str, Any]]:
    """What has been heard since the last time somebody asked."""
    taken = heard[:]
    heard.clear()
    return taken


def hear(event: Any) -> None:
    """Keep where the focus went."""
    if event.detail1:
        try:
            heard.append(described(event.source))
        except (GLib.Error, NotImplementedError):
            return  # gone before it could be asked


keyboard = desk.Keyboard()


def keys(pressed: str) -> bool:
    """Press keys on the keyboard, such as "Ctrl+L"."""
    return keyboard.press(pressed)


def look_away() -> bool:
    """Take the keyboard from every window."""
    return keyboard.look_away()


ORDERS = {f.__name__: f for f in (find, look, tree, press, write, focus, select, take_heard, keys, look_away)}


def answer(line: str) -> dict[str, Any]:
    order = json.loads(line)
    try:
        return {"answer": ORDERS[order["do"]](**order["with"])}
    except (GLib.Error, LookupError, NotImplementedError) as error:
        return {"error": f"{type(error).__name__}: {error}"}


def main() -> None:
    """Answer every line until the pipe is closed."""
    pyatspi.Registry.registerEventListener(hear, "object:state-changed:focused")
    desk.keep_windows()
    waiting = b""

    def read(source: int, condition: Any) -> bool:
        nonlocal waiting
        got = os.read(source, 65536)
        if not got:
            pyatspi.Registry.stop()
            return False
        *lines, waiting = (waiting + got).split(b"\n")
        for line in lines:
            sys.stdout.write(json.dumps(answer(line.decode())) + "\n")
            sys.stdout.flush()
        return True

    GLib.io_add_watch(0, GLib.IO_IN | GLib.IO_HUP, read)
    sys.stdout.write("{}\n")
    sys.stdout.flush()
    pyatspi.Registry.start()


if __name__ == "__main__":
    main()
