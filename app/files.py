"""A file as it is served: its bytes by content encoding, and what browsers are told to keep of it."""

import re
from dataclasses import dataclass, field

from starlette.types import Scope, Send

from app.names import is_named_by

REFUSED = re.compile(r";\s*q=0(\.0*)?\s*$")
FOR_A_YEAR = b"public, max-age=31536000, immutable"
ASK_AGAIN = b"no-cache"

Header = tuple[bytes, bytes]


@dataclass
class File:
    """One file as it is served: its bytes by content encoding."""

    content_type: str
    digest: str
    bodies: dict[str, bytes] = field(default_factory=dict)

    @property
    def etag(self) -> str:
        """Return what a browser sends back to ask whether it still has the right one."""
        return f'"{self.digest}"'

    def best(self, accepted: str) -> tuple[str, bytes]:
        """Return the encoding to use for an Accept-Encoding header, and the body in it."""
        names = encodings(accepted)
        encoding = next((name for name in ("br", "gzip") if name in names and name in self.bodies), "identity")
        return encoding, self.bodies[encoding]


def encodings(accepted: str) -> list[str]:
    """Return the content encodings that an Accept-Encoding header takes."""
    return [part.split(";")[0].strip() for part in accepted.split(",") if not REFUSED.search(part)]


async def answer(file: File, scope: Scope, send: Send) -> None:
    """Send a file in the best encoding that is taken, or say that the browser has it."""
    asked = dict(scope["headers"])
    headers = [
        (b"etag", file.etag.encode()),
        (b"cache-control", _lifetime(file, scope)),
        (b"vary", b"accept-encoding"),
        (b"content-type", file.content_type.encode()),
    ]
    if file.etag in asked.get(b"if-none-match", b"").decode("latin-1"):
        await _send(send, 304, headers, b"")
        return
    encoding, body = file.best(asked.get(b"accept-encoding", b"").decode("latin-1"))
    if encoding != "identity":
        headers.append((b"content-encoding", encoding.encode()))
    headers.append((b"content-length", str(len(body)).encode()))
    await _send(send, 200, headers, body)


def _lifetime(file: File, scope: Scope) -> bytes:
    return FOR_A_YEAR if is_named_by(scope["path"], file.digest) else ASK_AGAIN


async def _send(send: Send, status: int, headers: list[Header], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
