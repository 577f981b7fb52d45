"""All middleware around Dash's server, and its order (docs/why/guard.md)."""

from dash import Dash
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from app.http.guard import Guard
from app.http.headers import Headers
from app.http.rate_limit import POINTS_A_MINUTE, Exports, NewRuns
from app.rooms.codes import is_address
from app.run.route import TickRoute
from app.run.ticks import Ticks
from app.server_settings import Settings
from app.static.files import Files, StaticFiles


def add_middleware(app: Dash, ticks: Ticks, files: Files, settings: Settings) -> None:
    """Put all middleware around the server of an app, innermost first.

    Forwarded headers are believed of the proxies named in the settings only; without any, nothing reads them.
    """
    admit = NewRuns(settings.new_runs_per_minute, ticks.sessions).admit
    refused = ticks.refusals.refused
    add = app.server.add_middleware
    add(StaticFiles, files=files)
    add(TickRoute, ticks=ticks)
    bodies = {"admit_record": Exports().admit, "admit_points": Exports(POINTS_A_MINUTE).admit}
    add(Guard, admit=admit, files=files, refused=refused, is_page=is_address, **bodies)
    add(Headers, embedders=settings.embedders)
    if settings.proxies:
        add(ProxyHeadersMiddleware, trusted_hosts=settings.proxies)
