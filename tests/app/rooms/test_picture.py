"""The class shown to itself: dots, curves, the U-curve and slopes, as ticks tell of them."""

import numpy as np
import pytest

from model.data import DATA_SETS, load
from tests.app.rooms.school import LINE


def test_numbers_are_learned_where_ticks_are_answered(teacher, join):
    one, other, idle = join(), join(), join()
    last = one.tick(5)
    for _ in range(12):
        diverging = other.tick(20, rate=3.0)
        if diverging["diverged"]:
            break
    idle.poll(phase="paused")
    picture = teacher.watch()["picture"]
    assert picture["counts"] == {"here": 3, "running": 1, "paused": 1, "diverged": 1, "arrived": 0}
    assert pytest.approx(last["weight"][-1][0], rel=1e-4) in picture["map"]["weight"]
    assert len(picture["map"]["bias"]) == len(picture["dots"]) == 2
    radar = teacher.watch()["teacher"]["radar"]
    assert radar == {"here": 3, "above_limit": 1, "stopped_early": 0, "diverged": 1}


def test_each_dot_tells_how_its_run_is_and_whoever_is_away_has_none(teacher, join):
    running, paused, diverged, arrived, away = (join() for _ in range(5))
    for one in (running, paused, away):
        one.tick(5, rate=0.01)
    paused.poll(phase="paused")
    diverged.tick(0)
    for _ in range(12):
        if diverged.tick(20, rate=3.0)["diverged"]:
            break
    for _ in range(10):
        last = arrived.tick(20, rate=0.5)
    teacher.room.numbers[away.member].at -= 60
    picture = teacher.watch()["picture"]
    runs = dict(zip(picture["dots"], picture["map"]["runs"], strict=True))
    wanted = {running: "r", paused: "p", diverged: "d", arrived: "R"}
    assert runs == {teacher.room.members[one.member].handle: letter for one, letter in wanted.items()}
    at = picture["dots"].index(teacher.room.members[arrived.member].handle)
    assert picture["map"]["weight"][at] == pytest.approx(last["weight"][-1][0], rel=1e-4)
    arrived.poll(phase="paused")
    assert sorted(teacher.watch()["picture"]["map"]["runs"]) == ["P", "d", "p", "r"]


def least_squares(spec):
    points = load(DATA_SETS["line"](**{name: value for name, value in spec.items() if name != "kind"}))
    design = np.column_stack([points.features, np.ones(len(points.targets))])
    solution, *_ = np.linalg.lstsq(design, points.targets, rcond=None)
    return solution, float(np.mean((design @ solution - points.targets) ** 2))


def test_the_u_curve_is_what_the_runs_came_to(teacher, join):
    teacher.drive("show", ucurve="wall")
    _, floor = least_squares(LINE)
    wanted = []
    for rate in (0.3, 0.6, 3.0):
        one, losses, ended = join(), [], None
        for first in range(0, 400, 20):
            progress = one.tick(20, rate=rate, again=first == 0)
            losses += progress["loss"]
            if progress["diverged"]:
                break
        near = [loss <= 1.01 * floor for loss in losses]
        if not progress["diverged"]:
            ended = next(i for i in range(len(near)) if all(near[i:])) + 1
        wanted.append((rate, ended))
    curve = teacher.watch()["picture"]["ucurve"]
    assert list(zip(curve["rate"], curve["epochs"], strict=True)) == wanted
    assert teacher.watch()["picture"]["counts"]["arrived"] == 2


def test_a_run_whose_rate_was_changed_is_no_point_of_the_u_curve(teacher, join):
    teacher.drive("show", ucurve="wall")
    one = join()
    one.tick(20, rate=0.1)
    for _ in range(20):
        one.tick(20, rate=0.6)
    assert teacher.watch()["picture"]["ucurve"] == {"rate": [], "epochs": []}
    assert teacher.watch()["picture"]["counts"]["arrived"] == 1


def test_curves_are_thinned_evenly(teacher, join):
    teacher.drive("show", curves="wall")
    one = join()
    losses = [one.tick(0)["loss"][0]]
    for _ in range(20):
        losses += one.tick(10)["loss"]
    [curve] = teacher.watch()["picture"]["curves"]
    assert len(curve["loss"]) <= 32
    assert curve["loss"] == pytest.approx(losses[:: curve["stride"]], rel=1e-4)


def test_slopes_are_those_of_least_squares(teacher, join):
    teacher.drive("show", slopes="all")
    seeds, pupils = (1, 2, 3), [join() for _ in range(3)]
    for seed, one in zip(seeds, pupils, strict=True):
        one.tick(1, data=LINE | {"seed": seed})
    wanted = sorted(least_squares(LINE | {"seed": seed})[0][0] for seed in seeds)
    for picture in (teacher.watch()["picture"], pupils[0].look()):
        assert picture["slopes"]["slope"] == pytest.approx(wanted, rel=1e-4)


def test_who_stops_while_the_slope_is_off_is_counted(teacher, join):
    one = join()
    one.tick(3)
    one.poll(phase="paused")
    numbers = teacher.room.numbers[one.member]
    assert teacher.watch()["teacher"]["radar"]["stopped_early"] == 0
    numbers.moved -= 60
    assert teacher.watch()["teacher"]["radar"]["stopped_early"] == 1
    for _ in range(30):
        one.tick(100, rate=0.5)
    one.poll(phase="paused")
    numbers.moved -= 60
    assert teacher.watch()["teacher"]["radar"]["stopped_early"] == 0


def test_what_is_hidden_is_sent_to_nobody(teacher, join):
    one = join()
    one.tick(5)
    figures = ("map", "curves", "ucurve", "slopes")
    for face, on_the_wall, on_pages in (("hidden", 0, 0), ("wall", 1, 0), ("all", 1, 1)):
        teacher.drive("show", **dict.fromkeys(figures, face))
        wall, page = teacher.watch()["picture"], one.look()
        assert [name in wall for name in figures] == [bool(on_the_wall)] * 4
        assert [name in page for name in figures] == [bool(on_pages)] * 4
        assert ("dots" in wall) == bool(on_the_wall)
        assert "dots" not in page
    for ready, told in (
        ("place-of-the-lowest", ("map", "slopes")),
        ("line-by-hand", ("map", "slopes")),
        ("largest-rate", ("ucurve",)),
    ):
        teacher.drive("ask", ready=ready)  # from these the answer could be read
        for phase in ("open", "closed", "shown"):
            teacher.drive("ask-phase", phase=phase)
            one.worker.rooms.known[one.code].made.clear()
            for seen in (teacher.watch()["picture"], one.look()):
                assert [name for name in figures if name not in seen] == ([] if phase == "shown" else list(told))
                assert ("dots" in seen) <= ("map" in seen)
                assert seen.get("covered", []) == ([] if phase == "shown" else list(told))
