"""One version of a process: the files of a process folder, read together and checked against each other."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from familjeflow.domain.forms import FormDefinition, FormField
from familjeflow.domain.process import Answer, Graph, ProcessDefinition, ProcessInfo, Question, StepContent
from familjeflow.formats import bpmn, content, forms, xml_source
from familjeflow.formats.errors import FormatError

PROCESS_FILE = "process.bpmn"
CONTENT_FILE = "content.toml"
FORM_SUFFIX = ".form"
MAX_FILES = 60
MAX_BYTES = 10_000_000
"""Bytes of all files together."""
_FORM_FILE = re.compile(r"[A-Za-z0-9ÅÄÖåäö_-]{1,80}\.form")


def read_folder(path: Path) -> dict[str, bytes]:
    """The files of a process folder by name; other files than its own three kinds are left out.

    Raises FormatError("missing_file") where the folder is no process folder.
    """
    for name in (PROCESS_FILE, CONTENT_FILE):
        if not (path / name).is_file():
            raise FormatError("missing_file", name, None, name)
    forms_found = [p for p in path.iterdir() if p.suffix == FORM_SUFFIX and p.is_file()]
    files = [path / PROCESS_FILE, path / CONTENT_FILE, *forms_found]
    if len(files) > MAX_FILES:
        raise FormatError("too_many_files", path.name, None, "", limit=MAX_FILES)
    return {p.name: _read(p) for p in sorted(files)}


def _read(path: Path) -> bytes:
    """A file's bytes, one more than any of them may have, so that a huge file is not read whole."""
    with path.open("rb") as stream:
        return stream.read(xml_source.MAX_BYTES + 1)


def bundle_hash(files: Mapping[str, bytes]) -> str:
    """SHA-256 over the sorted names and contents, each with its length (8 bytes) before it."""
    digest = hashlib.sha256()
    for name in sorted(files):
        for part in (name.encode(), files[name]):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()


def read_bundle(files: Mapping[str, bytes]) -> ProcessDefinition:
    """The process in these files.

    Raises FormatError with the file, the line and the element or key of the first thing that does not hold.
    """
    for name in (PROCESS_FILE, CONTENT_FILE):
        if name not in files:
            raise FormatError("missing_file", name, None, name)
    _check_files(files)
    graph, drawing = bpmn.read(files[PROCESS_FILE], PROCESS_FILE)
    found = _read_forms(files)
    info, steps = content.read(files[CONTENT_FILE], graph, found, CONTENT_FILE)
    for name, form in found.items():
        _check_fields(form.fields, info, f"{name}{FORM_SUFFIX}")
    return ProcessDefinition(info, graph, drawing, _with_questions(graph, steps), found, bundle_hash(files))


def _check_files(files: Mapping[str, bytes]) -> None:
    """As many and as large as a process needs, with names that are no paths."""
    if len(files) > MAX_FILES:
        raise FormatError("too_many_files", PROCESS_FILE, None, "", limit=MAX_FILES)
    if sum(map(len, files.values())) > MAX_BYTES:
        raise FormatError("too_large", PROCESS_FILE, None, "", limit=MAX_BYTES)
    for name in files:
        if name not in (PROCESS_FILE, CONTENT_FILE) and not _FORM_FILE.fullmatch(name):
            raise FormatError("bad_file_name", name, None, "")


def _read_forms(files: Mapping[str, bytes]) -> dict[str, FormDefinition]:
    """Forms by id. The id is the file's name, so that content and folder speak of the same thing."""
    found: dict[str, FormDefinition] = {}
    for name in sorted(n for n in files if n.endswith(FORM_SUFFIX)):
        form = forms.read(files[name], name)
        if form.id != name.removesuffix(FORM_SUFFIX):
            raise FormatError("form_id_is_not_file_name", name, 1, "id", id=form.id)
        found[form.id] = form
    return found


def _check_fields(fields: tuple[FormField, ...], info: ProcessInfo, file: str) -> None:
    for field in fields:
        if field.role is not None and field.role not in info.roles:
            raise FormatError("unknown_role", file, None, field.id, value=field.role)
        if field.case_date is not None and field.case_date not in info.case_dates:
            raise FormatError("unknown_date", file, None, field.id, value=field.case_date)
        if field.case_fact is not None and field.case_fact not in info.facts:
            raise FormatError("unknown_fact", file, None, field.id, value=field.case_fact)
        if field.case_fact is not None and field.case_fact not in {o.value for o in field.options}:
            raise FormatError("unknown_choice", file, None, field.id, value=field.case_fact)
        _check_prefill(field, info, file)
        _check_fields(field.fields, info, file)


def _check_prefill(field: FormField, info: ProcessInfo, file: str) -> None:
    kind, _, name = (field.prefill or "").partition(".")
    if kind == "date" and name not in info.case_dates:
        raise FormatError("unknown_date", file, None, field.id, value=name)
    if kind == "role" and name not in info.roles:
        raise FormatError("unknown_role", file, None, field.id, value=name)


def _with_questions(graph: Graph, steps: Mapping[str, StepContent]) -> dict[str, StepContent]:
    """Each question has its words: those of the content, else those written in the drawing."""
    found = dict(steps)
    for node in graph.nodes:
        if not graph.is_question(node.id):
            continue
        step = found.get(node.id) or StepContent(node.id, node.name)
        if step.question is None:
            found[node.id] = replace(step, question=_drawn_question(graph, node.id))
    return found


def _drawn_question(graph: Graph, node_id: str) -> Question:
    name = graph.node[node_id].name
    flows = graph.outgoing[node_id]
    unnamed = next((f.id for f in flows if not f.name), None)
    if not name or unnamed:
        raise FormatError("question_without_words", PROCESS_FILE, None, unnamed or node_id)
    return Question(name, tuple(Answer(f.id, f.name) for f in flows))
