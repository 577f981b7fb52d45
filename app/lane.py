"""The ticks' own lane: requests of the one server callback, answered before Dash's dispatch.

Dash's callback stays the definition, and whatever this lane does not understand goes on to Dash unchanged. What it
saves is measured in bench/ and told in docs/decisions.md.
"""

from typing import Any

import msgspec
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.ticks import Ticks

ENDPOINT = "/_dash-update-component"
OUTPUT = "progress.data"
MAX_BYTES = 64_000
HEADERS = [(b"content-type", b"application/json")]


class Input(msgspec.Struct, frozen=True):
    """What Dash sends of a property."""

    id: str
    property: str
    value: Any = None


class Call(msgspec.Struct, frozen=True):
    """What Dash sends of a callback, as far as the lane needs it."""

    output: str
    inputs: list[Input]


DECODER = msgspec.json.Decoder(Call)
ENCODER = msgspec.json.Encoder()


class TickLane:
    """ASGI middleware that answers ticks and lets everything else pass."""

    def __init__(self, app: ASGIApp, ticks: Ticks) -> None:
        self.app = app
        self.ticks = ticks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a tick, or pass the request on with its body as it was."""
        if scope["type"] != "http" or scope["path"] != ENDPOINT or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        messages = await _body(receive)
        answer = self._answer(messages)
        if answer is None:
            await self.app(scope, _again(messages, receive), send)
            return
        length = (b"content-length", str(len(answer)).encode())
        await send({"type": "http.response.start", "status": 200, "headers": [*HEADERS, length]})
        await send({"type": "http.response.body", "body": answer})

    def _answer(self, messages: list[Message]) -> bytes | None:
        body = messages[0].get("body", b"") if len(messages) == 1 else b"".join(m.get("body", b"") for m in messages)
        if messages[-1].get("more_body") or messages[-1]["type"] != "http.request":
            return None
        try:
            call = DECODER.decode(body)
        except (msgspec.DecodeError, RecursionError):
            return None
        if call.output != OUTPUT or len(call.inputs) != 1:
            return None
        progress = self.ticks.answer(call.inputs[0].value)
        return ENCODER.encode({"multi": True, "response": {"progress": {"data": progress}}})


async def _body(receive: Receive) -> list[Message]:
    """Read a request's messages until it is whole, or larger than any tick, or its sender is gone."""
    messages = [await receive()]
    size = len(messages[0].get("body", b""))
    while messages[-1].get("more_body") and size <= MAX_BYTES:
        messages.append(await receive())
        size += len(messages[-1].get("body", b""))
    return messages


def _again(messages: list[Message], receive: Receive) -> Receive:
    """Return a receive() that gives the messages already read once more, and then goes on."""
    waiting = iter(messages)

    async def again() -> Message:
        message = next(waiting, None)
        return await receive() if message is None else message

    return again
