"""What a connection may take: the bounds of heads, trailers, waiting and reading, against a real server's sockets."""

import http.client
import logging
import socket
import threading
import time
from contextlib import closing, suppress

import pytest
import uvicorn

from app.host import connection
from app.host.connection import MOST_BEHIND, MOST_BESIDE_BODY, Connection
from app.host.idle import IdleServer
from app.server_settings import AS_A_HOST
from tests.support import free_port

GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
LARGE = b"x" * 20_000_000


def told(caplog):
    """What was logged, without the lines of access that pytest's own handler asks of uvicorn."""
    return [record.message for record in caplog.records if record.name != "uvicorn.access"]


def size_of(client):
    """Read what is left, until the connection ends."""
    size = 0
    with suppress(ConnectionResetError):
        while chunk := client.recv(1_000_000):
            size += len(chunk)
    return size


class Served:
    """An application behind real sockets, which answers with what it was asked and counts refusals."""

    def __init__(self):
        self.refused = 0
        self.port = free_port()
        config = uvicorn.Config(self, port=self.port, http=Connection, timeout_keep_alive=1, **AS_A_HOST)
        self.server = IdleServer(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)

    async def __call__(self, scope, receive, send):
        if scope["type"] == "lifespan":
            scope["state"]["refused"] = self.count
            await receive()
            await send({"type": "lifespan.startup.complete"})
            await receive()
            await send({"type": "lifespan.shutdown.complete"})
            return
        size = 0
        while (message := await receive()).get("more_body"):
            size += len(message["body"])
        size += len(message.get("body", b""))
        body = LARGE if scope["path"] == "/large" else b"%d of %s" % (size, scope["client"][0].encode())
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
        await send({"type": "http.response.body", "body": body})

    def count(self):
        self.refused += 1

    def spoken(self, *parts, seconds=60, pause=0.0):
        """Say this, and return all that is heard until the server closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as client:
            with suppress(OSError):  # it may be cut off
                for part in parts:
                    client.sendall(part)
                    time.sleep(pause)
            heard = b""
            with suppress(ConnectionResetError):
                while chunk := client.recv(65536):
                    heard += chunk
            return heard


@pytest.fixture(scope="module")
def served():
    connection.HEAD_S, connection.READER_S = 1.0, 2.0  # above what a busy machine takes between two lines of a head
    one = Served()
    yield one
    connection.HEAD_S, connection.READER_S = 10.0, 30.0
    one.server.should_exit = True
    one.thread.join(10)


@pytest.fixture
def refused(served):
    """How many were refused in this test."""
    before = served.refused
    return lambda: served.refused - before


TOO_LONG = {
    "a header": [b"GET / HTTP/1.1\r\nHost: x\r\nA: ", *[b"a" * 10_000] * 100],
    "many headers": [b"GET / HTTP/1.1\r\nHost: x\r\n", *[b"A: " + b"a" * 9_000 + b"\r\n"] * 100],
    "an address": [b"GET /", *[b"a" * 10_000] * 100],
    "a whole head at once": [b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 200_000 + b"\r\n\r\n"],
    "trailers": [
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n",
        *[b"A: " + b"a" * 9_000 + b"\r\n"] * 100,
    ],
    "a trailer": [
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nA: ",
        *[b"a" * 10_000] * 100,
    ],
    "chunks of nothing much": [
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
        *[b"1\r\nx\r\n" * 2_000] * 100,
    ],
    "an extension of a chunk": [
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1;a=",
        *[b"a" * 10_000] * 100,
    ],
    "blank lines": [b"\r\n" * 5_000] * 100,
    "a second head": [GET, b"GET / HTTP/1.1\r\nHost: x\r\nA: ", *[b"a" * 10_000] * 100],
}


@pytest.mark.parametrize("parts", TOO_LONG.values(), ids=TOO_LONG)
def test_what_stands_beside_a_body_is_bounded_and_cut_off_at_once(served, refused, parts):
    heard = served.spoken(*parts)
    assert not heard or b"431" in heard or b"400" in heard
    assert refused() == 1


def test_a_long_body_is_not_beside_it(served, refused):
    size = 3_000_000
    head = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % size
    assert served.spoken(head, b"x" * size).endswith(b"%d of 127.0.0.1" % size)
    chunked = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunks = [b"%x\r\n" % 1000 + b"x" * 1000 + b"\r\n"] * 3000
    assert served.spoken(chunked, b"".join(chunks), b"0\r\n\r\n").endswith(b"%d of 127.0.0.1" % size)
    longest = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nA: " + b"a" * (MOST_BESIDE_BODY - 1000) + b"\r\n\r\n"
    assert b" 200 OK" in served.spoken(longest)
    assert refused() == 0


def test_requests_behind_one_another_are_each_counted_anew(served, refused):
    request = b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 5_000 + b"\r\n\r\n"
    last = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    assert served.spoken(request * 30, last).count(b" 200 OK") == 31
    assert refused() == 0


def test_few_requests_wait_behind_the_first(served, refused):
    """A reader who does not read makes the first one last; each of the others takes some kilobytes."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=60) as client:
        client.sendall(GET.replace(b"/ ", b"/large "))
        client.recv(1000)
        client.sendall(GET * 2 * MOST_BEHIND)
        assert size_of(client) < len(LARGE)
    assert refused() == 1


