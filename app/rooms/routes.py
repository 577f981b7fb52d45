"""The routes of the class: small JSON in, small JSON out, or a notice why not (docs/why/rooms.md lists them)."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from app.host.logs import Refusals
from app.http.guard import BODY
from app.http.rate_limit import address_of
from app.notices import RefusedError
from app.rooms.answers import Answers
from app.rooms.errors import status_of
from app.rooms.room import ENCODER

Answer = Callable[[bytes, str], Awaitable[Any]]
Route = Callable[[Request], Awaitable[Response]]
UNKEPT = {"cache-control": "no-store"}


def add_rooms(server: FastAPI, answers: Answers, refusals: Refusals) -> None:
    """Add POST /class/…: each answers with what its function returns, or with the notice of its RefusedError."""
    for name in ("open", "join", "poll", "act", "look", "points", "table", "watch", "drive", "record", "handed"):
        server.add_api_route(f"/class/{name}", answered(getattr(answers, name), refusals), methods=["POST"])
    table = answered(answers.download, refusals, "text/csv; charset=utf-8")
    server.add_api_route("/class/download", table, methods=["POST"])


def answered(answer: Answer, refusals: Refusals, kind: str = "application/json") -> Route:
    """Return a route of a function."""

    async def route(request: Request) -> Response:
        try:
            found = await answer(request.scope[BODY], address_of(request.scope))
        except RefusedError as refused:
            refusals.refused()
            return JSONResponse(refused.as_json(), status_of(refused), UNKEPT)
        body = found if isinstance(found, bytes) else ENCODER.encode(found)
        return Response(body, media_type=kind, headers=UNKEPT)

    return route
