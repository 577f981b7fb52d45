"""Who would cheat: with others' tokens, others' rows, too much, too often, or by reading what is hidden."""

import json

import pytest

from app.rooms.keys import new_token
from app.rooms.rate_limits import DELAY_S, WRONG_OF_A_BROWSER, WRONG_OF_ALL, Joins, Levels, RateLimits
from app.rooms.room import ENCODER
from tests.app.rooms.school import Pupil, Teacher, Worker


def forged(token):
    member, _, secret = token.partition(".")
    yield from ("", member, f"{member}.", f"{member}.{secret[:-1]}", f"{member}.{secret}x", f".{secret}", secret)
    yield from (token.upper(), new_token(member), new_token("0" * 12), "\x00", "é" * 20)


def test_a_forged_token_is_nobodys(teacher, join, worker):
    one = join()
    one.tick()  # its token has been proved here
    before = teacher.room.rows.copy()
    for token in forged(one.token):
        for route, more in (("poll", {}), ("look", {}), ("act", {"do": {"type": "hide", "hidden": True}})):
            refused = worker.ask(route, code=teacher.code, token=token, **more)["refused"]
            assert refused in ("token", "server.unusable")
        assert "version" not in one.tick(token=token)["room"]
    assert teacher.room.rows == before


def test_a_token_of_one_class_is_nothing_in_another(worker, teacher, join):
    one, elsewhere = join(), Teacher(worker)
    assert worker.ask("poll", code=elsewhere.code, token=one.token) == {"refused": "token"}
    assert worker.ask("watch", code=elsewhere.code, key=teacher.key) == {"refused": "key"}


def test_nobody_acts_for_another(teacher, join):
    one, other = join(), join()
    teacher.drive("ask", ready="noise")
    row = teacher.room.rows[f"m:{other.member}"]
    one.act("answer", question=1, round=1, value=1)
    for smuggled in ({"member": other.member}, {"handle": 1}, {"removed": False}, {"result": {}}):
        assert one.act("hide", hidden=True, **smuggled)["refused"] == "server.unusable"
    assert teacher.room.rows[f"m:{other.member}"] == row


def test_no_member_does_what_a_teacher_does(teacher, join, worker):
    one = join()
    for route in ("drive", "watch", "download"):
        more = {"do": {"type": "end"}} if route == "drive" else {"table": "runs"} if route == "download" else {}
        assert worker.ask(route, code=teacher.code, key=one.token, **more) == {"refused": "key"}
    for act in ("mode", "end", "remove", "ask"):
        assert one.act(act, mode="free")["refused"] == "server.unusable"


def test_nothing_that_a_member_is_told_tells_of_the_others(teacher, join):
    """Byte by byte: no token, member, handle, name or seed of anybody else, whatever is shown to all."""
    one, other = join(), join()
    teacher.drive("show", **dict.fromkeys(("map", "curves", "ucurve", "slopes"), "all"))
    other.tick(5)
    member = teacher.room.members[other.member]
    secrets = [other.member, other.token, str(member.handle), str(member.seed), str(member.start), member.token]
    everything = json.dumps([one.poll(), one.look(), one.tick()["room"], one.act("hide", hidden=False)])
    assert not [secret for secret in secrets if secret in everything]
    assert teacher.key not in everything
    assert teacher.room.head.key not in everything


def test_handles_and_names_are_not_joined(teacher, join):
    one = join()
    one.tick(3)
    watched = teacher.watch()
    handle = teacher.room.members[one.member].handle
    assert watched["picture"]["dots"] == [handle]
    assert str(handle) not in json.dumps(watched["members"])


def test_a_member_who_acts_too_often_is_told_and_nobody_else(teacher, join):
    one, other = join(), join()
    acts = [one.act("hide", hidden=bool(i % 2)) for i in range(40)]
    assert {"refused": "too-fast"} in acts
    assert "me" in other.act("hide", hidden=True)


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[]", b"{}", b"null", b'{"code":1}', b'{"code":"ABCDEF","token":"x","more":1}', b"[" * 5000, b"\xff"],
)
def test_what_does_not_parse_is_refused(worker, raw):
    for route in ("join", "poll", "act", "look", "points", "watch", "drive", "record", "download"):
        with pytest.raises(Exception, match=r"server\.unusable|class\.error"):
            worker.loop.run(getattr(worker.answers, route)(raw, "192.0.2.7"))


