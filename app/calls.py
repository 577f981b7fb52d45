"""What Dash's endpoint may be called with: strict JSON, parsed once, that fits a callback to the letter."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from app.refusals import Refusal

MOST_BRACKETS = 400  # lists and objects in one call, which therefore is not nested deeper either
LARGEST_WHOLE = 10**21  # from there on JavaScript writes numbers with an exponent: what has none is not a page's
NOT_JSON = "That is not JSON as this server takes it."
NOT_DECLARED = "There is no such callback here."
NOT_FITTING = "That does not fit the callback: its ids, properties and their number must be as they were declared."

Name = tuple[str, str]


class Property(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A property of a component, by name."""

    id: str
    property: str


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A property with its value."""

    id: str
    property: str
    value: Any


class Call(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """One call of a callback, as Dash's renderer writes it."""

    output: str
    inputs: list[Given]
    outputs: Property | list[Property] | None = None
    state: list[Given] = []
    changed_prop_ids: list[str] = []
    parsed_changed_props_ids: list[str] = []


@dataclass(frozen=True, slots=True)
class Declared:
    """What a callback was declared with."""

    outputs: tuple[Name, ...]
    inputs: tuple[Name, ...]
    state: tuple[Name, ...]
    changeable: frozenset[str]

    def fits(self, call: Call) -> bool:
        """Tell whether a call has exactly these properties, in this order."""
        return (
            _names(call.inputs) == self.inputs
            and _names(call.state) == self.state
            and (call.outputs is None or _names(_listed(call.outputs)) == self.outputs)
            and self.changeable.issuperset(call.changed_prop_ids)
            and self.changeable.issuperset(call.parsed_changed_props_ids)
        )


def declared(callback_map: Mapping[str, Any]) -> dict[str, Declared]:
    """Return the callbacks that run on the server, by their output."""
    return {output: _declared(spec) for output, spec in callback_map.items() if spec.get("callback")}


def _declared(spec: Mapping[str, Any]) -> Declared:
    outputs, inputs, state = _dash_outputs(spec["output"]), _dash_names(spec["inputs"]), _dash_names(spec["state"])
    return Declared(outputs, inputs, state, frozenset(f"{id_}.{property_}" for id_, property_ in inputs))


def parse_call(body: bytes, callbacks: Mapping[str, Declared]) -> Call:
    """Turn the body of a request into a call of one of these callbacks; raise Refusal if anything is not right."""
    call = _decode(body)
    callback = callbacks.get(call.output)
    if callback is None:
        raise Refusal(404, NOT_DECLARED, keeps=True)
    if not callback.fits(call):
        raise Refusal(400, NOT_FITTING, keeps=True)
    return call


def _decode(body: bytes) -> Call:
    """Decode, and refuse what msgspec lets pass: NUL, deep nesting, a key given twice, whole numbers from 10^21 on."""
    try:
        if b"\\u0000" in body or body.count(b"[") + body.count(b"{") > MOST_BRACKETS:
            raise ValueError
        raw = msgspec.json.decode(body)
        # Every key has a colon: as many colons as keys, and none was given twice. Colons in texts need a closer look.
        if body.count(b":") != _count_keys(raw):
            json.loads(body, object_pairs_hook=_unique)
        return msgspec.convert(raw, Call)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise Refusal(400, NOT_JSON, keeps=True) from None


def _count_keys(raw: Any) -> int:
    """Return how many keys all objects have; raise ValueError for a whole number that is too large."""
    keys, found = 0, [raw]
    for value in found:  # grows while it is read
        kind = type(value)
        if kind is dict:
            keys += len(value)
            found.extend(value.values())
        elif kind is list:
            found.extend(value)
        elif kind is int and not -LARGEST_WHOLE <= value <= LARGEST_WHOLE:
            raise ValueError
    return keys


def _unique(pairs: list[tuple[str, Any]]) -> None:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError


def _names(given: list[Given] | list[Property]) -> tuple[Name, ...]:
    return tuple([(one.id, one.property) for one in given])


def _listed(outputs: Property | list[Property]) -> list[Property]:
    return outputs if isinstance(outputs, list) else [outputs]


def _dash_outputs(output: Any) -> tuple[Name, ...]:
    outputs = output if isinstance(output, list | tuple) else [output]
    return tuple((one.component_id, one.component_property) for one in outputs)


def _dash_names(dependencies: list[dict[str, str]]) -> tuple[Name, ...]:
    return tuple((one["id"], one["property"]) for one in dependencies)
