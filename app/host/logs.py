"""What the server says of itself: one plain line each, and never a run id."""

import asyncio
import logging
from collections.abc import Callable

LOGGER = logging.getLogger("chalkline")
FORMAT = "%(asctime)s %(levelname)s %(message)s"
MINUTE_S = 60.0
CENSUS_S = 10.0


def configure(level: str) -> None:
    """Let this process speak on standard error, from this level on, and without tracebacks of clients cut off."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(FORMAT, "%Y-%m-%d %H:%M:%S"))
    LOGGER.handlers = [handler]
    LOGGER.setLevel(level.upper())
    logging.getLogger("uvicorn.error").addFilter(_is_no_cut_off)


def _is_no_cut_off(record: logging.LogRecord) -> bool:
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


def tell_failure(task: "asyncio.Task[None]") -> None:
    """Tell with its traceback what ended a task that nobody waits for; being cancelled at the stop is no failure."""
    if not task.cancelled() and (error := task.exception()):
        LOGGER.error("A task in the background has failed.", exc_info=error)


async def census(live_sessions: Callable[[], int]) -> None:
    """Count asyncio's tasks and the live sessions every ten seconds, for who asks with LOG_LEVEL=debug."""
    while LOGGER.isEnabledFor(logging.DEBUG):
        LOGGER.debug("%d asyncio tasks, %d live sessions.", len(asyncio.all_tasks()), live_sessions())
        await asyncio.sleep(CENSUS_S)
