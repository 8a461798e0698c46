"""A case moves to a new version of its process only by an act, and nothing is lost on the way."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from tests.storage.made_up import new_vault

from familjeflow.domain.errors import DomainError
from familjeflow.domain.events import PersonRecorded
from familjeflow.formats import bundle
from familjeflow.services import cases, persons, processes, steps, versions
from familjeflow.services.case_views import case_view
from familjeflow.services.desk import Desk
from familjeflow.storage.vault import open_vault


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    from datetime import UTC, datetime
    from itertools import count

    ids = count(1)
    path = tmp_path / "arbetsfil.familjeflow"
    vault = open_vault(path, new_vault(path))
    yield Desk(vault, "jag", lambda: datetime(2026, 3, 2, 9, tzinfo=UTC), lambda: f"id{next(ids)}")
    vault.close()


def open_first(desk: Desk) -> tuple[str, str]:
    person = persons.register(desk, PersonRecorded("Ida", "Exempelius"))
    definition = processes.shipped()[0]
    return cases.open_case(desk, definition.info.id, person), definition.info.id


def ship(monkeypatch: pytest.MonkeyPatch, process_id: str, changed: Mapping[str, bytes]) -> None:
    """Let the program travel with other files for one process."""
    definition = bundle.read_bundle(changed)
    monkeypatch.setattr(processes, "_shipped", lambda: {process_id: (definition, changed)})


def renamed(process_id: str, old: str, new: str) -> dict[str, bytes]:
    """The shipped files with one step called something else."""
    _definition, files = processes.shipped_process(process_id)
    in_content = re.compile(rf'(step\.|done:|started:|task:|fix = ")({old})\b')
    return {
        **files,
        "process.bpmn": re.sub(
            rf'(["> ]){old}(["<])', rf"\1{new}\2", files["process.bpmn"].decode()
        ).encode(),
        "content.toml": in_content.sub(rf"\1{new}", files["content.toml"].decode()).encode(),
    }


def test_a_case_on_the_shipped_version_has_nowhere_to_move(desk: Desk) -> None:
    case_id, _process = open_first(desk)
    assert versions.newer_version(desk, case_id) is None


def test_a_step_that_was_done_stays_done_under_its_new_name(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id, process_id = open_first(desk)
    first = next(s for s in case_view(desk, case_id).steps if s.state == "ready")
    steps.complete(desk, case_id, first.id)
    ship(monkeypatch, process_id, renamed(process_id, first.id, "nytt_namn"))

    offered = versions.newer_version(desk, case_id)
    assert offered is not None
    assert any("finns inte längre" in line for line in offered.lines)
    assert versions.preview(desk, case_id, {first.id: "nytt_namn"}) == ()

    versions.move(desk, case_id, {first.id: "nytt_namn"}, "Ny rutin från mars")
    assert case_view(desk, case_id).step("nytt_namn").state == "done"
    assert versions.newer_version(desk, case_id) is None


def test_a_move_needs_a_reason_and_a_step_that_exists(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id, process_id = open_first(desk)
    first = next(s for s in case_view(desk, case_id).steps if s.state == "ready")
    ship(monkeypatch, process_id, renamed(process_id, first.id, "nytt_namn"))
    with pytest.raises(DomainError, match="reason_needed"):
        versions.move(desk, case_id, {first.id: "nytt_namn"}, " ")
    with pytest.raises(DomainError, match="unknown_step"):
        versions.move(desk, case_id, {first.id: "finns_inte"}, "Ny rutin")
