"""What stands before the lanes, from the outside in: forwarded addresses, headers, the guard with its limit."""

from dash import Dash
from starlette.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from app.calls import declared
from app.guard import Guard
from app.headers import Headers
from app.limits import NewRuns
from app.run.ticks import Ticks
from app.server import FILES
from app.settings import Settings


def close_doors(app: Dash, ticks: Ticks, settings: Settings, files: tuple[str, ...] = FILES) -> None:
    """Put the guard and the headers around the server of an app whose callbacks are all registered.

    `files` are the prefixes under which there are files. Forwarded headers are believed of the proxies named in the
    settings only; without any, nothing reads them.
    """
    limit = NewRuns(settings.new_runs_per_minute, ticks.sessions)
    callbacks, hashes = declared(app.callback_map), app.csp_hashes()
    folders = tuple(f"{prefix.rstrip('/')}/" for prefix in files)
    build = app.server.build_middleware_stack

    def build_with_doors() -> ASGIApp:
        guard = Guard(build(), callbacks, limit.admit, folders, refused=ticks.refusals.refused)
        headers = Headers(guard, hashes, settings.embedders)
        proxies = settings.proxies
        return ProxyHeadersMiddleware(headers, proxies) if proxies else headers  # pyright: ignore

    app.server.build_middleware_stack = build_with_doors
