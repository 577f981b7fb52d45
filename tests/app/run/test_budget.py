"""A bucket of time: full ticks after a rest, short ones where many work, and half of the time for all of them."""

import asyncio
import time
from contextlib import suppress

import pytest

from app.http.guard import CALL
from app.http.json_body import parse_call
from app.run.budget import LEAST_S, SAVED, SHARE, Budget
from app.run.route import TickRoute
from tests.asgi import CANARY, encoded, frame, scope_of
from tests.support import in_a_loop_of_its_own

MOST_S = 0.015


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


def worked(budget, clock, wanted=1.0):
    """Work until time is up, or what is wanted is done, in steps of 0.1 ms; return the seconds that it took."""
    began = clock.now
    with budget.tick() as time_is_up:
        while not time_is_up() and clock.now - began < wanted:
            clock.now += 0.0001
    return clock.now - began


def test_after_a_rest_a_tick_has_all_its_time_and_among_many_it_has_little_at_once():
    clock = Clock()
    budget = Budget(MOST_S, clock)
    spent = [worked(budget, clock) for _ in range(30)]
    assert spent[0] == pytest.approx(MOST_S, abs=2e-4)
    assert spent[-1] == pytest.approx(LEAST_S, abs=2e-4)
    clock.now += 1
    assert worked(budget, clock) == pytest.approx(MOST_S, abs=2e-4)


@pytest.mark.parametrize("pages", [4, 10, 20])
def test_pages_that_would_work_all_the_time_share_half_of_it(pages):
    clock = Clock()
    budget = Budget(MOST_S, clock)
    rounds = []
    for _ in range(30):
        began = clock.now
        rounds.append([worked(budget, clock) for _ in range(pages)])
        clock.now = max(clock.now, began + 0.1)
    busy = sum(map(sum, rounds[10:])) / 20 / 0.1
    assert busy == pytest.approx(SHARE, abs=0.08)
    assert max(map(max, rounds[10:])) < max(0.9 * MOST_S, MOST_S * (pages < 5)) + 2e-4


def test_short_ticks_never_wait():
    clock = Clock()
    budget = Budget(MOST_S, clock)
    for _ in range(500):
        assert worked(budget, clock, wanted=0.0005) == pytest.approx(0.0005, abs=1e-4)


def test_a_tick_that_fails_is_counted_too():
    clock = Clock()
    budget = Budget(MOST_S, clock)
    with suppress(ValueError), budget.tick():
        clock.now += MOST_S * SAVED
        raise ValueError
    assert worked(budget, clock) == pytest.approx(MOST_S * SHARE, abs=2e-4)


def test_a_budget_below_the_least_is_kept():
    clock = Clock()
    assert worked(Budget(0.001, clock), clock) == pytest.approx(0.001, abs=2e-4)


class Slow:
    """Ticks of which those that begin a run take a while, and cannot be cut short."""

    def __init__(self):
        self.done = []

    def answer(self, command):
        if command["checkpoint"] is None:
            time.sleep(0.03)
        self.done.append(command["run"])
        return {}


def test_many_runs_that_begin_at_once_let_others_through_between_two_of_them():
    ticks, commands = Slow(), [CANARY | {"run": f"new {number}"} for number in range(4)]
    commands.append(CANARY | {"run": "on its way", "checkpoint": {}})
    scopes = [scope_of(path="/", method="POST", headers=[], query_string=b"") for _ in commands]
    for scope, command in zip(scopes, commands, strict=True):
        scope[CALL] = parse_call(encoded(frame(command)))

    async def ask():
        route = TickRoute(None, ticks)
        await asyncio.gather(*(route(scope, None, silent) for scope in scopes))

    in_a_loop_of_its_own(ask())
    assert ticks.done[:2] == ["new 0", "on its way"]
    assert ticks.done[2:] == ["new 1", "new 2", "new 3"]


async def silent(_):
    """Hear an answer."""
