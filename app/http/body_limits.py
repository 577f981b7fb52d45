"""Reads bodies whole, each within its route's bounds, and all that are under way within bounds of their own."""

from collections import Counter
from dataclasses import dataclass

from starlette.requests import ClientDisconnect, Request

from app.http.rate_limit import address_of
from app.http.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Route:
    """What a path takes: which methods, and how large a body may be and how long in coming, if there is one.

    Of what is too large, `dropped` bytes are still read and dropped: a browser hears a refusal only after its body.
    `is_counted` tells whether a body is work of which an address may have only so much.
    """

    methods: tuple[str, ...]
    most_bytes: int = 0
    seconds: float = 0.0
    too_large: str = ""
    dropped: int = 0
    is_counted: bool = True


class Bodies:
    """Counts the bytes of bodies that have not arrived whole: `most` of all, and `most_of_one` of one address."""

    def __init__(self, most: int, most_of_one: int) -> None:
        self.most, self.most_of_one = most, most_of_one
        self.bytes = 0
        self.by_address: Counter[str] = Counter()

    async def whole(self, request: Request, route: Route) -> bytes:
        """Return the body.

        Raises Refusal if it is too large or too much is under way, ClientDisconnect if its sender has gone.
        """
        body, size, address, is_last = bytearray(), 0, address_of(request.scope), False
        try:
            while not is_last and size <= route.most_bytes + route.dropped:
                part, is_last = await _part(request)
                size += len(part)
                if size <= route.most_bytes:
                    body += part
                    self._count(address, len(part))
        finally:
            self._forget(address, len(body))
        if size > route.most_bytes:
            raise Refusal(413, route.too_large)
        return bytes(body)

    def _count(self, address: str, size: int) -> None:
        self.bytes += size
        self.by_address[address] += size
        if self.bytes > self.most or self.by_address[address] > self.most_of_one:
            raise Refusal(429, "server.too-busy", headers={"retry-after": "2"})

    def _forget(self, address: str, size: int) -> None:
        self.bytes -= size
        self.by_address[address] -= size
        if self.by_address[address] <= 0:
            del self.by_address[address]


async def _part(request: Request) -> tuple[bytes, bool]:
    """Return the next part of a body, and whether it is the last."""
    message = await request.receive()
    if message["type"] == "http.disconnect":
        raise ClientDisconnect
    return message.get("body", b""), not message.get("more_body", False)
