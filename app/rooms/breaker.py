"""Who cannot be reached is not asked again for half a second: nobody waits twice for the same silence."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import TypeVar

from redis.exceptions import ConnectionError as NotConnectedError
from redis.exceptions import OutOfMemoryError, RedisError
from redis.exceptions import TimeoutError as SilentError

from app.host.logs import LOGGER
from app.rooms.store import AwayError, FullError

T = TypeVar("T")
OPEN_S = 0.5
AT_ONCE = 16


class Breaker:
    """Lets so many calls through at once, and none for a while after one has failed.

    Who waits for a turn has met no silence, however many join in the same second; those who still wait when a call
    fails are told at once.
    """

    def __init__(self, at_once: int = AT_ONCE, clock: Callable[[], float] = monotonic) -> None:
        self.turns = asyncio.Semaphore(at_once)
        self.clock = clock
        self.until = 0.0
        self.is_away = False

    async def call(self, work: Callable[[], Awaitable[T]]) -> T:
        """Return what comes of it; raise AwayError, or FullError where there is no memory left."""
        async with self.turns:
            return await self._call(work)

    async def _call(self, work: Callable[[], Awaitable[T]]) -> T:
        if self.clock() < self.until:
            raise AwayError
        try:
            found = await work()
        except OutOfMemoryError:
            raise FullError from None
        except (NotConnectedError, SilentError, OSError, RedisError) as error:
            self._failed(error)
            raise AwayError from None
        self._succeeded()
        return found

    def _failed(self, error: Exception) -> None:
        self.until = self.clock() + OPEN_S
        if not self.is_away:
            LOGGER.warning("Redis is out of reach (%s); classes wait for it.", type(error).__name__)
        self.is_away = True

    def _succeeded(self) -> None:
        if self.is_away:
            LOGGER.warning("Redis is there again.")
        self.is_away = False
