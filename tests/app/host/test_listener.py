"""A server at the limit of its descriptors: it says so, and whoever comes next finds room."""

import os
import socket
import subprocess
import sys
import time
from contextlib import ExitStack

import pytest

from tests.support import ROOT, free_port

resource = pytest.importorskip("resource")
HEALTHY = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
ASKED = HEALTHY.replace(b"close", b"keep-alive")
CROWD = 150
FULL = "no room for more connections"
SMALL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (64, int(sys.argv[2])))
import uvicorn
from app.host.connection import Connection
from app.host.idle import IdleServer
from app.host.logs import configure
from app.server_settings import AS_A_HOST

async def hello(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})

configure("info")
config = uvicorn.Config(hello, port=int(sys.argv[1]), http=Connection, lifespan="off", log_config=None, **AS_A_HOST)
IdleServer(config).run()
"""


def knock(port, said):
    client = socket.create_connection(("127.0.0.1", port), timeout=60)
    client.sendall(said)
    return client


def heard(client):
    with client, client.makefile("rb") as answer:
        return answer.read()


def is_answered(client):
    answer = b""
    while not answer.endswith(b"ok") and (part := client.recv(1000)):
        answer += part
    return answer.startswith(b"HTTP/1.1 200")


def is_healthy(port):
    try:
        return heard(knock(port, HEALTHY)).endswith(b"ok")
    except OSError:
        return False


@pytest.fixture
def small(request, tmp_path):
    """A server that may hold so many descriptors; its port, and its log."""
    port, log = free_port(), tmp_path / "log"
    with log.open("wb") as stream:
        command = [sys.executable, "-c", SMALL, str(port), str(request.param)]
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=stream)
    try:
        while not is_healthy(port):
            assert process.poll() is None
        yield port, log
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.parametrize("small", [64], indirect=True)
@pytest.mark.parametrize("said", [b"", b"GET / HT"], ids=["who say nothing", "half heads"])
def test_a_newcomer_finds_room_beside_more_than_the_server_may_hold(small, said):
    port, log = small
    with ExitStack() as crowd:
        kept = crowd.enter_context(knock(port, ASKED))
        assert is_answered(kept)
        for _ in range(CROWD):
            crowd.enter_context(knock(port, said))
        assert is_healthy(port)
        kept.sendall(ASKED)
        assert is_answered(kept)
        while FULL not in log.read_text():  # it is written behind the answers
            time.sleep(0.05)
        assert log.read_text().count(FULL) == 1


@pytest.mark.parametrize("small", [400], indirect=True)
def test_the_limit_is_raised_as_far_as_that_is_allowed(small):
    port, log = small
    with ExitStack() as crowd:
        clients = [crowd.enter_context(knock(port, ASKED)) for _ in range(CROWD)]
        assert all(map(is_answered, clients))
    assert log.read_text() == ""
