"""The lines a server writes: few, plain, counted."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.factory import create_app
from app.logs import LOGGER, Refusals, SlowLoop, census, uvicorn_level
from app.pace import Pace
from app.sessions import SessionCache
from app.settings import Settings
from app.ticks import Ticks


@pytest.fixture(autouse=True)
def _heard(caplog):
    caplog.set_level(logging.DEBUG, LOGGER.name)


def in_a_loop_of_its_own(coroutine):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def test_refusals_are_counted_and_told_in_one_line(caplog):
    refusals = Refusals()
    for _ in range(1000):
        refusals.refused()
    assert caplog.messages == []
    refusals.report()
    assert caplog.messages == ["Refused input: 1000 requests."]


def test_a_minute_without_refusals_says_nothing(caplog):
    refusals = Refusals()
    refusals.refused()
    refusals.report()
    refusals.report()
    assert caplog.messages == ["Refused input: 1 request."]


def test_a_refused_command_is_counted_and_a_good_one_is_not():
    ticks = Ticks(SessionCache(1), Pace(), 15)
    ticks.answer("nonsense")
    assert ticks.refusals.count == 1
    good = {"version": 1, "run": "a-run", "seq": 1, "epochs": 0, "data": {"kind": "hubble"}}
    training = {"optimizer": {"name": "sgd", "learning_rate": 0.1}, "batch_size": None, "seed": 1}
    assert "checkpoint" in ticks.answer({**good, "training": training})
    assert ticks.refusals.count == 1


def test_what_was_refused_is_told_when_the_server_stops_and_names_no_run(caplog):
    async def serve_and_stop():
        server = create_app(Settings()).server
        async with server.router.lifespan_context(server):
            lane = server.build_middleware_stack()
            lane.ticks.answer({"version": 1, "run": "secret-run", "epochs": -1})

    in_a_loop_of_its_own(serve_and_stop())
    assert "Refused input: 1 request." in caplog.messages
    assert "secret-run" not in caplog.text


def test_a_slow_loop_is_told_once_when_it_begins_and_once_when_it_ends(caplog):
    times = iter([10.0, 22.4])
    slow = SlowLoop(lambda: next(times))
    for pace in (100, 100, 125, 156, 125, 100, 100):
        slow.observe(pace)
    assert caplog.messages == [
        "The event loop is late: pages come every 125 ms instead of 100.",
        "The event loop is on time again after 12 s, slowest pace 156 ms.",
    ]


def test_a_second_slow_time_begins_anew(caplog):
    slow = SlowLoop(lambda: 0.0)
    for pace in (500, 100, 125, 100):
        slow.observe(pace)
    assert caplog.messages[-1] == "The event loop is on time again after 0 s, slowest pace 125 ms."


def test_the_census_is_for_who_asks(caplog):
    async def once():
        await asyncio.wait_for(census(lambda: 7), 0.1)

    with pytest.raises(TimeoutError):
        in_a_loop_of_its_own(once())
    assert caplog.messages[0].endswith("asyncio tasks, 7 live sessions.")
    caplog.set_level(logging.INFO, LOGGER.name)
    in_a_loop_of_its_own(once())


@pytest.mark.parametrize(("ours", "uvicorns"), [("info", "warning"), ("error", "error"), ("debug", "debug")])
def test_uvicorns_own_start_and_stop_lines_are_left_out(ours, uvicorns):
    assert uvicorn_level(ours) == uvicorns
