"""The guard: what is let through, what is refused and how; nothing that is refused reaches what stands behind."""

import json
import re
import socket
import sys
import threading
import time
import zlib

import pytest
import uvicorn

from app.factory import create_app
from app.http.guard import BODY, CALL, ENDPOINT, MOST_BYTES, MOST_OF_ONE, ROUTES, Guard, Route
from app.http.rate_limit import Exports
from app.server_settings import Settings
from tests.asgi import CANARY, JSON_TYPE, Asked, encoded, frame, with_checkpoint
from tests.runs import own, table_as_json
from tests.support import free_port

GOOD = encoded(frame(CANARY))


class Behind:
    """An application that only notes what reaches it."""

    def __init__(self):
        self.seen = []

    async def __call__(self, scope, receive, send):
        self.seen.append(scope)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"behind"})


@pytest.fixture
def behind():
    return Behind()


@pytest.fixture
def guarded(behind):
    asked = Asked(Guard(behind, lambda *_: None, ("/", "/files/a.js")))
    yield asked
    asked.close()


@pytest.fixture(scope="module")
def page():
    app = create_app(Settings())
    asked = Asked(app.server)
    yield asked
    asked.close()


def test_a_good_call_goes_on_parsed_and_a_record_as_it_was(guarded, behind):
    assert guarded(GOOD).status == 200
    assert guarded(chunks=[GOOD[:9], GOOD[9:]], path="/script").status == 200
    call, record = behind.seen
    assert call[CALL].command == CANARY
    assert record[BODY] == GOOD


def test_spaces_order_and_what_the_renderer_adds_do_not_matter(guarded):
    spaced = json.dumps(frame(CANARY, state=[], parsedChangedPropsIds=["command.data"]), indent=3, sort_keys=True)
    assert guarded(spaced.encode()).status == 200
    with_colons = frame({**CANARY, "shown": 'a":"b: {c}'})
    assert guarded(encoded(with_colons)).status == 200
    assert guarded(GOOD, headers=[(b"content-type", b"Application/JSON; charset=UTF-8")]).status == 200
    assert guarded(GOOD, chunks=[GOOD[i : i + 7] for i in range(0, len(GOOD), 7)]).status == 200


def text(old, new):
    assert old in GOOD
    return GOOD.replace(old, new, 1)


NOT_JSON = {
    "empty": b"",
    "a brace": b"{",
    "truncated": GOOD[:-9],
    "trailing": GOOD + b"x",
    "two": GOOD + GOOD,
    "a list": b"[]",
    "null": b"null",
    "a number": b"1",
    "byte order mark": b"\xef\xbb\xbf" + GOOD,
    "UTF-16": GOOD.decode().encode("utf-16"),
    "NaN": text(b'"epochs":1', b'"epochs":NaN'),
    "Infinity": text(b'"epochs":1', b'"epochs":Infinity'),
    "-Infinity": text(b'"epochs":1', b'"epochs":-Infinity'),
    "1e400": text(b'"epochs":1', b'"epochs":1e400'),
    "a whole number of 5,000 digits": text(b'"epochs":1', b'"epochs":' + b"9" * 5000),
    "bad UTF-8": text(b"ca9a12", b"\xff\xfe"),
    "overlong UTF-8": text(b"ca9a12", b"\xc0\xaf"),
    "an encoded surrogate": text(b"ca9a12", b"\xed\xa0\x80"),
    "a lone surrogate": text(b"ca9a12", b"\\ud800 "),
    "a lone low surrogate": text(b"ca9a12", b"\\udc00 "),
    "a raw NUL": text(b"ca9a12", b"a\x00b"),
    "7,000 levels": b"[" * 7_000,
    "3,000 levels in a command": text(b'"epochs":1', b'"epochs":' + b"[" * 3000 + b"]" * 3000),
    "1,200 levels of objects": text(b'"epochs":1', b'"epochs":' + b'{"a":' * 1200 + b"1" + b"}" * 1200),
    "undeclared key": text(b'{"output"', b'{"background":true,"output"'),
    "background arguments": text(b'{"output"', b'{"cancelJob":["1"],"output"'),
    "__proto__": text(b'{"output"', b'{"__proto__":{},"output"'),
    "__proto__ in an input": text(b'{"id":"command"', b'{"__proto__":{},"id":"command"'),
    "an input without a value": encoded(frame(1, inputs=[{"id": "command", "property": "data"}])),
    "a pattern's id": encoded(frame(1, inputs=[{"id": {"type": "x"}, "property": "data", "value": 1}])),
    "an output that is no text": encoded(frame(1, output=1)),
    "inputs that are no list": encoded(frame(1, inputs={})),
}


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON)
def test_what_is_not_strict_json_in_dashs_frame_is_a_400(guarded, behind, body):
    answer = guarded(body)
    assert (answer.status, behind.seen) == (400, [])
    assert answer.headers["content-type"] == "application/json"
    assert "JSON" in answer.notice


