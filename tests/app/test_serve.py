"""The server of a host, as a real process: its workers, its lines, and how it stops."""

import json
import os
import signal
import socket
import subprocess
import sys

import pytest

from app.serve import ignored_line, settings_of_a_host, start_line
from app.server_settings import Settings
from tests.app.hosts import BODY, HEAD, Host
from tests.support import ROOT


@pytest.fixture
def host_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def in_flight(host):
    """Open a request which the server has begun to read: it says that it waits for the body."""
    connection, answers = host.connect()
    connection.sendall(HEAD)
    assert answers.readline().startswith(b"HTTP/1.1 100")
    assert answers.readline() == b"\r\n"
    return connection, answers


@pytest.mark.parametrize("host", [{"WEB_CONCURRENCY": "3"}, {"WEB_WORKERS": "2"}], indirect=True)
def test_a_stop_answers_what_is_in_flight_and_waits_for_nobody_else(host):
    idle, idle_answers = host.connect()
    idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    assert idle_answers.readline() == b"HTTP/1.1 200 OK\r\n"
    tick, answers = in_flight(host)
    in_flight(host)  # and this one never sends its body
    workers = len(host.workers())

    host.process.send_signal(signal.SIGTERM)
    tick.sendall(BODY)
    text = answers.read()
    assert text.startswith(b"HTTP/1.1 200 OK")
    assert json.loads(text.split(b"\r\n\r\n", 1)[1])["response"]["progress"]["data"]["seq"] == 9
    assert host.process.wait(timeout=60) == 0

    said = host.said()
    first, *_, last = [line for line in said.splitlines() if "Chalkline" in line]
    assert " INFO Chalkline 0." in first
    assert last.endswith("INFO Chalkline has stopped.")
    assert "Traceback" not in said
    assert "secret-run" not in said
    many = host.environment.get("WEB_WORKERS")
    assert workers == (2 if many else 0)
    assert f"WEB_WORKERS={many or 1} " in first
    assert said.count("WEB_CONCURRENCY=3 is ignored: WEB_WORKERS sets the number of workers, 1 here.") == (not many)


@pytest.mark.parametrize("host", [{"LOG_LEVEL": "error"}], indirect=True)
def test_a_server_can_be_silent_and_says_nothing_of_its_make(host):
    connection, answers = host.connect()
    connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    head = answers.read().split(b"\r\n\r\n", 1)[0].lower()
    assert b"\r\nserver:" not in head
    host.process.send_signal(signal.SIGTERM)
    assert host.process.wait(timeout=60) == 0
    assert host.said() == ""


def test_a_stop_while_it_starts_is_a_stop(tmp_path):
    host = Host(tmp_path / "log").launch()
    while "starts" not in host.said():
        assert host.process.poll() is None
    host.process.send_signal(signal.SIGTERM)
    try:
        assert host.process.wait(timeout=60) == 0
    finally:
        host.kill()
    assert host.said().endswith("Chalkline has stopped.\n")
    assert "Traceback" not in host.said()


def test_a_port_that_is_taken_is_a_fault(host_port):
    done = subprocess.run(
        [sys.executable, "-m", "app.serve"],
        cwd=ROOT,
        env={**os.environ, "HOST": "127.0.0.1", "PORT": str(host_port)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "address already in use" in done.stderr
    assert "Traceback" not in done.stderr


NO_START = """
import uvicorn
from app.serve import several

async def fails(scope, receive, send):
    await receive()
    await send({"type": "lifespan.startup.failed", "message": "out of luck"})

if __name__ == "__main__":
    print("all started:", several(uvicorn.Config("no_start:fails", port=0, workers=2, log_level="critical")))
"""


def test_a_worker_that_cannot_start_is_told(tmp_path):
    (tmp_path / "no_start.py").write_text(NO_START)
    done = subprocess.run(
        [sys.executable, "-m", "no_start"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == "all started: False\n"


@pytest.mark.parametrize("variables", [{"WEB_WORKERS": "0"}, {"WEB_WORKERS": "many"}, {"PORT": "web"}])
def test_a_wrong_setting_is_one_sentence(variables):
    command = [sys.executable, "-m", "app.serve"]
    environment = {**os.environ, **variables}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{next(iter(variables))} must")
    assert len(done.stderr.splitlines()) == 1


def test_a_host_is_reached_from_elsewhere_unless_it_says_otherwise():
    assert settings_of_a_host({}).host == settings_of_a_host({"HOST": " "}).host == "0.0.0.0"
    assert settings_of_a_host({"HOST": "::1"}).host == settings_of_a_host({"HOST": "[::1]"}).host == "::1"


def test_the_line_of_the_platforms_workers_is_there_only_when_it_differs():
    assert ignored_line(Settings(), {}) == ignored_line(Settings(web_workers=2), {"WEB_CONCURRENCY": "2"}) == ""
    assert "2 here" in ignored_line(Settings(web_workers=2), {"WEB_CONCURRENCY": "1"})


def test_the_first_line_tells_the_version_and_every_number_but_no_address():
    line = start_line(Settings(host="secret.example"))
    assert line.startswith("Chalkline 0.")
    assert "PORT=8050 WEB_WORKERS=1 MAX_SESSIONS=1000" in line
    assert "secret.example" not in line
