"""Thousands of requests that no page would send: never a 5xx, nobody's run changed, the next good tick answered.

FUZZ_REQUESTS sets how many; `make fuzz` sends 100,000.
"""

import json
import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.factory import create_app
from app.server_settings import Settings
from model.data import LineData, load
from model.optimizers import SGD, TrainingSettings
from model.trainer import Trainer
from tests.asgi import CANARY, ENDPOINT, JSON_TYPE, Asked, encoded, frame, with_checkpoint

REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "10000"))
AT_ONCE = 25
FOREIGN = {**CANARY, "run": "f02e16", "epochs": 2, "data": {"kind": "house-prices", "n": 40}}
ADAM = {"optimizer": {"name": "adam", "learning_rate": 0.1}, "batch_size": 8, "seed": 3}
APP = create_app(Settings(max_sessions=50, new_runs_per_minute=1_000_000))
OUTPUTS = dict(APP.callback_map)


class Canary:
    """A run in the middle of it all, one epoch a tick; its values must be those of an uninterrupted run."""

    def __init__(self, ask):
        self.ask = ask
        self.command = CANARY
        self.seen = []

    def tick(self):
        progress = self.ask(encoded(frame(self.command))).progress
        self.seen += zip(progress["weight"], progress["bias"], progress["loss"], strict=True)
        assert progress["seq"] == self.command["seq"]
        self.command = with_checkpoint(self.command, progress)

    def check(self):
        training = TrainingSettings(SGD(0.1, momentum=0.9), None, 1)
        oracle = Trainer(load(LineData(n=20)), training).run(len(self.seen)).snapshots
        assert self.seen == [(one.weight, one.bias, one.loss) for one in oracle]


@pytest.fixture(scope="module")
def asked():
    one = Asked(APP.server)
    yield one
    one.close()


@pytest.fixture(scope="module")
def canary(asked):
    return Canary(asked)


@pytest.fixture(scope="module")
def bodies(asked):
    """Good bodies to spoil: first commands and later ones, of several data sets and optimizers."""
    commands = [FOREIGN, {**FOREIGN, "training": ADAM}, {**FOREIGN, "data": {"kind": "hubble"}}, CANARY]
    later = [with_checkpoint(one, asked(encoded(frame(one))).progress) for one in commands]
    frames = [frame(one) for one in commands + later]
    return 3 * frames + [frame_of(output, spec) for output, spec in OUTPUTS.items()]


def frame_of(output, spec):
    """The call that a renderer would make of any callback, those that run in the browser too."""
    inputs = [{**one, "value": None} for one in spec["inputs"]]
    changed = [f"{one['id']}.{one['property']}" for one in inputs]
    return {
        "output": output,
        "outputs": {"id": output, "property": "data"},
        "inputs": inputs,
        "changedPropIds": changed,
    }


# ---- what stands in the wrong place ----

TEXTS = [
    "",
    "x",
    "command",
    "__proto__",
    "constructor",
    "line",
    "sgd",
    "0.1",
    "\u00e9\U0001f600",
    "a\x00b",
    "x" * 3000,
    ":",
    '{"a":1}',
]
NUMBERS = [0, -1, 1, 2**31, 2**53, 2**53 + 1, 2**64, 10**40, -(10**400), 0.5, 1e-320, 1e39, 1e308, -0.0]
NOT_FINITE = [float("nan"), float("inf"), float("-inf")]
LISTS = [[], {}, [[]], [None], [1, "a"], [0.5] * 1000, [[[[[[]]]]]], {"id": "x"}, {"__proto__": {"polluted": True}}]
SCALARS = st.sampled_from([None, True, False, *TEXTS, *NUMBERS, *NOT_FINITE, *LISTS])
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
VALUES = SCALARS | JSON_VALUES
LET_THROUGH = st.sampled_from([*TEXTS[:6], *NUMBERS[:5], *NUMBERS[9:], *LISTS])
KEYS = st.sampled_from(
    ["__proto__", "background", "cancelJob", "job", "cacheKey", "state", "id", "x", "value", "version"]
)


def places(raw, at=()):
    """Every place in a JSON value, the value itself too, as paths."""
    yield at
    children = raw.items() if isinstance(raw, dict) else enumerate(raw) if isinstance(raw, list) else ()
    for key, value in children:
        yield from places(value, (*at, key))


KINDS = {
    "all": lambda at, value: True,
    "fields": lambda at, value: at[:3] == ("inputs", 0, "value"),
    "objects": lambda at, value: isinstance(value, dict),
    "full objects": lambda at, value: isinstance(value, dict) and bool(value),
    "lists": lambda at, value: isinstance(value, list),
    "numbers": lambda at, value: type(value) in (int, float),
}
KNOWN = {}


