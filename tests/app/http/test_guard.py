"""The guard: what is let through, parsed or as it was, and what of that the protocol answers with a sentence."""

import json
import zlib

import pytest

from app.http.guard import BODY, CALL
from tests.app.http.guarded import GOOD, good_with
from tests.asgi import CANARY, JSON_TYPE, encoded, frame


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


LEFT_TO_THE_PROTOCOL = {
    "a huge whole number": good_with(b'"epochs":1', b'"epochs":1' + b"0" * 30),
    "a whole number of 4,000 digits": good_with(b'"seq":0', b'"seq":' + b"9" * 4000),
    "another of 4,000 digits": good_with(b'"epochs":1', b'"epochs":1' + b"0" * 4000),
    "900 levels": good_with(b'"epochs":1', b'"epochs":' + b"[" * 900 + b"]" * 900),
    "900 levels of objects": good_with(b'"kind":"line"', b'"kind":' + b'{"a":' * 900 + b"1" + b"}" * 900),
    "a kind with NUL": good_with(b'"kind":"line"', b'"kind":"line\\u0000"'),
    "a duplicate key, the last of them wrong": good_with(b'"epochs":1', b'"epochs":1,"\\u0065pochs":-2'),
    "an undeclared key in a command": good_with(b'"epochs":1', b'"epochs":1,"__proto__":{}'),
}


@pytest.mark.parametrize("body", LEFT_TO_THE_PROTOCOL.values(), ids=LEFT_TO_THE_PROTOCOL)
def test_what_fits_the_callback_and_is_no_command_is_a_notice(page, body):
    assert page(body).progress["notice"] == {"id": "server.unusable"}


@pytest.mark.parametrize(
    ("body", "epoch"),
    [
        (good_with(b'"epochs":1', b'"epochs":7,"epochs":1'), 1),
        (good_with(b'"epochs":1', b'"epochs":1,"\\u0065pochs":0'), 0),
        (good_with(b'"output":', b'"output":"progress.data","output":'), 1),
        (good_with(b"ca9a12", b"a\\u0000b"), 1),
    ],
)
def test_of_a_key_given_twice_the_last_holds_and_a_runs_name_may_be_any(page, body, epoch):
    assert page(body).progress["epoch"] == epoch


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
