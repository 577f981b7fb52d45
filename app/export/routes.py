"""A run to take home: the routes that turn its record into a script and a notebook, and its link into a QR code."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from app.export.notebook import notebook
from app.export.qr import qr_code
from app.export.record import parse_record
from app.export.script import script
from app.host.logs import Refusals
from app.http.guard import BODY
from app.notices import RefusedError
from model.data import DataSets
from model.record import RunRecord

MOST_WAITING = 24_000_000  # bytes of records that wait for their turn: twelve thousand of a short run

Writer = Callable[[RunRecord], str]
Route = Callable[[Request], Awaitable[Response]]


def add_exports(server: FastAPI, refusals: Refusals, data_sets: DataSets) -> None:
    """Add POST /script, /notebook and /qr: the record of a run or a link in, code out, or a notice why not."""
    kinds = {"/script": (script, "text/x-python"), "/notebook": (notebook, "application/x-ipynb+json")}
    turns = Turns()
    for address, (write, media_type) in kinds.items():
        export = _export(partial(_write, write, data_sets), media_type, refusals, turns)
        server.add_api_route(address, export, methods=["POST"])
    server.add_api_route("/qr", _export(qr_code, "image/svg+xml", refusals, turns), methods=["POST"])


class TooBusyError(RefusedError):
    """Too many records wait already."""


class Turns:
    """One export at a time, of both kinds; `most` bytes may wait."""

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


def _export(write: Callable[[bytes], str], media_type: str, refusals: Refusals, turns: Turns) -> Route:
    async def export(request: Request) -> Response:
        body = request.scope[BODY]  # whole and bounded: the guard has read it
        try:
            # In a thread, and one for both: the longest records take longer than others should wait for their tick.
            async with turns.turn(len(body)):
                text = await run_in_threadpool(write, body)
        except RefusedError as refused:
            refusals.refused()
            return JSONResponse(refused.as_json(), 429 if isinstance(refused, TooBusyError) else 422)
        return Response(text, media_type=media_type)

    return export


def _write(write: Writer, data_sets: DataSets, body: bytes) -> str:
    return write(parse_record(body, data_sets))
