"""The guard: what may be asked of this server, by path, method, size and kind; the rest is refused with a sentence."""

import asyncio
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.json_body import Call, parse_call
from app.http.refusals import Refusal

ENDPOINT = "/_dash-update-component"
CALL = "chalkline.call"
LONGEST_ADDRESS = 2000
MOST_LARGE = 50  # large bodies that are read or worked on at once: 50 MB
JSON_TYPES = (b"application/json", b"application/json;charset=utf-8", b'application/json;charset="utf-8"')

JSON_ONLY = "server.json-only"


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
    """ASGI middleware that lets through only what the page needs; bodies whole and bounded, a callback's call parsed.

    `admit` may raise Refusal for a call that is right but comes too soon; `refused` is told of every refusal.
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
            await self._check(scope, receive, send)
        except Refusal as refusal:
            self.refused()
            await refusal.response(scope, receive, send)

    async def _check(self, scope: Scope, receive: Receive, send: Send) -> None:
        route = self._route(scope)
        if not route.most_bytes:
            _check_empty(scope)
            await self.app(scope, receive, send)
            return
        _check_head(scope, route)
        is_large = route.dropped > 0
        if is_large and self.large >= MOST_LARGE:
            raise Refusal(429, "server.too-busy", headers={"retry-after": "2"})
        self.large += is_large
        try:
            await self._take(route, scope, receive, send)
        finally:
            self.large -= is_large

    async def _take(self, route: Route, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            async with asyncio.timeout(route.seconds):
                body = await _whole(receive, route)
        except TimeoutError:
            raise Refusal(408, "server.too-slow") from None
        if body is None:
            return
        if scope["path"] == ENDPOINT:
            scope[CALL] = call = parse_call(body)
            self.admit(scope, call)
        await self.app(scope, _once(body, receive), send)

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


def _check_empty(scope: Scope) -> None:
    for name, value in scope["headers"]:
        if name == b"transfer-encoding" or (name == b"content-length" and value.strip() != b"0"):
            raise Refusal(400, "server.no-body")


def _check_head(scope: Scope, route: Route) -> None:
    is_json, most = False, route.most_bytes + route.dropped
    for name, value in scope["headers"]:
        if name == b"content-length" and not (value.isdigit() and float(value) <= most):
            raise Refusal(413, route.too_large)
        if name == b"content-type":
            is_json = value.lower().replace(b" ", b"") in JSON_TYPES
        if name == b"content-encoding" or (name == b"content-type" and not is_json):
            raise Refusal(415, JSON_ONLY)
    if not is_json:
        raise Refusal(415, JSON_ONLY)


async def _whole(receive: Receive, route: Route) -> bytes | None:
    """Return the body, or None if its sender has gone; raise Refusal if it is too large."""
    body, size = bytearray(), 0
    message: Message = {"more_body": True}
    while message.get("more_body") and size <= route.most_bytes + route.dropped:
        message = await receive()
        part = message.get("body", b"")
        size += len(part)
        if size <= route.most_bytes:
            body += part
    if size > route.most_bytes:
        raise Refusal(413, route.too_large)
    return bytes(body) if message["type"] == "http.request" else None


def _once(body: bytes, receive: Receive) -> Receive:
    """Return a receive() that gives a body once more, and then what comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def once() -> Message:
        return waiting.pop() if waiting else await receive()

    return once
