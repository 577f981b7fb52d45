"""The guard: which bodies are refused and how; nothing that is refused reaches what stands behind."""

import pytest

from app.http.guard import ENDPOINT, Guard
from tests.app.http.guarded import GOOD, NOT_JSON
from tests.asgi import CANARY, JSON_TYPE, Asked, encoded, frame, with_checkpoint


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON)
def test_what_is_not_strict_json_in_dashs_frame_is_a_400(guarded, behind, body):
    answer = guarded(body)
    assert (answer.status, behind.seen) == (400, [])
    assert answer.headers["content-type"] == "application/json"
    assert "JSON" in answer.notice


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
        *[
            (path, 0)
            for path in ("/sitemap.xml", "/manifest.json", "/site.webmanifest", "/browserconfig.xml", "/ads.txt")
        ],
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


def test_whatever_was_refused_the_next_good_tick_is_answered(page):
    first = page(GOOD).progress
    for body in NOT_JSON.values():
        assert page(body).status == 400
    after = page(encoded(frame(with_checkpoint(CANARY, first)))).progress
    assert after["epoch"] == first["epoch"] + 1
