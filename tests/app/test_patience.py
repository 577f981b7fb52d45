"""The time limit for reading: it ends what takes too long, nothing else, and its timer rests when nothing is read."""

import asyncio

import pytest

from app.patience import Patience
from tests.asgi import Asked


@pytest.fixture
def asked():
    one = Asked(None)
    yield one
    one.close()


async def value_of(number):
    await asyncio.sleep(0)
    return number


def test_what_comes_in_time_is_returned_and_nothing_stays_behind(asked):
    async def run():
        patience = Patience()
        assert await asyncio.gather(*(patience.wait(value_of(i), 5) for i in range(20))) == list(range(20))
        assert (len(patience._deadlines), len(patience._overdue)) == (0, 0)

    asked.run(run())


def test_what_takes_too_long_is_ended_and_others_are_not(asked):
    async def run():
        patience = Patience()
        never, later = asyncio.Event(), asyncio.Event()
        slow = asyncio.create_task(patience.wait(never.wait(), 0.01))
        patient = asyncio.create_task(patience.wait(later.wait(), 60))
        with pytest.raises(TimeoutError):
            await slow
        assert not patient.done()
        later.set()
        assert await patient is True
        assert (len(patience._deadlines), len(patience._overdue)) == (0, 0)

    asked.run(run())


def test_the_timer_is_set_again_after_a_rest_and_in_another_loop(asked):
    patience = Patience()

    async def run():
        with pytest.raises(TimeoutError):
            await patience.wait(asyncio.Event().wait(), 0.01)

    asked.run(run())
    asked.run(run())
    other = Asked(None)
    other.run(run())
    other.close()


def test_a_request_that_is_given_up_from_outside_is_no_timeout(asked):
    async def run():
        patience = Patience()
        task = asyncio.create_task(patience.wait(asyncio.Event().wait(), 60))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert len(patience._deadlines) == 0

    asked.run(run())
