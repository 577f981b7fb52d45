"""A run to take home: the routes that turn its record into a script and into a notebook."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from app.export.notebook import notebook
from app.export.record import parse_record
from app.export.script import script
from app.host.logs import Refusals
from app.http.guard import BODY
from app.notices import RefusedError
from model.data import DataSets
from model.record import RunRecord

Writer = Callable[[RunRecord], str]
Route = Callable[[Request], Awaitable[Response]]


def add_exports(server: FastAPI, refusals: Refusals, data_sets: DataSets) -> None:
    """Add POST /script and POST /notebook: the record of a run in, code out, or a notice why not."""
    kinds = {"/script": (script, "text/x-python"), "/notebook": (notebook, "application/x-ipynb+json")}
    one_at_a_time = asyncio.Semaphore()
    for address, (write, media_type) in kinds.items():
        export = _export(partial(_write, write, data_sets), media_type, refusals, one_at_a_time)
        server.add_api_route(address, export, methods=["POST"])


def _export(write: Callable[[bytes], str], media_type: str, refusals: Refusals, turn: asyncio.Semaphore) -> Route:
    async def export(request: Request) -> Response:
        body = request.scope[BODY]  # whole and bounded: the guard has read it
        try:
            # In a thread, and one for both: the longest records take longer than others should wait for their tick.
            async with turn:
                text = await run_in_threadpool(write, body)
        except RefusedError as refused:
            refusals.refused()
            return JSONResponse(refused.as_json(), 422)
        return Response(text, media_type=media_type)

    return export


def _write(write: Writer, data_sets: DataSets, body: bytes) -> str:
    return write(parse_record(body, data_sets))
