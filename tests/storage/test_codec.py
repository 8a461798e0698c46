import json
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from familjeflow.domain import events
from familjeflow.storage import codec
from familjeflow.storage.errors import VaultError

WHOLE = st.integers(-(2**53), 2**53)
JSON = st.recursive(
    st.none() | st.booleans() | WHOLE | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def made(payload: type[Any]) -> st.SearchStrategy[Any]:
    """Any payload of a kind."""
    hints = get_type_hints(payload)
    own: dict[str, st.SearchStrategy[Any]] = {
        field.name: WHOLE for field in fields(payload) if hints[field.name] is int
    }
    if payload is events.FormSaved:
        own["answers"] = st.dictionaries(st.text(), JSON, max_size=4)
    return st.builds(payload, **own)


@pytest.mark.parametrize("payload", get_args(events.Payload))
@settings(deadline=None)
@given(data=st.data())
def test_every_kind_of_fact_comes_back_as_it_was(payload: type[Any], data: st.DataObject) -> None:
    said = data.draw(made(payload))
    kind = events.kind_of(said)
    stored = codec.encode_payload(said)
    back = codec.decode_payload(kind, codec.current_version(kind), stored)
    assert back == said
    assert type(back) is payload


@settings(deadline=None)
@given(
    st.builds(
        events.Header,
        recorded_at=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
        origin_seq=WHOLE,
        lamport=WHOLE,
        version=WHOLE,
    )
)
def test_a_header_comes_back_as_it_was(header: events.Header) -> None:
    assert codec.decode_header(codec.encode_header(header)) == header


def test_every_kind_has_a_reader_named_as_the_domain_names_it() -> None:
    assert set(codec.PAYLOADS.values()) == set(get_args(events.Payload))
    said = events.StepStarted("a", 1)
    assert codec.PAYLOADS[events.kind_of(said)] is events.StepStarted


def test_what_is_stored_is_plain_json() -> None:
    said = events.LimitMoved("uppfoljning", date(2026, 4, 1), "semester")
    assert json.loads(codec.encode_payload(said)) == {
        "limit": "uppfoljning",
        "day": "2026-04-01",
        "reason": "semester",
    }


def renamed(old: dict[str, Any]) -> dict[str, Any]:
    return {"step": old["activity"], "round": old["round"]}


def with_reason(old: dict[str, Any]) -> dict[str, Any]:
    return {**old, "reason": old.get("reason", "okänd")}


MADE_UP = {"step_skipped": {1: renamed, 2: with_reason}}


def test_an_older_version_is_raised_step_by_step() -> None:
    first = b'{"activity": "hembesok", "round": 2}'
    second = b'{"step": "hembesok", "round": 2}'
    third = b'{"step": "hembesok", "round": 2, "reason": "uppskjutet"}'
    assert codec.current_version("step_skipped", MADE_UP) == 3
    assert codec.decode_payload("step_skipped", 1, first, MADE_UP) == events.StepSkipped(
        "hembesok", 2, "okänd"
    )
    assert codec.decode_payload("step_skipped", 2, second, MADE_UP) == events.StepSkipped(
        "hembesok", 2, "okänd"
    )
    assert codec.decode_payload("step_skipped", 3, third, MADE_UP) == events.StepSkipped(
        "hembesok", 2, "uppskjutet"
    )


@pytest.mark.parametrize(("kind", "version"), [("okand_sort", 1), ("step_started", 2), ("step_skipped", 4)])
def test_a_kind_or_version_from_a_newer_program_is_told(kind: str, version: int) -> None:
    with pytest.raises(VaultError, match="unknown_kind") as refused:
        codec.decode_payload(kind, version, b"{}", MADE_UP)
    assert refused.value.facts == {"kind": kind, "version": version}


@pytest.mark.parametrize(
    "data", [b"", b"{", b"{}", b'{"step": 1, "round": 1}', b'{"step": "a", "round": "x"}']
)
def test_what_can_not_be_read_is_damage(data: bytes) -> None:
    with pytest.raises(VaultError, match="damaged"):
        codec.decode_payload("step_started", 1, data)
