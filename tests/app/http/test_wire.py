"""The guard before true sockets: what is slow, torn, huge or no HTTP at all, and what the server tells of itself."""

import socket
import sys
import threading
import time
import zlib

import pytest
import uvicorn

from app.http.guard import ENDPOINT, ROUTES, Guard, Route
from tests.app.http.guarded import GOOD, Behind
from tests.support import free_port

QUICK = {**ROUTES, ENDPOINT: Route(("POST",), 8_000, 0.4, "A command is never larger than 8 kB.")}


@pytest.fixture(scope="module")
def wire():
    """A real uvicorn in a thread, in front of it a guard that waits for a moment; the port, and what got through."""
    behind = Behind()
    application = Guard(behind, lambda *_: None, (), routes=QUICK)
    quiet = {"log_level": "critical", "access_log": False, "lifespan": "off", "server_header": False}
    server = uvicorn.Server(uvicorn.Config(application, port=free_port(), **quiet))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.config.port, behind.seen
    server.should_exit = True
    thread.join()


def spoken(port, *parts, pause=0.0):
    """Say these parts over a socket; return all that comes back, and how many bytes could be sent."""
    sent = 0
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        try:
            for part in parts:
                connection.sendall(part)
                sent += len(part)
                time.sleep(pause)
        except OSError:
            pass  # the server has closed
        heard = b""
        try:
            while chunk := connection.recv(65536):
                heard += chunk
        except OSError:
            pass
    return heard, sent


def head(length=None, *more):
    lines = [b"POST %s HTTP/1.1" % ENDPOINT.encode(), b"host: x", b"content-type: application/json", *more]
    lines += [b"content-length: %d" % length] if length is not None else [b"transfer-encoding: chunked"]
    return b"\r\n".join([*lines, b"", b""])


def status_of(heard):
    return int(heard.split(b" ", 2)[1])


def check_it_still_answers(port):
    heard, _ = spoken(port, head(len(GOOD), b"connection: close"), GOOD)
    assert status_of(heard) == 200


def test_9_mb_are_refused_without_being_read(wire):
    port, seen = wire
    seen.clear()
    heard, _ = spoken(port, head(9_000_000))
    assert (status_of(heard), seen) == (413, [])
    heard, sent = spoken(port, head(None), *[b"10000\r\n" + b"x" * 65536 + b"\r\n"] * 1000)
    assert sent < 20_000_000  # what the sockets hold, not 65 MB
    assert seen == []
    check_it_still_answers(port)


@pytest.mark.parametrize("parts", [[], [b"{"], [b" "] * 12], ids=["nothing", "one byte", "a drip"])
def test_slow_bodies_are_a_408(wire, parts):
    port, seen = wire
    seen.clear()
    heard, _ = spoken(port, head(500), *parts, pause=0.1)
    assert (status_of(heard), seen) == (408, [])
    assert b'{"id":"server.too-slow"}' in heard
    assert b"connection: close" in heard


def test_truncated_bodies_and_bad_chunks_reach_nothing(wire):
    port, seen = wire
    seen.clear()
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(head(500) + b"{")
    for chunks in (b"zz\r\n{}\r\n0\r\n\r\n", b"5\r\n{}\r\n0\r\n\r\n", b"-1\r\n\r\n", b"ffffffffffffffffff\r\n{}"):
        heard, _ = spoken(port, head(None) + chunks)
        assert status_of(heard) in (400, 408)
    assert seen == []
    check_it_still_answers(port)


def test_a_compressed_bomb_is_not_unpacked(wire):
    port, seen = wire
    seen.clear()
    bomb = zlib.compress(b"[" * 5_000_000, 9)
    assert len(bomb) < 8_000
    for encoding in (b"deflate", b"gzip", b"br", b"identity, deflate"):
        heard, _ = spoken(port, head(len(bomb), b"content-encoding: " + encoding), bomb)
        assert status_of(heard) == 415
    assert seen == []


@pytest.mark.parametrize("line", [b"GET / HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n"])
def test_an_upgrade_is_not_taken(server, line):
    port = int(server.url.rsplit(":", 1)[1])
    heard, _ = spoken(port, line.replace(b"connection: upgrade", b"connection: upgrade, close"))
    assert status_of(heard) == 200


def test_what_is_not_http_is_a_400_and_no_banner_tells_of_the_server(server):
    port = int(server.url.rsplit(":", 1)[1])
    heard, _ = spoken(port, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n")
    assert status_of(heard) == 400
    heard, _ = spoken(port, b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
    assert status_of(heard) == 200
    assert sys.version.split()[0].encode() not in heard
    names = {line.split(b":")[0].lower() for line in heard.split(b"\r\n\r\n")[0].split(b"\r\n")[1:]}
    assert not names & {b"server", b"x-powered-by", b"set-cookie"}
