"""Where the JSON of a browser is checked first: a body is a call of the one callback, to the letter, or refused.

What is within the command is checked when it is parsed (app/run/protocol.py, app/run/own_points.py for points of
somebody's own, and app/export/record.py for a record).
"""

from typing import Any, Literal

import msgspec

from app.http.refusals import Refusal

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

    @property
    def begins(self) -> bool:
        """Tell whether its command may begin a run: it names one, and brings no checkpoint to go on from."""
        raw = self.command
        return isinstance(raw, dict) and isinstance(raw.get("run"), str) and raw.get("checkpoint") is None


class CallWithPoints(Call, frozen=True, forbid_unknown_fields=True, rename="camel", kw_only=True):
    """A call that brings the points of its command along, as they are somebody's own."""

    points: dict[str, Any]


def parse_call(body: bytes, kind: type[Call] = Call) -> Call:
    """Turn the body of a request into a call; raise Refusal if it is no JSON, calls something else or does not fit."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (ValueError, RecursionError):  # msgspec's errors are ValueErrors
        raise _refusal(body) from None


def _refusal(body: bytes) -> Refusal:
    try:
        raw = msgspec.json.decode(body)
    except (ValueError, RecursionError):
        return Refusal(400, "server.not-json", keeps=True)
    output = raw.get("output") if isinstance(raw, dict) else OUTPUT
    if isinstance(output, str) and output != OUTPUT:
        return Refusal(404, "server.not-declared", keeps=True)
    return Refusal(400, "server.not-fitting", keeps=True)
