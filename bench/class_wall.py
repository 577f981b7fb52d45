"""The class view with two hundred students: what a second costs the page that shows it, and how old its picture is."""

import json
import statistics
import time
from typing import Any

from bench.cdp import Chromium, Page
from bench.classroom import Classroom
from tests.browser.classmates import Classmate
from tests.support import Server

WALL = {"width": 1920, "height": 1080}
FIGURES = ("map", "curves", "ucurve", "slopes")
STRETCH_S = 5.0
STRETCHES = 3
READY = "document.documentElement.dataset.plotly === 'ready'"
CODE = "document.querySelector('#class-code')?.textContent.replace(/\\s/g, '') ?? ''"
STATE = "dash_clientside.chalkline.page.state.room"
DRAWN = "document.querySelector('#class-map .dots') !== null"
# The longest time that the page could not answer a hand, from now on.
LONGEST = """(() => {
    window.longest = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => {
        window.longest = Math.max(window.longest, duration);
    })).observe({ type: "longtask" });
})()"""
PROBES = 12


def measure(students: int = 200) -> dict[str, Any]:
    """Return milliseconds of the main thread in a second, with one figure and with all four, and the picture's age."""
    server = Server().start()
    try:
        with Chromium() as chromium:
            page = chromium.page(server.url, **WALL)
            page.wait(READY)
            page.press("class-open")
            page.wait(f"({CODE}).length === 6")
            with Classroom(server.port, page.value(CODE), students):
                page.press("class-view")
                page.wait(DRAWN)
                page.value(LONGEST)
                found = {"students": students, "map_ms": _busy(page)}
                for name in FIGURES:
                    page.value(f"document.querySelector('#class-show-{name} [data-value=wall]').click()")
                page.wait(f"{STATE}.picture?.slopes !== undefined")
                found["all_four_ms"] = _busy(page)
                found["longest_task_ms"] = page.value("window.longest")
                found |= _ages(page, server.url, page.value(CODE))
            return found
    finally:
        server.stop()


def _busy(page: Page) -> float:
    """Return how many milliseconds of a second the main thread is busy, the median of some stretches."""
    found = []
    for _ in range(STRETCHES):
        before, began = page.metrics()["TaskDuration"], time.perf_counter()
        time.sleep(STRETCH_S)
        found.append(1000 * (page.metrics()["TaskDuration"] - before) / (time.perf_counter() - began))
    return statistics.median(found)


def _ages(page: Page, url: str, code: str) -> dict[str, float]:
    """Return how long after one student's tick was answered the wall knows of it, in milliseconds."""
    probe, ages = Classmate(url, code, 1), []
    for _ in range(PROBES):
        weight = probe.learn(1, 0.01)["weight"][-1][0]
        answered = time.perf_counter()
        page.wait(f"{STATE}.picture.map.weight.some((it) => Math.abs(it - {weight}) < 1e-4 * Math.abs({weight}))")
        ages.append(1000 * (time.perf_counter() - answered))
    return {"age_p50_ms": statistics.median(ages), "age_max_ms": max(ages)}


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
