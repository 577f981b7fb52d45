"""Routes whose work takes longer than others should wait for their tick: one at a time, in a thread, within bounds."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from app.host.logs import Refusals
from app.http.guard import BODY
from app.notices import RefusedError

MOST_WAITING = 8_000_000  # bytes of bodies that wait for their turn: four thousand records of a short run

Route = Callable[[Request], Awaitable[Response]]


class TooBusyError(RefusedError):
    """Too many wait already."""


class Turns:
    """One at a time; `most` bytes may wait."""

    def __init__(self, most: int = MOST_WAITING) -> None:
        self.most = most
        self.waiting = 0
        self.one_at_a_time = asyncio.Semaphore()

    @asynccontextmanager
    async def turn(self, size: int) -> AsyncIterator[None]:
        """Wait for one's turn with so many bytes; raise TooBusyError if too many wait already."""
        if self.waiting + size > self.most:
            raise TooBusyError("server.too-busy")
        self.waiting += size
        try:
            async with self.one_at_a_time:
                yield
        finally:
            self.waiting -= size


def in_turn(work: Callable[[bytes], str | bytes], media_type: str, refusals: Refusals, turns: Turns) -> Route:
    """Return a route that answers with what becomes of a body, or with the notice of its RefusedError."""

    async def answer(request: Request) -> Response:
        body = request.scope[BODY]  # whole and bounded: the guard has read it
        try:
            async with turns.turn(len(body)):
                content = await run_in_threadpool(work, body)
        except RefusedError as refused:
            refusals.refused()
            return JSONResponse(refused.as_json(), 429 if isinstance(refused, TooBusyError) else 422)
        return Response(content, media_type=media_type)

    return answer
