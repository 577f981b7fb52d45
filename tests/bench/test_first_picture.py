"""The measurement of the first picture: what it waits for comes in its order, in a browser that has nothing yet."""

from bench.cdp import Chromium
from bench.first_picture import _medians, _visit
from bench.peers.served import CHALKLINE


def test_a_visit_sees_controls_then_the_picture_then_plotly(server):
    with Chromium() as chromium:
        seen = _visit(chromium, CHALKLINE, server.url, 1)
    assert 0 < seen["controls_ms"] <= seen["picture_ms"] < seen["plotly_ms"]


def test_medians_of_visits():
    found = _medians([{"picture_ms": 3}, {"picture_ms": 1}, {"picture_ms": 2}])
    assert found == {"picture_ms": 2, "each_picture_ms": [1, 2, 3]}
