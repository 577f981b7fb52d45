"""How late the event loop is, and the pace that pages should keep because of it."""

import asyncio
from time import perf_counter

SHORTEST_MS = 100
LONGEST_MS = 2000
PERIOD_S = 0.1
TOLERATED_MS = 20.0
SMOOTHING = 0.2


class Pace:
    """Milliseconds between two ticks of a page: 100, and longer the later the event loop is."""

    def __init__(self) -> None:
        self.lateness_ms = 0.0

    @property
    def ms(self) -> int:
        """Return the pace in milliseconds."""
        late = max(0.0, self.lateness_ms - TOLERATED_MS)
        return min(LONGEST_MS, SHORTEST_MS + round(5 * late))

    def observe(self, lateness_ms: float) -> None:
        """Take one measurement of how much later than planned a timer fired."""
        self.lateness_ms += SMOOTHING * (lateness_ms - self.lateness_ms)

    async def watch(self) -> None:
        """Measure for as long as the server runs."""
        while True:
            planned = perf_counter() + PERIOD_S
            await asyncio.sleep(PERIOD_S)
            self.observe(1000 * max(0.0, perf_counter() - planned))
