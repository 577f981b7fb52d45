"""The ASGI server around Dash: our own routes, the loop's watch, and no second way in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from bootstrap_wrapper import __version__ as bootstrap_version
from bootstrap_wrapper import get_bootstrap_css_dir
from dash.backends._fastapi import FastAPIDashServer
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from fastapi.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from app.exports import add_exports
from app.lane import TickLane
from app.pace import Pace
from app.ticks import Ticks

BOOTSTRAP = f"/bootstrap-{bootstrap_version}"
STYLESHEET = f"{BOOTSTRAP}/bootstrap.min.css"


class LaneServer(FastAPI):
    """FastAPI with the ticks' lane around all of it: middleware that is added later, as Dash does, stays inside."""

    def __init__(self, ticks: Ticks, **options: Any) -> None:
        super().__init__(**options)
        self.lane = TickLane(super().__call__, ticks)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the lane answer what it knows."""
        await self.lane(scope, receive, send)


def build_server(pace: Pace, ticks: Ticks) -> FastAPI:
    """Return a FastAPI application with the ticks' lane, a health check, exports and Bootstrap's CSS.

    It watches its own loop for as long as it runs.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        watching = asyncio.create_task(pace.watch())
        yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching

    server = LaneServer(ticks, docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    server.add_api_route("/healthz", _healthz, response_class=PlainTextResponse)
    add_exports(server)
    server.mount(BOOTSTRAP, StaticFiles(directory=get_bootstrap_css_dir()))
    return server


def backend_for(server: FastAPI) -> type[FastAPIDashServer]:
    """Return Dash's FastAPI backend for this server, without its WebSocket.

    Dash 4.4 opens one WebSocket per browser through a SharedWorker as soon as the backend is able to, used or not:
    a second door, and a connection held for every student.
    """

    class HttpBackend(FastAPIDashServer):
        websocket_capability = False

        @staticmethod
        def create_app(name: str = "__main__", config: dict[str, Any] | None = None) -> FastAPI:  # noqa: ARG004
            return server

    return HttpBackend


async def _healthz() -> str:
    return "ok"
