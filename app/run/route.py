"""The route that answers a tick: the one server callback, called before Dash's dispatch, which costs as much.

The guard hands a call on parsed (app/http/guard.py). Dash's callback stays the definition. Answers that bring points
are compressed, the many others are too small.
"""

import asyncio
import gzip

import msgspec
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.http.guard import CALL
from app.http.json_body import Call, CallWithPoints
from app.run.budget import OneAtATime
from app.run.ticks import Ticks
from app.static.files import encodings

POINTS = b'"points":'
GZIP_LEVEL = 5
LARGE = 16_000  # bytes that take half a millisecond: two thousand houses are 88,000
ENCODER = msgspec.json.Encoder()


class TickRoute:
    """ASGI middleware behind the guard that answers ticks and lets everything else pass."""

    def __init__(self, app: ASGIApp, ticks: Ticks) -> None:
        self.app = app
        self.ticks = ticks
        self.with_points = OneAtATime()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a tick, or pass the request on."""
        call: Call | None = scope.get(CALL)
        if call is None:
            await self.app(scope, receive, send)
            return
        brings = call.begins or isinstance(call, CallWithPoints)
        headers, answer = {}, await self.with_points.done(lambda: self._answer(call)) if brings else self._answer(call)
        if POINTS in answer and "gzip" in encodings(scope):
            headers = {"content-encoding": "gzip"}
            answer = await asyncio.to_thread(_gzip, answer) if len(answer) > LARGE else _gzip(answer)
        await Response(answer, headers=headers, media_type="application/json")(scope, receive, send)

    def _answer(self, call: Call) -> bytes:
        is_with = isinstance(call, CallWithPoints)
        progress = self.ticks.answer_with(call.points, call.command) if is_with else self.ticks.answer(call.command)
        return ENCODER.encode({"multi": True, "response": {"progress": {"data": progress}}})


def _gzip(answer: bytes) -> bytes:
    return gzip.compress(answer, GZIP_LEVEL, mtime=0)
