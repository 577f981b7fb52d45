"""What a teacher sets and what reaches members: versions, follow, freeze, locks; and the numbers that come back."""

import re

import pytest

from app.rooms.bounds import MOST_ACTIONS
from app.rooms.follow import MOST_STAGES
from app.rooms.plan import SECTIONS
from app.run.own_points import parse_table
from tests.app.rooms.school import LINE
from tests.support import ROOT

WHOLE = {"controls": {"learning_rate": 0.1}, "seeds": {"data": 7, "start": 136}, "panels": ["map"], "running": True}
STAGE = [30, 0, 250, 0.25, None, {"name": "sgd", "learning_rate": 0.1}]


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
    for i in range(MOST_ACTIONS):
        teacher.drive("follow", actions=[{"type": "step", "epoch": i + 1, "batch": 2}])
    follow = one.poll()["changed"]["follow"]
    assert (len(follow["actions"]), follow["seq"]) == (MOST_ACTIONS, MOST_ACTIONS + 2)
    assert follow["actions"][0] == {"seq": 3, "action": {"type": "step", "epoch": 1, "batch": 2}, "by": ""}
    assert follow["whole"]["running"] is True
    teacher.drive("follow", actions=[{"type": "step"}])  # of a page of an older version
    assert one.poll()["changed"]["follow"]["actions"][-1]["action"] == {"type": "step"}
    for wrong in ({"epoch": -1}, {"epoch": 1.5}, {"epoch": 10**8}, {"batch": -1}, {"at": 1}):
        refused = teacher.drive("follow", actions=[{"type": "pause", **wrong}])["refused"]
        assert refused == "server.unusable"


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


@pytest.mark.parametrize(
    "way",
    [
        {
            "at": {"weight": [0.5], "bias": -1.0},
            "course": [STAGE, [55, 3, None, None, 32, {"name": "adam", "beta1": 0.9}]],
        },
        {"at": {"weight": [1.0] * 19, "bias": 0.0}, "course": []},
        {"at": None, "course": None},
    ],
)
def test_the_way_of_the_run_reaches_who_follows(teacher, join, way):
    one = join()
    teacher.drive("mode", mode="follow")
    teacher.drive("follow", actions=[], whole=WHOLE | way | {"epoch": 55, "batch": 3})
    whole = one.poll()["changed"]["follow"]["whole"]
    assert {name: whole[name] for name in (*way, "epoch", "batch")} == way | {"epoch": 55, "batch": 3}


def test_a_page_tells_no_longer_way_than_is_taken():
    """What is refused is not followed by anybody."""
    told = (ROOT / "assets/run/room_course.js").read_text()
    assert re.search(r"MOST_STAGES = (\d+)", told)[1] == str(MOST_STAGES)


@pytest.mark.parametrize(
    "way",
    [
        {"course": [STAGE] * (MOST_STAGES + 1)},
        {"course": [STAGE[:5]]},
        {"course": [[-1, *STAGE[1:]]]},
        {"course": [[*STAGE[:5], {"name": "x" * 99}]]},
        {"course": [[*STAGE[:5], {"learning_rate": 1e300}]]},
        {"at": {"weight": [], "bias": 0}},
        {"at": {"weight": [1.0] * 20, "bias": 0}},
        {"at": {"weight": [1e300], "bias": 0}},
        {"batch": -1},
    ],
)
def test_a_way_that_is_none_is_refused(teacher, way):
    before = teacher.watch()["version"]
    assert teacher.drive("follow", actions=[], whole=WHOLE | way)["refused"] == "server.unusable"
    assert teacher.watch()["version"] == before


def test_only_the_key_drives(teacher, join, worker):
    one = join()
    for key in ("", "x", one.token, teacher.key[:-1]):
        done = worker.ask("drive", code=teacher.code, key=key, do={"type": "end"})
        assert done["refused"] in ("key", "server.unusable")
    assert one.poll()["version"] == 1
