"""The guard: what may be asked of this server, by path, method, size and kind; the rest is refused with a notice."""

import asyncio
import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass

from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app.http.json_body import Call, parse_call
from app.http.refusals import Refusal

ENDPOINT = "/_dash-update-component"
CALL = "chalkline.call"  # where in the scope the parsed call of the callback stands,
BODY = "chalkline.body"  # and the bytes of any other body
LONGEST_ADDRESS = 2000
MOST_LARGE = 50  # large bodies that are read or worked on at once: 50 MB
JSON_TYPES = {"application/json", "application/json;charset=utf-8", 'application/json;charset="utf-8"'}
# What browsers and search engines ask of every site by themselves; nobody is up to anything.
UNASKED = re.compile(r"/(favicon\.ico|robots\.txt|apple-touch-icon[\w-]*\.png|\.well-known/.*)")


@dataclass(frozen=True, slots=True)
class Route:
    """What a path takes: which methods, and how large a body may be and how long in coming, if there is one.

    Of what is too large, `dropped` bytes are still read and dropped: a browser hears a refusal only after its body.
    """

    methods: tuple[str, ...]
    most_bytes: int = 0
    seconds: float = 0.0
    too_large: str = ""
    dropped: int = 0


READ = Route(("GET", "HEAD"))
COMMANDS = Route(("POST",), 64_000, 10.0, "server.command-too-large")
EXPORTS = Route(("POST",), 1_000_000, 20.0, "server.record-too-large", 5_000_000)
ROUTES = {ENDPOINT: COMMANDS, "/script": EXPORTS, "/notebook": EXPORTS}


class Guard:
    """ASGI middleware that lets through only what the page needs; bodies whole and bounded, in the scope.

    `admit` may raise Refusal for a call that begins a run and comes too soon; `refused` is told of every refusal.
    """

    def __init__(
        self,
        app: ASGIApp,
        admit: Callable[[Scope, Call], None],
        files: Container[str],
        *,
        routes: Mapping[str, Route] = ROUTES,
        refused: Callable[[], None] = lambda: None,
    ) -> None:
        self.app, self.admit, self.files, self.routes, self.refused = app, admit, files, routes, refused
        self.large = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            await self._check(Request(scope, receive), send)
        except Refusal as refusal:
            if not UNASKED.fullmatch(scope["path"]):
                self.refused()
            await refusal.response(scope, receive, send)
        except ClientDisconnect:
            return

    async def _check(self, request: Request, send: Send) -> None:
        route = self._route(request.scope)
        if not route.most_bytes:
            _check_empty(request)
            await self.app(request.scope, request.receive, send)
            return
        _check_head(request, route)
        is_large = route.dropped > 0
        if is_large and self.large >= MOST_LARGE:
            raise Refusal(429, "server.too-busy", headers={"retry-after": "2"})
        self.large += is_large
        try:
            await self._take(request, route)
            await self.app(request.scope, request.receive, send)
        finally:
            self.large -= is_large

    async def _take(self, request: Request, route: Route) -> None:
        """Put the body into the scope, a call parsed."""
        try:
            async with asyncio.timeout(route.seconds):
                body = await _whole(request, route)
        except TimeoutError:
            raise Refusal(408, "server.too-slow") from None
        scope = request.scope
        if scope["path"] == ENDPOINT:
            scope[CALL] = call = parse_call(body)
            if call.begins:
                self.admit(scope, call)
        else:
            scope[BODY] = body

    def _route(self, scope: Scope) -> Route:
        path = scope["path"]
        route = self.routes.get(path) or (READ if path in self.files else None)
        if route is None:
            raise Refusal(404, "server.nothing-here")
        if scope["method"] not in route.methods:
            methods = ", ".join(route.methods)
            raise Refusal(405, "server.methods", headers={"allow": methods}, methods=methods)
        if len(path) + len(scope["query_string"]) > LONGEST_ADDRESS:
            raise Refusal(414, "server.address-too-long")
        return route


def _check_empty(request: Request) -> None:
    headers = request.headers
    if "transfer-encoding" in headers or set(map(str.strip, headers.getlist("content-length"))) - {"0"}:
        raise Refusal(400, "server.no-body")


def _check_head(request: Request, route: Route) -> None:
    headers, most = request.headers, route.most_bytes + route.dropped
    for length in headers.getlist("content-length"):
        if not (length.isdecimal() and float(length) <= most):
            raise Refusal(413, route.too_large)
    kinds = {kind.lower().replace(" ", "") for kind in headers.getlist("content-type")}
    if not kinds or not kinds <= JSON_TYPES or "content-encoding" in headers:
        raise Refusal(415, "server.json-only")


async def _whole(request: Request, route: Route) -> bytes:
    """Return the body; raise Refusal if it is too large, ClientDisconnect if its sender has gone."""
    body, size = bytearray(), 0
    async for part in request.stream():
        size += len(part)
        if size <= route.most_bytes:
            body += part
        elif size > route.most_bytes + route.dropped:
            break
    if size > route.most_bytes:
        raise Refusal(413, route.too_large)
    return bytes(body)
