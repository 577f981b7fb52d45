"""A time limit for reading, with one timer for everybody: a timer for each request costs a tick 10 µs."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

GLANCE_S = 1.0

T = TypeVar("T")


class Patience:
    """Ends what takes too long, by a glance each second for as long as anything is waited for."""

    def __init__(self) -> None:
        self._deadlines: dict[asyncio.Task[object], float] = {}
        self._overdue: set[asyncio.Task[object]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None  # the one whose timer is set

    async def wait(self, reading: Awaitable[T], seconds: float) -> T:
        """Return what is read; raise TimeoutError if it takes longer than so many seconds, by up to one glance."""
        loop = asyncio.get_running_loop()
        task = asyncio.current_task()
        assert task is not None
        self._deadlines[task] = loop.time() + seconds
        if self._loop is not loop:
            self._glance_later(loop)
        try:
            return await reading
        except asyncio.CancelledError:
            if task not in self._overdue or task.uncancel():
                raise
            raise TimeoutError from None
        finally:
            del self._deadlines[task]
            self._overdue.discard(task)

    def _glance_later(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        loop.call_later(GLANCE_S, self._glance, loop)

    def _glance(self, loop: asyncio.AbstractEventLoop) -> None:
        for task, deadline in self._deadlines.items():
            if loop.time() >= deadline and task not in self._overdue:
                self._overdue.add(task)
                task.cancel()
        self._loop = None
        if self._deadlines:
            self._glance_later(loop)
