"""The guard: points of one's own come along on a path of their own, and not too often."""

import pytest

from app.http.guard import Guard
from app.http.rate_limit import Exports
from tests.app.http.guarded import Behind
from tests.asgi import CANARY, Asked, encoded, frame
from tests.runs import own, table_as_json

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
