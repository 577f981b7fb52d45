"""A run to take home: the routes that turn its record into a script and into a notebook."""

import asyncio
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import PlainTextResponse

from app.logs import Refusals
from app.notebook import notebook
from app.protocol import RefusedError
from app.record import RunRecord, parse_record
from app.script import script

Writer = Callable[[RunRecord], str]


def add_exports(server: FastAPI, refusals: Refusals) -> None:
    """Add POST /script and POST /notebook: the record of a run in, code out, or a sentence why not."""
    server.add_api_route("/script", _export(script, "text/x-python", refusals), methods=["POST"])
    notebooks = _export(notebook, "application/x-ipynb+json", refusals)
    server.add_api_route("/notebook", notebooks, methods=["POST"])


def _export(write: Writer, media_type: str, refusals: Refusals) -> Callable[[Request], Awaitable[Response]]:
    one_at_a_time = asyncio.Semaphore()

    async def export(request: Request) -> Response:
        body = await request.body()  # whole and bounded: the guard has read it
        try:
            # In a thread, and one: the longest records take longer than others should wait for their tick.
            async with one_at_a_time:
                text = await run_in_threadpool(_write, write, body)
        except RefusedError as refused:
            refusals.refused()
            return PlainTextResponse(str(refused), 422)
        return Response(text, media_type=media_type)

    return export


def _write(write: Writer, body: bytes) -> str:
    return write(parse_record(body))
