"""The first picture: from the address opened to points and line on the page, in a browser that has never been there.

The server is warm, the browser's cache is empty: a second visitor. Chromium's processor is slowed down as its developer
tools do it, once not at all and once by four, as on a phone or an old laptop. What is told is when the frame that shows
it was drawn, by the page's own clock, which begins with the navigation.
"""

import statistics
import sys
import time
from pathlib import Path
from typing import Any

from app.static.build import BUNDLE, CARTESIAN
from bench.cdp import Chromium
from bench.peers.served import CHALKLINE, NICEGUI, PEERS_PYTHON, PORT, Running, Served

SLOWED = (1, 4)
VISITS = 7
DESK = {"width": 1280, "height": 720}
SETTLED_S = 8.0  # the server compresses in the background when it has started
BARE = Served(
    f"{CHALKLINE.name} without its bundle",
    ("-m", "uvicorn", "bench.without_bundle:server", "--port", PORT, "--log-level", "error"),
    Path(sys.executable),
)
CONTROLS = "document.querySelector('#start')?.offsetWidth > 0 && document.querySelector('#sentence')?.offsetWidth > 0"
PICTURE = """["path.point", "path.js-line"].every((kind) =>
    [...document.querySelectorAll("#fit-figure " + kind)].some((path) => path.getBoundingClientRect().width > 0))"""
PLOTLY = "document.documentElement.dataset.plotly === 'ready'"
CHALKLINES = {"controls_ms": CONTROLS, "picture_ms": PICTURE, "plotly_ms": PLOTLY}
# ECharts draws all of a chart at once, on a canvas.
CANVAS = """[...document.querySelectorAll("canvas")].some((canvas) => canvas.width &&
    canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean))"""
WATCHED = {CHALKLINE.name: CHALKLINES, BARE.name: CHALKLINES, NICEGUI.name: {"picture_ms": CANVAS}}
WATCH = """
window.seen = {};
const watched = { %s };
function look() {
    for (const [name, isThere] of Object.entries(watched)) {
        if (!isThere()) continue;
        delete watched[name];
        setTimeout(() => (window.seen[name] = performance.now())); // this frame has been drawn
    }
    requestAnimationFrame(look);
}
requestAnimationFrame(look);
"""


def measure() -> dict[str, Any]:
    """Return the medians of Chalkline with and without its bundle, and of NiceGUI, as far as they are there."""
    there = {CHALKLINE: (BUNDLE / CARTESIAN).is_file(), BARE: True, NICEGUI: PEERS_PYTHON.exists()}
    return {served.name: _visited(served) for served, is_there in there.items() if is_there}


def _visited(served: Served) -> dict[str, Any]:
    """Return what the browsers saw, slowed down and not in turns; the first of each is not counted."""
    with Running(served) as running, Chromium() as chromium:
        time.sleep(SETTLED_S)
        rounds = [{by: _visit(chromium, served, running.url, by) for by in SLOWED} for _ in range(1 + VISITS)]
    return {f"slowed {by} times": _medians([one[by] for one in rounds[1:]]) for by in SLOWED}


def _medians(visits: list[dict[str, float]]) -> dict[str, Any]:
    medians = {name: statistics.median(visit[name] for visit in visits) for name in visits[0]}
    return {**medians, "each_picture_ms": sorted(visit["picture_ms"] for visit in visits)}


def _visit(chromium: Chromium, served: Served, url: str, by: int) -> dict[str, float]:
    watched = WATCHED[served.name]
    page = chromium.newcomer(**DESK)
    page.send("Page.enable")
    script = WATCH % ", ".join(f"{name}: () => {is_there}" for name, is_there in watched.items())
    page.send("Page.addScriptToEvaluateOnNewDocument", source=f"{{{script}}}")
    page.send("Emulation.setCPUThrottlingRate", rate=by)
    page.send("Page.navigate", url=url)
    page.wait(f"Object.keys(window.seen ?? {{}}).length === {len(watched)}")
    seen = page.value("window.seen")
    page.close()
    return seen
