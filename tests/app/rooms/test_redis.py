"""A Redis that is killed, silent, empty or full, and a process that is: runs go on, and nothing is lost."""

import asyncio
import json
import socket
import time

import pytest

from app.rooms.breaker import OPEN_S
from app.rooms.store import AwayError
from tests.app.rooms.school import Pupil, RedisServer, Teacher, Worker, settle, workers_of
from tests.app.rooms.test_processes import moved


@pytest.fixture
def own_redis(tmp_path):
    """A Redis that may be killed."""
    server = RedisServer(tmp_path).start()
    yield server
    server.kill()


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


async def cannot(_):
    raise AwayError


def test_a_redis_that_lost_everything_is_given_it_back(loop, own_redis, monkeypatch):
    pair = workers_of(loop, own_redis)
    teacher = Teacher(pair[0])
    one = Pupil(pair[0], teacher.code)
    everything_of(teacher, one)
    settle(*pair)
    kept = told(teacher, one)
    for worker in reversed(pair):
        assert "version" in moved(one, worker).poll()
    settle(*pair)
    own_redis.kill()
    own_redis.start()
    monkeypatch.setattr(pair[1].rooms.store, "_restore", cannot)  # it goes away again before it has everything
    pair[1].work()
    monkeypatch.undo()
    assert one.act("hide", hidden=False)["me"] == one.poll()["me"]  # before anybody has looked what Redis has
    settle(*pair)
    settle(*pair)
    assert [len(worker.rooms.known) for worker in pair] == [1, 1]
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
    fresh = Worker(loop, own_redis.store())  # and so does a process that begins meanwhile
    own_redis.call("del", "chalkline:mark")
    assert "version" in moved(one, fresh).poll()
    assert Pupil(fresh, teacher.code).joined == {"refused": "full-server"}
    fresh.close()
    moved(one, worker)
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
