"""The page in Chromium: how long a tick keeps its main thread busy, with nothing open and with two panels.

Two figures a case, both CPU time of the main thread: Chromium's own TaskDuration, divided by the ticks of a stretch;
and, from traces, the work between each command and the next, of which the median and the 95th percentile are told, each
the median of the traces: for seconds on end a shared machine is a quarter slower.
"""

import statistics
import time
from dataclasses import dataclass
from typing import Any

from bench.cdp import Chromium, Page
from bench.figures import percentile
from tests.support import Server

WARM_UP_S = 12.0
STRETCH_S = 3.0
STRETCHES = 5
TRACES = 5
TRACE_S = 30.0
DESK = {"width": 1280, "height": 720}
PHONE = {"width": 390, "height": 844, "phone": True}
CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline"]
IS_DRAWN = "document.querySelector('#fit-figure .scatterlayer path') !== null"
READY = f"document.documentElement.dataset.plotly === 'ready' && {IS_DRAWN}"
COMMANDS = "dash_clientside.chalkline.page.client.clock.seq"
SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    if (!entry.hadRecentInput) window.shifts += entry.value;
})).observe({
    type: "layout-shift",
});
"""

# How long the page's main thread saves, in all.
SAVES = """(() => {
    const { page } = dash_clientside.chalkline;
    const { save } = page;
    window.saving = 0;
    page.save = () => {
        const began = performance.now();
        save.call(page);
        window.saving += performance.now() - began;
    };
})()"""


@dataclass(frozen=True)
class Case:
    """What is looked at: a screen, the panels that are open, the epochs of a tick, and the data."""

    name: str
    screen: dict[str, Any]
    panels: tuple[str, ...] = ()
    speed: int = 1
    dataset: str = "line"


CASES = [
    Case("desk", DESK),
    Case("desk, 100 epochs a tick", DESK, speed=100),
    Case("phone", PHONE),
    Case("house prices", DESK, dataset="house-prices"),
    Case("map and step", DESK, ("map", "step")),
    Case("residuals and compare", DESK, ("residuals", "compare")),
    Case("map and residuals", DESK, ("map", "residuals")),
]


def measure(cases: list[Case] = CASES) -> dict[str, Any]:
    """Return the milliseconds of a tick on the main thread and the layout shift, by case."""
    server = Server().start()
    try:
        with Chromium() as chromium:
            return {case.name: _case(chromium, server.url, case) for case in cases}
    finally:
        server.stop()


def far(epochs: int = 100_000) -> dict[str, Any]:
    """Return a tick at that epoch and at the hundredth, in pairs of two pages, and what it costs there to save."""
    server = Server().start()
    try:
        with Chromium() as chromium:
            late, early = (started(chromium, server.url, Case("", DESK, speed=100)) for _ in range(2))
            late.wait(f"dash_clientside.chalkline.page.state.record.epoch >= {epochs}", seconds=epochs / 500)
            for page in (late, early):
                page.value("dash_clientside.set_props('speed', { value: 1 })")
            late.value(SAVES)
            began = time.monotonic()
            pairs = [(_task_ms(late), _restarted_ms(early)) for _ in range(STRETCHES)]
            saving = late.value("window.saving") / (time.monotonic() - began)
    finally:
        server.stop()
    return {
        "late_ms": statistics.median(pair[0] for pair in pairs),
        "early_ms": statistics.median(pair[1] for pair in pairs),
        "ratio": statistics.median(one / other for one, other in pairs),
        "saving_ms_a_second": saving,
    }


def _case(chromium: Chromium, url: str, case: Case) -> dict[str, Any]:
    page = started(chromium, url, case)
    page.value(SHIFTS)
    time.sleep(WARM_UP_S)
    tasks = statistics.median(_task_ms(page) for _ in range(STRETCHES))
    traces = [ticks_of(_traced(page)) for _ in range(TRACES)]
    each = [percentile(ticks, 95) for ticks in traces]
    found = {
        "task_duration_ms": tasks,
        "median_ms": statistics.median(statistics.median(ticks) for ticks in traces),
        "p95_ms": statistics.median(each),
        "p95_ms_of_each_trace": each,
        "ticks": sum(map(len, traces)),
        "layout_shift": page.value("window.shifts"),
    }
    page.close()
    return found


def started(chromium: Chromium, url: str, case: Case) -> Page:
    """Open a page as a case has it, and start its run."""
    page = chromium.page(url, **case.screen)
    page.wait(READY)
    page.value(f"dash_clientside.set_props('dataset', {{ value: '{case.dataset}' }})")
    page.wait(f"dash_clientside.chalkline.page.state.shownData?.kind === '{case.dataset}' && {READY}")
    for name in case.panels:
        page.press(f"chip-{name}")
    page.value(f"dash_clientside.set_props('speed', {{ value: {case.speed} }})")
    page.press("start")
    return page


def _restarted_ms(page: Page) -> float:
    page.press("reset")
    page.press("start")
    page.wait("dash_clientside.chalkline.page.state.record.epoch >= 100")
    return _task_ms(page)


def _task_ms(page: Page) -> float:
    before, commands = page.metrics(), page.value(COMMANDS)
    time.sleep(STRETCH_S)
    after = page.metrics()
    return 1000 * (after["TaskDuration"] - before["TaskDuration"]) / (page.value(COMMANDS) - commands)


def _traced(page: Page) -> list[dict[str, Any]]:
    page.events.clear()
    page.send("Tracing.start", traceConfig={"includedCategories": CATEGORIES}, transferMode="ReportEvents")
    time.sleep(TRACE_S)
    page.send("Tracing.end")
    page.wait_for_event("Tracing.tracingComplete")
    parts = (event["params"]["value"] for event in page.events if event["method"] == "Tracing.dataCollected")
    return [event for part in parts for event in part]


def ticks_of(events: list[dict[str, Any]]) -> list[float]:
    """Return the milliseconds of CPU that the page's main thread worked between each command and the next."""
    return work_between(events, "ResourceSendRequest")


def work_between(events: list[dict[str, Any]], name: str) -> list[float]:
    """Return the milliseconds of CPU that the page's main thread worked between each event of a name and the next."""
    sent = [event for event in events if event["name"] == name]
    thread = statistics.mode((event["pid"], event["tid"]) for event in sent)
    borders = sorted(event["ts"] for event in sent if (event["pid"], event["tid"]) == thread)
    tasks = sorted(
        (event["ts"], event.get("tdur", 0))
        for event in events
        if event["name"] == "RunTask" and event.get("ph") == "X" and (event["pid"], event["tid"]) == thread
    )
    found, at = [0.0] * (len(borders) - 1), 0
    for began, worked in tasks:
        while at < len(found) and began >= borders[at + 1]:
            at += 1
        if began >= borders[0] and at < len(found):
            found[at] += worked / 1000
    return found