def test_a_head_that_never_ends_is_cut_off(served, refused):
    heard = served.spoken(b"GET / HTTP/1.1\r\nHost: x\r\n", *[b"A: b\r\n"] * 40, pause=0.05)
    assert heard.startswith(b"HTTP/1.1 408")
    assert refused() == 1


@pytest.mark.parametrize("parts", [[], [b"\r\n"], [GET]], ids=["never", "a blank line", "one request"])
def test_who_says_nothing_more_is_sent_away_without_a_word(served, refused, parts):
    heard = served.spoken(*parts)
    assert heard.count(b"HTTP/1.1") == parts.count(GET)
    assert refused() == 0


def test_who_does_not_read_is_cut_off(served, refused):
    with socket.create_connection(("127.0.0.1", served.port), timeout=60) as client:
        client.sendall(GET.replace(b"/ ", b"/large "))
        end = time.monotonic() + 60
        while not refused():
            assert time.monotonic() < end
            time.sleep(0.05)
        assert size_of(client) < len(LARGE)


def test_who_reads_slowly_is_not(served, refused):
    with socket.create_connection(("127.0.0.1", served.port), timeout=60) as client:
        client.sendall(GET.replace(b"/ ", b"/large "))
        for _ in range(15):
            client.recv(300_000)
            time.sleep(0.1)
        assert size_of(client) > len(LARGE) - 15 * 300_000
    assert refused() == 0


@pytest.mark.parametrize(
    "request_",
    [
        b"this is no HTTP at all\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
)
def test_what_is_no_request_is_a_400_that_is_counted_and_not_logged(served, refused, caplog, request_):
    caplog.set_level(logging.DEBUG)
    assert served.spoken(request_).startswith(b"HTTP/1.1 400")
    assert refused() == 1
    assert told(caplog) == []


def test_http_1_0_names_no_host(served):
    assert b" 200 OK" in served.spoken(b"GET / HTTP/1.0\r\n\r\n")


def test_another_protocol_is_asked_for_in_vain_and_not_logged(served, refused, caplog):
    caplog.set_level(logging.DEBUG)
    upgrade = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
    assert b" 200 OK" in served.spoken(upgrade, b"anything")
    assert refused() == 1
    assert told(caplog) == []


def test_a_crowd_is_taken_in_at_once_and_answers_come_without_delay(served):
    clients = [http.client.HTTPConnection("127.0.0.1", served.port, timeout=60) for _ in range(200)]
    for client in clients:
        client.connect()
    for client in clients:
        client.request("GET", "/")
    assert {client.getresponse().status for client in clients} == {200}
    for one in served.server.server_state.connections:
        raw = one.transport.get_extra_info("socket")
        assert raw.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    for client in clients:
        with closing(client):
            pass
