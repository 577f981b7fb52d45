"""The routes for a run to take home: what they answer, one at a time, and what they refuse, with a sentence."""

import asyncio
import http.client
import json
import time
from urllib.parse import urlsplit

import nbformat
import pytest

from app.export.record import parse_record
from app.factory import create_app
from app.http.turns import TooBusyError, Turns
from app.server_settings import Settings
from tests.app.export.records import GOOD, HOSTILE, RUN, changed
from tests.asgi import Asked, encoded
from tests.support import in_a_loop_of_its_own


def post(server, path, body, **headers):
    """Send a body, in chunks where it is an iterator; return status, kind and text of the answer."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    headers = {"Content-Type": "application/json", **headers}
    connection.request("POST", path, body, headers, encode_chunked=not isinstance(body, bytes))
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, answer.headers["content-type"], text


def test_a_run_comes_back_as_a_script(server):
    status, kind, text = post(server, "/script", json.dumps(GOOD).encode())
    assert (status, kind) == (200, "text/x-python; charset=utf-8")
    assert text == RUN.script()


def test_a_run_comes_back_as_a_notebook(server):
    status, kind, text = post(server, "/notebook", json.dumps(GOOD).encode())
    assert (status, kind) == (200, "application/x-ipynb+json")
    nbformat.validate(json.loads(text))


def test_scripts_and_notebooks_are_written_one_at_a_time(monkeypatch):
    """Oracle: who is at work when a record is parsed, which is the first thing that is done for either."""
    at_work, most = [], []

    def slowly(body, _):
        at_work.append(body)
        most.append(len(at_work))
        time.sleep(0.02)
        at_work.pop()
        return parse_record(body)

    monkeypatch.setattr("app.export.routes.parse_record", slowly)
    asked = Asked(create_app(Settings()).server)

    async def many():
        return await asyncio.gather(*[asked.ask(encoded(GOOD), path=path) for path in 4 * ["/script", "/notebook"]])

    assert [answer.status for answer in asked.run(many())] == 8 * [200]
    asked.close()
    assert most == 8 * [1]


@pytest.mark.parametrize("path", ["/script", "/notebook"])
def test_what_is_no_run_gets_a_sentence_over_http_and_never_a_500(server, path):
    bodies = [b"", b"{", b"[" * 200_000, b'{"version": NaN}', b"\xff\xfe", b"null", b"{}", HOSTILE.encode()]
    bodies += [json.dumps(changed("segments/0/data/n", value)).encode() for value in ("250", 1, 10**400, None, [1])]
    bodies += [json.dumps({**GOOD, "start": 0}).encode().replace(b'"start": 0', b'"start": {"a": ' + b"[" * 200_000)]
    for body in bodies:
        status, kind, said = post(server, path, body)
        assert (status, kind) == (422, "application/json"), body[:40]
        assert json.loads(said)["notice"] == {"id": "server.unusable"}
        assert "\n" not in json.loads(said)["detail"]


def test_what_is_too_large_is_refused_before_it_is_parsed(server):
    too_large = (413, "application/json", '{"notice":{"id":"server.record-too-large"}}')
    padded = json.dumps(GOOD).encode().ljust(1_000_000)
    assert post(server, "/script", padded)[0] == 200
    assert post(server, "/script", padded + b" ") == too_large
    assert post(server, "/script", b"x" * 3_000_000) == too_large


def test_what_comes_in_chunks_is_counted_on_the_way(server):
    halves = json.dumps(GOOD).encode().partition(b"segments")
    assert post(server, "/script", iter(halves), **{"Transfer-Encoding": "chunked"})[0] == 200
    chunks = (b" " * 50_000 for _ in range(100))
    assert post(server, "/notebook", chunks, **{"Transfer-Encoding": "chunked"})[0] == 413


def test_a_browser_that_went_away_leaves_the_server_well(server):
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    connection.putrequest("POST", "/script")
    connection.putheader("Content-Length", "1000")
    connection.endheaders(b"{")
    connection.close()
    assert post(server, "/script", json.dumps(GOOD).encode())[0] == 200


def test_what_waits_for_its_turn_is_bounded_and_given_back():
    async def wait_in_line():
        turns = Turns(most=100)
        async with turns.turn(60):
            second = asyncio.create_task(turns.turn(40).__aenter__())
            await asyncio.sleep(0)
            with pytest.raises(TooBusyError):
                await turns.turn(1).__aenter__()
            second.cancel()
            await asyncio.gather(second, return_exceptions=True)
            assert turns.waiting == 60
        return turns.waiting

    assert in_a_loop_of_its_own(wait_in_line()) == 0


def test_a_server_whose_line_is_full_says_so(monkeypatch):
    monkeypatch.setattr(Turns.__init__, "__defaults__", (10,))
    asked = Asked(create_app(Settings()).server)
    answer = asked(encoded(GOOD), path="/script")
    assert (answer.status, answer.notice) == (429, "Many are taking their runs along just now. Try again in a moment.")
    asked.close()
