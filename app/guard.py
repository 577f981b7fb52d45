"""The guard: what may be asked of this server, by path, method, size and kind; the rest is refused with a sentence.

It stands before everything that reads a request. A body is read here once, whole and bounded, and a call of a callback
goes on parsed, in the scope.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.calls import Call, Declared, parse_call
from app.patience import Patience
from app.refusals import Refusal

ENDPOINT = "/_dash-update-component"
CALL = "chalkline.call"
LONGEST_ADDRESS = 2000
FILE = re.compile(r"(?:[\w@~-][\w@.~-]*/)*[\w@~-][\w@.~-]*", re.ASCII)
FIRST_ERROR = 400

NOTHING_HERE = "There is nothing here. The page is at the address without a path."
TOO_LONG = "That address is longer than any of this page."
NO_BODY = "A request for a page or a file has no body."
JSON_ONLY = "Only application/json is taken here, not compressed."
TOO_SLOW = "The request took too long to arrive."
TOO_BUSY = "Many are taking their runs along just now. Try again in a moment."
MOST_LARGE = 50  # large bodies that are read or worked on at once: 50 MB

Admit = Callable[[Scope, Call], None]


@dataclass(frozen=True, slots=True)
class Door:
    """A path that is open: for which methods, and how large a body may be, if it takes one.

    Of what is too large, `dropped` bytes are still read and dropped: a browser hears a refusal only after its body.
    """

    methods: tuple[str, ...]
    most_bytes: int = 0
    seconds: float = 0.0
    too_large: str = ""
    dropped: int = 0


READ = Door(("GET", "HEAD"))
COMMANDS = Door(("POST",), 64_000, 10.0, "A command is never larger than 64 kB.")
EXPORTS = Door(("POST",), 1_000_000, 20.0, "The record of this run is larger than 1 MB.", 5_000_000)
DOORS = {
    "/": READ,
    "/healthz": READ,
    "/_dash-layout": READ,
    "/_dash-dependencies": READ,
    ENDPOINT: COMMANDS,
    "/script": EXPORTS,
    "/notebook": EXPORTS,
}


class Guard:
    """ASGI middleware that lets through only what the page and its health check need.

    `callbacks` are those that the endpoint knows; `admit` may raise Refusal for a call that is right but comes too
    soon; `files` are prefixes of paths under which there are files; `refused` is told of every refusal.
    """

    def __init__(
        self,
        app: ASGIApp,
        callbacks: Mapping[str, Declared],
        admit: Admit,
        files: tuple[str, ...],
        *,
        doors: Mapping[str, Door] = DOORS,
        refused: Callable[[], None] = lambda: None,
    ) -> None:
        self.app = app
        self.callbacks = callbacks
        self.admit = admit
        self.files = files
        self.doors = doors
        self.refused = refused
        self.patience = Patience()
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
            await refusal.send(send, is_head=scope["method"] == "HEAD")

    async def _check(self, scope: Scope, receive: Receive, send: Send) -> None:
        door = self._door(scope)
        if not door.most_bytes:
            _check_empty(scope)
            await self._read(scope, receive, send)
            return
        _check_head(scope, door)
        if not door.dropped:
            await self._take(door, scope, receive, send)
            return
        if self.large >= MOST_LARGE:
            raise Refusal(429, TOO_BUSY, headers={"retry-after": "2"})
        self.large += 1
        try:
            await self._take(door, scope, receive, send)
        finally:
            self.large -= 1

    async def _take(self, door: Door, scope: Scope, receive: Receive, send: Send) -> None:
        """Read a body and pass it on, a call of a callback parsed."""
        try:
            body = await self.patience.wait(_whole(receive, door), door.seconds)
        except TimeoutError:
            raise Refusal(408, TOO_SLOW) from None
        if body is None:
            return
        if scope["path"] == ENDPOINT:
            call = parse_call(body, self.callbacks)
            self.admit(scope, call)
            scope[CALL] = call
        await self.app(scope, _once(body, receive), send)

    def _door(self, scope: Scope) -> Door:
        path = scope["path"]
        door = self.doors.get(path)
        if door is None:
            prefix = next((prefix for prefix in self.files if path.startswith(prefix)), None)
            if prefix is None or not FILE.fullmatch(path, len(prefix)):
                raise Refusal(404, NOTHING_HERE)
            door = READ
        if scope["method"] not in door.methods:
            allowed = ", ".join(door.methods)
            raise Refusal(405, f"Only {' and '.join(door.methods)} can be used here.", headers={"allow": allowed})
        if len(path) + len(scope["query_string"]) > LONGEST_ADDRESS:
            raise Refusal(414, TOO_LONG)
        return door

    async def _read(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Get a page or a file: HEAD without its body, and whatever goes wrong with a file's name is a 404."""
        if scope["method"] == "HEAD":
            send = _without_body(send)
        if scope["path"] not in self.doors:
            send = _or_nothing(send)
        await self.app({**scope, "method": "GET"}, receive, send)


