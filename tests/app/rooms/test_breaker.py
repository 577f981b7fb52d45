"""Who waits for a turn has met no silence; who waits when a call fails is told at once."""

import asyncio

import pytest
from redis.exceptions import TimeoutError as SilentError

from app.rooms.breaker import Breaker
from app.rooms.store import AwayError


def test_a_crowd_takes_turns_and_nobody_is_refused():
    async def play():
        breaker, inside, most = Breaker(at_once=3), 0, 0

        async def work():
            nonlocal inside, most
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1
            return "done"

        return await asyncio.gather(*(breaker.call(work) for _ in range(500))), most, breaker.is_away

    assert asyncio.run(play()) == (["done"] * 500, 3, False)


def test_who_waits_while_it_falls_silent_does_not_wait_for_the_same_silence():
    async def play():
        breaker, asked = Breaker(at_once=2, clock=lambda: 7.0), 0

        async def work():
            nonlocal asked
            asked += 1
            await asyncio.sleep(0)
            raise SilentError

        refused = await asyncio.gather(*(breaker.call(work) for _ in range(30)), return_exceptions=True)
        return refused, asked, breaker

    refused, asked, breaker = asyncio.run(play())
    assert [type(one) for one in refused] == [AwayError] * 30
    assert asked == 2
    assert breaker.is_away
    with pytest.raises(AwayError):
        asyncio.run(breaker.call(None))
