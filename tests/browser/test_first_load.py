"""The first load in a real browser: text and controls before plotly.js, one plotly.js, what comes over the wire."""

import time

import pytest

from app.plotly_js import plotly_script
from app.server import STYLESHEET
from tests.support import Student

PLOTLY = "**/plotly.min.js"
COLD_BYTES = 1_600_000
WARM_BYTES = 10_000


class Wire:
    """What a page loads, as Chromium counts it: bytes by address, 0 for what it had."""

    def __init__(self, student):
        self.student = student
        self.addresses, self.sizes = {}, {}
        session = student.context.new_cdp_session(student.page)
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")

    def _asked(self, event):
        self.addresses[event["requestId"]] = event["request"]["url"]

    def _finished(self, event):
        self.sizes[event["requestId"]] = event["encodedDataLength"]

    def asked_for(self, part):
        return [address for address in self.addresses.values() if part in address]

    def total(self):
        self.student.settle(1500)
        return sum(self.sizes.values())


@pytest.fixture
def newcomer(chromium, server):
    one = Student(chromium, server.url, bypass_csp=False)
    yield one
    one.close()


def is_drawn(student):
    return student.page.evaluate("document.querySelector('#fit-figure .scatterlayer path') !== null")


def test_text_and_controls_are_there_while_plotly_js_is_held_back_and_then_the_page_draws(newcomer):
    held = []
    newcomer.page.route(PLOTLY, lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks the function
    newcomer.page.goto(newcomer.url)
    newcomer.wait_until("document.querySelector('#loss')?.textContent")
    newcomer.wait_until("performance.now() > 5000")
    assert len(held) == 1
    assert not is_drawn(newcomer)
    assert newcomer.page.is_visible("#start")
    assert newcomer.page.is_visible("#learning-rate")
    assert newcomer.state() == "Ready"
    newcomer.press("about-button")
    assert "A model learns a straight line" in newcomer.text("about")
    newcomer.press("about-close")
    newcomer.press("step")
    newcomer.wait_for_epoch(1)
    held[0].continue_()
    newcomer.wait_for_picture()
    newcomer.press("start")
    newcomer.wait_for_epoch(5)
    assert len(held) == 1
    assert newcomer.errors == []


def test_a_plotly_js_that_does_not_come_is_asked_for_again(newcomer):
    turns = []

    def second_time(route):
        turns.append(time.monotonic())
        route.abort() if len(turns) == 1 else route.continue_()

    newcomer.page.route(PLOTLY, second_time)
    newcomer.open()
    assert len(turns) == 2
    newcomer.press("start")
    newcomer.wait_for_epoch(3)
    assert all("ERR_FAILED" in error for error in newcomer.errors)


def test_one_plotly_js_is_loaded_and_a_warm_load_is_small(newcomer):
    wire = Wire(newcomer)
    newcomer.open()
    assert wire.total() < COLD_BYTES
    assert [address.removeprefix(newcomer.url) for address in wire.asked_for("plotly")] == [plotly_script().address]
    joined = wire.asked_for("/joined/")
    assert len(joined) == 3
    again = Wire(newcomer)
    newcomer.reload()
    assert again.total() < WARM_BYTES
    assert sorted(again.asked_for("/joined/")) == sorted(joined)
    assert newcomer.errors == []


def test_every_panel_draws_with_the_plotly_js_that_is_served(newcomer):
    newcomer.open()
    newcomer.set_rate(0.2)
    newcomer.press("start")
    newcomer.wait_for_epoch(5)
    newcomer.press("chip-map")
    newcomer.wait_until("document.querySelector('#loss-map .contourlayer path') !== null")
    newcomer.press("chip-residuals")
    newcomer.wait_until("document.querySelector('#residuals-figure .js-plotly-plot path') !== null")
    newcomer.press("pause")
    for chip in ("chip-map", "chip-residuals", "chip-compare"):
        newcomer.press(chip)
    newcomer.press("keep-run")
    newcomer.wait_until("document.querySelector('#compare-figure .js-plotly-plot path') !== null")
    assert newcomer.errors == []


STYLES_OF_ALL = """() => {
    const everywhere = [...document.querySelectorAll("body *")].flatMap((element) => [null, "::before", "::after"].map(
        (part) => [element, part, getComputedStyle(element, part)]
    ));
    const name = (element) => `${element.tagName}#${element.id}.${element.getAttribute("class")}`;
    return everywhere.map(([element, part, style]) => [
        `${name(element)}${part || ""}`,
        [...style].filter((property) => !property.startsWith("--")).map(
            (property) => `${property}: ${style.getPropertyValue(property)}`
        ).join("; "),
    ]);
}"""
SEPARATE = """async (addresses) => {
    const joined = document.querySelector("link[rel=stylesheet]");
    const links = addresses.map((href) => Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
    const loaded = links.map((link) => new Promise((resolve) => (link.onload = resolve)));
    joined.before(...links);
    await Promise.all(loaded);
    joined.remove();
}"""


@pytest.mark.parametrize("opened", [(), ("more-button",), ("about-button",), ("chip-map", "chip-compare")])
def test_what_is_left_of_bootstrap_looks_as_all_of_it_does(newcomer, opened):
    """Oracle: the whole of Bootstrap and our own styles as they are written, in one file each."""
    newcomer.open()
    for button in opened:
        newcomer.press(button)
    newcomer.settle(800)
    joined = newcomer.page.evaluate(STYLES_OF_ALL)
    newcomer.page.evaluate(SEPARATE, [STYLESHEET, "/assets/icons.css", "/assets/style.css"])
    newcomer.settle(500)
    separate = newcomer.page.evaluate(STYLES_OF_ALL)
    assert len(joined) > 1000
    assert [one for one, other in zip(joined, separate, strict=True) if one != other] == []
