"""Small process files to break in one place at a time."""

import json
from typing import Any

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
    xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
    xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="defs" targetNamespace="urn:prov">
"""
BODY = """  <bpmn:process id="p">
    <bpmn:laneSet id="ls">
      <bpmn:lane id="bana" name="Handläggare">
        <bpmn:flowNodeRef>start</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>steg</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>fraga</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>slut</bpmn:flowNodeRef>
      </bpmn:lane>
    </bpmn:laneSet>
    <bpmn:startEvent id="start" />
    <bpmn:userTask id="steg" name="1. Ett steg" />
    <bpmn:exclusiveGateway id="fraga" name="Klart?" />
    <bpmn:endEvent id="slut" />
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="steg" />
    <bpmn:sequenceFlow id="f2" sourceRef="steg" targetRef="fraga" />
    <bpmn:sequenceFlow id="ja" name="Ja" sourceRef="fraga" targetRef="slut" />
    <bpmn:sequenceFlow id="nej" name="Nej" sourceRef="fraga" targetRef="steg" />
  </bpmn:process>
"""
SHAPES = {
    "bana": (0, 0, 600, 100),
    "start": (40, 35, 30, 30),
    "steg": (100, 22, 112, 56),
    "fraga": (260, 29, 42, 42),
    "slut": (350, 35, 30, 30),
}
EDGES = ("f1", "f2", "ja", "nej")
CONTENT = """[process]
id = "prov"
title = "Ett prov"
short = "Prov"
source = "Ingen källa"
[roles]
handlaggare = "Handläggare"
[facts]
klart = "Det är klart"
[dates]
dag = "Dagen"
[step.steg]
label = "1. Ett steg"
number = "1"
line = 4
[[step.steg.task]]
id = "gor"
role = "handlaggare"
text = "Gör det"
sets = ["klart"]
line = 5
"""


def drawing(shapes: dict[str, tuple[int, int, int, int]] = SHAPES, edges: tuple[str, ...] = EDGES) -> str:
    """The diagram interchange for some elements."""
    lines = ['  <bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="pl" bpmnElement="p">']
    for name, (x, y, w, h) in shapes.items():
        bounds = f'<dc:Bounds x="{x}" y="{y}" width="{w}" height="{h}" />'
        lines.append(f'<bpmndi:BPMNShape id="{name}_s" bpmnElement="{name}">{bounds}</bpmndi:BPMNShape>')
    for name in edges:
        way = '<di:waypoint x="1" y="2" /><di:waypoint x="9" y="2" />'
        lines.append(f'<bpmndi:BPMNEdge id="{name}_s" bpmnElement="{name}">{way}</bpmndi:BPMNEdge>')
    lines.append("  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>\n</bpmn:definitions>\n")
    return "\n".join(lines)


def bpmn_text() -> str:
    """A whole file: start, a step, a question that leads back or on, an end."""
    return HEAD + BODY + drawing()


def form_bytes(*components: dict[str, Any], **more: Any) -> bytes:
    """A form-js form with these components."""
    form = {
        "type": "default",
        "id": "blankett",
        "properties": {"title": "Blankett"},
        "components": list(components),
        **more,
    }
    return json.dumps(form, indent=1).encode()


def field(key: str = "namn", **more: Any) -> dict[str, Any]:
    """A text field."""
    return {"type": "textfield", "id": f"falt_{key}", "key": key, "label": "Namn", **more}


def files(content: str = CONTENT, bpmn: str = "", **forms: bytes) -> dict[str, bytes]:
    """A process folder as its files."""
    return {
        "process.bpmn": (bpmn or bpmn_text()).encode(),
        "content.toml": content.encode(),
        **{f"{name}.form": data for name, data in forms.items()},
    }
