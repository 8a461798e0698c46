"""A file that asks to fetch something gets nothing: no file of this computer, no answer from the network."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.formats import samples
from tests.hostile.readers import SVG, refusal

SECRET = "hemligheten"


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A server of this computer that waits for whoever comes."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        yield server


def asking(text: str, declared: str, used: str) -> str:
    """The document with a declaration before it, and the entity in its first name and its first text."""
    head, _end, body = text.rpartition("?>")
    body = body.replace('name="', f'name="{used}', 1).replace("</", f"{used}</", 1)
    return f"{head}{_end}<!DOCTYPE root {declared}>{body}"


DECLARED = (
    '[<!ENTITY x SYSTEM "{address}">]',
    'PUBLIC "a" "{address}"',
    'SYSTEM "{address}" [<!ENTITY % p SYSTEM "{address}"> %p;]',
)


@pytest.mark.parametrize("declared", DECLARED)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize(("reader", "text"), [("bpmn", samples.bpmn_text()), ("arms svg", SVG.decode())])
def test_nothing_is_fetched(
    reader: str, text: str, encoding: str, declared: str, tmp_path: Path, listener: socket.socket
) -> None:
    file = tmp_path / "hemlig.txt"
    file.write_text(SECRET)
    for address in (file.as_uri(), f"http://127.0.0.1:{listener.getsockname()[1]}/a.dtd"):
        data = asking(text.replace("UTF-8", encoding), declared.format(address=address), "&x;").encode(
            encoding
        )
        error = refusal(reader, data, tmp_path)
        assert error is not None
        assert SECRET not in str(error)
    with pytest.raises(TimeoutError):
        listener.accept()


def test_other_files_are_not_included(tmp_path: Path) -> None:
    file = tmp_path / "hemlig.txt"
    file.write_text(SECRET)
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{file.as_uri()}" parse="text"/>'
    text = samples.bpmn_text().replace("<bpmn:laneSet", f"{include}<bpmn:laneSet", 1)
    assert SECRET not in str(refusal("bpmn", text.encode(), tmp_path))