class Slept:
    """Notes for how long somebody was made to wait."""

    def __init__(self):
        self.waits = []

    async def __call__(self, seconds):
        self.waits.append(seconds)


def test_wrong_codes_wait_and_right_ones_never_do(loop):
    slept = Slept()
    worker = Worker(loop, limits=RateLimits(clock=lambda: 0.0, sleep=slept))
    teacher = Teacher(worker)
    tried = [worker.ask("join", code="AAAAAA", browser="b")["refused"] for _ in range(WRONG_OF_A_BROWSER + 3)]
    assert tried == ["unknown"] * WRONG_OF_A_BROWSER + ["too-many-wrong"] * 3
    assert slept.waits == [DELAY_S] * 3
    assert worker.ask("join", code="AAAAAB", browser="another")["refused"] == "unknown"
    right = [Pupil(worker, teacher.code).joined for _ in range(30)]
    assert all("token" in joined for joined in right)
    assert DELAY_S not in slept.waits[3:]


def test_all_wrong_codes_together_wait_too(loop):
    slept = Slept()
    worker = Worker(loop, limits=RateLimits(clock=lambda: 0.0, sleep=slept))
    code = Teacher(worker).code

    async def guess():
        codes = ["AAAAA" + "ABCDEFGH"[i % 8] for i in range(5_300)]
        return [await worker.asked("join", {"code": code, "browser": str(i)}) for i, code in enumerate(codes)]

    guessed = [told["refused"] for told in loop.run(guess())]
    assert guessed.count("unknown") == 8 * 600
    assert guessed.count("too-many-wrong") == 5_300 - 8 * 600
    assert WRONG_OF_ALL == 5_000
    assert "token" in Pupil(worker, code).joined


def test_a_rush_of_joins_is_spread_over_some_hundred_milliseconds(loop):
    slept = Slept()
    joins = Joins(clock=lambda: 0.0, sleep=slept)
    for _ in range(100):
        loop.run(joins.turn())
    assert slept.waits[:3] == pytest.approx([1 / 75, 2 / 75, 3 / 75])
    assert max(slept.waits) == pytest.approx(0.4)


def test_names_that_are_counted_are_bounded(monkeypatch):
    monkeypatch.setattr("app.rooms.rate_limits.MOST_REMEMBERED", 10)
    levels = Levels(1, 1, lambda: 0.0)
    for i in range(1000):
        levels.take(str(i))
    assert len(levels._levels) == 10


def test_nothing_of_a_class_is_in_the_log(worker, caplog):
    caplog.set_level("DEBUG")
    teacher = Teacher(worker)
    one = Pupil(worker, teacher.code)
    one.tick(3)
    one.act("answer", question=9, round=1, value=1)
    worker.ask("join", code="AAAAAA")
    worker.work()
    teacher.drive("end")
    for secret in (teacher.code, teacher.key, one.token, one.member, "AAAAAA"):
        assert secret not in caplog.text


def test_a_class_stays_small(teacher, join):
    """What one member can make the server keep is bounded."""
    one = join()
    teacher.drive("names", allowed=True)
    teacher.drive("handing", on=True)
    one.act("name", own="x" * 24)
    one.act("hand-in", link="x" * 4_000)
    for number in range(1, 4):
        teacher.drive("ask", kind="line", text="?")
        one.act("answer", question=number, round=1, value=[1e12, -1e12], confidence=5)
    for _ in range(30):
        one.tick(100)
    row = teacher.room.rows[f"m:{one.member}"]
    assert len(row) < 5_000
    assert len(ENCODER.encode(teacher.room.numbers[one.member])) < 600
