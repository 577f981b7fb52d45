"""A point dragged while the run goes on: how long each frame keeps the browser's main thread busy, in CPU time.

Whatever the page does meanwhile is counted with the frame in which it falls: its ticks, and once a second the points
that the run is told of. Of several drags each gives a median and a 95th percentile; told are the medians of these.
"""

import math
import statistics
import time
from typing import Any

from bench.browser import CATEGORIES, DESK, Case, started, work_between
from bench.cdp import Chromium, Page
from bench.figures import percentile
from tests.support import Server

COUNTS = (250, 2000)  # points
WARM_UP_S = 3.0
DRAG_S = 10.0
DRAGS = 5
PAUSE_S = 1 / 60  # from one place of the pointer to the next
FAR = 60.0  # pixels, up and down
ONCE_S = 2.0  # up and down again
POINT = 5
STATE = "dash_clientside.chalkline.page.state"
PLACE = f"""(() => {{
    const {{ graph }} = dash_clientside.chalkline.page.show.picture.fit;
    const {{ left, top }} = graph.graph.getBoundingClientRect();
    const {{ x, y }} = graph.axes();
    const {{ features, targets }} = {STATE}.points;
    return [left + x.offset + x.pixel(features[{POINT}][0]), top + y.offset + y.pixel(targets[{POINT}])];
}})()"""


def measure(counts: tuple[int, ...] = COUNTS, *, drags: int = DRAGS, drag_s: float = DRAG_S) -> dict[str, Any]:
    """Return the milliseconds of a frame on the main thread while a point is dragged, by the number of points."""
    server = Server().start()
    try:
        with Chromium() as chromium:
            return {
                f"{n} points": _dragged(started(chromium, server.url, Case("", DESK)), n, drags, drag_s) for n in counts
            }
    finally:
        server.stop()


def _dragged(page: Page, n: int, drags: int, drag_s: float) -> dict[str, Any]:
    page.value(f"dash_clientside.set_props('n-samples', {{ value: '{n}' }})")
    page.wait(f"{STATE}.shownData?.n === {n} && document.querySelector('#touch') !== null")
    _drag(page, WARM_UP_S)
    each = [work_between(_traced_drag(page, drag_s), "FireAnimationFrame") for _ in range(drags)]
    page.close()
    return {
        "median_ms": statistics.median(statistics.median(frames) for frames in each),
        "p95_ms": statistics.median(percentile(frames, 95) for frames in each),
        "p95_ms_of_each_drag": [percentile(frames, 95) for frames in each],
        "most_ms": max(map(max, each)),
        "frames": sum(map(len, each)),
    }


def _traced_drag(page: Page, seconds: float) -> list[dict[str, Any]]:
    page.events.clear()
    page.send("Tracing.start", traceConfig={"includedCategories": CATEGORIES}, transferMode="ReportEvents")
    _drag(page, seconds)
    page.send("Tracing.end")
    page.wait_for_event("Tracing.tracingComplete")
    parts = (event["params"]["value"] for event in page.events if event["method"] == "Tracing.dataCollected")
    return [event for part in parts for event in part]


def _drag(page: Page, seconds: float) -> None:
    """Hold a point and lead it up and down, a place a frame."""
    x, y = page.value(PLACE)
    began = time.monotonic()
    _mouse(page, "mousePressed", x, y)
    while (now := time.monotonic() - began) < seconds:
        _mouse(page, "mouseMoved", x, y - FAR * math.sin(2 * math.pi * now / ONCE_S))
        time.sleep(PAUSE_S)
    _mouse(page, "mouseReleased", x, y)
    page.wait(f"{STATE}.held === null")


def _mouse(page: Page, kind: str, x: float, y: float) -> None:
    held = {"mousePressed": 1, "mouseMoved": 1, "mouseReleased": 0}[kind]
    page.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=held, clickCount=1)
