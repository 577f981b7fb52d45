"""Limits on what one address may begin and take along, which a lecture hall never meets (docs/why/guard.md)."""

import math
from collections import OrderedDict
from collections.abc import Callable, Container
from time import monotonic

from starlette.types import Scope

from app.host.addresses import bucket
from app.http.json_body import Call
from app.http.refusals import Refusal

MOST_ADDRESSES = 10_000
READ_PATH = "/read"
READINGS_A_MINUTE = 1200  # a class of 40 that looks at what it pastes every other second
EXPORTS_A_MINUTE = 240  # a class of 200 that takes its runs along at once
POINTS_A_MINUTE = 15_000  # a class of 200 that drag points of their own: a page sends them once a second
BYTES_A_TOKEN = 20_000  # of a record: 400 kB, the longest, keep a thread busy for a third of a second
LETTERS_A_TOKEN = 500  # of an address that becomes a QR code: 2,000, the longest, for 0.08 s
QR_PATH = "/qr"


class Buckets:
    """A bucket of tokens for each address: a minute's worth at first, filled evenly.

    The addresses remembered are bounded, the one that asked longest ago leaves first.
    """

    def __init__(self, a_minute: int, clock: Callable[[], float] = monotonic) -> None:
        self.most = float(a_minute)
        self.a_second = a_minute / 60
        self.clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, scope: Scope, tokens: float = 1.0) -> int:
        """Take tokens for a request's address; where there are too few, take none and return the seconds to wait."""
        address, now = address_of(scope), self.clock()
        level, then = self._buckets.pop(address, (self.most, now))
        level = min(self.most, level + (now - then) * self.a_second)
        missing = max(0.0, tokens - level)
        self._buckets[address] = (level if missing else level - tokens, now)
        if len(self._buckets) > MOST_ADDRESSES:
            self._buckets.popitem(last=False)
        return math.ceil(missing / self.a_second)


class NewRuns:
    """Counts runs that begin and are not among the `known` ones: one token each."""

    def __init__(self, a_minute: int, known: Container[str], clock: Callable[[], float] = monotonic) -> None:
        self.known = known
        self.buckets = Buckets(a_minute, clock)

    def admit(self, scope: Scope, call: Call) -> None:
        """Count a call that begins a run; raise Refusal if there are too many from its address."""
        wait = 0 if call.command["run"] in self.known else self.buckets.take(scope)
        if wait:
            raise Refusal(429, "server.too-many-pages", keeps=True, headers={"retry-after": str(wait)})


class Exports:
    """Counts records, or points, that have arrived, by what they cost: a long one as much as twenty short ones.

    What is to be read has tokens of its own: who pastes and corrects asks more often than who takes a run along.
    """

    def __init__(self, a_minute: int = EXPORTS_A_MINUTE, clock: Callable[[], float] = monotonic) -> None:
        self.buckets = Buckets(a_minute, clock)
        self.readings = Buckets(READINGS_A_MINUTE, clock)

    def admit(self, scope: Scope, body: bytes) -> None:
        """Count a record or a text; raise Refusal if there are too many from its address."""
        path = scope.get("path")
        buckets = self.readings if path == READ_PATH else self.buckets
        wait = buckets.take(scope, 1 + len(body) / (LETTERS_A_TOKEN if path == QR_PATH else BYTES_A_TOKEN))
        if wait:
            raise Refusal(429, "server.too-busy", keeps=True, headers={"retry-after": str(wait)})


def address_of(scope: Scope) -> str:
    """Return what a request's address is counted by."""
    return bucket((scope.get("client") or ("", 0))[0])