def _check_empty(scope: Scope) -> None:
    """Refuse a GET with a body: Dash would read it, whole and without an end."""
    for name, value in scope["headers"]:
        if name == b"transfer-encoding" or (name == b"content-length" and value.strip() != b"0"):
            raise Refusal(400, NO_BODY)


def _check_head(scope: Scope, door: Door) -> None:
    is_json = False
    for name, value in scope["headers"]:
        if name == b"content-length" and _is_beyond(value, door.most_bytes + door.dropped):
            raise Refusal(413, door.too_large)
        if name == b"content-encoding":
            raise Refusal(415, JSON_ONLY)
        if name == b"content-type":
            is_json = _is_json(value)
            if not is_json:
                break
    if not is_json:
        raise Refusal(415, JSON_ONLY)


def _is_beyond(length: bytes, most: int) -> bool:
    return not length.isdigit() or len(length) > len(str(most)) or int(length) > most


def _is_json(content_type: bytes) -> bool:
    if content_type == b"application/json":
        return True
    kind, *parameters = [part.strip().lower() for part in content_type.split(b";")]
    return kind == b"application/json" and set(parameters) <= {b"charset=utf-8", b'charset="utf-8"'}


async def _whole(receive: Receive, door: Door) -> bytes | None:
    """Return the body, or None if its sender has gone; raise Refusal if it is too large."""
    message = await receive()
    body = message.get("body", b"")
    if message.get("more_body"):
        message, body = await _rest(receive, bytearray(body), door)
    if len(body) > door.most_bytes:
        raise Refusal(413, door.too_large)
    return bytes(body) if message["type"] == "http.request" else None


async def _rest(receive: Receive, body: bytearray, door: Door) -> tuple[Message, bytearray]:
    """Read on to the end, or as far as the door allows; keep no more than shows that it is too large."""
    size, message = len(body), {"more_body": True}
    while message.get("more_body") and size <= door.most_bytes + door.dropped:
        message = await receive()
        size += len(message.get("body", b""))
        if len(body) <= door.most_bytes:
            body += message.get("body", b"")
    return message, body


def _once(body: bytes, receive: Receive) -> Receive:
    """Return a receive() that gives a body once more, and then what comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def once() -> Message:
        return waiting.pop() if waiting else await receive()

    return once


def _without_body(send: Send) -> Send:
    async def head_only(message: Message) -> None:
        if message["type"] == "http.response.start":
            await send(message)
            await send({"type": "http.response.body", "body": b""})

    return head_only


def _or_nothing(send: Send) -> Send:
    """Answer 404 with a sentence where the application inside has only an error."""
    refused = False

    async def unless_error(message: Message) -> None:
        nonlocal refused
        if message["type"] == "http.response.start" and message["status"] >= FIRST_ERROR:
            refused = True
            await Refusal(404, NOTHING_HERE, keeps=True).send(send, is_head=False)
        elif not refused:
            await send(message)

    return unless_error