def one_of(raw, kind):
    """Return what draws a place of a kind in a good body: the bodies are few, so each is looked through once."""
    if (id(raw), kind) not in KNOWN:
        found = [at for at in places(raw) if KINDS[kind](at, inside(raw, at))]
        KNOWN[id(raw), kind] = raw, st.sampled_from(found)  # the body is held, so that its id stays its own
    return KNOWN[id(raw), kind][1]


def replaced(raw, at, value):
    """Return the same with another value there; what is not on the way is shared."""
    if not at:
        return value
    spoilt = dict(raw) if isinstance(raw, dict) else list(raw)
    spoilt[at[0]] = replaced(raw[at[0]], at[1:], value)
    return spoilt


def inside(raw, at):
    for key in at:
        raw = raw[key]
    return raw


@st.composite
def one_place_wrong(draw, good):
    return replaced(good, draw(one_of(good, "all")), draw(VALUES))


@st.composite
def a_field_wrong(draw, good):
    """Within the command, and in JSON that the guard lets through: what the protocol itself must refuse."""
    return replaced(good, draw(one_of(good, "fields")), draw(LET_THROUGH))


@st.composite
def a_key_too_many(draw, good):
    at = draw(one_of(good, "objects"))
    return replaced(good, at, {**inside(good, at), draw(KEYS): draw(VALUES)})


@st.composite
def a_key_too_few(draw, good):
    at = draw(one_of(good, "full objects"))
    gone = draw(st.sampled_from(sorted(inside(good, at))))
    return replaced(good, at, {key: value for key, value in inside(good, at).items() if key != gone})


@st.composite
def another_length(draw, good):
    at = draw(one_of(good, "lists"))
    return replaced(good, at, inside(good, at) * draw(st.sampled_from([0, 2, 3, 50, 1000])))


@st.composite
def another_checkpoint(draw, good):
    """Of the future, of another model, with numbers that are none, with very many, with a bit turned."""
    value = good["inputs"][0]["value"]
    kept = value.get("checkpoint") if isinstance(value, dict) else None
    if not kept:
        return draw(one_place_wrong(good))
    at = draw(one_of(kept, "numbers"))
    wrong = draw(
        st.sampled_from(
            [
                *[replaced(kept, at, number) for number in [*NUMBERS, *NOT_FINITE]],
                replaced(kept, at, inside(kept, at) * (1 + 2**-20)),
                {**kept, "version": draw(st.integers(2, 99)), "future": [1]},
                {**kept, "parameters": {"linear.weight": [0.5] * draw(st.sampled_from([0, 1, 2, 5, 9000]))}},
                {**kept, "buffers": {"linear.weight.momentum_buffer": [[0.5]]}},
                {**kept, "epoch": draw(st.integers(0, 10**13)), "batch": draw(st.integers(-1, 3000))},
            ]
        )
    )
    return replaced(good, ("inputs", 0, "value", "checkpoint"), wrong)


SPOILERS = (
    one_place_wrong,
    a_field_wrong,
    a_field_wrong,
    a_key_too_many,
    a_key_too_few,
    another_length,
    another_checkpoint,
)


@st.composite
def spoilt_frames(draw, frames):
    raw = draw(draw(st.sampled_from(SPOILERS))(draw(st.sampled_from(frames))))
    return json.dumps(raw, ensure_ascii=draw(st.booleans()), separators=(",", ":")).encode(errors="surrogatepass")


# ---- what is no JSON at all, and what stands around it ----


@st.composite
def spoilt_bytes(draw, frames):
    good = encoded(draw(st.sampled_from(frames)))
    at = draw(st.integers(0, len(good)))
    kind = draw(st.sampled_from(["cut", "insert", "twice", "nest", "number", "million"]))
    if kind == "cut":
        return good[:at]
    if kind == "insert":
        return good[:at] + draw(st.binary(min_size=1, max_size=4) | ODD_BYTES) + good[at:]
    if kind == "twice":
        return good.replace(b'"', draw(st.sampled_from([b'"output":1,"', b'"value":1,"', b'"epochs":1,"'])), 1)
    if kind == "nest":
        levels = draw(st.sampled_from([1, 100, 390, 900, 5000]))
        opens, closes = draw(st.sampled_from([(b"[", b"]"), (b'{"a":', b"}")]))
        return good.replace(b'"value":', b'"value":' + opens * levels + b"1" + closes * levels + b',"x":', 1)
    if kind == "number":
        return good.replace(b"1", draw(ODD_NUMBERS), draw(st.integers(1, 3)))
    return good.replace(b"[", b"[" + b"0," * draw(st.sampled_from([10_000, 31_000, 1_000_000])), 1)


