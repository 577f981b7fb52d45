"""Several processes that share one class: whatever reaches one of them holds in all."""

import asyncio
import json
import time

import pytest

from tests.app.rooms.school import Pupil, Teacher, settle, workers_of


@pytest.fixture
def two(loop, redis):
    pair = workers_of(loop, redis)
    yield pair
    for one in pair:
        one.close()


def moved(pupil, worker):
    """The same page, whose next request reaches another process."""
    pupil.worker = worker
    return pupil


def test_two_processes_share_one_class(two):
    first, second = two
    teacher = Teacher(first)
    one, other = Pupil(first, teacher.code), Pupil(second, teacher.code)
    one.tick(3)
    other.tick(5, rate=0.3)
    settle(*two)
    for worker in two:
        teacher.worker = worker
        watched = teacher.watch()
        assert watched["here"] == 2
        assert len(watched["picture"]["map"]["weight"]) == 2
    teacher.drive("mode", mode="freeze", sentence="Eyes.")
    settle(*two)
    for pupil in (one, other):
        assert pupil.tick()["room"]["changed"]["drive"]["sentence"] == "Eyes."


def test_a_member_may_reach_any_process_at_once(two):
    first, second = two
    teacher = Teacher(first)
    one = Pupil(first, teacher.code)
    assert moved(one, second).poll()["version"] == 1
    late = Pupil(first, teacher.code)
    assert moved(late, second).poll()["mine"] == 1
    ticking = moved(Pupil(first, teacher.code), second)
    assert ticking.tick()["room"] == {"wait": True}
    second.work()
    assert "version" in ticking.tick()["room"]


def test_who_ticks_where_nobody_has_asked_for_the_class_waits_for_one_tick(two):
    first, second = two
    one = Pupil(first, Teacher(first).code)
    assert moved(one, second).tick()["room"] == {"wait": True}
    for _ in range(1000):  # the answer of a busy Redis takes its time
        second.loop.run(asyncio.sleep(0.05))
        if (told := one.tick()["room"]) != {"wait": True}:
            break
    assert told["version"] == 1


def test_an_answer_after_the_close_is_refused_where_the_close_is_not_known_yet(two):
    first, second = two
    teacher = Teacher(first)
    one = Pupil(second, teacher.code)
    teacher.drive("ask", ready="noise")
    settle(*two)
    assert one.act("answer", question=1, round=1, value=1)["me"]["answered"]
    teacher.drive("ask-phase", phase="closed")
    assert one.act("answer", question=1, round=1, value=0) == {"refused": "closed"}
    settle(*two)
    assert teacher.watch()["teacher"]["waiting"] == {"answers": 1}


def test_two_who_write_at_once_lose_nothing(two):
    first, second = two
    teacher = Teacher(first)
    Pupil(second, teacher.code)
    again = second.ask("open", again={"code": teacher.code, "key": teacher.key, "kept": ""})
    assert again["version"] == 1
    teacher.drive("locks", locks=["start"])
    teacher.worker = second
    teacher.drive("same", sample="own")
    settle(*two)
    drive = teacher.watch()["changed"]["drive"]
    assert (drive["locks"], drive["sample"]) == (["start"], "own")


def test_a_removed_member_is_removed_everywhere_at_once(two):
    first, second = two
    teacher = Teacher(first)
    one = Pupil(second, teacher.code)
    teacher.drive("ask", ready="noise")
    settle(*two)
    teacher.drive("remove", member=one.member)
    assert one.act("answer", question=1, round=1, value=1) == {"refused": "removed"}


def test_the_last_place_is_given_once(two, monkeypatch):
    monkeypatch.setattr("app.rooms.lifecycle.MOST_MEMBERS", 1)
    first, second = two
    teacher = Teacher(first)
    assert [("token" in Pupil(worker, teacher.code).joined) for worker in (second, first)] == [True, False]


