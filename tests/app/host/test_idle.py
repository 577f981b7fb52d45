"""The server that sleeps: it hears a signal at once, however long it would sleep, and keeps its answers' date."""

import http.client
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from email.utils import parsedate_to_datetime

import pytest
import uvicorn

from app.host import idle
from app.host.idle import IdleServer
from tests.support import ROOT, free_port

SLEEPER = """
import uvicorn
from app.host import idle

async def nothing(scope, receive, send): pass

idle.BEAT_S = 3600
class Saying(idle.IdleServer):
    async def on_tick(self, counter):
        is_time = await super().on_tick(counter)
        print("tick", flush=True)  # afterwards: a signal that comes before would end it with this look
        return is_time

Saying(uvicorn.Config(nothing, port=0, lifespan="off", log_level="critical")).run()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=str)
def test_a_signal_wakes_it(number):
    command = [sys.executable, "-c", SLEEPER]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert process.stdout.readline() == b"tick\n"
        process.send_signal(number)
        process.wait(timeout=60)
        assert process.stdout.read() == b"tick\n"  # one more look, and none between
    finally:
        process.kill()
        process.stdout.close()


async def hello(scope, receive, send):
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body"})


def test_the_date_of_an_answer_is_renewed(monkeypatch):
    monkeypatch.setattr(idle, "BEAT_S", 0.05)
    server = IdleServer(uvicorn.Config(hello, port=free_port(), lifespan="off", log_level="critical"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        dates = {date_of_an_answer(server) for _ in until_two_seconds_have_begun()}
    finally:
        server.should_exit = True
        thread.join(timeout=60)
    assert len(dates) > 1


def until_two_seconds_have_begun():
    begun = int(time.time())
    while time.time() < begun + 2.5:
        yield
        time.sleep(0.2)


def date_of_an_answer(server):
    while not server.started:
        time.sleep(0.01)
    with closing(http.client.HTTPConnection("127.0.0.1", server.config.port, timeout=60)) as connection:
        connection.request("GET", "/")
        return parsedate_to_datetime(connection.getresponse().headers["date"])
