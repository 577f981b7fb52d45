"""The lines a server writes: few, plain, counted."""

import asyncio
import inspect
import io
import logging
import threading

import pytest
from uvicorn.protocols.http import httptools_impl

from app.factory import create_app
from app.host.logs import LOGGER, MOST_LINES, LineWriter, Refusals, census, uvicorn_level
from app.run.pace import Pace, SlowLoop
from app.run.sessions import SessionCache
from app.run.ticks import Ticks
from app.server_settings import Settings
from app.static.files import Files
from tests.asgi import Asked, encoded, frame
from tests.support import in_a_loop_of_its_own


@pytest.fixture(autouse=True)
def _heard(caplog):
    caplog.set_level(logging.DEBUG, LOGGER.name)


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
    server = create_app(Settings()).server
    asked = Asked(server)

    async def serve_and_stop():
        async with server.router.lifespan_context(server):
            await asked.ask(encoded(frame({"version": 1, "run": "secret-run", "epochs": -1})))
            await asked.ask(b"secret-run")

    asked.run(serve_and_stop())
    asked.close()
    assert "Refused input: 2 requests." in caplog.messages
    assert "secret-run" not in caplog.text


def observed(*paces):
    """Show a slow loop each pace at its second."""
    now = [0.0]
    slow = SlowLoop(lambda: now[0])
    for second, pace in paces:
        now[0] = second
        slow.observe(pace)


def test_a_slow_loop_is_told_once_when_it_begins_and_once_when_it_has_been_over(caplog):
    observed((0, 100), (1, 125), (2, 156), (13.4, 125), (14, 100), (23, 100), (23.4, 100), (30, 100))
    assert caplog.messages == [
        "The event loop is late: pages come every 125 ms instead of 100.",
        "The event loop is on time again; it was late for 12 s, up to 156 ms.",
    ]


def test_a_pace_that_swings_is_one_slow_time(caplog):
    observed(*[(second, 100 + 25 * (second % 2)) for second in range(100)])
    assert len(caplog.messages) == 1


def test_a_second_slow_time_begins_anew(caplog):
    observed((0, 500), (11, 100), (12, 125), (23, 100))
    assert caplog.messages[-1] == "The event loop is on time again; it was late for 0 s, up to 125 ms."
    assert len(caplog.messages) == 4


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


def test_uvicorn_tells_its_errors_to_the_logger_that_is_filtered():
    told = inspect.getsource(httptools_impl.HttpToolsProtocol) + inspect.getsource(httptools_impl.RequestResponseCycle)
    assert 'logging.getLogger("uvicorn.error")' in told
    assert "self.logger.error(msg, exc_info=exc)" in told


def test_what_ends_a_task_in_the_background_is_told_with_its_traceback(caplog):
    files = Files()

    async def broken():
        raise OSError("the disk is full")

    files.compress = broken
    server = create_app(Settings(), files=files).server

    async def serve_and_stop():
        async with server.router.lifespan_context(server):
            await asyncio.sleep(0.01)

    in_a_loop_of_its_own(serve_and_stop())
    (told,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert "has failed" in told.getMessage()
    assert "the disk is full" in str(told.exc_info[1])
    assert told.exc_info[2] is not None


class Unread:
    """A pipe that nobody reads: a write never ends."""

    def __init__(self):
        self.read = threading.Event()

    def write(self, _):
        self.read.wait(30)

    def flush(self):
        pass


def record(told="told", error=None):
    info = (type(error), error, None) if error else None
    return logging.LogRecord("x", logging.ERROR, "", 1, told, (), info)


def test_a_log_that_nobody_reads_stops_nothing_and_keeps_no_more_than_a_bound():
    stream = Unread()
    writer = LineWriter(stream)
    for _ in range(3 * MOST_LINES):
        writer.emit(record())
    writer.flush()
    assert writer.lines.qsize() == MOST_LINES
    stream.read.set()


def test_a_log_that_is_closed_or_not_there_stops_nothing():
    closed = io.StringIO()
    closed.close()
    for stream in (closed, None):
        writer = LineWriter(stream)
        writer.emit(record())
        writer.emit(record())
        writer.flush()
        assert writer.lines.unfinished_tasks == 0


def test_one_traceback_a_minute_is_told_and_how_many_were_not():
    now, stream = [100.0], io.StringIO()
    writer = LineWriter(stream, clock=lambda: now[0])
    for _ in range(5):
        writer.emit(record("failed", ValueError("one")))
    writer.emit(record("no error"))
    now[0] += 61
    writer.emit(record("failed", ValueError("two")))
    writer.flush()
    said = stream.getvalue()
    assert (said.count("ValueError: one"), said.count("ValueError: two"), said.count("no error")) == (1, 1, 1)
    assert said.endswith("Errors since the last one told: 4 more.\n")


def test_who_was_cut_off_at_the_stop_is_not_told():
    stream = io.StringIO()
    writer = LineWriter(stream)
    writer.emit(record("Exception in ASGI application", asyncio.CancelledError()))
    writer.emit(record("Cancel 1 running task(s), timeout graceful shutdown exceeded"))
    writer.flush()
    assert stream.getvalue() == ""
