import pytest
from tests.formats import samples

from familjeflow.domain.process import Flow, Graph, Node, NodeKind
from familjeflow.formats import bpmn, bpmn_checks
from familjeflow.formats.errors import FormatError


def refused(text: str | bytes) -> FormatError:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(FormatError) as caught:
        bpmn.read(data)
    assert caught.value.file == "process.bpmn"
    return caught.value


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def changed(old: str, new: str) -> str:
    text = samples.bpmn_text()
    assert old in text
    return text.replace(old, new, 1)


def test_lanes_nodes_flows_and_drawing_are_read_in_the_order_of_the_file():
    graph, drawing = bpmn.read(samples.bpmn_text().encode())
    assert [lane.name for lane in graph.lanes] == ["Handläggare"]
    assert [(n.id, n.kind, n.lane) for n in graph.nodes][1] == ("steg", NodeKind.TASK, "bana")
    assert graph.is_question("fraga")
    assert drawing.shapes["steg"].width == 112
    assert drawing.edges["ja"] == ((1, 2), (9, 2))


@pytest.mark.parametrize(
    "element",
    [
        "intermediateCatchEvent",
        "boundaryEvent",
        "inclusiveGateway",
        "eventBasedGateway",
        "callActivity",
        "scriptTask",
        "sendTask",
        "transaction",
    ],
)
def test_what_the_program_cannot_follow_is_refused_by_name_and_line(element):
    text = changed("    <bpmn:endEvent", f'    <bpmn:{element} id="okant" />\n    <bpmn:endEvent')
    error = refused(text)
    assert (error.code, error.field, error.facts["tag"]) == ("unsupported_element", "okant", element)
    assert error.line == line_of(text, "okant")


def test_an_event_definition_inside_a_start_is_refused():
    text = changed(
        '<bpmn:startEvent id="start" />',
        '<bpmn:startEvent id="start"><bpmn:timerEventDefinition id="t" /></bpmn:startEvent>',
    )
    assert refused(text).facts["tag"] == "timerEventDefinition"


@pytest.mark.parametrize(
    "element",
    ["multiInstanceLoopCharacteristics", "standardLoopCharacteristics", "ioSpecification"],
)
@pytest.mark.parametrize("kind", ["userTask", "adHocSubProcess"])
def test_a_step_that_would_be_done_otherwise_than_it_says_is_refused(element, kind):
    text = changed(
        '<bpmn:userTask id="steg" name="1. Ett steg" />',
        f'<bpmn:{kind} id="steg" name="1. Ett steg">\n<bpmn:{element} /></bpmn:{kind}>',
    )
    error = refused(text)
    assert (error.code, error.field, error.facts["tag"]) == ("unsupported_element", "steg", element)
    assert error.line == line_of(text, element)


def test_a_process_that_takes_in_data_is_refused():
    text = changed("    <bpmn:startEvent", "    <bpmn:ioSpecification />\n    <bpmn:startEvent")
    assert refused(text).facts["tag"] == "ioSpecification"


def test_scripts_in_extensions_and_conditions_are_never_read():
    text = changed(
        '<bpmn:sequenceFlow id="ja" name="Ja" sourceRef="fraga" targetRef="slut" />',
        '<bpmn:sequenceFlow id="ja" name="Ja" sourceRef="fraga" targetRef="slut">'
        "<bpmn:conditionExpression>__import__('os').abort()</bpmn:conditionExpression></bpmn:sequenceFlow>",
    )
    graph, _ = bpmn.read(text.encode())
    assert graph.flow["ja"].name == "Ja"


def test_comments_and_data_objects_are_decoration():
    text = changed(
        "    <bpmn:endEvent",
        '    <bpmn:textAnnotation id="a"><bpmn:text>Hej</bpmn:text></bpmn:textAnnotation>\n'
        '    <bpmn:dataObjectReference id="d1" />\n    <bpmn:endEvent',
    )
    graph, _ = bpmn.read(text.encode())
    assert "a" not in graph.node


def test_entities_are_refused_before_they_are_expanded():
    bomb = b'<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<x>&b;</x>'
    error = refused(bomb)
    assert (error.code, error.line) == ("doctype", 2)


def test_a_document_type_in_another_encoding_is_refused():
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    assert refused(text.encode("utf-16")).code == "doctype"


def test_five_thousand_levels_are_refused():
    deep = samples.HEAD + '<bpmn:process id="p">' + "<bpmn:subProcess>" * 5000 + "</bpmn:subProcess>" * 5000
    assert refused(deep + "</bpmn:process></bpmn:definitions>").code == "too_deep"


def test_twenty_thousand_tasks_are_refused():
    tasks = "".join(f'<bpmn:task id="t{i}" />\n' for i in range(20_000))
    text = f'{samples.HEAD}<bpmn:process id="p">{tasks}</bpmn:process></bpmn:definitions>'
    assert refused(text).code == "too_many_nodes"


def test_more_than_two_megabytes_are_refused_unread():
    assert refused(b"<x>" + b" " * 2_000_001).code == "too_large"


