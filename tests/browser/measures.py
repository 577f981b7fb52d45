"""What the page is measured with in a browser: scripts beside this file, and when a drawing is level with its place."""

import time

from tests.support import ROOT


def measure(name):
    return (ROOT / "tests/browser" / name).read_text(encoding="utf-8").split("*/", 1)[1].strip()


OVERFLOW, SWEEP, TARGETS = measure("overflow.js"), measure("sweep.js"), measure("targets.js")
# Plotly follows its place a moment later.
LEVEL = """() => [...document.querySelectorAll(".js-plotly-plot .main-svg:first-of-type")].every((drawing) => {
    const place = drawing.closest(".js-plotly-plot");
    const isLevel = (side) => Math.abs(place[side] - drawing[side]) < 2;
    return !place.clientWidth || (isLevel("clientWidth") && isLevel("clientHeight"));
})"""
FOLLOWING_S = 3  # what a page has, on a busy machine, to follow a screen that has changed


def stays(student, look):
    """What is found on the page, and still is when the page has had time to take its place."""
    end = time.monotonic() + FOLLOWING_S
    while (found := look()) and time.monotonic() < end:
        student.page.wait_for_timeout(100)
    return found
