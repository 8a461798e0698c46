import importlib
from pathlib import Path
from types import ModuleType

import pytest

from familjeflow import resources
from familjeflow.formats import bpmn

LAYOUTS = sorted(resources.path("processes").glob("*/layout.toml"))


@pytest.fixture
def tool(monkeypatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "tools"))
    return importlib.import_module("draw_process")


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda path: path.parent.name)
def test_the_shipped_drawings_are_what_the_tool_draws(tool, layout):
    data = (layout.parent / "process.bpmn").read_bytes()
    graph, shipped = bpmn.read(data)
    drawn = tool.draw(graph, tool.read_layout(layout, graph))
    text = data.decode()
    assert tool.rewrite(text, tool.interchange(graph, drawn, tool._pool_id(text))) == text
    assert shipped.pool is not None


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda path: path.parent.name)
def test_no_flow_passes_through_a_step(layout):
    graph, drawing = bpmn.read((layout.parent / "process.bpmn").read_bytes())
    for flow in graph.flows:
        for node in graph.nodes:
            box = drawing.shapes[node.id]
            around = {flow.source, flow.target} | _containers(graph, flow.source)
            if node.id in around:
                continue
            for (ax, ay), (bx, by) in zip(drawing.edges[flow.id], drawing.edges[flow.id][1:], strict=False):
                outside = (
                    max(ax, bx) <= box.x
                    or min(ax, bx) >= box.x + box.width
                    or max(ay, by) <= box.y
                    or min(ay, by) >= box.y + box.height
                )
                assert outside, f"{flow.id} runs through {node.id}"


def _containers(graph, node_id):
    found = set()
    parent = graph.node[node_id].parent
    while parent is not None:
        found.add(parent)
        parent = graph.node[parent].parent
    return found
