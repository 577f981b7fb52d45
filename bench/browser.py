"""The page in Chromium: how long a tick keeps its main thread busy, with nothing open and with two panels."""

import statistics
from typing import Any

from playwright.sync_api import Browser, CDPSession, sync_playwright

from tests.support import CHROMIUM_FLAGS, Server, Student

SECONDS = 4
TIMES = 5
DESK = {"viewport": {"width": 1280, "height": 720}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
CASES: list[tuple[str, dict[str, Any], list[str], int]] = [
    ("desk", DESK, [], 1),
    ("desk, 100 epochs a tick", DESK, [], 100),
    ("phone", PHONE, [], 1),
    ("map and step", DESK, ["map", "step"], 1),
    ("residuals and compare", DESK, ["residuals", "compare"], 1),
]


def measure() -> dict[str, Any]:
    """Return milliseconds of TaskDuration a tick, the median of several stretches, by case."""
    server = Server().start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(CHROMIUM_FLAGS))
            return {name: _case(browser, server.url, screen, panels, speed) for name, screen, panels, speed in CASES}
    finally:
        server.stop()


def _case(browser: Browser, url: str, screen: dict[str, Any], panels: list[str], speed: int) -> dict[str, float]:
    student = Student(browser, url, **screen).open()
    session = student.context.new_cdp_session(student.page)
    session.send("Performance.enable")
    for name in panels:
        student.press(f"chip-{name}")
    student.page.evaluate(f"dash_clientside.set_props('speed', {{ value: {speed} }})")
    student.press("start")
    student.settle(2000)
    stretches = [_stretch(student, session) for _ in range(TIMES)]
    student.close()
    return {name: statistics.median(stretch[name] for stretch in stretches) for name in stretches[0]}


def _stretch(student: Student, session: CDPSession) -> dict[str, float]:
    before, seq = _metrics(session), _seq(student)
    student.settle(1000 * SECONDS)
    after, ticks = _metrics(session), _seq(student) - seq
    return {f"{name}_ms": 1000 * (after[name] - before[name]) / ticks for name in ("TaskDuration", "ScriptDuration")}


def _seq(student: Student) -> int:
    """Count the answers so far: one epoch each at speed 1, and at 100 one command each."""
    return student.page.evaluate("dash_clientside.chalkline.commands()")


def _metrics(session: CDPSession) -> dict[str, float]:
    return {entry["name"]: entry["value"] for entry in session.send("Performance.getMetrics")["metrics"]}
