"""The guard: how large a body may be, and how much may come from one address and in sum."""

import pytest

from app.http.guard import ENDPOINT, MOST_BYTES, MOST_OF_ONE, Guard
from app.http.rate_limit import Exports
from tests.app.http.guarded import GOOD
from tests.asgi import JSON_TYPE, Asked


def test_a_declared_length_is_refused_before_anything_is_read(behind):
    async def unread():
        raise AssertionError

    async def ask(length, path):
        sent = []

        async def send(message):
            sent.append(message)

        headers = [*JSON_TYPE, (b"content-length", length)]
        scope = {"type": "http", "path": path, "method": "POST", "query_string": b"", "headers": headers}
        await Guard(behind, lambda *_: None, ())(scope, unread, send)
        return sent[0]["status"], (b"connection", b"close") in sent[0]["headers"]

    asked = Asked(None)
    for length in (b"64001", b"9000000", b"9" * 30, b"-1", b"1e3"):
        assert asked.run(ask(length, ENDPOINT)) == (413, True)
    assert asked.run(ask(b"9000000", "/script")) == (413, True)
    asked.close()
    assert behind.seen == []


def test_what_is_too_large_is_noticed_on_the_way(guarded, behind):
    assert guarded(GOOD.ljust(8_000)).status == 200
    assert guarded(GOOD.ljust(64_001)).status == 413
    parts = iter([b" " * 1_000] * 9000)
    answer = guarded(chunks=list(parts))
    assert (answer.status, len(behind.seen)) == (413, 1)
    assert answer.notice == "A command is never larger than 8 kB."


@pytest.mark.parametrize("headers", [[(b"content-length", b"5")], [(b"transfer-encoding", b"chunked")]])
def test_a_page_takes_no_body(page, headers):
    answer = page(method="GET", path="/", headers=[*JSON_TYPE, *headers], chunks=[b"[" * 100_000] * 90, ends=False)
    assert (answer.status, answer.headers["connection"]) == (400, "close")


def test_bodies_that_arrive_are_bounded_in_sum_and_for_each_address(guarded):
    bodies = guarded.application.bodies
    bodies.bytes = MOST_BYTES - 1
    assert guarded(b"{}", path="/script").status == 429
    assert guarded(b"{}", path="/script").notice
    bodies.bytes = 0
    bodies.by_address["192.0.2.8"] = MOST_OF_ONE
    assert guarded(b"{}", path="/script").status == 200
    bodies.by_address["192.0.2.7"] = MOST_OF_ONE - 1
    assert guarded(b"{}", path="/script").status == 429
    assert (bodies.bytes, bodies.by_address["192.0.2.7"]) == (0, MOST_OF_ONE - 1)


def test_what_a_class_says_is_counted_by_its_own_limits_alone(behind):
    guarded = Asked(Guard(behind, lambda *_: None, (), admit_record=Exports(1).admit))
    assert [guarded(b"{}", path="/class/poll").status for _ in range(30)] == [200] * 30
    assert guarded(b" " * 9_000, path="/class/poll").status == 413
    assert guarded(b" " * 9_000, path="/class/drive").status == 200
    guarded.close()
