"""The soak's arithmetic, and its eye on a process."""

import subprocess
import sys
import time

import pytest

from bench.soak import Sample, Soaked, slope, summary


def test_the_slope_of_a_line_has_no_error():
    assert slope([0.0, 1.0, 2.0, 3.0], [5.0, 7.0, 9.0, 11.0]) == (2.0, 0.0)


def test_slope_and_standard_error_of_four_points_by_hand():
    rise, error = slope([0, 1, 2, 3], [0, 1, 1, 2])
    assert rise == pytest.approx(0.6)
    assert error == pytest.approx((0.2 / 2 / 5) ** 0.5)


def test_the_warm_up_does_not_count():
    def at(seconds, memory):
        return Sample(seconds, memory, descriptors=10 + seconds, threads=2, tasks=5, live_sessions=9)

    growing = [at(t, 100 + t) for t in range(0, 60, 15)]
    level = [at(t, 200) for t in range(60, 195, 15)]
    found = summary(growing + level)
    assert found["warm_up_s"] == 60
    assert (found["memory_mb_per_hour"], found["standard_error"], found["memory_mb"]) == (0, 0, [200, 200])
    assert found["most"] == {"descriptors": 190, "threads": 2, "tasks": 5}


def test_a_process_is_read_as_it_is(tmp_path):
    log = tmp_path / "log"
    log.write_text("3 asyncio tasks, 1 live sessions.\nx DEBUG 6 asyncio tasks, 2 live sessions.\n")
    program = [sys.executable, "-c", "print('ready', flush=True); input()"]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        sample = Soaked(process, log, 0, time.monotonic()).sample()
        assert (sample.tasks, sample.live_sessions, sample.threads) == (6, 2, 1)
        assert sample.descriptors >= 3
        assert 1 < sample.memory_mb < 1000
        process.communicate(b"\n")
