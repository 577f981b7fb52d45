"""Several processes that share one class, and a Redis that is killed, silent, empty or full."""

import asyncio
import json
import socket
import time

import pytest

from app.rooms.breaker import OPEN_S
from app.rooms.store import AwayError
from tests.app.rooms.school import Pupil, RedisServer, Teacher, Worker


@pytest.fixture
def own_redis(tmp_path):
    """A Redis that may be killed."""
    server = RedisServer(tmp_path).start()
    yield server
    server.kill()


def workers_of(loop, server, count=2):
    return [Worker(loop, server.store(), workers=count) for _ in range(count)]


@pytest.fixture
def two(loop, redis):
    pair = workers_of(loop, redis)
    yield pair
    for one in pair:
        one.close()


def settle(*workers):
    """Let each write, and then each fetch what the others have written, numbers too."""
    for _ in range(2):
        for one in workers:
            one.rooms.store.fetched.clear()
            one.work()


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
    second.loop.run(asyncio.sleep(0.05))
    assert one.tick()["room"]["version"] == 1


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
    monkeypatch.setattr("app.rooms.rooms.MOST_MEMBERS", 1)
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
    settle(*two)
    for worker in two:
        teacher.worker = worker
        assert len(teacher.watch()["picture"]["map"]["weight"]) == 1
    assert one.tick(1)["room"]["version"] == 1
    settle(*two)
    assert len(teacher.watch()["picture"]["map"]["weight"]) == 2


def test_an_end_is_the_end_everywhere(two):
    first, second = two
    teacher = Teacher(first)
    one = Pupil(second, teacher.code)
    one.tick()
    assert teacher.drive("end") == {"ended": True}
    settle(*two)
    assert one.poll() == {"refused": "ended"}
    assert first.loop.run(first.rooms.store.redis.keys(f"*{teacher.code}*")) == []


def everything_of(teacher, pupil):
    teacher.drive("mode", mode="freeze", sentence="Eyes.")
    teacher.drive("ask", ready="noise")
    pupil.act("answer", question=1, round=1, value=1, confidence=4)
    pupil.act("tempo", tempo="lost")
    pupil.tick(4)
    teacher.worker.work()


def told(teacher, pupil):
    watched = teacher.watch()
    state = [watched["changed"], watched["teacher"]["waiting"], watched["picture"]["map"]]
    return json.dumps([state, pupil.poll()["me"]])


def test_with_redis_a_killed_process_loses_nothing(loop, redis):
    before = Worker(loop, redis.store())
    teacher = Teacher(before)
    one = Pupil(before, teacher.code)
    everything_of(teacher, one)
    kept = told(teacher, one)
    after = Worker(loop, redis.store())
    teacher.worker = one.worker = after
    assert told(teacher, one) == kept
    before.close()
    after.close()


def test_a_redis_that_lost_everything_is_given_it_back(loop, own_redis):
    pair = workers_of(loop, own_redis)
    teacher = Teacher(pair[0])
    one = Pupil(pair[0], teacher.code)
    everything_of(teacher, one)
    settle(*pair)
    kept = told(teacher, one)
    own_redis.kill()
    own_redis.start()
    settle(*pair)
    settle(*pair)
    fresh = Worker(loop, own_redis.store())
    for worker in (*pair, fresh):
        teacher.worker = one.worker = worker
        assert told(teacher, one) == kept
    assert "me" in one.act("answer", question=1, round=1, value=0)
    for worker in (*pair, fresh):
        worker.close()


def test_while_redis_is_away_runs_go_on_and_pages_are_told(loop, own_redis):
    worker = Worker(loop, own_redis.store())
    teacher = Teacher(worker)
    one = Pupil(worker, teacher.code)
    alone = Pupil(worker, teacher.code)
    first = one.tick(3)
    own_redis.kill()
    worker.work()
    second = one.tick(3)
    assert (second["epoch"], second["room"]["away"]) == (6, True)
    assert one.poll()["away"] is True
    assert teacher.watch()["away"] is True
    assert teacher.drive("mode", mode="freeze") == {"refused": "away"}
    assert one.act("tempo", tempo="lost") == {"refused": "away"}
    assert worker.ask("open") == {"refused": "away"}
    assert Pupil(worker, teacher.code).joined == {"refused": "away"}
    own_redis.start()
    worker.loop.run(asyncio.sleep(OPEN_S))
    worker.work()
    worker.work()
    assert "away" not in one.tick(1)["room"]
    assert "version" in teacher.drive("mode", mode="freeze")
    assert alone.poll()["changed"]["drive"]["mode"] == "freeze"
    assert first["epoch"] == 3
    worker.close()


@pytest.fixture
def silent():
    """What takes connections and never answers."""
    server = RedisServer("")
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", server.port))
        listening.listen()
        yield server


def test_nobody_waits_for_a_redis_that_is_silent(loop, silent):
    worker = Worker(loop, silent.store(timeout_s=0.5))
    began = time.monotonic()
    assert [worker.ask("open") for _ in range(3)] == [{"refused": "away"}] * 3
    assert time.monotonic() - began < 59  # redis-py's own default
    calls = []

    async def work():
        calls.append(1)
        raise ConnectionRefusedError

    breaker = worker.rooms.store.breaker
    breaker.clock = lambda: 100.0
    breaker.until = 0.0
    for _ in range(5):
        with pytest.raises(AwayError):
            worker.loop.run(breaker.call(work))
    assert calls == [1]
    breaker.clock = lambda: 100.0 + OPEN_S
    with pytest.raises(AwayError):
        worker.loop.run(breaker.call(work))
    assert calls == [1, 1]
    worker.close()


def test_a_full_redis_says_so_and_goes_on(loop, own_redis):
    worker = Worker(loop, own_redis.store())
    teacher = Teacher(worker)
    one = Pupil(worker, teacher.code)
    own_redis.call("config", "set", "maxmemory", "1")
    assert worker.ask("open") == {"refused": "full-server"}
    assert teacher.drive("mode", mode="freeze") == {"refused": "full-server"}
    assert one.tick(2)["epoch"] == 2
    worker.work()
    assert "version" in one.poll()
    own_redis.call("config", "set", "maxmemory", "0")
    worker.work()
    assert "version" in teacher.drive("mode", mode="freeze")
    worker.close()


def test_nothing_in_redis_stays_for_ever(loop, own_redis):
    worker = Worker(loop, own_redis.store())
    teacher = Teacher(worker)
    everything_of(teacher, Pupil(worker, teacher.code))
    keys = own_redis.call("keys", "*").split()
    assert len(keys) == 4
    assert [key for key in keys if int(own_redis.call("ttl", key)) < 0] == ["chalkline:mark"]
    worker.close()
