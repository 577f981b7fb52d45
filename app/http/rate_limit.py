"""A limit on new runs from one address, which a lecture hall behind one address never meets (docs/why/guard.md)."""

import ipaddress
import math
from collections import OrderedDict
from collections.abc import Callable, Container
from time import monotonic

from starlette.types import Scope

from app.http.json_body import Call
from app.http.refusals import Refusal

MOST_ADDRESSES = 10_000


class NewRuns:
    """A bucket of tokens for each address: a minute's worth at first, filled evenly; a new run takes one.

    New is a run that begins and is not among the `known` ones. The addresses remembered are bounded, the one that asked
    longest ago leaves first.
    """

    def __init__(self, a_minute: int, known: Container[str], clock: Callable[[], float] = monotonic) -> None:
        self.most = float(a_minute)
        self.a_second = a_minute / 60
        self.known = known
        self.clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def admit(self, scope: Scope, call: Call) -> None:
        """Count a call that begins a run; raise Refusal if there are too many from its address."""
        missing = 0 if call.command["run"] in self.known else self._take(_address(scope))
        if missing:
            wait = math.ceil(missing / self.a_second)
            raise Refusal(429, "server.too-many-pages", keeps=True, headers={"retry-after": str(wait)})

    def _take(self, address: str) -> float:
        """Take a token; return how much of one is missing if there is none."""
        now = self.clock()
        level, then = self._buckets.pop(address, (self.most, now))
        level = min(self.most, level + (now - then) * self.a_second)
        enough = level >= 1
        self._buckets[address] = (level - enough, now)
        if len(self._buckets) > MOST_ADDRESSES:
            self._buckets.popitem(last=False)
        return 0.0 if enough else 1 - level


def _address(scope: Scope) -> str:
    """Return where a request comes from; of IPv6 the network, since everybody has as many addresses as they like."""
    host = (scope.get("client") or ("", 0))[0]
    try:
        return str(ipaddress.ip_network((host.partition("%")[0], 64), strict=False)) if ":" in host else host
    except ValueError:
        return host
