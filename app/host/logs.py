"""What the server says of itself: one plain line each, and never a run id.

A log that is full, closed or read by nobody stops nothing: a thread writes, and what it cannot take in is dropped.
"""

import asyncio
import logging
import queue
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import TextIO

LOGGER = logging.getLogger("chalkline")
FORMAT = "%(asctime)s %(levelname)s %(message)s"
MINUTE_S = 60.0
CENSUS_S = 10.0
MOST_LINES = 1000  # that wait to be written
FLUSH_S = 0.3
CUT_OFF = "timeout graceful shutdown exceeded"  # uvicorn, of who was not done when the server stopped


class LineWriter(logging.Handler):
    """Hands lines to a thread of its own, and tells one traceback a minute: strangers must not fill the log."""

    def __init__(self, stream: TextIO | None, clock: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self.setFormatter(logging.Formatter(FORMAT, "%Y-%m-%d %H:%M:%S"))
        self.stream, self.clock = stream, clock
        self.lines: queue.Queue[str] = queue.Queue(MOST_LINES)
        self.traced_at = -MINUTE_S
        self.untold = 0
        threading.Thread(target=self._write, name="log", daemon=True).start()

    def emit(self, record: logging.LogRecord) -> None:
        """Leave a line to the thread, if it is to be told and there is room."""
        error = record.exc_info and record.exc_info[1]
        if isinstance(error, asyncio.CancelledError) or CUT_OFF in str(record.msg):
            return  # a client was cut off
        if error and self.clock() - self.traced_at < MINUTE_S:
            self.untold += 1
            return
        with suppress(queue.Full):
            self.lines.put_nowait(self.format(record) + self._others(bool(error)) + "\n")

    def flush(self) -> None:
        """Wait until all is written, but not for a reader who does not read."""
        with self.lines.all_tasks_done:
            self.lines.all_tasks_done.wait_for(lambda: not self.lines.unfinished_tasks, FLUSH_S)

    def _others(self, has_traceback: bool) -> str:
        """Say how many tracebacks went untold since the last that was told."""
        if not has_traceback:
            return ""
        untold, self.untold, self.traced_at = self.untold, 0, self.clock()
        return f"\nErrors since the last one told: {untold} more." if untold else ""

    def _write(self) -> None:
        while True:
            line = self.lines.get()
            with suppress(OSError, ValueError):  # it may be closed
                if self.stream:
                    self.stream.write(line)
                    self.stream.flush()
            self.lines.task_done()


def configure(level: str) -> None:
    """Let this process speak on standard error, from this level on; uvicorn and asyncio speak there too."""
    writer = LineWriter(sys.stderr)
    for logger in (LOGGER, logging.getLogger("uvicorn"), logging.getLogger("asyncio")):
        logger.handlers = [writer]
    LOGGER.setLevel(level.upper())


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
