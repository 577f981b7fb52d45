"""Signals, and several processes at one socket: as real processes, since they are about how these end."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from tests.app.hosts import HEAD, Host
from tests.support import ROOT, TIMEOUT_S


def until(condition):
    end = time.monotonic() + TIMEOUT_S
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


def is_refused(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.parametrize("host", [{}, {"WEB_WORKERS": "2"}], indirect=True, ids=["alone", "workers"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP], ids=str)
def test_a_stop_beside_half_a_body_is_one_line_and_code_0(host, number):
    half, answers = host.connect()
    half.sendall(HEAD)
    assert answers.readline().startswith(b"HTTP/1.1 100")
    host.process.send_signal(number)
    assert host.process.wait(TIMEOUT_S) == 0
    first, *more = host.said().splitlines()
    assert " starts. " in first
    assert [line.rpartition(" INFO ")[2] for line in more] == ["Chalkline has stopped."]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_under_nohup_a_closed_terminal_ends_nothing(tmp_path, workers):
    ignored = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        host = Host(tmp_path / "log", WEB_WORKERS=workers).start()
    finally:
        signal.signal(signal.SIGHUP, ignored)
    try:
        there = host.process.pid, *host.workers()
        for pid in there:
            os.kill(pid, signal.SIGHUP)
        time.sleep(1.5)  # an idle server looks once a second
        host.wait_until_ready()
        assert (host.process.pid, *host.workers()) == there
        assert " ERROR " not in host.said()
    finally:
        host.stop()


@pytest.mark.parametrize("host", [{"WEB_WORKERS": "2"}], indirect=True)
def test_workers_end_with_their_parent_and_who_dies_is_replaced_and_told(host):
    os.kill(host.workers()[0], signal.SIGKILL)
    until(lambda: "A worker has ended (code -9); another takes its place." in host.said())
    host.wait_until_ready()
    host.kill()
    until(lambda: is_refused(host.port))


@pytest.mark.parametrize("before", ["exec >&-", "exec >&- 2>&-", "export PYTHONIOENCODING=ascii"])
def test_a_laptops_server_starts_whatever_its_output_is(before):
    port = Host(None).port
    command = ["sh", "-c", f"{before}; exec {sys.executable} -m app"]
    environment = {**os.environ, "PORT": str(port)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            until(lambda: process.poll() is not None or not is_refused(port))
            assert process.poll() is None
        finally:
            process.terminate()
        assert process.wait(TIMEOUT_S) == 0
