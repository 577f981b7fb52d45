"""What the page is measured with in a browser: scripts beside this file, and when a drawing is level with its place."""

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
