"""How late the event loop is, and the pace that pages should keep because of it (docs/why/tick.md)."""

import asyncio
from collections.abc import Callable
from random import uniform
from time import monotonic, perf_counter

from app.host.logs import LOGGER
from model.defaults_and_limits import TICK_MS

SHORTEST_MS = float(TICK_MS)
LONGEST_MS = 700.0  # and the answer takes some time: nobody is to stand still for a second
CALM_PERIOD_S = 0.5  # each look wakes a server that has nothing to do: 0.25 ms of CPU
PERIOD_S = 0.125
PERIODS_A_STEP = 2
LATE_MS = 25.0
CALM_MS = 8.0
SLOWER = 1.25
CALM_S = 10.0  # a pace that swings about its usual value is one slow time, not many
FASTER = 0.87  # from the longest pace to the shortest in under 5 s


class Pace:
    """Milliseconds between two ticks of a page: TICK_MS, and longer the longer the event loop is late.

    While the loop is late, or the pace long, a step is taken four times a second: up while it is late, down while it is
    calm, none between. A pace that follows the lateness itself swings, because all pages hear of it at once.
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

    async def watch(self, tell: Callable[[int], None] = lambda _: None) -> None:
        """Measure for as long as the server runs, and tell the pace after each look."""
        while True:
            late = await _lateness_ms(CALM_PERIOD_S)
            tell(self.ms)
            while late >= CALM_MS or self.interval_ms > SHORTEST_MS:
                late = sum([await _lateness_ms(PERIOD_S) for _ in range(PERIODS_A_STEP)]) / PERIODS_A_STEP
                self.observe(late)
                tell(self.ms)


async def _lateness_ms(period_s: float) -> float:
    """Return how late a timer fires, one of uneven length: it must not fall into step with what holds the loop up."""
    period_s *= uniform(0.6, 1.4)
    planned = perf_counter() + period_s
    await asyncio.sleep(period_s)
    return 1000 * max(0.0, perf_counter() - planned)


class SlowLoop:
    """Tells when the event loop begins to be late, so that pages come less often, and when that has been over."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.clock = clock
        self.began: float | None = None
        self.last_slow = 0.0
        self.slowest_ms = 0

    def observe(self, pace_ms: int) -> None:
        """Look at the pace; say something only when a slow time begins and when it has been over for a while."""
        now = self.clock()
        if pace_ms > SHORTEST_MS:
            if self.began is None:
                self.began, self.slowest_ms = now, 0
                LOGGER.warning("The event loop is late: pages come every %d ms instead of %d.", pace_ms, SHORTEST_MS)
            self.last_slow, self.slowest_ms = now, max(self.slowest_ms, pace_ms)
        elif self.began is not None and now - self.last_slow >= CALM_S:
            told = "The event loop is on time again; it was late for %.0f s, up to %d ms."
            LOGGER.warning(told, self.last_slow - self.began, self.slowest_ms)
            self.began = None