LEFT_TO_THE_PROTOCOL = {
    "a huge whole number": text(b'"epochs":1', b'"epochs":1' + b"0" * 30),
    "a whole number of 4,000 digits": text(b'"seq":0', b'"seq":' + b"9" * 4000),
    "another of 4,000 digits": text(b'"epochs":1', b'"epochs":1' + b"0" * 4000),
    "900 levels": text(b'"epochs":1', b'"epochs":' + b"[" * 900 + b"]" * 900),
    "900 levels of objects": text(b'"kind":"line"', b'"kind":' + b'{"a":' * 900 + b"1" + b"}" * 900),
    "a kind with NUL": text(b'"kind":"line"', b'"kind":"line\\u0000"'),
    "a duplicate key, the last of them wrong": text(b'"epochs":1', b'"epochs":1,"\\u0065pochs":-2'),
    "an undeclared key in a command": text(b'"epochs":1', b'"epochs":1,"__proto__":{}'),
}


@pytest.mark.parametrize("body", LEFT_TO_THE_PROTOCOL.values(), ids=LEFT_TO_THE_PROTOCOL)
def test_what_fits_the_callback_and_is_no_command_is_a_notice(page, body):
    assert page(body).progress["notice"] == {"id": "server.unusable"}


@pytest.mark.parametrize(
    ("body", "epoch"),
    [
        (text(b'"epochs":1', b'"epochs":7,"epochs":1'), 1),
        (text(b'"epochs":1', b'"epochs":1,"\\u0065pochs":0'), 0),
        (text(b'"output":', b'"output":"progress.data","output":'), 1),
        (text(b"ca9a12", b"a\\u0000b"), 1),
    ],
)
def test_of_a_key_given_twice_the_last_holds_and_a_runs_name_may_be_any(page, body, epoch):
    assert page(body).progress["epoch"] == epoch


def given(*names):
    return [{"id": id_, "property": property_, "value": CANARY} for id_, property_ in names]


NOT_FITTING = {
    "no inputs": {"inputs": []},
    "one too many": {"inputs": given(("command", "data"), ("command", "data"))},
    "another id": {"inputs": given(("x", "data"))},
    "another property": {"inputs": given(("command", "n_clicks"))},
    "an id of an object's own": {"inputs": given(("__proto__", "data"))},
    "a state": {"state": given(("command", "data"))},
    "another output": {"outputs": {"id": "command", "property": "data"}},
    "another property of the output": {"outputs": {"id": "progress", "property": "x"}},
    "several outputs": {"outputs": [{"id": "progress", "property": "data"}]},
    "an undeclared change": {"changedPropIds": ["x.y"]},
    "an undeclared parsed change": {"parsedChangedPropsIds": ["progress.data"]},
}


@pytest.mark.parametrize("changes", NOT_FITTING.values(), ids=NOT_FITTING)
def test_ids_properties_and_counts_are_exact(guarded, behind, changes):
    answer = guarded(encoded(frame(CANARY, **changes)))
    assert (answer.status, behind.seen) == (400, [])
    assert "fit the callback" in answer.notice


