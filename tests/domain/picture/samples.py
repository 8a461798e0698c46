"""A small process with a drawing, without any file."""

from familjeflow.domain.process import (
    Bounds,
    Drawing,
    Flow,
    Graph,
    Lane,
    Node,
    NodeKind,
    ProcessDefinition,
    ProcessInfo,
)


def definition(name: str = "1. Ett steg", width: float = 112.0) -> ProcessDefinition:
    """Start, a step, a question and an end in one lane."""
    nodes = (
        Node("start", NodeKind.START, "", "bana"),
        Node("steg", NodeKind.TASK, name, "bana"),
        Node("fraga", NodeKind.EXCLUSIVE, "Klart?", "bana"),
        Node("slut", NodeKind.END, "Slut", "bana"),
    )
    flows = (
        Flow("f1", "start", "steg"),
        Flow("f2", "steg", "fraga"),
        Flow("ja", "fraga", "slut", "Ja"),
        Flow("nej", "fraga", "steg", "Nej"),
    )
    shapes = {
        "bana": Bounds(50, 20, 500, 120),
        "start": Bounds(90, 65, 30, 30),
        "steg": Bounds(150, 52, width, 56),
        "fraga": Bounds(330, 59, 42, 42),
        "slut": Bounds(440, 65, 30, 30),
    }
    edges = {
        "f1": ((120.0, 80.0), (150.0, 80.0)),
        "f2": ((262.0, 80.0), (330.0, 80.0)),
        "ja": ((372.0, 80.0), (440.0, 80.0)),
        "nej": ((351.0, 101.0), (351.0, 130.0), (206.0, 130.0), (206.0, 108.0)),
    }
    return ProcessDefinition(
        ProcessInfo("prov", "Prov", "Prov", "", "Ingen"),
        Graph((Lane("bana", "Handläggare"),), nodes, flows),
        Drawing(shapes, {}, edges),
        {},
        {},
        "00",
    )


def measure(text: str, size: float, bold: bool) -> float:
    """Every letter is a little more than half as wide as it is tall."""
    return len(text) * size * (0.6 if bold else 0.55)
