"""Files as they are served: compressed once, and kept by browsers for a year where the address tells the content."""

import asyncio
import gzip
import hashlib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

import brotli
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

SMALLEST = 200  # bytes under which compressing gains nothing: brotli halves a module of 600
# Bytes up to which brotli has this quality: its best takes milliseconds of what is small, of plotly.js ten seconds.
QUALITIES = ((100_000, 11), (2_000_000, 10), (math.inf, 9))  # app/bundle.py does 11 for all
COMPRESSORS = {
    "br": lambda body: brotli.compress(body, quality=next(best for most, best in QUALITIES if len(body) < most)),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}
CONTENT_TYPES = {
    ".js": "text/javascript",  # in the page's own encoding, and modules always in UTF-8
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
REFUSED = re.compile(r";\s*q=0(\.0*)?\s*$")
DIGEST = re.compile(r"(?<=-)(?:[\d.]+-)?[0-9a-f]{20}(?=/)")  # pages up to 0.5.0 write plotly.js's version before it
LONGEST = 250  # characters of an address
FOR_A_YEAR = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


def digest(content: bytes) -> str:
    """Return what names a content in addresses and etags."""
    return hashlib.sha256(content).hexdigest()[:20]


def encodings(scope: Scope) -> list[str]:
    """Return the content encodings that a request takes."""
    accepted = Headers(scope=scope).get("accept-encoding", "").lower()
    return [part.split(";")[0].strip() for part in accepted.split(",") if not REFUSED.search(part)]


class File:
    """One file: its bytes, those of them that are compressed, by encoding, and the headers of every answer with it."""

    def __init__(self, name: str, body: bytes) -> None:
        kind = CONTENT_TYPES.get(PurePosixPath(name).suffix, "application/octet-stream")
        self.body, self.digest = body, digest(body)
        self.compressed: dict[str, bytes] = {}
        self.headers = {"etag": f'"{self.digest}"', "vary": "accept-encoding", "content-type": kind}

    def compress(self, encoding: str) -> None:
        """Compress it, unless that is done."""
        if encoding not in self.compressed:
            self.compressed[encoding] = COMPRESSORS[encoding](self.body)


@dataclass(frozen=True)
class Folder:
    """Files whose address changes with any of them, so that browsers may keep them all for a year."""

    name: str
    files: Mapping[str, bytes]

    @cached_property
    def address(self) -> str:
        """Return where the folder is: its name, and a digest of all that is in it."""
        content = "".join(f"{path} {digest(body)}\n" for path, body in sorted(self.files.items()))
        return f"/{self.name}-{digest(content.encode())}/"


class Files:
    """All files by address. `made` is a folder with what `make bundle` compressed, by digest; it need not be there."""

    def __init__(self, made: Path = Path()) -> None:
        self.made = made
        self._files: dict[str, tuple[str, File]] = {}  # by address without its digest, the address itself beside it

    def __contains__(self, address: str) -> bool:
        return self.find(address) is not None

    def add_folder(self, folder: Folder) -> None:
        """Add all files of a folder, under any other digest too: a page of another version may ask for them."""
        for path, body in folder.files.items():
            self.add(folder.address + path, File(path, body))

    def add(self, address: str, file: File) -> None:
        """Add one file, which browsers may keep if its address tells its content, and ask for again if not."""
        self._files[DIGEST.sub("*", address)] = address, file
        path = self.made / f"{file.digest}.br"
        if path.is_file():
            file.compressed["br"] = path.read_bytes()

    def find(self, address: str) -> tuple[File, str] | None:
        """Return the file of an address, whatever digest it names, and how long it may be kept from there."""
        if len(address) > LONGEST:  # looking for a digest in 16 kB of a stranger's takes 5 ms
            return None
        own, file = self._files.get(DIGEST.sub("*", address), ("", None))
        return None if file is None else (file, FOR_A_YEAR if own == address and DIGEST.search(own) else ASK_AGAIN)

    @property
    def compressible(self) -> list[File]:
        """Return what compressing makes smaller, small ones first."""
        large = [file for _, file in self._files.values() if len(file.body) >= SMALLEST]
        return sorted(large, key=lambda file: len(file.body))

    async def compress(self) -> None:
        """Compress everything in a thread: with gzip, which takes a moment, then with brotli, which takes seconds."""
        for encoding in ("gzip", "br"):
            for file in self.compressible:
                await asyncio.to_thread(file.compress, encoding)


class StaticFiles:
    """ASGI middleware that answers for files and lets everything else pass."""

    def __init__(self, app: ASGIApp, files: Files) -> None:
        self.app, self.files = app, files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file in the best encoding that is taken, or say that the browser has it, or pass on."""
        is_asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        found = self.files.find(scope["path"]) if is_asked else None
        if found is None:
            await self.app(scope, receive, send)
            return
        file, lifetime = found
        headers = {**file.headers, "cache-control": lifetime}
        if lifetime == FOR_A_YEAR:
            del headers["etag"]  # nobody asks again: 40 bytes for each of a hundred files
        if file.digest in Headers(scope=scope).get("if-none-match", ""):
            response = Response(status_code=304, headers=headers)
        else:
            encoding = next((name for name in COMPRESSORS if name in file.compressed and name in encodings(scope)), "")
            body = file.compressed.get(encoding, file.body)
            headers |= {"content-length": str(len(body))} | ({"content-encoding": encoding} if encoding else {})
            response = Response(None if scope["method"] == "HEAD" else body, headers=headers)
        await response(scope, receive, send)
