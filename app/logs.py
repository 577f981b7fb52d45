"""What the server says of itself: one plain line each, and never a run id."""

import asyncio
import logging
from collections.abc import Callable
from time import monotonic

from app.pace import SHORTEST_MS

LOGGER = logging.getLogger("chalkline")
FORMAT = "%(asctime)s %(levelname)s %(message)s"
MINUTE_S = 60.0
CALM_S = 10.0  # a pace that swings about its usual value is one slow time, not many
CENSUS_S = 10.0


def configure(level: str) -> None:
    """Let this process speak on standard error, from this level on, and without tracebacks of clients cut off."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(FORMAT, "%Y-%m-%d %H:%M:%S"))
    LOGGER.handlers = [handler]
    LOGGER.setLevel(level.upper())
    logging.getLogger("uvicorn.error").addFilter(_is_no_cut_off)


def _is_no_cut_off(record: logging.LogRecord) -> bool:
    """Tell a fault from a request that was still being sent when the server had to stop: uvicorn says how many."""
    return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))


def uvicorn_level(level: str) -> str:
    """Return the level for uvicorn, whose own lines of start and stop would repeat ours."""
    return "warning" if level == "info" else level


class Refusals:
    """Counts what was refused: call `refused()` for each; the number is told once a minute, if there is one."""

    def __init__(self) -> None:
        self.count = 0

    def refused(self) -> None:
        """Count one."""
        self.count += 1

    def report(self) -> None:
        """Tell how many since the last report, and begin anew."""
        if self.count:
            LOGGER.warning("Refused input: %d %s.", self.count, "request" if self.count == 1 else "requests")
        self.count = 0

    async def watch(self) -> None:
        """Report for as long as the server runs."""
        while True:
            await asyncio.sleep(MINUTE_S)
            self.report()


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
            self._slow(pace_ms, now)
        elif self.began is not None and now - self.last_slow >= CALM_S:
            self._over(self.last_slow - self.began)

    def _slow(self, pace_ms: int, now: float) -> None:
        if self.began is None:
            self.began, self.slowest_ms = now, 0
            LOGGER.warning("The event loop is late: pages come every %d ms instead of %d.", pace_ms, SHORTEST_MS)
        self.last_slow = now
        self.slowest_ms = max(self.slowest_ms, pace_ms)

    def _over(self, seconds: float) -> None:
        LOGGER.warning(
            "The event loop is on time again; it was late for %.0f s, up to %d ms.", seconds, self.slowest_ms
        )
        self.began = None


async def census(live_sessions: Callable[[], int]) -> None:
    """Count asyncio's tasks and the live sessions every ten seconds, for who asks with LOG_LEVEL=debug."""
    while LOGGER.isEnabledFor(logging.DEBUG):
        LOGGER.debug("%d asyncio tasks, %d live sessions.", len(asyncio.all_tasks()), live_sessions())
        await asyncio.sleep(CENSUS_S)
