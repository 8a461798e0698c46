"""The logical structure of a paper: what a screen reader reads, in reading order.

The tree belongs to the paper's model, not to its drawing: blocks are given their node when they are made, and
drawing only notes where a node's ink lies. So a block that is split over two pages needs no thought: both
halves carry the same node. Element names are those of ISO 32000-1, 14.8.4.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

Attribute = str | tuple[float, ...]


@dataclass(frozen=True)
class Ink:
    """Marked content of one node: the page (0 is the first) and the marked-content id on that page."""

    page: int
    mcid: int


@dataclass(frozen=True)
class Link:
    """A clickable rectangle (points from the page's lower left corner), its target and what it says.

    The target is `uri`, or the page on which the element `to` begins in this same paper.
    """

    page: int
    rect: tuple[float, float, float, float]
    uri: str
    says: str
    to: "Node | None" = None


class WidgetKind(StrEnum):
    """What a fillable field takes."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    TICK = "tick"
    SIGNATURE = "signature"


@dataclass(frozen=True)
class Widget:
    """A field to fill in on screen: its place as of a link, its name in the file, and what it asks for.

    Ticks with the same `group` are alternatives, of which one can be chosen as the answer to `question`.
    """

    page: int
    rect: tuple[float, float, float, float]
    name: str
    says: str
    kind: WidgetKind
    group: str = ""
    question: str = ""


@dataclass(eq=False)
class Node:
    """One structure element. Two nodes are equal only when they are the same one."""

    tag: str
    alt: str | None = None
    actual_text: str | None = None
    attributes: dict[str, dict[str, Attribute]] = field(default_factory=dict)
    kids: list["Node | Ink | Link | Widget"] = field(default_factory=list)

    def add(
        self,
        tag: str,
        *,
        alt: str | None = None,
        actual_text: str | None = None,
        attributes: dict[str, dict[str, Attribute]] | None = None,
    ) -> "Node":
        """A new last child. `attributes` are grouped by owner, such as `{"Table": {"Scope": "Column"}}`."""
        child = Node(tag, alt, actual_text, attributes or {})
        self.kids.append(child)
        return child

    def nodes(self) -> list["Node"]:
        """The child elements, without ink and links."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def first_page(self) -> int | None:
        """The page of the node's own first ink or link; None while nothing of its own is drawn."""
        return next((kid.page for kid in self.kids if not isinstance(kid, Node)), None)


def walk(node: Node) -> Iterator[Node]:
    """The node and all elements below it, in reading order."""
    yield node
    for child in node.nodes():
        yield from walk(child)


def forget_ink(tree: Node) -> None:
    """Make the tree ready to be drawn anew."""
    for node in walk(tree):
        node.kids = [kid for kid in node.kids if isinstance(kid, Node)]
