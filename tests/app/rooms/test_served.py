"""What a host starts: two processes and a Redis, asked over HTTP, and one of them killed in the middle of a class."""

import http.client
import json
import os
import signal
import time
from pathlib import Path

import pytest

from app.factory import create_app
from app.server_settings import Settings
from bench.machine import command, follow, process_tree
from model.data import LineData, load
from model.optimizers import SGD, TrainingSettings
from model.trainer import Trainer
from tests.app.rooms.school import RedisServer
from tests.asgi import ENDPOINT, Asked, frame
from tests.support import Server

SOON_S = 60  # how long something that takes a moment may take on a busy machine


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    redis = RedisServer(tmp_path_factory.mktemp("redis")).start()
    server = Server(WEB_WORKERS="2", REDIS_URL=redis.url).start()
    yield server
    server.stop()
    redis.kill()


def post(server, path, raw):
    """Ask over a connection of its own, so that any process may answer; again where one has just been killed."""
    for _ in range(100):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        try:
            connection.request("POST", path, json.dumps(raw), {"content-type": "application/json"})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise AssertionError("nobody answers")


def of_class(server, route, **raw):
    status, headers, body = post(server, f"/class/{route}", raw)
    assert headers["cache-control"] == "no-store"
    return status, json.loads(body)


def until(what):
    end = time.monotonic() + SOON_S
    while time.monotonic() < end:
        found = what()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError("it did not come")


def workers_of(server):
    others = process_tree(server.process.pid)[1:]
    return [pid for pid in others if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def test_a_class_outlives_a_process_that_is_killed(served):
    status, opened = of_class(served, "open")
    assert status == 200
    code, key = opened["code"], opened["key"]
    _, joined = of_class(served, "join", code=code, browser="b")
    asked = {"code": code, "token": joined["token"]}
    assert of_class(served, "act", **asked, do={"type": "tempo", "tempo": "lost"})[0] == 200
    given, epochs, heard = command("x", seed=5, rate=0.1), 0, False
    for turn in range(30):
        _, _, body = post(served, ENDPOINT, frame(given | {"room": asked | {"version": 1, "mine": 1}}))
        progress = json.loads(body)["response"]["progress"]["data"]
        assert progress["room"].keys() & {"version", "wait"}
        given, epochs = follow(given, progress, 1), progress["epoch"]
        if turn == 10:
            os.kill(workers_of(served)[0], signal.SIGKILL)
            drive = {"type": "mode", "mode": "freeze", "sentence": "Eyes."}
            assert of_class(served, "drive", code=code, key=key, do=drive)[0] == 200
        heard = heard or progress["room"].get("changed", {}).get("drive", {}).get("mode") == "freeze"
    assert heard
    assert until(lambda: len(workers_of(served)) == 2)
    _, again = of_class(served, "join", code=code, browser="b", token=joined["token"])
    assert (again["token"], again["me"]["tempo"]) == (joined["token"], "lost")
    oracle = Trainer(load(LineData()), TrainingSettings(SGD(0.1), seed=5)).run(epochs).snapshots[-1]
    assert progress["weight"][-1] == oracle.weight
    watched = until(lambda: of_class(served, "watch", code=code, key=key, want=["map"])[1]["picture"]["map"]["weight"])
    assert len(watched) == 1
    assert of_class(served, "drive", code=code, key=key, do={"type": "end"}) == (200, {"ended": True})
    assert until(lambda: of_class(served, "poll", **asked)[0] == 410)


def test_without_redis_two_processes_open_no_class_and_say_why():
    asked = Asked(create_app(Settings(web_workers=2)).server)
    refused = asked(b"{}", path="/class/open")
    assert (refused.status, refused.headers["cache-control"]) == (503, "no-store")
    assert "REDIS_URL" in refused.notice
    asked.close()


def test_a_table_comes_as_one_for_spreadsheets_and_a_refusal_as_a_notice():
    asked = Asked(create_app(Settings(web_workers=1)).server)
    opened = json.loads(asked(b"{}", path="/class/open").body)
    given = {"code": opened["code"], "key": opened["key"], "table": "runs"}
    table = asked(json.dumps(given).encode(), path="/class/download")
    assert (table.status, table.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    assert table.body.startswith(b"\xef\xbb\xbfmember,phase,epoch")
    for change, status in (
        ({"key": "x"}, 403),
        ({"code": "AAAAAA"}, 404),
        ({"code": "AAAAA1"}, 422),
        ({"table": "x"}, 422),
    ):
        refused = asked(json.dumps(given | change).encode(), path="/class/download")
        assert refused.status == status
        assert refused.notice
    asked.close()
