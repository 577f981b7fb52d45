"""What Dash's endpoint may be called with: the server's one callback, in strict JSON that fits it to the letter."""

import json
from typing import Any, Literal

import msgspec

from app.http.refusals import Refusal

MOST_BRACKETS = 400  # lists and objects in one call, which therefore is not nested deeper either
MOST_DIGITS = 21  # from 10^21 on JavaScript writes numbers with an exponent: what has none is not a page's
OUTPUT = "progress.data"


class Progress(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The property that the callback sets."""

    id: Literal["progress"]
    property: Literal["data"]


class Command(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The property that it reads, with its value."""

    id: Literal["command"]
    property: Literal["data"]
    value: Any


class Call(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """One call of the callback, as Dash's renderer writes it."""

    output: Literal["progress.data"]
    inputs: tuple[Command]
    outputs: Progress | None = None
    state: tuple[()] = ()
    changed_prop_ids: list[Literal["command.data"]] = []
    parsed_changed_props_ids: list[Literal["command.data"]] = []

    @property
    def command(self) -> Any:
        """Return what the page sent."""
        return self.inputs[0].value


def parse_call(body: bytes) -> Call:
    """Turn the body of a request into a call; raise Refusal if anything is not right."""
    try:
        call = msgspec.json.decode(body, type=Call)
        _look(body)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise _refusal(body) from None
    return call


def _look(body: bytes) -> Any:
    """Refuse what msgspec lets pass: NUL, deep nesting, a key given twice, whole numbers from 10^21 on."""
    if b"\\u0000" in body or body.count(b"[") + body.count(b"{") > MOST_BRACKETS:
        raise ValueError
    return LOOK.decode(body.decode())


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _whole(digits: str) -> int:
    if len(digits.lstrip("-")) > MOST_DIGITS:
        raise ValueError
    return 0


LOOK = json.JSONDecoder(object_pairs_hook=_unique, parse_int=_whole)


def _refusal(body: bytes) -> Refusal:
    """Return why a body is no call: it is no JSON, it calls something else, or it does not fit."""
    try:
        msgspec.json.decode(body)
        raw = _look(body)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return Refusal(400, "server.not-json", keeps=True)
    output = raw.get("output") if isinstance(raw, dict) else OUTPUT
    if isinstance(output, str) and output != OUTPUT:
        return Refusal(404, "server.not-declared", keeps=True)
    return Refusal(400, "server.not-fitting", keeps=True)
