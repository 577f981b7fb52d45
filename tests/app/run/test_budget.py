"""A bucket of time: full ticks after a rest, short ones where many work, and half of the time for all of them."""

from contextlib import suppress

import pytest

from app.run.budget import LEAST_S, SAVED, SHARE, Budget

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
