"""Facts to bytes and back: JSON by msgspec, straight into the domain's own dataclasses.

The payload's bytes are hashed as they are stored and never written again, so a change of this code can not
break a chain. A payload of an older version goes through pure upcasters before it is decoded.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any, NamedTuple, get_args, get_type_hints

import msgspec

from familjeflow.domain import events
from familjeflow.storage.errors import VaultError

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]
# kind -> the version it comes from -> one version up. A kind's current version is one more than its last
# entry.
UPCASTERS: Mapping[str, Mapping[int, Upcaster]] = {}


class _Kind(NamedTuple):
    decode: Callable[[bytes], events.Payload]
    convert: Callable[[dict[str, Any]], events.Payload]


def _kind(payload: type[Any]) -> _Kind:
    if payload is events.FormSaved:
        return _form_kind()
    decoder = msgspec.json.Decoder(payload)
    return _Kind(decoder.decode, lambda plain: msgspec.convert(plain, payload))


def _form_kind() -> _Kind:
    # WORKAROUND: msgspec follows no recursive type alias such as JsonValue
    # (https://github.com/msgspec/msgspec/issues/676), so a saved form is read through a shape with the same
    # fields, in which the answers are any JSON object.
    hints = {**get_type_hints(events.FormSaved), "answers": dict[str, Any]}
    shape = msgspec.defstruct(
        "FormSaved", [_field(field, hints[field.name]) for field in fields(events.FormSaved)]
    )
    decoder = msgspec.json.Decoder(shape)
    return _Kind(
        lambda data: _as_form(decoder.decode(data)), lambda plain: _as_form(msgspec.convert(plain, shape))
    )


def _field(field: "Field[Any]", hint: Any) -> tuple[str, Any] | tuple[str, Any, Any]:
    return (field.name, hint) if field.default is MISSING else (field.name, hint, field.default)


def _as_form(read: msgspec.Struct) -> events.FormSaved:
    return events.FormSaved(**msgspec.structs.asdict(read))


PAYLOADS: Mapping[str, type[Any]] = {events.kind_slug(t): t for t in get_args(events.Payload)}
_KINDS = {name: _kind(payload) for name, payload in PAYLOADS.items()}
_HEADER = msgspec.json.Decoder(events.Header)
_encode = msgspec.json.Encoder().encode

encode_header: Callable[[events.Header], bytes] = _encode
encode_payload: Callable[[events.Payload], bytes] = _encode


def decode_header(data: bytes) -> events.Header:
    """The outside of a stored fact. Raises VaultError "damaged"."""
    try:
        return _HEADER.decode(data)
    except (ValueError, RecursionError) as error:  # msgspec's errors and those of UTF-8 are ValueErrors
        raise VaultError("damaged", kind="header") from error


def current_version(kind: str, upcasters: Mapping[str, Mapping[int, Upcaster]] = UPCASTERS) -> int:
    """The version in which payloads of this kind are written now, from 1."""
    return max(upcasters.get(kind, {0: None})) + 1


def decode_payload(
    kind: str, version: int, data: bytes, upcasters: Mapping[str, Mapping[int, Upcaster]] = UPCASTERS
) -> events.Payload:
    """The payload of a stored fact. Raises VaultError "unknown_kind" or "damaged"."""
    known = _KINDS.get(kind)
    newest = current_version(kind, upcasters) if kind in upcasters else 1
    if known is None or version > newest:
        raise VaultError("unknown_kind", kind=kind, version=version)
    try:
        return (
            known.decode(data)
            if version == newest
            else known.convert(_raised(kind, version, data, upcasters))
        )
    except (ValueError, RecursionError) as error:  # msgspec's errors and those of UTF-8 are ValueErrors
        raise VaultError("damaged", kind=kind) from error


def _raised(
    kind: str, version: int, data: bytes, upcasters: Mapping[str, Mapping[int, Upcaster]]
) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.json.decode(data, type=dict[str, Any])
    for step in range(version, current_version(kind, upcasters)):
        plain = upcasters[kind][step](plain)
    return plain
