"""Scripts, styles and the page itself: compressed once, kept in memory, and by browsers for a year where the name tells
the content.

Dash makes the page anew for everybody, serves files bare and reads them from disk each time. This lane asks Dash once
for each and answers everybody after that; what is neither page nor file of ours passes through. The page's scripts and
styles it joins (app/joined.py).
"""

import asyncio
import gzip
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import brotli
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.files import File, answer
from app.joined import JOINTS, PAGE_SCRIPT, stem_of
from app.logs import LOGGER
from app.names import digest, is_named_by

MOST_NAMES = 500
SMALLEST = 1000  # bytes under which compressing gains nothing
BROTLI_QUALITY = 9  # 11 costs twenty times as much: app/bundle.py does that where an image is built
GZIP_LEVEL = 6
TEXT = ("text/", "application/javascript", "application/json", "image/svg")
PAGE = "/"
LAYOUT = "/_dash-layout"
# The same for everybody: no layout function makes a session, and app/page.py leaves out the token of a page load.
SAME_FOR_ALL = (PAGE, LAYOUT, "/_dash-dependencies")
ADDRESSES = re.compile(r'(?:src|href)="(/[^"]+)"')
FINGERPRINT = re.compile(r"\.v[\w-]+m\w+\.")


class StaticLane:
    """ASGI middleware that answers for the page and for files under some prefixes, and lets everything else pass.

    `first` are addresses that pages ask for beside those in their HTML; `compressed` is a folder with what was
    compressed when an image was built, by digest; it need not be there.
    """

    def __init__(
        self, app: ASGIApp, prefixes: Sequence[str], first: Sequence[str] = (), compressed: Path = Path()
    ) -> None:
        self.first = first
        self.app = app
        self.prefixes = tuple(prefixes)
        self.compressed = compressed
        self.files: dict[str, File] = {}  # by path
        self.contents: dict[str, File] = {}  # by digest
        self.joined: dict[str, File] = {}  # by stem
        self._making: dict[str, asyncio.Task[File | None]] = {}  # by path
        self._tasks: set[asyncio.Task[None]] = set()
        self._thread = ThreadPoolExecutor(1, "files")
        self._filler: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a file, or pass the request on."""
        if scope["type"] == "lifespan":
            send = self._filling(send)
        is_file = scope["type"] == "http" and scope["method"] == "GET" and self._is_ours(scope["path"])
        file = await self.file(scope) if is_file else None
        if file is None:
            await self.app(scope, receive, send)
        else:
            await answer(file, scope, send)

    def _is_ours(self, path: str) -> bool:
        return path in SAME_FOR_ALL or path.startswith(self.prefixes)

    async def file(self, scope: Scope) -> File | None:
        """Return a file, from memory or, the first time, from the application inside; None where it has none.

        Dash answers for one script under any number of fingerprints: a content is kept and compressed once, whatever
        names it is asked for by, and a name that somebody made up is not kept.
        """
        path = scope["path"]
        if path in self.files:
            return self.files[path]
        stem = stem_of(path)
        if stem:
            await self.file(_scope(PAGE))
        if stem in self.joined:
            return self.joined[stem]
        if path not in self._making:
            self._making[path] = asyncio.create_task(self._made(scope))
            self._making[path].add_done_callback(lambda _: self._making.pop(path))
        return await asyncio.shield(self._making[path])

    async def _made(self, scope: Scope) -> File | None:
        path = scope["path"]
        status, headers, body = await _fetch(self.app, scope)
        content_type = headers.get("content-type", "")
        if status != 200 or ("html" in content_type and path != PAGE):  # noqa: PLR2004
            return None
        if path == PAGE:
            body = (await self._join(body.decode())).encode()
        return await self._keep(path, content_type, body)

    async def _keep(self, path: str, content_type: str, body: bytes) -> File:
        name = digest(body)
        is_new = name not in self.contents
        file = self.contents.setdefault(name, File(content_type, name, {"identity": body}))
        if is_new and content_type.startswith(TEXT) and len(body) >= SMALLEST:
            file.bodies["gzip"] = await self._aside(_gzip, body)
            self._compress_later(file)
        is_known = path in SAME_FOR_ALL or is_named_by(path, name)
        if is_known or (len(self.files) < MOST_NAMES and not FINGERPRINT.search(path)):
            self.files[path] = file
        return file

    async def _join(self, html: str) -> str:
        """Return the page with one tag for the scripts of Dash, one for ours and one for the styles."""
        named = [address for joint in JOINTS for address in joint.addresses(html)]
        texts = {address: await self._text(address) for address in (LAYOUT, *named)}
        written = "".join(texts[address] for address in (LAYOUT, *PAGE_SCRIPT.addresses(html)))
        for joint in (joint for joint in JOINTS if joint.addresses(html)):
            parts = [texts[address] for address in joint.addresses(html)]
            body = (await self._aside(joint.join, parts, written)).encode()
            self.joined[joint.stem] = await self._keep(joint.address(body), joint.content_type, body)
            html = joint.named_in(html, joint.address(body))
        return html

    async def _text(self, address: str) -> str:
        status, _, body = await _fetch(self.app, _scope(address.partition("?")[0]))
        if status != 200:  # noqa: PLR2004
            raise RuntimeError(f"{address} is not there: without it there is no page")
        return body.decode()

    async def _aside(self, work: Callable[..., Any], *arguments: Any) -> Any:
        """Do work in the one thread for it: each thread keeps memory that it has once had."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)

    async def fill(self) -> None:
        """Get ready all that a page loads, one after the other, so that the first class finds it compressed."""
        page = await self.file(_scope(PAGE))
        html = page.bodies["identity"].decode() if page else ""
        for address in (*SAME_FOR_ALL, *ADDRESSES.findall(html), *self.first):
            await self.file(_scope(address))
            await asyncio.gather(*self._tasks)

    async def _fill_or_say(self) -> None:
        try:
            await self.fill()
        except Exception:
            LOGGER.exception("The page's files could not be put together.")

    def _filling(self, send: Send) -> Send:
        """Begin to fill when the server has started."""

        async def and_fill(message: Message) -> None:
            await send(message)
            if message["type"] == "lifespan.startup.complete":
                self._filler = asyncio.create_task(self._fill_or_say())

        return and_fill

    def _compress_later(self, file: File) -> None:
        """Compress with brotli in a thread, and serve it so from then on."""

        async def work() -> None:
            file.bodies["br"] = await self._aside(self._brotli, file)

        task = asyncio.create_task(work())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _brotli(self, file: File) -> bytes:
        try:
            return (self.compressed / f"{file.digest}.br").read_bytes()
        except OSError:
            return brotli.compress(file.bodies["identity"], quality=BROTLI_QUALITY)


def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, GZIP_LEVEL, mtime=0)


def _scope(path: str) -> Scope:
    """Return a request for an address, as a server would make it."""
    asked = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http"}
    where = {"path": path, "raw_path": path.encode(), "query_string": b"", "root_path": ""}
    return {**asked, **where, "headers": [], "client": None, "server": ("localhost", 80)}


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
