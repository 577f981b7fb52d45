"""The ticks' own lane: requests of the one server callback, answered before Dash's dispatch.

The guard hands every call on parsed (app/guard.py). Dash's callback stays the definition, and calls of other callbacks
go on to Dash. Answers that bring points are compressed, the many others are too small. What the lane saves is measured
in bench/ and told in docs/decisions.md.
"""

import asyncio
import gzip

import msgspec
from starlette.types import ASGIApp, Receive, Scope, Send

from app.calls import Call
from app.files import encodings
from app.guard import CALL
from app.run.ticks import Ticks

OUTPUT = "progress.data"
HEADERS = [(b"content-type", b"application/json")]
POINTS = b'"points":'
GZIP_LEVEL = 5
LARGE = 16_000  # bytes that take half a millisecond: two thousand houses are 88,000
ENCODER = msgspec.json.Encoder()


class TickLane:
    """ASGI middleware behind the guard that answers ticks and lets everything else pass."""

    def __init__(self, app: ASGIApp, ticks: Ticks) -> None:
        self.app = app
        self.ticks = ticks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a tick, or pass the request on."""
        call: Call | None = scope.get(CALL)
        if call is None or call.output != OUTPUT:
            await self.app(scope, receive, send)
            return
        headers, answer = HEADERS, self._answer(call)
        if POINTS in answer and _takes_gzip(scope):
            headers = [*HEADERS, (b"content-encoding", b"gzip")]
            answer = await asyncio.to_thread(_gzip, answer) if len(answer) > LARGE else _gzip(answer)
        length = (b"content-length", str(len(answer)).encode())
        await send({"type": "http.response.start", "status": 200, "headers": [*headers, length]})
        await send({"type": "http.response.body", "body": answer})

    def _answer(self, call: Call) -> bytes:
        progress = self.ticks.answer(call.inputs[0].value)
        return ENCODER.encode({"multi": True, "response": {"progress": {"data": progress}}})


def _takes_gzip(scope: Scope) -> bool:
    return "gzip" in encodings(dict(scope["headers"]).get(b"accept-encoding", b"").decode("latin-1"))


def _gzip(answer: bytes) -> bytes:
    return gzip.compress(answer, GZIP_LEVEL, mtime=0)
