"""What holds for every test: each paper that the program finishes is judged, whoever asked for it and why."""

from collections.abc import Iterator

import pytest
from _pytest.nodeid import coerce_node_id
from hypothesis import settings
from tests.export.any_paper import LONG_RUN
from tests.export.validation import faults

from familjeflow.export import document
from familjeflow.export.metadata import Metadata
from familjeflow.export.structure import Node

settings.register_profile(LONG_RUN, max_examples=1000, deadline=None)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """WORKAROUND: pytest 9.2 no longer reads the name with which xdist 3.8 tells a test's group
    (https://github.com/pytest-dev/pytest-xdist/issues/1386), so that groups are spread over all workers. Drop
    this when xdist tells it otherwise."""
    for item in items:
        told = vars(item).get("_nodeid")
        if told:
            item._id = coerce_node_id(told)


@pytest.fixture(scope="session")
def finished_papers() -> Iterator[list[bytes]]:
    """The files that came through the one place where papers are finished, in any thread, unjudged yet."""
    waiting: list[bytes] = []
    finish = document.finish

    def finish_and_keep(pages: bytes, tree: Node, owners: list[list[Node]], metadata: Metadata) -> bytes:
        data = finish(pages, tree, owners, metadata)
        waiting.append(data)
        return data

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "finish", finish_and_keep)
        yield waiting


@pytest.fixture(autouse=True)
def every_paper_is_valid(finished_papers: list[bytes]) -> Iterator[None]:
    """After each test, its papers are PDF/UA-1 and PDF/A-2a, also those that it did not look at."""
    yield
    judged, finished_papers[:] = list(finished_papers), []
    assert [wrong for data in judged if (wrong := faults(data))] == []