@pytest.mark.parametrize("output", ["other.data", "", "__proto__", "progress", "..progress.data.."])
def test_an_unknown_output_is_a_404(guarded, behind, output):
    answer = guarded(encoded(frame(1, output=output)))
    assert (answer.status, behind.seen) == (404, [])
    assert answer.notice == "There is no such callback here."


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [(b"content-type", b"")],
        [(b"content-type", b"text/plain")],
        [(b"content-type", b"application/jsonp")],
        [(b"content-type", b"multipart/form-data; boundary=x")],
        [(b"content-type", b"application/json; charset=latin-1")],
        [(b"content-type", b"application/json"), (b"content-type", b"text/plain")],
        [(b"content-type", b"text/plain"), (b"content-type", b"application/json")],
        [*JSON_TYPE, (b"content-encoding", b"gzip")],
        [*JSON_TYPE, (b"content-encoding", b"identity")],
        [(b"content-encoding", b"br"), *JSON_TYPE],
    ],
    ids=str,
)
@pytest.mark.parametrize("path", [ENDPOINT, "/script", "/notebook"])
def test_only_plain_json_is_taken(guarded, behind, path, headers):
    answer = guarded(GOOD, path=path, headers=headers)
    assert (answer.status, behind.seen) == (415, [])
    assert "application/json" in answer.notice


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


def test_every_refusal_is_told_and_nothing_else(behind):
    told = []
    asked = Asked(Guard(behind, lambda *_: None, (), refused=lambda: told.append(1)))
    for body in (GOOD, b"{", b"x" * 70_000, GOOD):
        asked(body)
    asked(path="/nothing")
    asked.close()
    assert len(told) == 3


@pytest.mark.parametrize(
    ("path", "count"),
    [
        *[(path, 0) for path in ("/favicon.ico", "/robots.txt", "/apple-touch-icon-precomposed.png", "/.well-known/x")],
        *[(path, 1) for path in ("/favicon.ico.php", "/a/robots.txt", "/.env", "/apple-touch-icon/../x.png")],
    ],
)
def test_what_browsers_ask_for_by_themselves_is_no_refused_input(behind, path, count):
    told = []
    asked = Asked(Guard(behind, lambda *_: None, (), refused=lambda: told.append(1)))
    assert asked(path=path, method="GET", headers=[]).status == 404
    asked.close()
    assert len(told) == count


def test_a_sender_that_went_away_is_not_answered(guarded, behind):
    assert guarded(GOOD[:50], ends=False) is None
    assert guarded(GOOD, ends=False) is None
    assert behind.seen == []


METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "X"]


@pytest.mark.parametrize("path", [*ROUTES, "/", "/files/a.js"])
def test_odd_methods_are_a_405_that_names_the_others(guarded, path):
    allowed = ROUTES[path].methods if path in ROUTES else ("GET", "HEAD")
    for method in set(METHODS) - set(allowed):
        answer = guarded(GOOD, path=path, method=method)
        assert (answer.status, answer.headers["allow"]) == (405, ", ".join(allowed)), method


def test_head_answers_as_get_does_without_the_body(page):
    for path in ("/", "/healthz", "/_dash-layout", "/page-0123456789abcdef0123/main.js"):
        got, head = (page(method=method, path=path, headers=[]) for method in ("GET", "HEAD"))
        assert (head.status, head.body) == (got.status, b"") == (200, b"")
        assert head.headers["content-length"] == str(len(got.body))
        assert head.headers["content-type"] == got.headers["content-type"]