ODD_BYTES = st.sampled_from(
    [
        b"\x00",
        b"\\u0000",
        b"\xff",
        b"\xc0\xaf",
        b"\xed\xa0\x80",
        b"\\ud800",
        b"\\udfff",
        b"\xef\xbb\xbf",
        b"\\",
        b'"',
        b"\n",
    ]
)
ODD_NUMBERS = st.sampled_from(
    [b"NaN", b"Infinity", b"-Infinity", b"1e400", b"-1e400", b"01", b"+1", b"1.", b"9" * 40, b"9" * 5000, b"0x1"]
)
METHODS = st.sampled_from(
    ["GET", "GET", "GET", "HEAD", "POST", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW", ""]
)
SUITES = ["/_dash-component-suites/", "/assets/", "/page-0123456789abcdef0123/", "/dash-renderer-/"]
STEPS = [
    "..",
    "%2e%2e",
    ".",
    "",
    "app",
    "guard.py",
    "page.js",
    "dash",
    "\x00",
    "\u2025",
    "..%2f",
    "..\\",
    "x" * 300,
    "etc",
    "passwd",
]
PATHS = st.one_of(
    st.just(ENDPOINT),
    st.sampled_from(["/", "/script", "/notebook", "/healthz", "/_dash-layout", "/_dash-dependencies"]),
    st.sampled_from(["/_reload-hash", "/_dash-ws-callback", "/docs", "/openapi.json", "", "*", "//", "http://x/"]),
    st.builds(
        lambda start, steps: start + "/".join(steps),
        st.sampled_from(SUITES),
        st.lists(st.sampled_from(STEPS), max_size=5),
    ),
    st.sampled_from(["/_dash-component-suites/no/such.js", "/_dash-component-suites/dash/no.js", "/assets/no.js"]),
    st.text(max_size=30).map("/{}".format),
)
QUERIES = st.sampled_from(
    [b"", b"endId=1", b"cacheKey=1&job=2", b"oldJob=3&cancelJob=1", b"__proto__=1", b"\xff\x00", b"a" * 5000]
)
CONTENT = st.sampled_from(
    [b"application/json", b"text/plain", b"", b"multipart/form-data", b"application/json;x=y", b"\xff"]
)
HEADERS = st.one_of(
    st.just(JSON_TYPE),
    st.just(JSON_TYPE),
    st.lists(
        st.one_of(
            CONTENT.map(lambda value: (b"content-type", value)),
            st.sampled_from([b"gzip", b"br", b"identity"]).map(lambda value: (b"content-encoding", value)),
            st.sampled_from([b"9000000", b"-1", b"x", b"0", b"5"]).map(lambda value: (b"content-length", value)),
            st.just((b"transfer-encoding", b"chunked")),
            st.just((b"cookie", b"a=b; \xff")),
            st.just((b"x-forwarded-for", b"1.2.3.4, \xff")),
            st.just((b"accept-encoding", b"br;q=\xff")),
            st.just((b"if-none-match", b'"')),
            st.just((b"range", b"bytes=5-1")),
        ),
        max_size=4,
    ),
)


@st.composite
def requests(draw, frames):
    body = draw(spoilt_frames(frames) | spoilt_bytes(frames) | st.binary(max_size=40))
    if draw(st.integers(0, 9)) < 7:
        return {"body": body}
    size = draw(st.sampled_from([1, 100, 70_000]))
    chunks = [body[i : i + size] for i in range(0, min(len(body), 200 * size), size)]
    around = {"method": draw(METHODS), "path": draw(PATHS), "query": draw(QUERIES), "headers": draw(HEADERS)}
    return {**around, "chunks": chunks or [b""], "ends": draw(st.booleans())}


async def all_of(ask, batch):
    return [await answer_or_error(ask, request) for request in batch]


async def answer_or_error(ask, request):
    """What escapes the application is what a server answers 500 to."""
    try:
        return await ask(**request)
    except Exception as error:
        raise AssertionError(request) from error


def check(request, answer):
    if answer is None:
        assert request.get("ends") is False
        return
    assert answer.status < 500, (request, answer)
    if answer.status >= 400 and answer.status != 422:
        assert answer.body == b"" or answer.notice
    assert "set-cookie" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert b"Traceback" not in answer.body


@settings(
    max_examples=max(1, REQUESTS // AT_ONCE),
    deadline=None,
    database=None,
    phases=[Phase.generate],  # the message names the request: nothing is gained by looking for a smaller batch
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_whatever_is_sent_nothing_breaks_and_nobodys_run_changes(asked, canary, bodies, data):
    batch = data.draw(st.lists(requests(bodies), min_size=AT_ONCE, max_size=AT_ONCE))
    for request, answer in zip(batch, asked.run(all_of(asked.ask, batch)), strict=True):
        check(request, answer)
    canary.tick()


def test_the_run_in_the_middle_of_it_all_is_the_uninterrupted_one(canary):
    assert len(canary.seen) >= max(1, REQUESTS // AT_ONCE)
    canary.check()


def test_every_output_of_the_callback_map_is_among_what_is_spoilt(bodies):
    assert {raw["output"] for raw in bodies} == set(APP.callback_map)