def test_who_leaves_leaves_no_dot_anywhere(two):
    first, second = two
    teacher = Teacher(first)
    one, other = Pupil(second, teacher.code), Pupil(first, teacher.code)
    one.tick(3)
    other.tick(3)
    settle(*two)
    assert len(teacher.watch()["picture"]["map"]["weight"]) == 2
    one.act("leave")
    assert one.worker.rooms.known[teacher.code].is_here(one.member, time.time()) is False
    settle(*two)
    for worker in two:
        teacher.worker = worker
        watched = teacher.watch()
        assert (len(watched["picture"]["map"]["weight"]), watched["picture"]["counts"]["here"]) == (1, 1)
    assert one.tick(1)["room"]["version"] == 1
    settle(*two)
    assert len(teacher.watch()["picture"]["map"]["weight"]) == 2


@pytest.mark.parametrize("every", [1, 7])
def test_a_run_whose_ticks_reach_one_process_and_then_the_other_is_one_run(two, every):
    """As fast as processes tell one another, and faster; it is a point of the U-curve, at the epoch of the others."""
    teacher = Teacher(two[0])
    teacher.drive("show", ucurve="wall")
    still, jumping, changed = (Pupil(two[0], teacher.code) for _ in range(3))
    settle(*two)
    for epoch in range(1, 81):
        still.tick(rate=0.3)
        moved(jumping, two[epoch % 2]).tick(rate=0.3)
        moved(changed, two[epoch % 2]).tick(rate=0.4 if epoch == 9 else 0.3)
        if epoch % every == 0:
            for one in two:
                one.rooms.store.fetched.clear()
                one.work()
    settle(*two)
    for worker in two:
        teacher.worker = worker
        curve = teacher.watch()["picture"]["ucurve"]
        assert curve["rate"] == [0.3, 0.3]
        assert curve["epochs"][0] == curve["epochs"][1] > 9
    for _ in range(3):  # anew, and in the other process than the last
        settle(*two)
    moved(jumping, two[1]).tick(rate=0.6, again=True)
    for epoch in range(60):
        moved(jumping, two[epoch % 2]).tick(rate=0.6)
    settle(*two)
    assert teacher.watch()["picture"]["ucurve"]["rate"] == [0.3, 0.6]


def test_a_process_of_another_version_reads_what_it_knows_and_loses_nothing(two):
    """While a server is renewed, old processes and new ones share a class."""
    first, second = two
    teacher = Teacher(first)
    one = Pupil(first, teacher.code)
    one.tick(3)
    settle(*two)
    store = first.rooms.store.redis
    rows, _, numbers = (f"chalkline:{teacher.code}:{name}" for name in ("rows", "log", "numbers"))

    async def renewed():
        newer = {f"m:{one.member}": {"badge": 3, "tempo": "sideways"}, "plan": {"weather": {"rain": True}}}
        for field, more in newer.items():
            row = json.loads(await store.hget(rows, field))
            seq = await store.hincrby(rows, "!seq", 1)
            await store.hset(rows, field, json.dumps(row | more))
            await store.zadd(f"chalkline:{teacher.code}:log", {field: seq})
        known = json.loads(await store.hget(numbers, one.member))
        await store.hset(numbers, one.member, json.dumps([known[0] + 1, *known[1:], "more"]))
        await store.hset(numbers, "0" * 12, json.dumps(["none"]))

    first.loop.run(renewed())
    settle(*two)
    assert teacher.watch()["here"] == 1
    assert moved(one, second).act("hide", hidden=True)["me"]["hidden"] is True
    teacher.drive("locks", locks=["start"])
    field = first.loop.run(store.hget(rows, f"m:{one.member}"))
    assert json.loads(field) | {"badge": 3, "hidden": True} == json.loads(field)
    plan = json.loads(first.loop.run(store.hget(rows, "plan")))
    assert (plan["weather"], plan["drive"]["locks"]) == ({"rain": True}, ["start"])


def test_an_end_is_the_end_everywhere(two):
    first, second = two
    teacher = Teacher(first)
    one = Pupil(second, teacher.code)
    one.tick()
    assert teacher.drive("end") == {"ended": True}
    settle(*two)
    assert one.poll() == {"refused": "ended"}
    assert first.loop.run(first.rooms.store.redis.keys(f"*{teacher.code}*")) == []