FOLDER = "/page-0123456789abcdef0123/"
UNKNOWN = [
    *("/index.html", "/page", "//", "/.env", "/docs", "/openapi.json", "/_reload-hash", "/_dash-ws-callback", ""),
    *("/_dash-component-suites/nothing/here.js", "/_dash-component-suites/dash/nothing.js", "/_dash-component-suites/"),
    *("/_dash-component-suites/dash/../../app/serve.py", "/_dash-component-suites/torch/__init__.py"),
    *(
        "/assets/",
        "/assets/main.js",
        "/assets/../app/serve.py",
        "/bootstrap-5.3.8.post1",
        "/healthz/",
        "/script/",
    ),
    *(f"{FOLDER}{name}" for name in ("", "nothing.js", "../app/serve.py", "./main.js", "/etc/passwd", "main.js\x00")),
    *(
        f"{FOLDER}{name}"
        for name in (
            "..%2fapp/serve.py",
            "%2e%2e/app/serve.py",
            "..\\app\\serve.py",
            "a\nb",
            ".hidden",
        )
    ),
    *("/page/main.js", "/page-/main.js", "/page-0123456789abcdef012/main.js", f"{FOLDER}\u2025/x", "/_favicon.ico"),
]


@pytest.mark.parametrize("path", UNKNOWN)
def test_unknown_paths_and_files_are_a_404_with_a_sentence(page, path):
    answer = page(method="GET", path=path, headers=[])
    assert answer.status == 404
    assert answer.notice.startswith("There is nothing here.")


def test_all_that_the_page_loads_is_let_through(page):
    text = page(method="GET", path="/", headers=[]).body.decode()
    paths = re.findall(r'(?:src|href)="(/[^"?]+)', text)
    assert len(paths) > 3
    for path in [*paths, "/_dash-layout", "/_dash-dependencies"]:
        assert page(method="GET", path=path, headers=[]).status == 200, path


def test_query_strings_are_bounded_and_change_nothing(page):
    def opened(query):
        # Dash gives every page an end_id of its own.
        return re.sub(rb'"end_id":"[^"]*"', b"", page(method="GET", path="/", headers=[], query=query).body)

    for query in (b"a=1", b"__proto__=1&a[]=%00", b"\xff\xfe", b"job=1&cacheKey=2", b"<script>"):
        assert opened(query) == opened(b"")
        assert page(GOOD, query=query).progress["seq"] == 0
    answer = page(method="GET", path="/", headers=[], query=b"a" * 2000)
    assert (answer.status, answer.notice) == (414, "That address is longer than any of this page.")
    assert page(GOOD, query=b"a" * 3000).status == 414
    assert page(method="GET", path="/page-" + "-" * 3000 + "/main.js", headers=[]).status == 414


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


def test_whatever_was_refused_the_next_good_tick_is_answered(page):
    first = page(GOOD).progress
    for body in NOT_JSON.values():
        assert page(body).status == 400
    after = page(encoded(frame(with_checkpoint(CANARY, first)))).progress
    assert after["epoch"] == first["epoch"] + 1


# With true sockets.

QUICK = {**ROUTES, ENDPOINT: Route(("POST",), 8_000, 0.4, "A command is never larger than 8 kB.")}


@pytest.fixture(scope="module")
def wire():
    """A real uvicorn in a thread, in front of it a guard that waits for a moment; the port, and what got through."""
    behind = Behind()
    application = Guard(behind, lambda *_: None, (), routes=QUICK)
    quiet = {"log_level": "critical", "access_log": False, "lifespan": "off", "server_header": False}
    server = uvicorn.Server(uvicorn.Config(application, port=free_port(), **quiet))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.config.port, behind.seen
    server.should_exit = True
    thread.join()


def spoken(port, *parts, pause=0.0):
    """Say these parts over a socket; return all that comes back, and how many bytes could be sent."""
    sent = 0
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        try:
            for part in parts:
                connection.sendall(part)
                sent += len(part)
                time.sleep(pause)
        except OSError:
            pass  # the server has closed
        heard = b""
        try:
            while chunk := connection.recv(65536):
                heard += chunk
        except OSError:
            pass
    return heard, sent


def head(length=None, *more):
    lines = [b"POST %s HTTP/1.1" % ENDPOINT.encode(), b"host: x", b"content-type: application/json", *more]
    lines += [b"content-length: %d" % length] if length is not None else [b"transfer-encoding: chunked"]
    return b"\r\n".join([*lines, b"", b""])


