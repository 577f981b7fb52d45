"""A bucket of time: full ticks after a rest, short ones where many work, and half of the time for all of them."""

import asyncio
import json
import time
from contextlib import suppress

import pytest

from app.http.guard import CALL
from app.http.json_body import parse_call
from app.run.budget import LEAST_S, SAVED, SHARE, Budget
from app.run.pace import Pace
from app.run.route import TickRoute
from app.run.sessions import SessionCache
from app.run.ticks import Ticks
from tests.asgi import CANARY, encoded, frame, scope_of, with_checkpoint
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


class Slow(Ticks):
    """Ticks of which those that bring points take a while more."""

    def __init__(self):
        super().__init__(SessionCache(10), Pace(), 15)
        self.done = []

    def _points(self, command, session):
        points = super()._points(command, session)
        time.sleep(0.03 if points else 0)
        self.done.append(command.run)
        return points


def test_many_answers_that_bring_points_let_others_through_between_two_of_them():
    """Runs that begin, and those whose data change from tick to tick: neither can be cut short."""
    ticks = Slow()
    first = ticks.answer(CANARY | {"run": "on its way"})
    ticks.done.clear()
    later = with_checkpoint(CANARY, json.loads(json.dumps(first)))
    commands = [CANARY | {"run": f"new {number}"} for number in range(2)]
    commands += [
        later | {"run": f"changed {number}", "data": {"kind": "line", "n": 30 + number}} for number in range(2)
    ]
    commands.append(later | {"run": "on its way"})
    scopes = [scope_of(path="/", method="POST", headers=[], query_string=b"") for _ in commands]
    for scope, command in zip(scopes, commands, strict=True):
        scope[CALL] = parse_call(encoded(frame(command)))

    async def ask():
        route = TickRoute(None, ticks)
        await asyncio.gather(*(route(scope, None, silent) for scope in scopes))

    in_a_loop_of_its_own(ask())
    assert ticks.done == ["new 0", "on its way", "new 1", "changed 0", "changed 1"]


async def silent(_):
    """Hear an answer."""
