"""The pace: slower while the loop is late, back when it is calm, never beyond its bounds."""

import asyncio
import time

from app.run.pace import FASTER, LONGEST_MS, PERIOD_S, PERIODS_A_STEP, SHORTEST_MS, SLOWER, Pace
from tests.support import in_a_loop_of_its_own


def test_a_quiet_server_keeps_ten_ticks_a_second():
    pace = Pace()
    for _ in range(50):
        pace.observe(2)
    assert pace.ms == 100


def test_a_late_loop_slows_pages_down_step_by_step_and_no_further_than_the_longest():
    pace = Pace()
    pace.observe(60)
    assert pace.ms == round(SHORTEST_MS * SLOWER)
    pace.observe(15)
    assert pace.ms == round(SHORTEST_MS * SLOWER)
    for _ in range(50):
        pace.observe(500)
    assert pace.ms == LONGEST_MS


def test_when_the_load_goes_the_pace_comes_back_within_five_seconds():
    pace = Pace()
    pace.interval_ms = LONGEST_MS
    for _ in range(int(5 / (PERIOD_S * PERIODS_A_STEP))):
        pace.observe(0)
    assert pace.ms == 100
    assert FASTER < 1


def test_a_loop_that_is_held_up_is_noticed():
    async def hold_up():
        pace = Pace()
        told = []
        watching = asyncio.create_task(pace.watch(told.append))
        for _ in range(60):  # its timers fall where they fall: now and then one is hardly late
            if pace.ms > SHORTEST_MS:
                break
            await asyncio.sleep(0)
            time.sleep(0.12)
            await asyncio.sleep(0.01)
        watching.cancel()
        assert told[-1] == pace.ms
        return pace.ms

    assert in_a_loop_of_its_own(hold_up()) > 100


def test_after_a_late_time_it_looks_until_the_pace_is_back(monkeypatch):
    monkeypatch.setattr("app.run.pace.PERIOD_S", 0.001)
    monkeypatch.setattr("app.run.pace.CALM_PERIOD_S", 0.001)
    pace, told = Pace(), []
    pace.interval_ms = LONGEST_MS

    async def until_calm():
        watching = asyncio.create_task(pace.watch(told.append))
        while pace.ms > SHORTEST_MS:
            await asyncio.sleep(0.001)
        watching.cancel()

    in_a_loop_of_its_own(asyncio.wait_for(until_calm(), 20))
    assert told[0] == LONGEST_MS
    assert told[-1] == SHORTEST_MS