def status_of(heard):
    return int(heard.split(b" ", 2)[1])


def check_it_still_answers(port):
    heard, _ = spoken(port, head(len(GOOD), b"connection: close"), GOOD)
    assert status_of(heard) == 200


def test_9_mb_are_refused_without_being_read(wire):
    port, seen = wire
    seen.clear()
    heard, _ = spoken(port, head(9_000_000))
    assert (status_of(heard), seen) == (413, [])
    heard, sent = spoken(port, head(None), *[b"10000\r\n" + b"x" * 65536 + b"\r\n"] * 1000)
    assert sent < 20_000_000  # what the sockets hold, not 65 MB
    assert seen == []
    check_it_still_answers(port)


@pytest.mark.parametrize("parts", [[], [b"{"], [b" "] * 12], ids=["nothing", "one byte", "a drip"])
def test_slow_bodies_are_a_408(wire, parts):
    port, seen = wire
    seen.clear()
    heard, _ = spoken(port, head(500), *parts, pause=0.1)
    assert (status_of(heard), seen) == (408, [])
    assert b'{"id":"server.too-slow"}' in heard
    assert b"connection: close" in heard


def test_truncated_bodies_and_bad_chunks_reach_nothing(wire):
    port, seen = wire
    seen.clear()
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(head(500) + b"{")
    for chunks in (b"zz\r\n{}\r\n0\r\n\r\n", b"5\r\n{}\r\n0\r\n\r\n", b"-1\r\n\r\n", b"ffffffffffffffffff\r\n{}"):
        heard, _ = spoken(port, head(None) + chunks)
        assert status_of(heard) in (400, 408)
    assert seen == []
    check_it_still_answers(port)


def test_a_compressed_bomb_is_not_unpacked(wire):
    port, seen = wire
    seen.clear()
    bomb = zlib.compress(b"[" * 5_000_000, 9)
    assert len(bomb) < 8_000
    for encoding in (b"deflate", b"gzip", b"br", b"identity, deflate"):
        heard, _ = spoken(port, head(len(bomb), b"content-encoding: " + encoding), bomb)
        assert status_of(heard) == 415
    assert seen == []


@pytest.mark.parametrize("line", [b"GET / HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n"])
def test_an_upgrade_is_not_taken(server, line):
    port = int(server.url.rsplit(":", 1)[1])
    heard, _ = spoken(port, line.replace(b"connection: upgrade", b"connection: upgrade, close"))
    assert status_of(heard) == 200


