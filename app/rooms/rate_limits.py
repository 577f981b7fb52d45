"""How often a class may be tried, joined and acted in, as no school does; who has the right code never waits."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from time import monotonic

from app.notices import RefusedError
from app.rooms.errors import refuse

WINDOW_S = 300.0
WRONG_OF_A_BROWSER = 20
WRONG_OF_A_CODE = 600
WRONG_OF_ALL = 5_000
MOST_REMEMBERED = 20_000
DELAY_S = 2.0
MOST_WAITING = 1_000
JOINS_A_SECOND = 75.0
LONGEST_JOIN_S = 0.4
ACTS_A_SECOND = 5.0
ACTS_AT_ONCE = 20.0
OPENED_A_MINUTE = 20.0
OPENED_AT_ONCE = 60.0

Sleep = Callable[[float], Awaitable[None]]


class Levels:
    """A bucket for each name, filled evenly; the names remembered are bounded."""

    def __init__(self, at_once: float, a_second: float, clock: Callable[[], float] = monotonic) -> None:
        self.at_once, self.a_second, self.clock = at_once, a_second, clock
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, name: str) -> bool:
        """Take one from a name's bucket; return whether there was one."""
        now = self.clock()
        level, then = self._levels.pop(name, (self.at_once, now))
        level = min(self.at_once, level + (now - then) * self.a_second)
        self._levels[name] = (level - 1 if level >= 1 else level, now)
        if len(self._levels) > MOST_REMEMBERED:
            self._levels.popitem(last=False)
        return level >= 1


class WrongCodes:
    """Counts codes that no class has, by browser, by code and in all; whoever is over a limit waits for the answer."""

    def __init__(self, clock: Callable[[], float] = monotonic, sleep: Sleep = asyncio.sleep) -> None:
        self.sleep = sleep
        self.waiting = 0
        per = {"browser": WRONG_OF_A_BROWSER, "code": WRONG_OF_A_CODE, "all": WRONG_OF_ALL}
        self.levels = {name: Levels(most, most / WINDOW_S, clock) for name, most in per.items()}

    async def refused(self, browser: str, code: str) -> RefusedError:
        """Count one; return what it is refused with, after a while where there were too many."""
        names = {"browser": browser, "code": code, "all": ""}
        taken = [self.levels[kind].take(name) for kind, name in names.items()]
        if all(taken):
            return refuse("unknown")
        if self.waiting < MOST_WAITING:
            self.waiting += 1
            try:
                await self.sleep(DELAY_S)
            finally:
                self.waiting -= 1
        return refuse("too-many-wrong")


class Joins:
    """Lets 75 a second in, and lets others wait up to some hundred milliseconds."""

    def __init__(self, clock: Callable[[], float] = monotonic, sleep: Sleep = asyncio.sleep) -> None:
        self.clock, self.sleep = clock, sleep
        self.next = 0.0

    async def turn(self) -> None:
        """Wait for one's turn."""
        now = self.clock()
        self.next = max(now, self.next)
        wait = min(self.next - now, LONGEST_JOIN_S)
        self.next = min(self.next + 1 / JOINS_A_SECOND, now + LONGEST_JOIN_S)
        if wait > 0:
            await self.sleep(wait)


class RateLimits:
    """All limits of classes: on wrong codes, joins, acts and classes opened."""

    def __init__(self, clock: Callable[[], float] = monotonic, sleep: Sleep = asyncio.sleep) -> None:
        self.wrong = WrongCodes(clock, sleep)
        self.joins = Joins(clock, sleep)
        self.acts = Levels(ACTS_AT_ONCE, ACTS_A_SECOND, clock)
        self.opened = Levels(OPENED_AT_ONCE, OPENED_A_MINUTE / 60, clock)

    def check_acts(self, member: str) -> None:
        """Count an act of a member; raise RefusedError where there are too many."""
        if not self.acts.take(member):
            raise refuse("too-fast")

    def check_opened(self, address: str) -> None:
        """Count a class that is opened; raise RefusedError where there are too many from one address."""
        if not self.opened.take(address):
            raise refuse("too-many-opened")
