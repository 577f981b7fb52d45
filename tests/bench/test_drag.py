"""The measurement of a drag: a point is led while the run goes on, and each frame's work is counted once."""

from bench.browser import work_between
from bench.drag import measure


def event(name, at, worked=0.0, thread=1):
    return {"name": name, "ts": at, "tdur": worked, "ph": "X", "pid": 1, "tid": thread}


def test_the_work_of_a_frame_is_what_lies_between_two_of_them():
    frames = [event("FireAnimationFrame", at) for at in (1000, 17_000, 33_000)]
    tasks = [event("RunTask", at, worked) for at, worked in ((500, 9000), (1000, 4000), (9000, 2000), (17_000, 5000))]
    others = [event("RunTask", 2000, 8000, thread=2), event("RunTask", 40_000, 8000)]
    assert work_between([*frames, *tasks, *others], "FireAnimationFrame") == [6.0, 5.0]


def test_a_point_is_dragged_and_its_frames_are_counted():
    found = measure((20,), drags=1, drag_s=1.0)["20 points"]
    assert found["frames"] > 5
    assert 0 < found["median_ms"] <= found["p95_ms"] <= found["most_ms"]
