"""The ASGI server around Dash: our own routes, the loop's watch, and no second way in (docs/why/server.md)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from dash.backends import get_backend
from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse

from app.export.routes import add_exports
from app.host.logs import census, tell_failure
from app.http.headers import of_all
from app.http.turns import Turns
from app.reading.routes import add_reading
from app.rooms.answers import Answers
from app.rooms.lifecycle import Rooms
from app.rooms.routes import add_rooms
from app.rooms.runs import Runs
from app.rooms.ticking import Ticking
from app.run.pace import Pace, SlowLoop
from app.run.ticks import Ticks
from app.static.files import Files

# FastAPI without pages of its own, and without looking for OpenTelemetry at each request.
BARE: dict[str, Any] = {
    **{"docs_url": None, "redoc_url": None, "openapi_url": None},
    "telemetry": {"tracing": False, "metrics": False, "logs": False},
}


def build_server(pace: Pace, ticks: Ticks, files: Files, rooms: Rooms) -> FastAPI:
    """Return a FastAPI application with the exports, what reads data, and the classes.

    For as long as it runs it watches its own loop and says what it sees; when it has started it compresses the files.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[dict[str, Any]]:
        watches = [pace.watch(SlowLoop().observe), ticks.refusals.watch(), census(lambda: len(ticks.sessions))]
        watching = [asyncio.create_task(watch) for watch in (*watches, files.compress(), rooms.watch())]
        for task in watching:
            task.add_done_callback(tell_failure)
        yield {"refused": ticks.refusals.refused}  # for connections: uvicorn hands it to each
        for task in watching:
            task.cancel()
        await asyncio.gather(*watching, return_exceptions=True)
        await rooms.close()
        ticks.refusals.report()

    server = FastAPI(**BARE, lifespan=lifespan, exception_handlers={Exception: failed})
    add_exports(server, ticks.refusals, ticks.data_sets)
    add_reading(server, ticks.refusals)
    runs = Runs(rooms, Turns(), ticks.data_sets)
    add_rooms(server, Answers(rooms, ticks.own, ticks.data_sets, runs), ticks.refusals)
    ticks.in_room = Ticking(rooms).answer
    return server


async def failed(request: Request, _: Exception) -> Response:
    """Answer what nobody has expected; Starlette makes it outside of all middleware, and uvicorn logs the traceback."""
    response = PlainTextResponse("Internal Server Error", 500)
    response.raw_headers += of_all(request.scope)
    return response


def backend_for(server: FastAPI) -> Any:
    """Return Dash's FastAPI backend for this server, without its WebSocket.

    Dash 4.4 opens one WebSocket per browser through a SharedWorker as soon as the backend is able to, used or not:
    a second way in, and a connection held for every student. The page is made once, before anybody asks: its index
    wants a request only for Dash's own pages, of which there are none.
    """

    class HttpBackend(get_backend("fastapi")):  # pyright: ignore
        websocket_capability = False
        create_app = staticmethod(lambda *_: server)  # pyright: ignore

        def __init__(self, server: FastAPI) -> None:
            super().__init__(server)
            adapter = self.request_adapter
            self.request_adapter = lambda: adapter() if self.has_request_context() else None  # pyright: ignore

    return HttpBackend
