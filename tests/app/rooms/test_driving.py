"""What a teacher sets and what reaches members: versions, follow, freeze, locks; and the numbers that come back."""

import numpy as np
import pytest

from app.rooms.bounds import MOST_ACTIONS
from app.rooms.plan import SECTIONS
from app.run.own_points import parse_table
from model.data import DATA_SETS, load
from tests.app.rooms.school import LINE

WHOLE = {"controls": {"learning_rate": 0.1}, "seeds": {"data": 7, "start": 136}, "panels": ["map"], "running": True}


def test_a_page_is_sent_what_changed_since_and_nothing_else(teacher, join):
    one = join()
    held = one.joined["version"]
    assert one.poll(version=held, mine=1).keys() == {"version", "mine", "here", "again_ms"}
    teacher.drive("locks", locks=["learning-rate", "start", "start"])
    teacher.drive("show", ucurve="all")
    news = one.poll(version=held, mine=1)
    assert set(news["changed"]) == {"drive", "show"}
    assert news["changed"]["drive"]["locks"] == ["learning-rate", "start"]
    assert one.poll(version=news["version"], mine=1).keys() == {"version", "mine", "here", "again_ms"}
    assert set(one.poll(version=news["version"] + 9)["changed"]) == set(SECTIONS)


def test_pages_ask_again_out_of_step(join):
    one = join()
    asked = {one.poll()["again_ms"] for _ in range(30)}
    assert len(asked) > 10
    assert all(600 <= ms <= 900 for ms in asked)


def test_a_tick_brings_what_a_poll_brings(teacher, join):
    one = join()
    held = one.tick()["room"]["version"]
    assert one.tick(version=held, mine=1)["room"].keys() == {"version", "mine", "here"}
    teacher.drive("mode", mode="freeze", sentence="Eyes to the front.")
    room = one.tick(version=held, mine=1)["room"]
    assert room["changed"]["drive"] == one.poll(version=held)["changed"]["drive"]
    assert room["changed"]["drive"]["mode"] == "freeze"


def test_a_room_changes_nothing_of_a_run(teacher, join):
    one = join()
    alone = one.worker.ticks
    command = {"version": 1, "run": "x", "seq": 1, "epochs": 3, "data": LINE, "checkpoint": None, "shown": None}
    command["training"] = {"optimizer": {"name": "sgd", "learning_rate": 0.1}, "batch_size": None, "seed": 1}
    without = alone.answer(command)
    for room in ({"code": teacher.code, "token": one.token}, {"code": "?"}, 7, [], "x" * 5000, {"token": None}):
        answered = one.worker.tick(command | {"room": room})
        said = answered.pop("room")
        assert answered["weight"] == without["weight"]
        assert answered["checkpoint"] == without["checkpoint"]
        assert ("version" in said) == (room == {"code": teacher.code, "token": one.token})
    assert "room" not in without


def test_actions_have_numbers_and_the_oldest_leave(teacher, join):
    one = join()
    teacher.drive("follow", actions=[{"type": "play"}, {"type": "set", "controls": {"n": 50}}], whole=WHOLE)
    follow = one.poll()["changed"]["follow"]
    assert [entry["seq"] for entry in follow["actions"]] == [1, 2]
    assert follow["actions"][1]["action"] == {"type": "set", "controls": {"n": 50}}
    assert follow["whole"]["panels"] == ["map"]
    for _ in range(MOST_ACTIONS):
        teacher.drive("follow", actions=[{"type": "step"}])
    follow = one.poll()["changed"]["follow"]
    assert (len(follow["actions"]), follow["seq"]) == (MOST_ACTIONS, MOST_ACTIONS + 2)
    assert follow["actions"][0]["seq"] == 3
    assert follow["whole"]["running"] is True


TABLE = {
    "features": [[0], [1], [2]],
    "targets": [1, 3, 5],
    "inputs": [{"name": "x", "unit": ""}],
    "output": {"name": "y", "unit": ""},
}


def test_what_the_teachers_pages_tell_one_another_is_sent_to_members_only_while_they_follow(teacher, join):
    one = join()
    held = one.poll()["version"]
    teacher.drive("follow", actions=[{"type": "play"}], whole=WHOLE, by="phone")
    assert "follow" not in one.poll(version=held)["changed"]
    assert teacher.watch(version=held)["changed"]["follow"]["actions"][0]["by"] == "phone"
    held = one.poll()["version"]
    teacher.drive("mode", mode="follow")
    follow = one.poll(version=held)["changed"]["follow"]
    assert follow == teacher.watch(version=held)["changed"]["follow"]
    assert follow["whole"]["panels"] == ["map"]


def test_points_of_the_teachers_own_are_fetched_by_who_follows(teacher, join):
    one = join()
    asked = {"code": teacher.code, "token": one.token}
    assert one.worker.ask("table", **asked) == {}
    teacher.drive("table", table=TABLE)
    found = one.worker.ask("table", **asked)
    assert found["table"] == TABLE
    assert found["hash"] == parse_table(TABLE).name
    assert one.worker.ask("table", code=teacher.code, key=teacher.key) == found
    assert one.worker.ask("table", code=teacher.code, token="x") == {"refused": "token"}
    for spoilt in (TABLE | {"targets": [1, 2]}, TABLE | {"title": "\u202e"}, TABLE | {"more": 1}, [], None):
        assert teacher.drive("table", table=spoilt)["refused"] == "server.unusable"
    large = TABLE | {"features": [[0.123456789]] * 5000, "targets": [0.123456789] * 5000}
    assert teacher.drive("table", table=large)["refused"] == "table-too-large"
    assert one.worker.ask("table", **asked) == found


@pytest.mark.parametrize(
    "action",
    [
        {"type": "open", "opening": {}},
        {"type": "set", "controls": {"n": float("inf")}},
        {"type": "set", "controls": {"n": {"deep": 1}}},
        {"type": "set", "controls": {"<b>": 1}},
        {"type": "set", "controls": {f"c{i}": i for i in range(99)}},
        {"type": "play", "more": 1},
        {"type": "open-panel", "panel": "x" * 99},
        {"type": "new-data", "seed": -1},
        {"type": "start-at", "weight": 1e300, "bias": 0},
    ],
)
def test_only_actions_that_buttons_send_are_taken(teacher, action):
    before = teacher.watch()["version"]
    assert teacher.drive("follow", actions=[action])["refused"] == "server.unusable"
    assert teacher.watch()["version"] == before


def test_only_the_key_drives(teacher, join, worker):
    one = join()
    for key in ("", "x", one.token, teacher.key[:-1]):
        done = worker.ask("drive", code=teacher.code, key=key, do={"type": "end"})
        assert done["refused"] in ("key", "server.unusable")
    assert one.poll()["version"] == 1


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