def test_text_that_is_no_xml_names_its_line():
    error = refused("<a>\n<b>\n</a>")
    assert (error.code, error.line) == ("not_xml", 3)


def test_xml_that_is_no_bpmn_is_refused():
    assert refused("<svg/>").code == "not_bpmn"


def test_a_flow_to_nowhere_is_refused_with_its_line():
    text = changed('targetRef="slut"', 'targetRef="borta"')
    error = refused(text)
    assert (error.code, error.field, error.facts["missing"]) == ("dangling", "ja", "borta")
    assert error.line == line_of(text, 'id="ja"')


def test_a_lane_that_names_a_missing_step_is_refused():
    error = refused(changed("flowNodeRef>slut<", "flowNodeRef>borta<"))
    assert error.field in ("borta", "slut")


def test_the_same_id_twice_is_refused_at_the_second():
    text = changed('<bpmn:endEvent id="slut" />', '<bpmn:endEvent id="slut" />\n<bpmn:task id="steg" />')
    error = refused(text)
    assert (error.code, error.field) == ("duplicate_id", "steg")
    assert error.line == line_of(text, '<bpmn:task id="steg"')


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("</bpmn:process>", '</bpmn:process>\n<bpmn:process id="p2" />', "several_processes"),
        ('sourceRef="start" targetRef="steg"', 'sourceRef="steg" targetRef="slut"', "nothing_after_start"),
        ('targetRef="slut"', 'targetRef="start"', "flow_wrong_way"),
        ("<bpmndi:BPMNPlane", "<bpmndi:Plan", "not_xml"),
        ('width="112"', 'width="nan"', "bad_number"),
        ('width="112"', 'width="-1"', "bad_number"),
        ('x="100"', 'x="1e9"', "bad_number"),
        ('bpmnElement="steg"', 'bpmnElement="start"', "drawn_twice"),
    ],
)
def test_other_faults_have_their_own_code(old, new, code):
    assert refused(changed(old, new)).code == code


def test_a_process_without_a_drawing_is_refused():
    assert refused(samples.HEAD + samples.BODY + "</bpmn:definitions>").code == "no_drawing"


@pytest.mark.parametrize("name", ["steg", "bana"])
def test_an_element_that_is_not_drawn_is_named(name):
    shapes = {k: v for k, v in samples.SHAPES.items() if k != name}
    error = refused(samples.HEAD + samples.BODY + samples.drawing(shapes))
    assert (error.code, error.field) == ("not_drawn", name)


def test_a_flow_that_is_not_drawn_is_named():
    error = refused(samples.HEAD + samples.BODY + samples.drawing(edges=("f1", "f2", "nej")))
    assert (error.code, error.field) == ("not_drawn", "ja")


def test_steps_in_a_free_sub_process_inherit_its_lane_and_need_no_flows():
    body = samples.BODY.replace(
        '<bpmn:userTask id="steg" name="1. Ett steg" />',
        '<bpmn:adHocSubProcess id="steg"><bpmn:task id="inre" /></bpmn:adHocSubProcess>',
    )
    shapes = {**samples.SHAPES, "inre": (110, 30, 40, 20)}
    graph, _ = bpmn.read((samples.HEAD + body + samples.drawing(shapes)).encode())
    assert (graph.node["inre"].parent, graph.node["inre"].lane) == ("steg", "bana")


def test_a_flow_out_of_a_sub_process_is_refused():
    body = samples.BODY.replace(
        '<bpmn:userTask id="steg" name="1. Ett steg" />',
        '<bpmn:subProcess id="steg"><bpmn:task id="inre" /></bpmn:subProcess>',
    ).replace('id="f2" sourceRef="steg"', 'id="f2" sourceRef="inre"')
    assert refused(samples.HEAD + body + samples.drawing()).code == "flow_crosses_subprocess"


def test_a_step_that_no_flow_leads_to_is_refused():
    text = changed('<bpmn:endEvent id="slut" />', '<bpmn:endEvent id="slut" /><bpmn:task id="ensam" />')
    text = text.replace("flowNodeRef>slut<", "flowNodeRef>slut</bpmn:flowNodeRef><bpmn:flowNodeRef>ensam<")
    error = refused(text)
    assert (error.code, error.field) == ("unreachable", "ensam")


def test_a_way_round_that_no_person_stops_is_refused():
    graph = Graph(
        (),
        tuple(
            Node(name, kind, name, None)
            for name, kind in (
                ("start", NodeKind.START),
                ("ena", NodeKind.PARALLEL),
                ("andra", NodeKind.PARALLEL),
            )
        ),
        (Flow("a", "start", "ena"), Flow("b", "ena", "andra"), Flow("c", "andra", "ena")),
    )
    with pytest.raises(FormatError) as caught:
        bpmn_checks.check(graph, dict.fromkeys(("start", "ena", "andra"), 1), "process.bpmn")
    assert (caught.value.code, caught.value.field) == ("cycle_without_stop", "ena")
