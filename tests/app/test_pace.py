"""The pace: 100 ms on a quiet server, longer on a late one, short again when the load goes."""

from app.pace import LONGEST_MS, Pace


def test_a_quiet_server_keeps_the_shortest_pace():
    pace = Pace()
    for _ in range(50):
        pace.observe(5)
    assert pace.ms == 100


def test_a_late_loop_lengthens_the_pace_within_bounds_and_comes_back():
    pace = Pace()
    for _ in range(50):
        pace.observe(100)
    assert 300 < pace.ms < 700
    for _ in range(50):
        pace.observe(100_000)
    assert pace.ms == LONGEST_MS
    for _ in range(50):
        pace.observe(0)
    assert pace.ms == 100
