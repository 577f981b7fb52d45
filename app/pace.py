"""How late the event loop is, and the pace that pages should keep because of it."""

import asyncio
from random import uniform
from time import perf_counter

SHORTEST_MS = 100.0
LONGEST_MS = 1000.0
PERIOD_S = 0.125  # each look wakes a server that has nothing to do: 0.1 ms of CPU
PERIODS_A_STEP = 2
LATE_MS = 25.0
CALM_MS = 8.0
SLOWER = 1.25
FASTER = 0.87  # from the longest pace to the shortest in under 5 s


class Pace:
    """Milliseconds between two ticks of a page: 100, and longer the longer the event loop is late.

    A step is taken four times a second, up while the loop is late and down while it is calm, and none between: a pace
    that follows the lateness itself swings, because all pages hear of it at once.
    """

    def __init__(self) -> None:
        self.interval_ms = SHORTEST_MS

    @property
    def ms(self) -> int:
        """Return the pace in milliseconds."""
        return round(self.interval_ms)

    def observe(self, lateness_ms: float) -> None:
        """Take a step, by how much later than planned timers fired on average."""
        if lateness_ms > LATE_MS:
            self.interval_ms = min(LONGEST_MS, self.interval_ms * SLOWER)
        elif lateness_ms < CALM_MS:
            self.interval_ms = max(SHORTEST_MS, self.interval_ms * FASTER)

    async def watch(self) -> None:
        """Measure for as long as the server runs."""
        while True:
            late = 0.0
            for _ in range(PERIODS_A_STEP):
                # Of uneven length, so that it does not fall into step with what holds the loop up.
                period = PERIOD_S * uniform(0.6, 1.4)
                planned = perf_counter() + period
                await asyncio.sleep(period)
                late += max(0.0, perf_counter() - planned)
            self.observe(1000 * late / PERIODS_A_STEP)
