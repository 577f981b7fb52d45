"""The ASGI server around Dash: our own routes, the loop's watch, and no second way in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bootstrap_wrapper import __version__ as bootstrap_version
from bootstrap_wrapper import get_bootstrap_css_dir
from dash.backends._fastapi import FastAPIDashServer
from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse, PlainTextResponse
from fastapi.staticfiles import StaticFiles

from app.export.routes import add_exports
from app.joined import FOLDER
from app.lane import TickLane
from app.logs import SlowLoop, census
from app.pace import Pace
from app.plotly_js import BUNDLE, PlotlyScript
from app.run.ticks import Ticks
from app.static import StaticLane

BOOTSTRAP = f"/bootstrap-{bootstrap_version}"
FILES = ("/_dash-component-suites/", "/assets/", BOOTSTRAP, FOLDER)
STYLESHEET = f"{BOOTSTRAP}/bootstrap.min.css"

# FastAPI without pages of its own, and without looking for OpenTelemetry at each request.
BARE: dict[str, Any] = {
    **{"docs_url": None, "redoc_url": None, "openapi_url": None},
    "telemetry": {"tracing": False, "metrics": False, "logs": False},
}


def build_server(pace: Pace, ticks: Ticks, plotly: PlotlyScript) -> FastAPI:
    """Return a FastAPI application with the ticks' lane, a health check, exports, Bootstrap's CSS and plotly.js.

    It watches its own loop for as long as it runs, and says what it sees.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        watches = [pace.watch(SlowLoop().observe), ticks.refusals.watch(), census(lambda: len(ticks.sessions))]
        watching = [asyncio.create_task(watch) for watch in watches]
        yield
        for task in watching:
            task.cancel()
        await asyncio.gather(*watching, return_exceptions=True)
        ticks.refusals.report()

    server = FastAPI(**BARE, lifespan=lifespan)
    server.add_api_route("/healthz", _healthz, response_class=PlainTextResponse)
    add_exports(server, ticks.refusals, ticks.data_sets)
    server.mount(BOOTSTRAP, StaticFiles(directory=get_bootstrap_css_dir()))
    server.add_api_route(f"{FOLDER}{{name:path}}", _nothing)  # Dash would answer with its page
    server.add_api_route(plotly.address, lambda: FileResponse(plotly.path, media_type="application/javascript"))
    _add_lanes(server, ticks, plotly)
    return server


def _add_lanes(server: FastAPI, ticks: Ticks, plotly: PlotlyScript) -> None:
    """Put the lanes of ticks and files around all middleware, that too which Dash adds later.

    Not in a subclass of FastAPI: dash.testing starts only what is FastAPI itself.
    """
    build = server.build_middleware_stack
    files = (*FILES, plotly.folder)
    server.build_middleware_stack = lambda: TickLane(StaticLane(build(), files, [plotly.address], BUNDLE), ticks)


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


async def _nothing() -> None:
    raise HTTPException(404)
