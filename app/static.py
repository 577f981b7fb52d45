"""Scripts and styles: compressed once, kept in memory, and by browsers for a year where the name tells the version.

Dash serves them bare and reads them from disk each time. This lane asks Dash once for each file and answers everybody
after that; what is not a file of ours passes through.
"""

import asyncio
import gzip
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import brotli
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_NAMES = 500
SMALLEST = 1000  # bytes under which compressing gains nothing
BROTLI_QUALITY = 9
GZIP_LEVEL = 6
TEXT = ("text/", "application/javascript", "application/json", "image/svg")
VERSIONED = re.compile(r"\.v\d[\w]*m\d+\.|/bootstrap-\d")
FOR_A_YEAR = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"

Compressor = Callable[[bytes], bytes]


@dataclass
class File:
    """One file as it is served: its bytes by content encoding."""

    content_type: str
    etag: str
    bodies: dict[str, bytes] = field(default_factory=dict)

    def best(self, accepted: str) -> tuple[str, bytes]:
        """Return the encoding to use for an Accept-Encoding header, and the body in it."""
        names = [part.split(";")[0].strip() for part in accepted.split(",")]
        encoding = next((name for name in ("br", "gzip") if name in names and name in self.bodies), "identity")
        return encoding, self.bodies[encoding]


class StaticLane:
    """ASGI middleware that answers for files under some prefixes and lets everything else pass."""

    def __init__(self, app: ASGIApp, prefixes: tuple[str, ...]) -> None:
        self.app = app
        self.prefixes = prefixes
        self.files: dict[str, File] = {}  # by path
        self.contents: dict[str, File] = {}  # by etag
        self._tasks: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a file, or pass the request on."""
        is_file = scope["type"] == "http" and scope["method"] == "GET" and scope["path"].startswith(self.prefixes)
        file = await self.file(scope) if is_file else None
        if file is None:
            await self.app(scope, receive, send)
        else:
            await _answer(file, scope, send)

    async def file(self, scope: Scope) -> File | None:
        """Return a file, from memory or, the first time, from the application inside; None where it has none.

        Dash answers for one script under any number of fingerprints: a content is kept and compressed once, whatever
        names it is asked for by.
        """
        path = scope["path"]
        if path in self.files:
            return self.files[path]
        status, headers, body = await _fetch(self.app, scope)
        content_type = headers.get("content-type", "")
        if status != 200 or "html" in content_type or len(self.files) >= MOST_NAMES:  # noqa: PLR2004
            return None
        etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        is_new = etag not in self.contents
        file = self.contents.setdefault(etag, File(content_type, etag, {"identity": body}))
        self.files[path] = file
        if is_new and content_type.startswith(TEXT) and len(body) >= SMALLEST:
            file.bodies["gzip"] = await asyncio.to_thread(_gzip, body)
            self._later(file, "br", _brotli)
        return file

    def _later(self, file: File, encoding: str, compress: Compressor) -> None:
        """Compress in a thread, and serve it so from then on."""

        async def work() -> None:
            file.bodies[encoding] = await asyncio.to_thread(compress, file.bodies["identity"])

        task = asyncio.create_task(work())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, GZIP_LEVEL, mtime=0)


def _brotli(body: bytes) -> bytes:
    return brotli.compress(body, quality=BROTLI_QUALITY)


async def _answer(file: File, scope: Scope, send: Send) -> None:
    asked = Headers(scope=scope)
    is_versioned = VERSIONED.search(scope["path"]) or b"m=" in scope["query_string"]
    headers = {
        "etag": file.etag,
        "cache-control": FOR_A_YEAR if is_versioned else ASK_AGAIN,
        "vary": "accept-encoding",
        "content-type": file.content_type,
    }
    if file.etag in asked.get("if-none-match", ""):
        await _send(send, 304, headers, b"")
        return
    encoding, body = file.best(asked.get("accept-encoding", ""))
    if encoding != "identity":
        headers["content-encoding"] = encoding
    await _send(send, 200, headers | {"content-length": str(len(body))}, body)


async def _send(send: Send, status: int, headers: dict[str, str], body: bytes) -> None:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body})


async def _fetch(app: ASGIApp, scope: Scope) -> tuple[int, Headers, bytes]:
    """Ask the application inside for the same thing, bare and whole."""
    unwanted = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
    bare = [(name, value) for name, value in scope["headers"] if name not in unwanted]
    messages: list[Message] = []
    requests: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        if not requests:
            await asyncio.Event().wait()  # who listens for a disconnect waits for ever
        return requests.pop()

    async def send(message: Message) -> None:
        messages.append(message)

    await app({**scope, "headers": bare}, receive, send)
    raw: list[Any] = messages[0]["headers"]
    body = b"".join(message.get("body", b"") for message in messages[1:])
    return messages[0]["status"], Headers(raw=raw), body
