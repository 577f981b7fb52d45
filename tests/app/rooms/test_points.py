"""The class is the data: each places one point, and everybody's model learns from all of them."""

import json

import pytest

from app.run.own_points import parse_table

PLANE = {"mode": "place", "x": [0, 10], "y": [-5, 5], "names": ["arm span", "height"], "units": ["cm", "cm"]}


@pytest.fixture
def now(monkeypatch):
    """Points are looked at twice a second: here, each time."""
    monkeypatch.setattr("app.rooms.room.POINTS_S", 0.0)


def points(pupil, hash_=""):
    return pupil.worker.ask("points", code=pupil.code, token=pupil.token, hash=hash_)


def test_every_model_learns_from_everybodys_points(teacher, join, now):
    pupils = [join() for _ in range(3)]
    teacher.drive("points", **PLANE)
    assert points(pupils[0]) == {"n": 0, "hash": None}
    placed = [(1.5, -2.0), (0.25, 1.0), (9.0, 4.5)]
    for pupil, (x, y) in zip(pupils, placed, strict=True):
        assert pupil.act("point", x=x, y=y)["me"]["point"] == [x, y]
    told = pupils[1].poll()["points"]
    given = points(pupils[1])
    assert told == {"n": 3, "hash": given["hash"]}
    table = given["table"]
    assert parse_table(table).name == given["hash"]
    assert sorted(zip([x for [x] in table["features"]], table["targets"], strict=True)) == sorted(placed)
    assert table["inputs"] == [{"name": "arm span", "unit": "cm"}]
    assert "table" not in points(pupils[1], given["hash"])
    data = {"kind": "points", "hash": given["hash"], "n": 3, "inputs": 1, "scaling": "none"}
    for pupil in pupils:
        assert pupil.tick(2, rate=0.001, data=data)["epoch"] == 2
    pupils[0].act("point", x=2.0, y=2.0)
    assert pupils[2].tick(1, rate=0.001, data=data)["room"]["points"]["hash"] != given["hash"]


def test_nobody_learns_whose_point_is_whose(teacher, join, now):
    pupils = [join() for _ in range(4)]
    teacher.drive("points", **PLANE)
    order = [3.0, 1.0, 4.0, 2.0]
    for pupil, x in zip(pupils, order, strict=True):
        pupil.act("point", x=x, y=0)
    assert [x for [x] in points(pupils[0])["table"]["features"]] == sorted(order)


@pytest.mark.parametrize(("x", "y"), [(-0.1, 0), (10.1, 0), (0, 5.1), (0, -6), (1e300, 0)])
def test_a_point_stays_on_the_plane(teacher, join, x, y):
    one = join()
    assert one.act("point", x=1, y=1) == {"refused": "closed"}
    teacher.drive("points", **PLANE)
    assert one.act("point", x=x, y=y)["refused"] in ("point", "server.unusable")
    assert "point" not in one.poll()["me"]


def test_the_outlier_is_told_to_one_phone_alone(teacher, join, now):
    pupils = [join() for _ in range(5)]
    teacher.drive("points", **PLANE)
    changed = teacher.drive("outlier")["changed"]
    assert changed["points"]["outlier"] is True
    chosen = [pupil for pupil in pupils if pupil.poll()["me"].get("outlier")]
    assert len(chosen) == 1
    for pupil in set(pupils) - set(chosen):
        assert chosen[0].member not in json.dumps([pupil.poll(), points(pupil), pupil.look()])
    told = teacher.watch(members=0, keep=0)
    told.pop("members")
    assert chosen[0].member not in json.dumps(told)
    teacher.drive("outlier-away")
    assert not any(pupil.poll()["me"].get("outlier") for pupil in pupils)


def test_who_leaves_takes_the_point_along(teacher, join, now):
    one, other = join(), join()
    teacher.drive("points", **PLANE)
    for pupil in (one, other, join()):
        pupil.act("point", x=pupil.joined["here"], y=0)
    assert other.poll()["points"]["n"] == 3
    teacher.drive("remove", member=one.member)
    assert other.poll()["points"]["n"] == 2
    last = join()
    last.act("point", x=1, y=1)
    assert other.poll()["points"]["n"] == 3
    last.act("leave")
    assert other.poll()["points"]["n"] == 2
    assert "point" not in last.poll()["me"]


def test_another_plane_begins_without_points(teacher, join, now):
    one, other = join(), join()
    teacher.drive("points", **PLANE)
    for pupil in (one, other):
        pupil.act("point", x=1, y=2)
    assert one.poll()["points"]["n"] == 2
    teacher.drive("points-away")
    assert teacher.drive("points", **PLANE | {"x": [5, 5]}) == {"refused": "server.unusable"}
    assert one.poll()["me"]["point"] == [1, 2]
    teacher.drive("points", **PLANE | {"names": ["foot", "shoe"]})
    assert one.poll()["points"]["n"] == 0  # they were of arm span and height
    assert "point" not in one.poll()["me"]
    other.act("point", x=1, y=3)
    assert other.poll()["points"]["n"] == 1


@pytest.mark.parametrize(
    "change", [{"x": [1, 1]}, {"y": [5, -5]}, {"names": ["a"]}, {"names": ["\n", "b"]}, {"mode": "x"}]
)
def test_a_plane_that_is_none_is_refused(teacher, change):
    assert teacher.drive("points", **PLANE | change)["refused"] == "server.unusable"