def test_what_is_not_http_is_a_400_and_no_banner_tells_of_the_server(server):
    port = int(server.url.rsplit(":", 1)[1])
    heard, _ = spoken(port, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n")
    assert status_of(heard) == 400
    heard, _ = spoken(port, b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
    assert status_of(heard) == 200
    assert sys.version.split()[0].encode() not in heard
    names = {line.split(b":")[0].lower() for line in heard.split(b"\r\n\r\n")[0].split(b"\r\n")[1:]}
    assert not names & {b"server", b"x-powered-by", b"set-cookie"}


def test_answers_that_bring_points_are_compressed_for_who_takes_it(page):
    taken = page(GOOD, headers=[*JSON_TYPE, (b"accept-encoding", b"gzip, deflate, br")])
    bare = page(GOOD)
    assert taken.headers["content-encoding"] == "gzip"
    assert len(taken.body) < len(bare.body)
    assert int(taken.headers["content-length"]) == len(taken.body)
    assert zlib.decompress(taken.body, wbits=31) == bare.body
    shown = {**CANARY, "shown": bare.progress["points"]["shown"], "checkpoint": bare.progress["checkpoint"]}
    small = page(encoded(frame(shown)), headers=[*JSON_TYPE, (b"accept-encoding", b"gzip")])
    assert "content-encoding" not in small.headers
    assert "points" not in small.progress


@pytest.mark.parametrize("value", [2.0**53 + 2, -1e16, 123456789012345680000.0, 9.99e20, 1e21, 3e38])
def test_numbers_of_a_run_that_diverges_within_an_epoch_are_taken_as_javascript_writes_them(page, value):
    """Below 1e21 it writes them without an exponent: a whole number of up to 21 digits."""
    training = {**CANARY["training"], "batch_size": 1}
    parameters = {"linear.weight": [1.5], "linear.bias": ["value"]}
    inside = {"epoch": 0, "batch": 1, "step": 1, "start_loss": 1.0, "batch_size": 1, "version": 1}
    command = {**CANARY, "training": training, "checkpoint": {**inside, "parameters": parameters}}
    written = b"%d" % value if abs(value) < 1e21 else repr(value).encode()
    answer = page(encoded(frame(command)).replace(b'"value"]', written + b"]"))
    assert answer.status == 200, answer.body
    assert "notice" not in answer.progress


def test_a_whole_number_that_is_no_count_is_a_sentence(page):
    answer = page(GOOD.replace(b'"epochs":1', b'"epochs":9007199254740993'))
    assert answer.progress["notice"] == {"id": "server.unusable"}
    assert "epochs" in answer.progress["detail"]


OWN = own([1.0, 2.0, 3.5], [2.0, 3.0, 7.0])
WITH_OWN = {**CANARY, "data": {"kind": "points", "hash": OWN.hash, "n": 3}, "checkpoint": None, "shown": None}


def test_points_of_ones_own_come_along_when_they_are_asked_for(page):
    assert page(encoded(frame(WITH_OWN))).progress["needs"] == "data"
    whole = {**frame(WITH_OWN), "points": table_as_json(OWN.table)}
    assert page(encoded(whole), path="/points").progress["points"]["targets"] == [2.0, 3.0, 7.0]
    assert "needs" not in page(encoded(frame(WITH_OWN))).progress
    spoilt = {**whole, "points": {**whole["points"], "targets": [2.0, 3.0, "7"]}}
    assert page(encoded(spoilt), path="/points").progress["notice"] == {"id": "server.unusable"}


@pytest.mark.parametrize("points", [None, [], "x", 5])
def test_a_call_with_points_brings_an_object_and_goes_to_its_own_path(page, points):
    whole = {**frame(WITH_OWN), "points": points}
    assert page(encoded(whole), path="/points").status == 400
    assert page(encoded(frame(WITH_OWN)), path="/points").status == 400
    assert page(encoded({**whole, "points": {}})).status == 400


def test_points_that_come_too_often_have_to_wait():
    admitted = Exports(60).admit
    guarded = Asked(Guard(Behind(), lambda *_: None, (), admit_points=admitted))
    body = encoded({**frame(WITH_OWN), "points": table_as_json(OWN.table)})
    statuses = [guarded(body, path="/points").status for _ in range(61)]
    assert (statuses[0], statuses[-1]) == (200, 429)
    guarded.close()


def test_a_short_address_is_the_page_and_no_other_is(page):
    short = page(method="GET", path="/ABC234", headers=())
    assert (short.status, short.body) == (200, page(method="GET", path="/", headers=()).body)
    assert page(method="GET", path="/abc234", headers=()).body == short.body
    for path in ("/ABC23", "/ABC2345", "/ABC23O", "/ABC23/", "/ABC231", "/ABC234/"):
        assert page(method="GET", path=path, headers=()).status == 404
    assert page(method="POST", path="/ABC234").status == 405


def test_what_a_class_says_is_counted_by_its_own_limits_alone(behind):
    guarded = Asked(Guard(behind, lambda *_: None, (), admit_record=Exports(1).admit))
    assert [guarded(b"{}", path="/class/poll").status for _ in range(30)] == [200] * 30
    assert guarded(b" " * 9_000, path="/class/poll").status == 413
    assert guarded(b" " * 9_000, path="/class/drive").status == 200
    guarded.close()
