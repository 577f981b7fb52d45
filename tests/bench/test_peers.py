"""The comparison's arithmetic, what it counts, and the lesson that every peer shows."""

import subprocess
import sys
import time

import numpy as np
import pytest

from bench.cdp import wait_for
from bench.machine import tree_cpu_s
from bench.peers import classes
from bench.peers.__main__ import compared, per_epoch
from bench.peers.lesson import ENDS, LEARNING_RATE, Lesson
from bench.peers.served import CHALKLINE, PEERS, Running, Served
from tests.support import ROOT

BUSY = "import time\nwhile time.process_time() < 0.3: pass\n"
PARENT = f"import subprocess, sys, time\nsubprocess.Popen([sys.executable, '-c', {BUSY + 'input()'!r}]).wait()"


def test_milliseconds_of_an_epoch_by_hand():
    before = {"server": 1.0, "page_thread": 2.0, "browser": 5.0, "epochs": 100}
    after = {"server": 1.1, "page_thread": 2.5, "browser": 7.0, "epochs": 200}
    assert per_epoch(before, after, seconds=5, pages=2) == pytest.approx(
        {"server_ms": 1, "page_thread_ms": 5, "browser_ms": 20, "epochs_a_second": 10}
    )


def test_a_stretch_without_an_epoch_is_no_figure():
    nothing = {"server": 1.0, "page_thread": 2.0, "browser": 5.0, "epochs": 100}
    with pytest.raises(RuntimeError, match="no epoch"):
        per_epoch(nothing, nothing, seconds=5, pages=1)


def test_a_classs_milliseconds_know_no_browser():
    before, after = {"server": 1.0, "epochs": 100}, {"server": 1.3, "epochs": 400}
    assert per_epoch(before, after, seconds=5, pages=6) == pytest.approx({"server_ms": 1, "epochs_a_second": 10})


def test_the_share_is_the_median_of_the_rounds_shares():
    figures = {CHALKLINE.name: iter([1, 2, 3, 4, 5]), "other": iter([2, 2, 2, 16, 5])}
    found = compared([CHALKLINE, Served("other", ())], lambda served: {"server_ms": next(figures[served.name])})
    assert found["other"]["chalkline_is_times"] == {"server_ms": 1}
    assert found[CHALKLINE.name]["server_ms"] == 3


def test_a_class_of_chalkline_counts_what_its_students_run(monkeypatch):
    monkeypatch.setattr(classes, "OPENING_S", 0.2)
    monkeypatch.setattr(classes, "SECONDS", 1.0)
    with Running(CHALKLINE) as running, classes.chalkline_class(running, 3) as epochs:
        wait_for(lambda: epochs() >= 6, seconds=30)


def test_a_class_that_cannot_learn_is_no_figure(monkeypatch):
    monkeypatch.setattr(classes, "OPENING_S", 0.0)
    with pytest.raises(RuntimeError, match="3 of 3 students"), classes.chalkline_class(Running(CHALKLINE), 3):
        pass
    monkeypatch.setattr(classes, "PEERS_PYTHON", "false")
    with pytest.raises(subprocess.CalledProcessError), classes.nicegui_class(Running(CHALKLINE), 3):
        pass


def test_a_childs_work_counts_and_an_ended_process_does_not():
    with subprocess.Popen([sys.executable, "-c", PARENT], stdin=subprocess.PIPE) as process:
        end = time.monotonic() + 30
        while tree_cpu_s(process.pid) < 0.3:
            assert time.monotonic() < end
            time.sleep(0.05)
        process.communicate(b"\n")
    assert tree_cpu_s(process.pid) == 0


def test_the_lesson_is_gradient_descent_and_says_each_epoch(capsys):
    lesson = Lesson()
    x, y, (low, high) = np.array(lesson.x), np.array(lesson.y), lesson.predicted()
    error = (high - low) * x + low - y
    weight, bias = high - low - LEARNING_RATE * 2 * (error * x).mean(), low - LEARNING_RATE * 2 * error.mean()
    assert lesson.run_epoch() == pytest.approx((error**2).mean(), rel=1e-5)
    assert lesson.predicted() == pytest.approx([weight * end + bias for end in ENDS], rel=1e-5)
    lesson.run_epoch()
    assert capsys.readouterr().out == "epoch 1\nepoch 2\n"


def test_epochs_are_counted_over_all_sessions_from_what_the_server_says():
    says = "import socket, time\nprint('hello epoch 7')\n"
    says += "for n in (1, 2, 1): print('epoch', n, flush=True)\n"
    says += "socket.create_server(('127.0.0.1', {port})).accept(); time.sleep(60)"
    with Running(Served("three", ("-c", says), sys.executable)) as running:
        assert running.epochs([]) == 3


def test_a_server_that_does_not_start_says_why():
    with (
        pytest.raises(RuntimeError, match="no such thing"),
        Running(Served("none", ("-c", "raise SystemExit('no such thing')"), sys.executable)),
    ):
        pass


def test_every_peer_listens_here_alone():
    for peer in PEERS:
        text = " ".join(peer.arguments)
        assert "127.0.0.1" in text or "127.0.0.1" in page_of(text), peer.name


def page_of(arguments):
    return (ROOT / f"{arguments.split()[1].replace('.', '/')}.py").read_text(encoding="utf-8")
