"""The limit on new runs: a lecture hall never meets it, a flood does, and neither costs memory without bounds."""

import pytest

from app.factory import create_app
from app.http.guard import Guard
from app.http.json_body import Call, Command
from app.http.rate_limit import MOST_ADDRESSES, Exports, NewRuns
from app.http.refusals import Refusal
from app.server_settings import Settings
from tests.asgi import CANARY, Asked, encoded, frame, with_checkpoint


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def call(**changes):
    return Call("progress.data", (Command("command", "data", {**CANARY, **changes}),))


def begin(limit, run, host="192.0.2.1"):
    """Ask for a new run; return None, or the seconds after which to ask again."""
    try:
        limit.admit({"client": (host, 5)}, call(run=run))
    except Refusal as refusal:
        return int(refusal.response.headers["retry-after"])
    return None


def test_600_students_behind_one_address_open_the_page_twice_within_a_minute(clock):
    limit = NewRuns(Settings().new_runs_per_minute, set(), clock)
    for student in range(600):
        assert begin(limit, f"{student:x}") is None
        assert begin(limit, f"{student:x}") is None
        clock.now += 0.1


def test_the_default_is_no_less_than_300_a_minute():
    assert Settings().new_runs_per_minute >= 300


def test_beyond_a_minutes_worth_new_runs_come_at_the_rate_of_the_setting(clock):
    limit = NewRuns(60, set(), clock)
    assert [begin(limit, "a") for _ in range(60)] == [None] * 60
    assert begin(limit, "b") == 1
    clock.now += 1
    assert begin(limit, "b") is None
    assert begin(limit, "b") == 1
    clock.now += 3600
    assert [begin(limit, "c") for _ in range(61)] == [None] * 60 + [1]
    slow = NewRuns(2, set(), clock)
    assert [begin(slow, "a") for _ in range(3)] == [None, None, 30]


def test_addresses_do_not_share_and_an_ipv6_network_is_one(clock):
    limit = NewRuns(1, set(), clock)
    hosts = ["192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8:0:1::1", "fe80::1%eth0", ""]
    assert [begin(limit, "a", host) for host in hosts] == [None] * len(hosts)
    assert all(begin(limit, "a", host) for host in [*hosts, "2001:db8::ffff:1"])
    with pytest.raises(Refusal):
        limit.admit({"client": None}, call(run="b"))


def test_a_run_that_is_known_does_not_count(clock):
    limit = NewRuns(1, {"known"}, clock)
    for _ in range(5):
        limit.admit({"client": ("192.0.2.1", 5)}, call(run="known"))
    assert len(limit.buckets) == 0


@pytest.mark.parametrize("changes", [{"checkpoint": {"version": 9}}, {"checkpoint": {}}, {"run": 5}, {"run": None}])
def test_only_what_begins_a_run_is_asked_whether_it_may(changes):
    async def behind(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})

    admitted = []
    asked = Asked(Guard(behind, lambda scope, call: admitted.append(call.command), ()))
    for value in ({**CANARY, **changes}, None, "x", [], 5, {}):
        assert asked(encoded(frame(value))).status == 200
    assert admitted == []
    asked(encoded(frame(CANARY)))
    asked.close()
    assert admitted == [CANARY]


def test_a_flood_of_addresses_is_bounded_and_the_one_that_asked_longest_ago_leaves_first(clock):
    limit = NewRuns(1, set(), clock)
    for i in range(MOST_ADDRESSES):
        begin(limit, "a", f"10.{i >> 16}.{(i >> 8) & 255}.{i & 255}")
    assert begin(limit, "a", "10.0.0.0")
    for i in range(100):
        begin(limit, "a", f"172.16.0.{i}")
    assert len(limit.buckets) == MOST_ADDRESSES
    assert begin(limit, "a", "10.0.0.0")
    assert begin(limit, "a", "10.0.0.1") is None


def test_a_flood_of_new_runs_is_refused_with_a_sentence_and_costs_no_sessions_and_no_run_that_is_there():
    asked = Asked(create_app(Settings(new_runs_per_minute=20, max_sessions=10)).server)
    first = asked(encoded(frame({**CANARY, "run": "a"}))).progress
    answers = [asked(encoded(frame({**CANARY, "run": f"{i:x}"}))) for i in range(100, 140)]
    refused = [answer for answer in answers if answer.status == 429]
    assert 20 <= len(refused) <= 21
    assert "begins by itself" in refused[0].notice
    assert int(refused[0].headers["retry-after"]) >= 1
    assert "connection" not in refused[0].headers
    again = asked(encoded(frame(with_checkpoint({**CANARY, "run": "a"}, first)))).progress
    assert again["epoch"] == first["epoch"] + 1
    assert asked(encoded(frame({**CANARY, "run": "a"})), client=("192.0.2.8", 1)).status == 200
    asked.close()


def taken(limit, size, host="192.0.2.1", path="/script"):
    """Take a record, or a code, of so many bytes along; return None, or the seconds after which to ask again."""
    try:
        limit.admit({"client": (host, 5), "path": path}, b" " * size)
    except Refusal as refusal:
        return int(refusal.response.headers["retry-after"])
    return None


def test_a_class_takes_its_runs_along_at_once_and_the_longest_records_count_as_much_as_they_cost(clock):
    limit = Exports(clock=clock)
    assert [taken(limit, 2_000) for _ in range(200)] == [None] * 200
    limit = Exports(clock=clock)
    waits = [taken(limit, 400_000) for _ in range(20)]
    assert waits[:11] == [None] * 11
    assert all(waits[11:])
    assert taken(limit, 400_000, "192.0.2.2") is None
    clock.now += waits[-1]
    assert taken(limit, 400_000) is None


def test_a_class_shares_its_links_at_once_and_the_longest_codes_count_as_much_as_they_cost(clock):
    limit = Exports(clock=clock)
    assert [taken(limit, 90, path="/qr") for _ in range(200)] == [None] * 200
    limit = Exports(clock=clock)
    assert [taken(limit, 300, path="/qr") for _ in range(140)] == [None] * 140
    limit = Exports(clock=clock)
    waits = [taken(limit, 2_000, path="/qr") for _ in range(60)]
    assert waits[:48] == [None] * 48
    assert all(waits[48:])
