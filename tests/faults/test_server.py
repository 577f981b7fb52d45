"""Servers that die, stop, go, forget, differ: the oracle is the uninterrupted run, to the last bit."""

import time

import pytest

from tests.faults.network import Network
from tests.faults.pages import Pages
from tests.faults.watch import ALL, Watched
from tests.runs import RATE, uninterrupted
from tests.support import Server

CLASS = 50
REAL = 2
KILLS = 20 if ALL else 3
AWAY_SECONDS = 30 if ALL else 5
OTHER_CPU = {"ATEN_CPU_CAPABILITY": "default", "MKL_CBWR": "COMPATIBLE"}
BATCH_SIZE = 32  # with all points at once, only the first epochs differ
FURTHER = 20


@pytest.fixture
def watched(chromium, visited):
    """Somebody who has been on the page of a server before: the browser has its files."""
    opened = []

    def at(url):
        opened.append(Watched(chromium, url, visited))
        return opened[-1]

    yield at
    for student in opened:
        student.close()


@pytest.fixture
def a_class(watched, own_server):
    """Fifty pages that play, two of them real."""
    real = [watched(own_server.url).play() for _ in range(REAL)]
    with Pages(CLASS - REAL, own_server.port) as light:
        light.wait_for_epochs([FURTHER] * len(light.pages))
        yield real, light


def check_class(a_class, cost, fault, back):
    """Each page moves again; then stop, count what was lost, and say what it cost."""
    real, light = a_class
    for student in real:
        student.goes_on()
    light.wait_for_epochs([epoch + FURTHER for epoch in light.epochs()])
    again = max(light.again(back), *(student.again(back) for student in real))
    frozen = max(light.frozen(), *(student.frozen() for student in real))
    light.stop()
    lost = light.lost() + sum(student.lost() for student in real)
    cost(fault, frozen, again, lost)
    assert lost == 0


def test_kills_and_restarts_in_a_row(watched, own_server, cost):
    student = watched(own_server.url).play()
    again = []
    for _ in range(KILLS):
        own_server.kill()
        own_server.start()
        back = student.goes_on(5)
        again.append(student.again(back))
    frozen = student.frozen()
    lost = student.lost()
    cost(f"{KILLS} kills (SIGKILL) and restarts in a row", frozen, max(again), lost)
    assert lost == 0


def test_sigterm_while_fifty_pages_run(a_class, own_server, cost):
    begun = time.monotonic()
    own_server.stop()
    stopped = time.monotonic() - begun
    assert own_server.process.returncode in (0, -15)
    own_server.start()
    check_class(
        a_class, cost, f"SIGTERM and restart while {CLASS} pages run (it stopped in {stopped:.1f} s)", time.time()
    )


def test_away_and_fifty_pages_back_at_once(a_class, own_server, cost):
    own_server.kill()
    time.sleep(AWAY_SECONDS)
    own_server.start()
    check_class(a_class, cost, f"the server away for {AWAY_SECONDS} s, {CLASS} pages back at once", time.time())


def test_pause_start_and_step_while_the_server_is_away(watched, own_server):
    student = watched(own_server.url).play()
    own_server.kill()
    student.wait_for_text("state", "Waiting for the server")
    student.check_that_pause_is_at_once()
    student.check_that_start_and_step_wait()
    own_server.start()
    student.wait_for_text("state", "Paused")
    student.begin(student.epoch() + 10)
    assert student.lost() == 0


def test_eviction_of_every_session(watched, cost):
    server = Server(MAX_SESSIONS="1").start()
    students = [watched(server.url).play() for _ in range(2)]
    with Pages(6, server.port) as light:
        light.wait_for_epochs([2 * FURTHER] * 6)
    for student in students:
        student.goes_on()
    frozen = max(light.frozen(), *(student.frozen() for student in students))
    lost = light.lost() + sum(student.lost() for student in students)
    server.stop()
    cost("every session evicted at every tick (8 runs, room for 1)", frozen, None, lost)
    assert lost == 0


def test_two_workers_without_stickiness(watched, server, own_server, cost):
    with Network(server, own_server) as network:
        student = watched(network.url).play()
        student.goes_on(30)
        student.check_that_pause_is_at_once()
        frozen = student.frozen()
        lost = student.lost()
    cost("each tick to the other of two workers", frozen, None, lost)
    assert lost == 0


def test_two_types_of_cpu(watched, server, cost):
    """Right to 1e-4, epoch for epoch, so nothing jumps on the page; and none is missing."""
    other = Server(**OTHER_CPU).start()
    with Network(server, other) as network:
        student = watched(network.url).open()
        student.press("more-button")
        student.type("batch-size", str(BATCH_SIZE))
        student.set_rate(RATE)
        student.begin(80)
        frozen = student.frozen()
        student.pause()
        rows = student.record()["rows"]
    other.stop()
    oracle = uninterrupted(len(rows) - 1, batch_size=BATCH_SIZE)
    off = max(
        abs(got / wanted - 1)
        for row, s in zip(rows[1:], oracle, strict=True)
        for got, wanted in zip(row[1:], (s.loss, s.bias, s.weight[0]), strict=True)
    )
    lost = sum(row[0] != epoch for epoch, row in enumerate(rows))
    cost(f"each tick to the other of two types of CPU (at most {off:.0e} off)", frozen, None, lost)
    assert lost == 0
    assert off <= 1e-4
