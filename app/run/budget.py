"""How long a tick may work: long where there is little to do, shorter at once among many (docs/why/tick.md)."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")
LEAST_S = 0.002
SHARE = 0.5  # of the time is for ticks that take more than the least
SAVED = 6  # a tick takes one in so many of the seconds left: who comes first in a burst leaves some to others


class Budget:
    """Seconds that a tick may work, between `LEAST_S` and `most_s`: a bucket of time that fills at SHARE a second."""

    def __init__(self, most_s: float, clock: Callable[[], float] = perf_counter) -> None:
        self.most_s = most_s
        self.clock = clock
        self.left_s = SAVED * most_s
        self.looked = clock()

    @contextmanager
    def tick(self) -> Iterator[Callable[[], bool]]:
        """Give what tells whether the time of this tick is up; what it works, up or not, is taken from the bucket."""
        began = self.clock()
        self.left_s = min(SAVED * self.most_s, self.left_s + SHARE * (began - self.looked))
        self.looked = began
        end = began + max(min(self.most_s, LEAST_S), self.left_s / SAVED)
        try:
            yield lambda: self.clock() >= end
        finally:
            self.left_s = max(0.0, self.left_s - (self.clock() - began))


class OneAtATime:
    """For what cannot be cut short, as points are drawn and described whole: between two, others have as much time."""

    def __init__(self, clock: Callable[[], float] = perf_counter) -> None:
        self.clock = clock
        self.free = asyncio.Semaphore()

    async def done(self, work: Callable[[], T]) -> T:
        """Wait for one's turn and do it."""
        await self.free.acquire()
        began = self.clock()
        try:
            return work()
        finally:
            took = self.clock() - began
            asyncio.get_running_loop().call_later(took if took > LEAST_S else 0.0, self.free.release)
