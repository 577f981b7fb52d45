"""The guard: what may be asked of this server, by path, method, size and kind; the rest is refused with a notice."""

import asyncio
import re
from collections.abc import Callable, Container, Mapping

from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app.http.body_limits import Bodies, Route
from app.http.json_body import Call, CallWithPoints, parse_call
from app.http.refusals import Refusal

ENDPOINT = "/_dash-update-component"
POINTS = "/points"
PAGE = "/"
CALL = "chalkline.call"  # where in the scope the parsed call of the callback stands,
BODY = "chalkline.body"  # and the bytes of any other body
LONGEST_ADDRESS = 2000
MOST_BYTES = 24_000_000  # of bodies that have not arrived whole, of all and
MOST_OF_ONE = 8_000_000  # of one address
JSON_TYPES = {b"application/json", b"application/json;charset=utf-8", b'application/json;charset="utf-8"'}
CALLS: Mapping[str, type[Call]] = {ENDPOINT: Call, POINTS: CallWithPoints}
# What browsers and search engines ask of every site by themselves; nobody is up to anything.
UNASKED = re.compile(
    r"/(favicon\.ico|(robots|ads|security)\.txt|sitemap\.xml|browserconfig\.xml|(site|manifest)\.(webmanifest|json)"
    r"|apple-touch-icon[\w-]*\.png|\.well-known/.*)"
)


READ = Route(("GET", "HEAD"))
COMMANDS = Route(("POST",), 8_000, 10.0, "server.command-too-large")  # a page sends 600 bytes
WITH_POINTS = Route(("POST",), 600_000, 20.0, "server.points-too-large", 2_000_000)  # 5,000 of 20 numbers
EXPORTS = Route(("POST",), 1_000_000, 20.0, "server.record-too-large", 5_000_000)
LINKS = Route(("POST",), 4_000, 10.0, "server.address-too-long")
# 1 MB of text in JSON, where each tab and each line end is two letters, or as base64; what is larger is told why.
READINGS = Route(("POST",), 2_000_000, 20.0, "reading.too-large", 5_000_000)
# What a class says is small; what it opens with, what a teacher does and the runs of members are larger.
CLASS = Route(("POST",), 8_000, 10.0, "server.command-too-large", is_counted=False)
CLASS_OF_TEACHER = Route(("POST",), 250_000, 10.0, "server.record-too-large", 500_000, is_counted=False)
CLASSES: dict[str, Route] = dict.fromkeys(
    ("join", "poll", "act", "look", "points", "table", "watch", "download", "handed"), CLASS
)
CLASSES |= dict.fromkeys(("open", "drive"), CLASS_OF_TEACHER)
CLASSES["record"] = Route(("POST",), 400_000, 20.0, "server.record-too-large", 2_000_000)
ROUTES = {
    **{f"/class/{name}": route for name, route in CLASSES.items()},
    **{ENDPOINT: COMMANDS, POINTS: WITH_POINTS},
    **{"/script": EXPORTS, "/notebook": EXPORTS, "/qr": LINKS, "/read": READINGS},
}


class Guard:
    """ASGI middleware that lets through only what the page needs; bodies whole and bounded, in the scope.

    `admit` may raise Refusal for a call that begins a run and comes too soon, `admit_record` for a record and
    `admit_points` for points; `refused` is told of every refusal. `is_page` tells which other addresses are the page's.
    """

    def __init__(
        self,
        app: ASGIApp,
        admit: Callable[[Scope, Call], None],
        files: Container[str],
        *,
        admit_record: Callable[[Scope, bytes], None] = lambda *_: None,
        admit_points: Callable[[Scope, bytes], None] = lambda *_: None,
        routes: Mapping[str, Route] = ROUTES,
        refused: Callable[[], None] = lambda: None,
        is_page: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self.app, self.admit, self.files, self.routes, self.refused = app, admit, files, routes, refused
        self.admit_record, self.admit_points, self.is_page = admit_record, admit_points, is_page
        self.bodies = Bodies(MOST_BYTES, MOST_OF_ONE)

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
        _check_head(request.scope, route)
        await self._take(request, route)
        await self.app(request.scope, request.receive, send)

    async def _take(self, request: Request, route: Route) -> None:
        """Put the body into the scope, a call parsed."""
        try:
            async with asyncio.timeout(route.seconds):
                body = await self.bodies.whole(request, route)
        except TimeoutError:
            raise Refusal(408, "server.too-slow") from None
        scope = request.scope
        if scope["path"] == POINTS:
            self.admit_points(scope, body)
        if scope["path"] in CALLS:
            scope[CALL] = call = parse_call(body, CALLS[scope["path"]])
            if call.begins:
                self.admit(scope, call)
        else:
            if route.is_counted:
                self.admit_record(scope, body)
            scope[BODY] = body

    def _route(self, scope: Scope) -> Route:
        path = scope["path"]
        if len(path) + len(scope["query_string"]) > LONGEST_ADDRESS:
            raise Refusal(414, "server.address-too-long")
        route = self.routes.get(path) or (READ if path in self.files else None)
        if route is None and self.is_page(path):
            route, scope["path"] = READ, PAGE
        if route is None:
            raise Refusal(404, "server.nothing-here")
        if scope["method"] not in route.methods:
            methods = ", ".join(route.methods)
            raise Refusal(405, "server.methods", headers={"allow": methods}, methods=methods)
        return route


def _check_empty(request: Request) -> None:
    headers = request.headers
    if "transfer-encoding" in headers or set(map(str.strip, headers.getlist("content-length"))) - {"0"}:
        raise Refusal(400, "server.no-body")


def _check_head(scope: Scope, route: Route) -> None:
    """Look at the headers once, as they came: names in lower case."""
    is_json = None
    for name, value in scope["headers"]:
        if name == b"content-length" and not (value.isdigit() and float(value) <= route.most_bytes + route.dropped):
            raise Refusal(413, route.too_large)
        if name == b"content-type":
            is_json = is_json is not False and value.lower().replace(b" ", b"") in JSON_TYPES
        elif name == b"content-encoding":
            is_json = False
    if not is_json:
        raise Refusal(415, "server.json-only")
